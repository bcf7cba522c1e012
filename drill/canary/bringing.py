"""A text brought to our own webhook as the provider brings it: signed, and answered by a status."""

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings

from routing import webhooks
from routing.adapters._twilio.forms import sign

OURS = "+12045550100"
PATH = "/in/sms/message"


async def brought(sender: str, body: str) -> int:
    """The status with which this text is answered."""
    sid = f"SM{uuid4().hex}"
    form = {"AccountSid": settings.TWILIO_ACCOUNT_SID, "MessageSid": sid, "SmsSid": sid}
    form |= {"From": sender, "To": OURS, "Body": body, "NumMedia": "0"}
    url = f"{settings.PUBLIC_BASE_URL}{PATH}"
    signature = sign(url, form, settings.TWILIO_AUTH_TOKEN)
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "x-twilio-signature": signature,
    }
    return await _post(headers, urlencode(form).encode())


async def _post(headers: dict[str, str], content: bytes) -> int:
    scope: Any = {
        "type": "http",
        "method": "POST",
        "path": PATH,
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    statuses: list[int] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": content, "more_body": False}

    async def send(event: Any) -> None:
        if event["type"] == "http.response.start":
            statuses.append(event["status"])

    await webhooks.application(scope, receive, send)
    return statuses[0]
