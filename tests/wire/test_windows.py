"""Two windows of one person, on two web processes where there are two: they stay in step."""

import pytest
from msgspec import UNSET

from helpline import protocol
from helpline.protocol import (
    Choices,
    Choose,
    Chosen,
    Decide,
    DeskWindow,
    Flag,
    HalfDecided,
    Noted,
    Noting,
    OtherWindow,
    Ways,
    Weighed,
    Weighing,
    WrapUp,
    WrittenDown,
)
from tests.wire.conftest import Doors

pytestmark = pytest.mark.asyncio

QUIET = Choices(theme="dark", send="ctrl_enter", ways=Ways(words_elsewhere=[]), volume=20)


async def test_what_is_chosen_in_one_window_holds_in_all_and_for_nobody_else(doors: Doors) -> None:
    first = await doors.console("Ada", process=0)
    second = await doors.console("Ada", process=1)
    ben = await doors.console("Ben")
    await first.send(Choose(choices=QUIET))
    assert (await first.wait(Chosen)).choices == QUIET
    assert (await second.wait(Chosen)).choices == QUIET
    await ben.silent(Chosen)
    third = await doors.console("Ada", greet=False)
    assert (await third.hello()).me.choices == QUIET
    await first.send(Choose(choices=Choices()))
    await second.wait(Chosen, lambda frame: frame.choices == Choices())


async def test_each_window_knows_what_the_others_have_in_front(doors: Doors) -> None:
    talk = await doors.talk()
    first, second = talk.ada, await doors.console("Ada", process=1)
    ben = await doors.console("Ben")
    await second.send(DeskWindow(conversation=talk.id, writing=True))
    seen = await first.wait(OtherWindow)
    assert (seen.conversation, seen.writing, seen.gone) == (talk.id, True, False)
    await second.silent(OtherWindow)
    await second.leave()
    gone = await first.wait(OtherWindow, lambda frame: frame.gone)
    assert gone.window == seen.window
    await ben.silent(OtherWindow)


async def test_a_half_filled_wrap_up_is_the_same_in_each_window(doors: Doors) -> None:
    talk = await doors.talk()
    second = await doors.console("Ada", process=1)
    ben = await doors.console("Ben")
    half = Noted(kind="place", needs=["shelter"])
    await talk.ada.send(Noting(talk.id, half))
    for window in (talk.ada, second):
        stands = await window.wait(WrapUp)
        assert (stands.conversation, stands.noted) == (talk.id, half)
        assert {"shelter", "work"} <= {each.id for each in stands.needs}
    await ben.silent(WrapUp)
    third = await doors.console("Ada", greet=False)
    assert [view.noted for view in (await third.hello()).conversations] == [half]


async def test_a_half_filled_checklist_is_the_same_in_each_window(doors: Doors) -> None:
    talk = await doors.talk()
    second = await doors.console("Ada", process=1)
    ben = await doors.console("Ben")
    half = Weighed("plan", confirmed="no")
    await talk.ada.send(Flag(talk.id, 2))
    await talk.ada.send(Weighing(talk.id, half))
    for window in (talk.ada, second):
        assert await window.wait(HalfDecided) == HalfDecided(talk.id, weighed=half)
    third = await doors.console("Ada", greet=False)
    assert [view.weighed for view in (await third.hello()).conversations] == [half]
    await second.send(Decide(talk.id, "plan"))
    for window in (talk.ada, second):
        told = await window.wait(HalfDecided)
        assert told.weighed is UNSET
        assert isinstance(told.decided, WrittenDown)
        assert told.decided.by == "Ada"
    await ben.silent(HalfDecided)


async def test_nothing_is_chosen_before_the_hello(doors: Doors) -> None:
    ada = await doors.console("Ada", greet=False)
    await ada.send(Choose(choices=QUIET))
    await ada.refused("hello_first")
    await ada.send(DeskWindow())
    await ada.refused("hello_first")
    await ada.raw('{"type":"choose","choices":{"volume":1000}}')
    refusal = await ada.wait(protocol.Refusal)
    assert refusal.code == "bad_field"
