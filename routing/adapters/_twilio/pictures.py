"""Fetches one picture from Twilio: from its own host, and without the account's name anywhere else.

Twilio answers with an address of a file store, which is signed for itself: whoever is given our
token there would have it.
"""

from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings

from routing.adapters import GiveUp, TryAgain

LARGEST = 5 * 1024 * 1024
PORTION = 65_536
# Where Twilio keeps files, beside its API: on hosts of its own, or in a part of a store for all.
HOSTS = (".twilio.com", ".twiliocdn.com")
STORE, PART = ".amazonaws.com", "/media.twiliocdn.com/"
API = "2010-04-01"
REDIRECTS = frozenset({301, 302, 303, 307, 308})


def fetch(external_id: str, picture_id: str) -> bytes:
    """The bytes of a picture; raises `TryAgain`, or `GiveUp` if it will never be had."""
    account = settings.TWILIO_ACCOUNT_SID
    address = (
        f"{settings.TWILIO_BASE_URL}/{API}/Accounts/{account}"
        f"/Messages/{external_id}/Media/{picture_id}"
    )
    try:
        answer = _get(address, (account, settings.TWILIO_AUTH_TOKEN))
        if answer.status_code in REDIRECTS:
            there = urljoin(address, answer.headers.get("Location", ""))
            answer.close()
            if not _trusted(there):
                raise GiveUp("elsewhere")
            answer = _get(there, None)
        with answer:
            return _read(answer)
    except requests.RequestException:
        raise TryAgain("no_connection") from None


def _get(address: str, auth: tuple[str, str] | None) -> requests.Response:
    with requests.Session() as session:
        # Nothing of the environment: a .netrc would give a stranger our token after all.
        session.trust_env = False
        return session.get(
            address,
            auth=auth,
            allow_redirects=False,
            stream=True,
            timeout=settings.TWILIO_TIMEOUT,
            headers={"Accept-Encoding": "identity"},
        )


def _trusted(address: str) -> bool:
    """A file store of the provider's over TLS, or the demonstration's own."""
    there, base = urlsplit(address), urlsplit(settings.TWILIO_BASE_URL)
    if (there.scheme, there.netloc) == (base.scheme, base.netloc):
        return True
    host = there.hostname or ""
    ours = host.endswith(HOSTS) or (host.endswith(STORE) and there.path.startswith(PART))
    return there.scheme == "https" and ours


def _read(answer: requests.Response) -> bytes:
    if answer.status_code in (404, 410):
        raise GiveUp("gone")
    if answer.status_code != requests.codes.ok:
        raise TryAgain("account" if answer.status_code in (401, 403) else "provider")
    found = bytearray()
    for portion in answer.iter_content(PORTION):
        found += portion
        if len(found) > LARGEST:
            raise GiveUp("too_big")
    return bytes(found)
