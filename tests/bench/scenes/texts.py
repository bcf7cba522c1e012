"""Texts that come in: signed webhooks over connections that stay open, as a provider sends them."""

import asyncio
import base64
import hmac
import time
from collections.abc import Iterator
from itertools import count
from secrets import token_hex
from urllib.parse import urlencode

from tests.bench.cast import ACCOUNT, NUMBER, PHONES, TOKEN
from tests.bench.job import Figures, Job

CONNECTIONS = 32
PATH = "/in/sms/message"
WORDS = "Is anybody there? I do not know who else to ask tonight."


def request(port: int, phone: int) -> bytes:
    """One text of this phone, signed as Twilio signs: URL, then fields by name, HMAC-SHA1."""
    form = {
        "AccountSid": ACCOUNT,
        "Body": WORDS,
        "From": f"+1204555{phone:04d}",
        "MessageSid": "SM" + token_hex(16),
        "NumMedia": "0",
        "To": NUMBER,
    }
    signed = f"http://127.0.0.1:{port}{PATH}" + "".join(f"{k}{form[k]}" for k in sorted(form))
    signature = base64.b64encode(hmac.digest(TOKEN.encode(), signed.encode(), "sha1")).decode()
    body = urlencode(form)
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Twilio-Signature: {signature}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()


async def send(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, wire: bytes) -> None:
    """One request and its whole answer; anything but 200 ends the measurement."""
    writer.write(wire)
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = head.partition(b"\r\n")[0]
    if b" 200 " not in status:
        raise RuntimeError(f"the webhook answered {status!r}")
    if b"transfer-encoding: chunked" in head:
        await reader.readuntil(b"0\r\n\r\n")
    else:
        length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(length))


async def rate(port: int, seconds: float) -> float:
    """Answered requests per second; each phone has written once before the clock starts."""
    phones: Iterator[int] = count()
    answered = 0
    until = 0.0

    async def caller(warming: bool) -> None:
        nonlocal answered
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while (warming and (phone := next(phones)) < PHONES) or time.monotonic() < until:
            if not warming:
                phone = next(phones) % PHONES
            await send(reader, writer, request(port, phone))
            answered += 1
        writer.close()
        await writer.wait_closed()

    await asyncio.gather(*(caller(warming=True) for _ in range(CONNECTIONS)))
    answered, began = 0, time.monotonic()
    until = began + seconds
    await asyncio.gather(*(caller(warming=False) for _ in range(CONNECTIONS)))
    return answered / (time.monotonic() - began)


async def webhooks(job: Job) -> Figures:
    """Signed webhooks answered per second."""
    return {"texts": await rate(job.ports[0], job.seconds)}
