"""The demo server: host site, phone page and the fake provider behind one loopback address."""

import re

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, Scope
from django.conf import settings

from demo import rest
from demo.cast import NUMBER, PHONES
from demo.phone import PhonePage
from demo.post import post
from demo.site import Site
from demo.texts import VERSION
from demo.twilio import FakeTwilio
from demo.web import Reply, Request, TooLarge, answer, read
from routing.adapters import channels
from routing.adapters._twilio.forms import sign

# As the real provider: a text is not to be deleted in its first minute.
SETTLE_SECONDS = 60.0
# A page of another name that resolves to this machine must not reach the phones.
LOOPBACK = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?")


class Demo:
    """Sends every request to the part it belongs to."""

    def __init__(self, fake: FakeTwilio, phone: PhonePage, site: Site) -> None:
        self._fake, self._phone, self._site = fake, phone, site

    async def __call__(
        self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        if scope["type"] != "http":
            return
        try:
            reply = await self._reply(await read(scope, receive))
        except TooLarge:
            reply = Reply(413, b"too large")
        except ConnectionError:
            return
        await answer(send, reply)

    async def _reply(self, request: Request) -> Reply:
        host = request.headers.get("host", "")
        if not LOOPBACK.fullmatch(host):
            return Reply(421, b"this server answers on the loopback address only")
        if request.path.startswith(f"/{VERSION}/"):
            return await rest.handle(self._fake, request)
        page = self._site.get(request.path, host) if request.method in {"GET", "HEAD"} else None
        if page is not None:
            return page
        if request.path.startswith("/phone/"):
            return await self._phone.handle(request)
        return Reply(404, b"not found")


def make() -> Demo:
    """The demo of this installation, from its settings."""
    fake = FakeTwilio(
        settings.TWILIO_ACCOUNT_SID,
        settings.TWILIO_AUTH_TOKEN,
        f"{settings.PUBLIC_BASE_URL}/in/sms/message",
        whatsapp_url=f"{settings.PUBLIC_BASE_URL}/in/whatsapp/message",
        base=settings.TWILIO_BASE_URL,
        redaction=settings.TWILIO_REDACTION,
        settle_seconds=SETTLE_SECONDS,
        post=post,
        sign=sign,
    )
    phone = PhonePage(fake, NUMBER, PHONES, whatsapp="whatsapp" in channels())
    return Demo(fake, phone, Site(settings.PUBLIC_BASE_URL))
