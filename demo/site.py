"""The pages of the demo server: an organisation's website that carries the chat, and the phone."""

from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from string import Template

import msgspec

from demo.cast import LOCALHOST_KEY, SITE_KEY
from demo.web import Reply

PAGES = Path(__file__).parent / "pages"
# The look has one source; the demo shows it, and copies nothing.
LOOK = Path(__file__).parent.parent / "frontend" / "src" / "shared"
FILES = {f"/{name}": PAGES / name for name in ("host.css", "phone.css", "phone.js")}
FILES |= {f"/look/{file.name}": file for file in LOOK.glob("*.css")}
KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
HTML = "text/html; charset=utf-8"
OWN = "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"


class Site:
    """Fills the pages with the address of the helpline and with words."""

    def __init__(self, public_base_url: str) -> None:
        self._base = public_base_url

    def get(self, path: str, host: str) -> Reply | None:
        """The page or file at this path of this host, None if there is none."""
        if path in FILES:
            file = FILES[path]
            return Reply(200, file.read_bytes(), KINDS[file.suffix], _headers("default-src 'none'"))
        if path in {"/", "/fr/"}:
            return self._host("fr" if path == "/fr/" else "en", host)
        if path in {"/phone/", "/fr/phone/"}:
            return self._phone("fr" if path == "/fr/phone/" else "en")
        return None

    def _host(self, language: str, host: str) -> Reply:
        """As a careful website would do it: the policy names the helpline and nobody else."""
        base = self._base
        policy = f"{OWN}; script-src {base}; frame-src {base}; connect-src {base}"
        # A site is registered by its exact origin, and people use both names of this machine.
        site = LOCALHOST_KEY if host.startswith("localhost") else SITE_KEY
        page = _page(f"host.{language}.html", {"base": self._base, "site": site})
        return Reply(200, page, HTML, _headers(policy))

    def _phone(self, language: str) -> Reply:
        written = (PAGES / f"phone.{language}.json").read_bytes()
        words: Mapping[str, str] = msgspec.json.decode(written, type=dict[str, str])
        # A closing tag inside the JSON would end the script element that holds it.
        table = msgspec.json.encode(words).decode().replace("<", "\\u003c")
        texts = {name: escape(text) for name, text in words.items()}
        page = _page("phone.html", {**texts, "base": self._base, "table": table})
        return Reply(200, page, HTML, _headers(f"{OWN}; frame-ancestors 'none'"))


def _page(name: str, values: Mapping[str, str]) -> bytes:
    return Template((PAGES / name).read_text("utf-8")).substitute(values).encode()


@cache
def _headers(policy: str) -> Mapping[str, str]:
    return {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
    }
