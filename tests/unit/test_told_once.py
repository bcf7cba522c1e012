"""What somebody who comes late is told: every word, and of how the talk stood only what is new."""

from collections.abc import Iterator
from uuid import UUID

import msgspec
import pytest

from helpline import protocol
from routing import hub, serving
from routing.events import Event

TALK, ROBIN = UUID(int=1), UUID(int=101)
frames = msgspec.json.Decoder(protocol.ToSeeker)


class Tab:
    """A seeker's tab that was told how its talk stood at a number."""

    def __init__(self, stated: int) -> None:
        self.line = 1
        self.seeker: UUID | None = None
        self.door = protocol.Door()
        self.stated = stated
        self.welcomed = 0
        self.out = False
        self.told: list[tuple[str, int]] = []

    def shown_out(self) -> None:
        self.out = True

    def push(self, frame: bytes) -> None:
        told = frames.decode(frame)
        what = told.state if isinstance(told, protocol.StateFrame) else type(told).__name__.lower()
        self.told.append((what, getattr(told, "seq", 0)))


def step(seq: int, happening: str, after: str, **more: object) -> Event:
    fields = {"conversation": TALK, "line": 1, "actor": ROBIN.hex, "at": 0} | more
    return msgspec.convert(
        {"seq": seq, "happening": happening, "after": after, **fields}, Event, strict=False
    )


STEPS = [
    step(3, "accepted", "active", name="Robin"),
    step(4, "said", "active", text="I am here.", name="Robin"),
    step(5, "transferred", "waiting"),
    step(6, "accepted", "active", name="Noor"),
]


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No room, and nobody behind the door who would look at boards and desks."""
    monkeypatch.setattr(serving, "door", serving.Door())
    yield
    hub.rooms.clear()


def told(tab: Tab, *events: Event) -> list[tuple[str, int]]:
    hub.seeker_joins(TALK, tab, 2)
    serving.serve(events, rung=True)
    return tab.told


def test_who_knows_nothing_yet_is_told_all() -> None:
    expected = [("active", 3), ("message", 4), ("waiting", 5), ("active", 6)]
    assert told(Tab(2), *STEPS) == expected


def test_how_it_stood_before_it_was_last_told_is_not_told_again() -> None:
    assert told(Tab(5), *STEPS) == [("message", 4), ("active", 6)]


def test_words_are_told_whatever_was_told_of_the_state() -> None:
    assert told(Tab(9), *STEPS) == [("message", 4)]


ENDS = [step(7, "exited", "active", actor="seeker"), step(8, "returned", "active", actor="seeker")]


@pytest.mark.parametrize("end", ENDS, ids=["exited", "returned"])
def test_a_quick_exit_or_a_return_is_never_held_back(end: Event) -> None:
    tab = Tab(9)
    after = step(9, "said", "active", text="For other eyes.", name="Noor")
    assert told(tab, *STEPS, end, after)[-1][0] == "refusal"
    assert tab.out
    assert TALK not in hub.rooms


def test_who_was_welcomed_after_it_is_not_meant() -> None:
    """They came back by a number, into a room that had not heard of the exit before."""
    tab = Tab(8)
    tab.welcomed = 8
    after = step(9, "said", "active", text="Welcome back.", name="Noor")
    assert told(tab, *STEPS, *ENDS, after)[-1] == ("message", 9)
    assert not tab.out
