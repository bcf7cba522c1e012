"""Web origins, compared exactly: scheme, host and port, nothing guessed."""

import re
from urllib.parse import urlsplit

# No star and no other sign that a content security policy would read as more than one host; names
# beyond ASCII come from browsers in their xn-- form.
HOST = re.compile(r"[a-z0-9._:-]+")
DEFAULT_PORTS = {"http": 80, "https": 443}


def exact_origin(url: str) -> str:
    """`scheme://host[:port]` of a URL in its one normal form, or "" if it is no http(s) URL.

    A default port is left out, as browsers do; user names are refused (RFC 6454, section 4).
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in DEFAULT_PORTS or "@" in parts.netloc:
        return ""
    if not HOST.fullmatch(parts.hostname or ""):
        return ""
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    suffix = "" if port is None or port == DEFAULT_PORTS[parts.scheme] else f":{port}"
    return f"{parts.scheme}://{host}{suffix}"
