"""Where letters leave: the mail server out of one address, or none."""

from typing import Any
from urllib.parse import unquote, urlsplit

from config import env

REMEDY = "Write it as smtp+tls://user:password@mail.example.org:587 (MAIL_URL=…)."
PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
LOOPBACK = ("localhost", "127.0.0.1", "::1")
SECONDS = 10


def server() -> dict[str, Any]:
    """How Django reaches it; empty where no mail is sent. A value is never quoted."""
    if not env.given("MAIL_URL"):
        return {}
    try:
        parts = urlsplit(env.text("MAIL_URL"))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise env.complain("MAIL_URL", "cannot be read", REMEDY) from None
    if parts.scheme not in PORTS or not host:
        raise env.complain("MAIL_URL", "is no address of a mail server", REMEDY)
    if parts.scheme == "smtp" and host not in LOOPBACK:
        raise env.complain("MAIL_URL", "would send without encryption", REMEDY)
    return {
        "host": host,
        "port": port or PORTS[parts.scheme],
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parts.scheme == "smtp+tls",
        "use_ssl": parts.scheme == "smtps",
        "timeout": SECONDS,
    }


def sender() -> str:
    """From whom letters come: needed as soon as there is a server."""
    address = env.text("MAIL_FROM")
    if env.given("MAIL_URL") and "@" not in address:
        remedy = "Write the address that letters come from: MAIL_FROM=directory@example.org."
        raise env.complain("MAIL_FROM", "is missing beside MAIL_URL", remedy)
    return address
