"""What every page for seekers without scripts owes them: nothing kept, nothing told, a way out."""

from typing import TypeVar
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.http import HttpResponse
from django.http.response import HttpResponseBase

from helpline.models import Line

Answer = TypeVar("Answer", bound=HttpResponseBase)

# A page may hold nothing but its own style and the part that looks by itself.
BARE: dict[str, list[str]] = {
    **{f"{each}-src": [NONE] for each in ("script", "connect", "font", "media")},
    "img-src": ["data:"],
    "style-src": [SELF],
    "frame-src": [SELF],
}
# The same, and one script of ours, which leaves faster and sends forms without a step of history.
WITH_SCRIPT = {**BARE, "script-src": [SELF], "connect-src": [SELF], "frame-src": [NONE]}


def bare(
    response: HttpResponse, line: Line, may: dict[str, list[str]] | None = None
) -> HttpResponse:
    """Nothing is kept of it, it tells nobody where it was, and it may do nothing but what it must.

    Where a form may lead has to name every place the way out passes through: browsers hold the
    neutral page to it, and that page may lead on. It is safer that the way out is open.
    """
    scheme = urlsplit(line.exit_url).scheme or "https"
    policy = {**(may or BARE), "form-action": [SELF, f"{scheme}:"]}
    setattr(response, "_csp_replace", policy)  # noqa: B010 - csp's own
    return quiet(response)


def beside(response: HttpResponse, policy: str) -> HttpResponse:
    """The chat and the help page that it opened stay within each other's call: one exit for both.

    Whoever opens says `same-origin-allow-popups`, what is opened `unsafe-none`; a page that says
    more is cut off from the one that opened it.
    """
    response.headers["Cross-Origin-Opener-Policy"] = policy
    return response


def quiet(response: Answer) -> Answer:
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def away(line: Line) -> HttpResponse:
    """To the line's neutral page."""
    response = HttpResponse(status=303)
    response.headers["Location"] = line.exit_url
    return response
