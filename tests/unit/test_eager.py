"""A coroutine started at once: what never waits is done, what waits goes on by itself."""

import asyncio

import pytest

from routing.sockets.eager import start

pytestmark = pytest.mark.asyncio


async def test_what_never_waits_is_done_at_once() -> None:
    done: list[str] = []

    async def work() -> None:
        done.append("all")

    start(work())
    assert done == ["all"]


async def test_what_waits_goes_on_when_it_may_and_in_order() -> None:
    done: list[str] = []
    gate, other = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        done.append("begun")
        await gate.wait()
        done.append("through the gate")
        await asyncio.sleep(0)
        await other.wait()
        done.append("through the other")

    start(work())
    assert done == ["begun"]
    await asyncio.sleep(0.01)
    assert done == ["begun"]
    gate.set()
    await asyncio.sleep(0.01)
    assert done == ["begun", "through the gate"]
    other.set()
    await asyncio.sleep(0.01)
    assert done[-1] == "through the other"


async def test_a_failure_while_it_waits_reaches_the_coroutine() -> None:
    done: list[str] = []
    gate: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def work() -> None:
        try:
            await gate
        except OSError:
            done.append("told")

    start(work())
    gate.set_exception(OSError())
    await asyncio.sleep(0.01)
    assert done == ["told"]


async def test_one_that_waits_holds_up_no_other() -> None:
    done: list[int] = []
    gate = asyncio.Event()

    async def work(number: int) -> None:
        if number == 0:
            await gate.wait()
        done.append(number)

    for number in range(3):
        start(work(number))
    assert done == [1, 2]
    gate.set()
    await asyncio.sleep(0.01)
    assert done == [1, 2, 0]
