"""Carries a webhook from the demo provider to the helpline over HTTP."""

import asyncio
import http.client
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

# As patient as the real provider is with a webhook.
PATIENCE = 15.0


def _post(url: str, form: Mapping[str, str], signature: str) -> int:
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=PATIENCE)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
        "X-Twilio-Signature": signature,
    }
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    try:
        connection.request("POST", path, urlencode(form), headers)
        return connection.getresponse().status
    except http.client.HTTPException as broken:
        raise OSError("no answer") from broken
    finally:
        connection.close()


async def post(url: str, form: Mapping[str, str], signature: str) -> int:
    """Post the form; gives the HTTP status, raises OSError if no answer came."""
    return await asyncio.to_thread(_post, url, form, signature)
