"""A TCP proxy with toxiproxy's vocabulary: latency, reset, a black hole for one direction, a limit.

It stands before the web processes as a load balancer does: a new connection goes to the next one
that answers. It knows nothing of what passes.
"""

import asyncio
import socket
import struct
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Self, cast

RESET = struct.pack("ii", 1, 0)
# More than this waiting for a slow reader, and its sender is made to wait as well.
HIGH = 1_048_576


@dataclass
class Toxic:
    """What happens to the bytes of one direction.

    `latency` and `jitter` in seconds; `hole` holds everything back, ends included, until it is
    mended, as a network does that drops every packet; after `limit` bytes the connection ends.
    """

    latency: float = 0.0
    jitter: float = 0.0
    hole: bool = False
    limit: int | None = None


@dataclass
class Rules:
    """What holds for connections that are opened from now on."""

    up: Toxic = field(default_factory=Toxic)
    down: Toxic = field(default_factory=Toxic)


class Way:
    """One direction of a connection: takes bytes from its source, gives them to its goal."""

    def __init__(self, toxic: Toxic, rng: Random) -> None:
        self.toxic = toxic
        self.passed = 0
        self._rng = rng
        self._held: deque[tuple[float, bytes | None]] = deque()
        self._due = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self.source: asyncio.Transport | None = None
        self.goal: asyncio.Transport | None = None

    def take(self, data: bytes | None) -> None:
        """Bytes that came, or None for the end of them.

        Some come before their goal stands: older Pythons (3.11.2) read from a transport that was
        told to pause as it was made.
        """
        held = self._held or self.toxic.hole or self.toxic.latency
        if not held and self.goal is not None:
            self._give(data)
            return
        delay = self.toxic.latency + self._rng.uniform(0, self.toxic.jitter)
        # Never before what came earlier: TCP keeps order whatever the network does.
        self._due = max(self._due, asyncio.get_running_loop().time() + delay)
        self._held.append((self._due, data))
        self.flow()

    def hole(self) -> None:
        """From now on nothing comes out on the other side."""
        self.toxic = replace(self.toxic, hole=True)

    def mend(self) -> None:
        """Everything that was held back comes out, as after a retransmission."""
        self.toxic = replace(self.toxic, hole=False)
        self.flow()

    def flow(self) -> None:
        """Give on what is due, and come back when the next is."""
        loop = asyncio.get_running_loop()
        if self.goal is None:
            return
        while self._held and not self.toxic.hole and self._held[0][0] <= loop.time():
            self._give(self._held.popleft()[1])
        if self._held and not self.toxic.hole and self._timer is None:
            self._timer = loop.call_at(self._held[0][0], self._later)

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._held.clear()

    def _later(self) -> None:
        self._timer = None
        self.flow()

    def _give(self, data: bytes | None) -> None:
        if self.goal is None or self.goal.is_closing():
            return
        if data is None:
            self.goal.close()
            return
        limit = self.toxic.limit
        rest = len(data) if limit is None else limit - self.passed
        self.goal.write(data[:rest])
        self.passed += min(rest, len(data))
        if limit is not None and self.passed >= limit:
            self.goal.close()
            if self.source is not None:
                self.source.close()


class Connection:
    """A client's connection and the one behind it, to the port `target`.

    `up` is client to server, `down` the other way.
    """

    def __init__(self, proxy: "Proxy") -> None:
        self._proxy = proxy
        self.target = 0
        self.up = Way(replace(proxy.new.up), proxy.rng)
        self.down = Way(replace(proxy.new.down), proxy.rng)

    def reset(self) -> None:
        """Cut it at once on both sides, as a network that forgot it does."""
        for transport in (self.up.source, self.up.goal):
            if transport is not None and not transport.is_closing():
                raw = cast(socket.socket, transport.get_extra_info("socket"))
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                transport.abort()
        self.over()

    def over(self) -> None:
        self._proxy.connections.discard(self)
        self.up.stop()
        self.down.stop()


class End(asyncio.Protocol):
    """One socket of a connection: what it reads goes one way, how full it is slows the other."""

    def __init__(self, connection: Connection, out: Way, back: Way) -> None:
        self.connection, self.out, self.back = connection, out, back

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        made = cast(asyncio.Transport, transport)
        made.set_write_buffer_limits(HIGH)
        self.out.source = self.back.goal = made
        self.back.flow()

    def data_received(self, data: bytes) -> None:
        self.out.take(data)

    def pause_writing(self) -> None:
        if self.back.source is not None:
            self.back.source.pause_reading()

    def resume_writing(self) -> None:
        if self.back.source is not None:
            self.back.source.resume_reading()

    def connection_lost(self, cause: Exception | None) -> None:
        self.back.stop()
        self.out.take(None)
        if self.out.goal is None or self.out.goal.is_closing():
            self.connection.over()


class Door(End):
    """The client's end: opens the connection behind it, and reads nothing before that stands."""

    def __init__(self, proxy: "Proxy") -> None:
        connection = Connection(proxy)
        super().__init__(connection, connection.up, connection.down)
        self.proxy = proxy

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        cast(asyncio.Transport, transport).pause_reading()
        self.opening = asyncio.get_running_loop().create_task(self._open())

    async def _open(self) -> None:
        connection, proxy = self.connection, self.proxy
        client = cast(asyncio.Transport, connection.up.source)
        for port in proxy.next_targets():
            try:
                await asyncio.get_running_loop().create_connection(
                    lambda: End(connection, connection.down, connection.up), "127.0.0.1", port
                )
            except OSError:
                continue
            connection.target = port
            proxy.connections.add(connection)
            if client.is_closing():
                connection.reset()
            else:
                client.resume_reading()
            return
        client.abort()


class Proxy:
    """Listens on a loopback port and carries to `targets` in turn; `connections` are those open."""

    def __init__(self, targets: Sequence[int], rng: Random | None = None) -> None:
        self.targets = list(targets)
        self.new = Rules()
        self.connections: set[Connection] = set()
        self.rng = rng or Random(0)
        self.port = 0
        self._turn = 0

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: Door(self), "127.0.0.1", 0, backlog=1024)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        self.reset(len(self.connections))
        await asyncio.sleep(0)

    def next_targets(self) -> list[int]:
        """All targets, beginning with another one each time."""
        self._turn += 1
        start = self._turn % len(self.targets)
        return self.targets[start:] + self.targets[:start]

    def reset(self, count: int) -> int:
        """Cut so many of the open connections, by chance; returns how many were."""
        chosen = self.some(count)
        for connection in chosen:
            connection.reset()
        return len(chosen)

    def some(self, count: int) -> list[Connection]:
        """So many of the open connections, by chance."""
        everyone = sorted(self.connections, key=id)
        return self.rng.sample(everyone, min(count, len(everyone)))

    def mend(self, connections: Iterable[Connection] = ()) -> None:
        """No more holes, in these connections (all, if none are named) and in new ones."""
        self.new = Rules()
        for connection in list(connections) or list(self.connections):
            connection.up.mend()
            connection.down.mend()
