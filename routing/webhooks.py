"""The provider's webhooks, as a plain ASGI application: verify, store, answer; nothing else first.

A text is answered only after its commit, so whatever was not answered is delivered again, and a
repeat of its id changes nothing. Django's request cycle is left out because it costs a thread hop
and signals that these two addresses have no use for.
"""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import parse_qs

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope, Scope
from django.conf import settings

from helpline import metrics
from helpline.errors import Refused
from routing import deliver
from routing.adapters import Incoming, Receipt, Rejected, channels
from routing.consoles import process
from routing.entering.arrivals import arrived
from routing.entering.plan import Outcome
from routing.texting.numbers import Ours, register
from routing.turnstile import Place, turnstile
from routing.waiting import health

log = logging.getLogger("helpline.webhooks")

# What could not be brought to the first address is brought to the second, and does the same.
ADDRESSES = ("message", "fallback", "status")
BODY_LIMIT = 65_536
# Seconds before each look for the text that a receipt is about.
RECEIPT_PAUSES = (0.0, 0.4, 1.2)
# What is turned away for good: that it is brought again would change nothing.
SETTLED = ("blocked", "erased")
EMPTY = b'<?xml version="1.0" encoding="UTF-8"?><Response/>'


async def application(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """POST /in/<channel>/message, /in/<channel>/fallback and /in/<channel>/status."""
    if scope["type"] != "http":
        return
    process.start(asyncio.get_running_loop())
    try:
        answer = await _handle(scope, await _body(scope, receive))
        await _answer(send, 200, answer, b"text/xml")
    except Rejected as rejection:
        log.warning("webhook_rejected", extra={"cause": rejection.cause})
        metrics.REJECTED.labels(rejection.cause).inc()
        await _answer(send, rejection.status, rejection.cause.encode(), b"text/plain")
    except Exception as fault:
        # Whatever it was: the provider brings it again, and its error page must not hold a word.
        log.error("webhook_failed", extra={"cause": type(fault).__name__})
        metrics.REJECTED.labels("failed").inc()
        await _answer(send, 503, b"try_again", b"text/plain")


async def _body(scope: HTTPScope, receive: ASGIReceiveCallable) -> bytes:
    if scope["method"] != "POST":
        raise Rejected("method", 405)
    kind = _header(scope, b"content-type").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise Rejected("content_type", 415)
    body = b""
    while True:
        event: Any = await receive()
        if event["type"] != "http.request":
            raise Rejected("cut_off")
        body += bytes(event.get("body", b""))
        if len(body) > BODY_LIMIT:
            raise Rejected("too_big", 413)
        if not event.get("more_body"):
            return body


def _header(scope: HTTPScope, name: bytes) -> str:
    found = [value for key, value in scope["headers"] if key.lower() == name]
    if len(found) > 1:
        raise Rejected("doubled_header")
    return found[0].decode("latin-1") if found else ""


async def _handle(scope: HTTPScope, body: bytes) -> bytes:
    parts = scope["path"].strip("/").split("/")
    channel = channels().get(parts[1]) if len(parts) == 3 else None
    if channel is None or channel.read is None or parts[2] not in ADDRESSES:
        raise Rejected("no_such_address", 404)
    if missing := channel.missing():
        log.error("channel_off", extra={"cause": missing[0]})
        raise Rejected("channel_off", 403)
    form = _form(body)
    query = scope["query_string"].decode("latin-1")
    url = settings.PUBLIC_BASE_URL.rstrip("/") + scope["path"] + (f"?{query}" if query else "")
    found = channel.read(url, form, _header(scope, b"x-twilio-signature"))
    if isinstance(found, Incoming) and parts[2] != "status":
        await _store(channel.name, found)
    elif isinstance(found, Receipt) and parts[2] == "status":
        await _receipt(found, channel.name)
    else:
        raise Rejected("wrong_address")
    return EMPTY


def _form(body: bytes) -> dict[str, list[str]]:
    try:
        fields: dict[str, list[str]] = parse_qs(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=200,
        )
        return fields
    except (ValueError, UnicodeDecodeError):
        raise Rejected("form") from None


async def _store(channel: str, text: Incoming) -> None:
    ours = await _ours(channel, text.recipient)
    if register.known(channel, text.sender) is not None:
        raise Rejected("own_number")
    message = arrived(ours, text)
    outcome: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
    turnstile.say(message, partial(_settle, outcome))
    result = await outcome
    health.note(channel, "arrived")
    if isinstance(result, Refused) and result.code not in SETTLED:
        if result.code == "other_text":
            raise Rejected("other_text", 409)
        # Not stored: anything but success makes the provider bring it again, or use its fallback.
        raise Rejected(result.code, 503)


async def _ours(channel: str, number: str) -> Ours:
    """Our number that a text came to; raises `Rejected` if it is none of ours."""
    if not register.fresh():
        await _done(register.read)
    found = register.known(channel, number)
    if found is None:
        raise Rejected("not_our_number", 404)
    return found


async def _receipt(receipt: Receipt, channel: str) -> None:
    """Note a receipt. One can overtake the answer to our own request: it is looked at again."""
    for pause in RECEIPT_PAUSES:
        await asyncio.sleep(pause)
        if await _done(partial(deliver.receipt, receipt), "last") is not None:
            return
    log.warning("receipt_unknown")
    await _done(partial(deliver.erased, receipt, channel), "last")


async def _done(work: Callable[[], Any], place: Place = "") -> Any:
    """What `work` gives on the database thread; raises `Rejected` if it cannot be done now."""
    answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    turnstile.do(work, partial(_settle, answer), place=place)
    result = await answer
    if isinstance(result, Refused):
        raise Rejected("try_again", 503)
    return result


def _settle(future: asyncio.Future[Any], result: Any) -> None:
    """Give a result to whoever waits for it, unless the connection was cut meanwhile."""
    if not future.done():
        future.set_result(result)


async def _answer(send: ASGISendCallable, status: int, body: bytes, kind: bytes) -> None:
    headers = [(b"content-type", kind), (b"cache-control", b"no-store")]
    await send(
        {"type": "http.response.start", "status": status, "headers": headers, "trailers": False}
    )
    await send({"type": "http.response.body", "body": body, "more_body": False})
