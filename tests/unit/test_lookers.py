"""Who looks by themselves: said to be here once, and quiet only when they look nowhere any more."""

import asyncio
import uuid
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from helpline import protocol
from routing import hub, lookers, serving
from routing.turnstile import turnstile

HERE, QUIET = ("presence", "here"), ("presence", "quiet")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What the counsellor is told, on a clock that is fast."""
    said: list[tuple[str, str]] = []
    monkeypatch.setattr(lookers, "QUIET_SECONDS", 0.03)
    monkeypatch.setattr(serving, "hint", lambda _, what, value: said.append((what, value)))
    return said


def the_books_say(monkeypatch: pytest.MonkeyPatch, presence: str) -> None:
    def do(work: Callable[[], Any], answer: Callable[[Any], None]) -> None:
        answer(presence)

    monkeypatch.setattr(turnstile, "do", do)


async def look(conversation: UUID, times: int) -> None:
    for _ in range(times):
        lookers.looked(conversation)
        await asyncio.sleep(0.01)


@pytest.mark.asyncio
async def test_who_goes_on_looking_is_here_once_and_quiet_once(
    told: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    the_books_say(monkeypatch, "quiet")
    conversation = uuid.uuid4()
    await look(conversation, 8)
    assert told == [HERE]
    await asyncio.sleep(0.1)
    assert told == [HERE, QUIET]
    await look(conversation, 1)
    assert told == [HERE, QUIET, HERE]
    await asyncio.sleep(0.1)
    assert conversation not in lookers._due


@pytest.mark.asyncio
@pytest.mark.parametrize("presence", ["here", "left", "left_in_a_hurry", ""])
async def test_who_looks_elsewhere_or_has_left_is_not_called_quiet(
    told: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch, presence: str
) -> None:
    the_books_say(monkeypatch, presence)
    await look(uuid.uuid4(), 1)
    await asyncio.sleep(0.1)
    assert told == [HERE]


class Tab:
    """A socket of a seeker, as far as the hub cares."""

    seeker: UUID | None = None
    stated: int = 0
    welcomed: int = 0
    line: int = 1
    door: protocol.Door = protocol.Door()

    def push(self, frame: bytes) -> None: ...

    def shown_out(self) -> None: ...


@pytest.mark.asyncio
async def test_who_has_got_a_socket_meanwhile_is_not_called_quiet(
    told: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    the_books_say(monkeypatch, "quiet")
    conversation, tab = uuid.uuid4(), Tab()
    hub.seeker_joins(conversation, tab, 0)
    await look(conversation, 1)
    await asyncio.sleep(0.1)
    hub.leave(conversation, tab)
    assert told == [HERE]
