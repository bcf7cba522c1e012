"""The account at Twilio: its client, what is missing of it, and what its troubles come to."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from requests.exceptions import RequestException
from twilio.base.exceptions import TwilioException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from routing.adapters import TryAgain

# What a request may end with that is no answer, or none of use; an answer that is no JSON is one.
TROUBLES = (TwilioException, RequestException, ValueError)
NOT_YET, NOT_FOUND = 20009, 20404


class RebasedHttpClient(TwilioHttpClient):
    """Twilio's own client, towards another host: a regional edge, or the demonstration's phone."""

    def __init__(self, base: str) -> None:
        super().__init__(timeout=settings.TWILIO_TIMEOUT)
        self.base = urlsplit(base)

    def request(self, method: str, url: str, *args: object, **kwargs: object) -> Response:
        if self.base.netloc:
            there = urlsplit(url)
            url = urlunsplit((self.base.scheme, self.base.netloc, there.path, there.query, ""))
        return super().request(method, url, *args, **kwargs)


def missing() -> list[str]:
    """Which of the needed settings are empty."""
    return [
        name for name in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN") if not getattr(settings, name)
    ]


@lru_cache(maxsize=1)
def client() -> Client:
    """Twilio's client; one for each process, used in worker threads only."""
    return Client(
        settings.TWILIO_ACCOUNT_SID,
        settings.TWILIO_AUTH_TOKEN,
        http_client=RebasedHttpClient(settings.TWILIO_BASE_URL),
    )


def made_at(row: Any) -> float:
    """When Twilio made a text, in seconds since 1970; 0 if it does not say."""
    return float(row.date_created.timestamp()) if row.date_created else 0.0


def refusal(fault: Exception) -> tuple[int, int]:
    """The HTTP status and Twilio's own code of a refused request; 0 where it said none."""
    if (status := getattr(fault, "status", None)) is None:
        # A page of a list fails with the bare response.
        response = fault.args[1] if len(fault.args) > 1 else None
        return int(getattr(response, "status_code", 0)), 0
    return int(status), int(getattr(fault, "code", 0) or 0)


def again(fault: Exception) -> TryAgain:
    """The reason to ask once more, later, after a question or a removal that failed."""
    status, code = refusal(fault)
    if status in (401, 403):
        return TryAgain("account")
    if status == 429:
        return TryAgain("too_fast")
    if code == NOT_YET:
        return TryAgain("not_yet")
    return TryAgain("provider" if status else "no_connection")
