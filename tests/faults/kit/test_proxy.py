"""The proxy does to a connection what it says, and nothing else."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from random import Random

import pytest
import pytest_asyncio

from tests.faults.kit.proxy import Proxy, Toxic
from tests.servers import free_port

pytestmark = pytest.mark.asyncio


@dataclass
class Echo:
    """A server that says everything back, behind a proxy."""

    proxy: Proxy
    port: int = 0
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65_536):
                writer.write(data)
        except ConnectionResetError:
            pass
        self.ended.set()
        writer.close()

    async def dial(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.proxy.port)


@pytest_asyncio.fixture
async def echo() -> AsyncIterator[Echo]:
    nobody = free_port()
    async with Proxy([nobody], Random(1)) as proxy:
        made = Echo(proxy)
        server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
        made.port = server.sockets[0].getsockname()[1]
        proxy.targets.append(made.port)
        yield made
        server.close()


async def told(reader: asyncio.StreamReader, seconds: float = 2.0) -> bytes:
    async with asyncio.timeout(seconds):
        return await reader.read(100)


async def silent(reader: asyncio.StreamReader) -> bool:
    try:
        await told(reader, 0.15)
    except TimeoutError:
        return True
    return False


async def test_it_passes_over_a_target_that_does_not_answer(echo: Echo) -> None:
    for words in (b"one", b"two", b"three"):
        reader, writer = await echo.dial()
        writer.write(words)
        assert await told(reader) == words
        assert {connection.target for connection in echo.proxy.connections} == {echo.port}
        writer.close()


async def test_a_megabyte_comes_back_whole(echo: Echo) -> None:
    reader, writer = await echo.dial()
    sent = Random(2).randbytes(1_500_000)
    writer.write(sent)
    async with asyncio.timeout(60):
        assert await reader.readexactly(len(sent)) == sent


async def test_the_end_of_one_side_is_the_end_of_the_other(echo: Echo) -> None:
    reader, writer = await echo.dial()
    writer.write(b"hello")
    await told(reader)
    writer.close()
    async with asyncio.timeout(60):
        await echo.ended.wait()
    await asyncio.sleep(0.05)
    assert not echo.proxy.connections


async def test_latency_delays_and_keeps_the_order(echo: Echo) -> None:
    echo.proxy.new.up = Toxic(latency=0.1, jitter=0.1)
    reader, writer = await echo.dial()
    began = time.monotonic()
    for number in range(20):
        writer.write(b"%02d" % number)
        await asyncio.sleep(0.005)
    async with asyncio.timeout(60):
        heard = await reader.readexactly(40)
    assert heard == b"".join(b"%02d" % number for number in range(20))
    assert time.monotonic() - began >= 0.1


async def test_a_reset_is_felt_as_one_and_by_as_many_as_were_chosen(echo: Echo) -> None:
    dialled = [await echo.dial() for _ in range(4)]
    for reader, writer in dialled:
        writer.write(b"here")
        assert await told(reader) == b"here"
    assert echo.proxy.reset(3) == 3
    felt = 0
    for reader, writer in dialled:
        try:
            writer.write(b"still")
            assert await told(reader) == b"still"
        except ConnectionResetError:
            felt += 1
    assert felt == 3


async def test_a_hole_swallows_one_direction_until_it_is_mended(echo: Echo) -> None:
    reader, writer = await echo.dial()
    writer.write(b"before")
    assert await told(reader) == b"before"
    [connection] = echo.proxy.some(1)
    connection.down.hole()
    writer.write(b"into the hole")
    assert await silent(reader)
    assert connection.up.passed == len(b"before" + b"into the hole")
    echo.proxy.mend()
    assert await told(reader) == b"into the hole"


async def test_even_the_end_stays_in_a_hole(echo: Echo) -> None:
    reader, writer = await echo.dial()
    writer.write(b"here")
    await told(reader)
    [connection] = echo.proxy.some(1)
    connection.up.hole()
    writer.close()
    await asyncio.sleep(0.15)
    assert not echo.ended.is_set()
    connection.up.mend()
    async with asyncio.timeout(60):
        await echo.ended.wait()


async def test_a_limit_ends_the_connection_in_the_middle_of_a_word(echo: Echo) -> None:
    echo.proxy.new.down = Toxic(limit=6)
    reader, writer = await echo.dial()
    writer.write(b"beginning")
    async with asyncio.timeout(60):
        assert await reader.read() == b"beginn"
