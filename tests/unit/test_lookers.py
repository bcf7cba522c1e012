"""Who looks by themselves: said to be here once, and quiet only when they look nowhere any more."""

import uuid
from collections.abc import Callable
from typing import Any
from unittest.mock import Mock
from uuid import UUID

import pytest

from helpline import protocol
from routing import hub, serving
from routing.consoles import lookers
from routing.turnstile import turnstile

HERE, QUIET = ("presence", "here"), ("presence", "quiet")


class Clock:
    """The event loop's timers, on a clock that goes when the test says so."""

    def __init__(self) -> None:
        self.now = 0.0
        self.timers: list[tuple[float, Mock, Callable[[UUID], None], UUID]] = []

    def get_running_loop(self) -> "Clock":
        return self

    def call_later(self, delay: float, do: Callable[[UUID], None], what: UUID) -> Mock:
        handle = Mock(cancelled=False)
        handle.cancel.side_effect = lambda: setattr(handle, "cancelled", True)
        self.timers.append((self.now + delay, handle, do, what))
        return handle

    def forward(self, seconds: float) -> None:
        self.now += seconds
        due = [timer for timer in self.timers if timer[0] <= self.now]
        self.timers = [timer for timer in self.timers if timer[0] > self.now]
        for _, handle, do, what in due:
            if not handle.cancelled:
                do(what)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    turned = Clock()
    monkeypatch.setattr(lookers, "asyncio", turned)
    return turned


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What the counsellor is told."""
    said: list[tuple[str, str]] = []
    monkeypatch.setattr(serving, "hint", lambda _, what, value: said.append((what, value)))
    return said


def the_books_say(monkeypatch: pytest.MonkeyPatch, presence: str) -> None:
    def do(work: Callable[[], Any], answer: Callable[[Any], None]) -> None:
        answer(presence)

    monkeypatch.setattr(turnstile, "do", do)


def test_who_goes_on_looking_is_here_once_and_quiet_once(
    told: list[tuple[str, str]], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    the_books_say(monkeypatch, "quiet")
    conversation = uuid.uuid4()
    for _ in range(8):
        lookers.looked(conversation)
        clock.forward(lookers.QUIET_SECONDS - 1)
    assert told == [HERE]
    clock.forward(1)
    assert told == [HERE, QUIET]
    lookers.looked(conversation)
    assert told == [HERE, QUIET, HERE]
    clock.forward(lookers.QUIET_SECONDS)
    assert conversation not in lookers._due


@pytest.mark.parametrize("presence", ["here", "left", "left_in_a_hurry", ""])
def test_who_looks_elsewhere_or_has_left_is_not_called_quiet(
    told: list[tuple[str, str]], clock: Clock, monkeypatch: pytest.MonkeyPatch, presence: str
) -> None:
    the_books_say(monkeypatch, presence)
    lookers.looked(uuid.uuid4())
    clock.forward(lookers.QUIET_SECONDS)
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


def test_who_has_got_a_socket_meanwhile_is_not_called_quiet(
    told: list[tuple[str, str]], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    the_books_say(monkeypatch, "quiet")
    conversation, tab = uuid.uuid4(), Tab()
    hub.seeker_joins(conversation, tab, 0)
    lookers.looked(conversation)
    clock.forward(lookers.QUIET_SECONDS)
    hub.leave(conversation, tab)
    assert told == [HERE]
