"""One public address in front of two web processes: the console's on one, the rest on the other.

It reads the head of each request, chooses by path, and lets bytes through; a connection carries one
request, so that a browser's next one may go elsewhere. It knows nothing of what passes.
"""

import asyncio
import contextlib
import threading
from collections.abc import Coroutine
from typing import Any

from tests.servers import free_port

HEAD_LIMIT = 65_536


class Proxy:
    """Listens on a loopback port of its own thread until it is stopped.

    `address` is whose it says that what comes next is, as a proxy before us does.
    """

    def __init__(self, chat: int, console: int) -> None:
        self.port = free_port()
        self._chat, self._console = chat, console
        self.address = ""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="proxy", daemon=True)

    def start(self) -> None:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(5)

    def stop(self) -> None:
        """End every connection that is under way, then the thread."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", self.port)

    async def _end(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            head = await reader.readuntil(b"\r\n\r\n")
            port = self._console if for_console(head) else self._chat
            inner_reader, inner = await asyncio.open_connection("127.0.0.1", port)
            inner.write(came_from(self.address, once(head)))
            try:
                await both(pump(reader, inner), pump(inner_reader, writer))
            finally:
                inner.close()
        writer.close()


def for_console(head: bytes) -> bool:
    path = head.split(b" ", 2)[1]
    return path.startswith((b"/console/", b"/ws/console/"))


def once(head: bytes) -> bytes:
    """The same head, asking for one answer on this connection unless it becomes a socket."""
    lines = head[:-4].split(b"\r\n")
    if any(line.lower().startswith(b"upgrade:") for line in lines):
        return head
    rest = [line for line in lines if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([*rest, b"Connection: close"]) + b"\r\n\r\n"


def came_from(address: str, head: bytes) -> bytes:
    """The same head, with whose it is if that is known."""
    if not address:
        return head
    return head[:-2] + f"X-Forwarded-For: {address}\r\n\r\n".encode()


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(HEAD_LIMIT):
        writer.write(data)
        await writer.drain()


async def both(*ways: Coroutine[Any, Any, None]) -> None:
    """Carry until one side has ended; the other is then ended too."""
    tasks = [asyncio.create_task(way) for way in ways]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
