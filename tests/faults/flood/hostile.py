"""Run as a program: sockets that flood, do not read, or are only half open, until they are ended.

A process of its own, so that it does not slow down those whose waiting is measured. Arguments: the
port, the origin of our pages, how many sockets, for how many seconds, and the seed.
"""

import asyncio
import base64
import contextlib
import itertools
import os
import socket
import struct
import sys
import uuid
from collections import Counter
from collections.abc import Awaitable, Callable
from random import Random

import msgspec

from helpline import protocol

PAUSE = 1.0
LONGEST_TEXT = "flood " * 300
JUNK = (b"{", b"[]", b'{"type":"shout"}', b'{"type":"say","id":5}', b"x" * 20_000)
LISTENS_TO = 2_048


def framed(payload: bytes) -> bytes:
    """A text frame of a client, masked by zeros."""
    size = len(payload)
    if size < 126:
        head = struct.pack("!BB", 0x81, 0x80 | size)
    else:
        head = struct.pack("!BBH", 0x81, 0x80 | 126, size)
    return head + bytes(4) + payload


HELLO = framed(protocol.encode(protocol.Hello(site="site")))


class Hostile:
    """All the hostile sockets of this process, and what became of them."""

    def __init__(self, port: int, origin: str, rng: Random) -> None:
        self.port, self.origin, self.rng = port, origin, rng
        self.seen: Counter[str] = Counter()

    async def connect(self) -> socket.socket:
        made = socket.socket()
        made.setblocking(False)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, LISTENS_TO)
        await asyncio.get_running_loop().sock_connect(made, ("127.0.0.1", self.port))
        self.seen["connected"] += 1
        return made

    async def opened(self) -> socket.socket:
        """A websocket after its handshake."""
        made = await self.connect()
        key = base64.b64encode(self.rng.randbytes(16)).decode()
        head = (
            f"GET /ws/chat/ HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            f"Origin: {self.origin}\r\n\r\n"
        )
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(made, head.encode())
        answer = b""
        while b"\r\n\r\n" not in answer:
            part = await loop.sock_recv(made, 512)
            if not part:
                raise ConnectionResetError("turned away")
            answer += part
        if b" 101 " not in answer:
            raise ConnectionResetError("turned away")
        self.seen["opened"] += 1
        return made

    def say(self, text: str) -> bytes:
        return framed(protocol.encode(protocol.Say(id=uuid.UUID(int=self.bits()), text=text)))

    def bits(self) -> int:
        return self.rng.getrandbits(128)

    # ---- what they do --------------------------------------------------------------------------

    async def flood(self) -> None:
        """As many words and as much nonsense as the socket takes, without reading an answer."""
        made = await self.opened()
        loop = asyncio.get_running_loop()
        with contextlib.closing(made):
            await loop.sock_sendall(made, HELLO)
            while True:
                frames = [self.say(self.rng.choice(("a", LONGEST_TEXT))) for _ in range(20)]
                frames += [framed(self.rng.choice(JUNK)) for _ in range(5)]
                await loop.sock_sendall(made, b"".join(frames))
                self.seen["flooded"] += len(frames)
                await asyncio.sleep(0.01)

    async def read_nothing(self) -> None:
        """Says what may be said, and never reads what comes back."""
        made = await self.opened()
        loop = asyncio.get_running_loop()
        with contextlib.closing(made):
            await loop.sock_sendall(made, HELLO)
            for _ in itertools.count():
                await loop.sock_sendall(made, self.say(LONGEST_TEXT))
                await asyncio.sleep(0.25)

    async def half_open(self) -> None:
        """A connection without a word, or a websocket without a hello."""
        made = await (self.opened() if self.rng.random() < 0.5 else self.connect())
        with contextlib.closing(made):
            while await asyncio.get_running_loop().sock_recv(made, 512):
                pass

    async def again_and_again(self, attack: Callable[[], Awaitable[None]], name: str) -> None:
        """Whoever is cut off comes back."""
        while True:
            with contextlib.suppress(OSError):
                await attack()
            self.seen[f"{name} cut"] += 1
            await asyncio.sleep(PAUSE * self.rng.uniform(0.5, 1))


async def attack(hostile: Hostile, count: int, seconds: float) -> None:
    ways = itertools.cycle((hostile.flood, hostile.read_nothing, hostile.half_open))
    tasks = [
        asyncio.create_task(hostile.again_and_again(way, way.__name__))
        for way in itertools.islice(ways, count)
    ]
    await asyncio.sleep(seconds)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def main() -> None:
    port, origin, count, seconds, seed = sys.argv[1:]
    hostile = Hostile(int(port), origin, Random(int(seed)))
    asyncio.run(attack(hostile, int(count), float(seconds)))
    sys.stdout.buffer.write(msgspec.json.encode(hostile.seen))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
