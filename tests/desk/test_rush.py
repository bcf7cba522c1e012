"""When too many come at once: nobody honest waits, who goes on sinks, then is slowed down."""

import itertools
import secrets
import uuid
from uuid import UUID

import pytest
from msgspec.structs import replace
from pytest_django.fixtures import Settings

from helpline import puzzles
from helpline.models import Counsellor, Line
from routing import desk, inbound, presence
from routing.consoles import visits
from routing.entering import limits, rush
from routing.entering.conversations import Inbound
from routing.entering.plan import Accepted
from tests.desk.house import REAL, codes, let_in, refused, row, web
from tests.unit.test_puzzles import solve

pytestmark = REAL
_tokens = itertools.count()


@pytest.fixture(autouse=True)
def few(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test can reach."""
    limits.forget()
    settings.CHATS_PER_HOUR, settings.CHATS_PER_HOUR_MOST = 2, 4
    settings.CHATS_PER_MINUTE = 1_000
    monkeypatch.setattr(puzzles, "BITS", 4)
    monkeypatch.setattr(puzzles.make, "__defaults__", (4,))


@pytest.fixture
def shelter() -> str:
    """One address that many share."""
    return f"whence:{secrets.token_hex(8)}"


def comes(line: Line, whence: str, **more: object) -> Inbound:
    """First words of somebody new from there."""
    return replace(web(line, token=f"newcomer {next(_tokens)}"), whence=whence, **more)


def priorities(*items: Inbound) -> list[int]:
    return [row(accepted.conversation).priority for accepted in let_in(*items)]


def test_the_first_are_as_welcome_as_any_then_they_sink_then_they_slow_down(
    line: Line, shelter: str
) -> None:
    crowd = [comes(line, shelter) for _ in range(6)]
    outcomes = [outcome for item in crowd for outcome in inbound.receive([item])]
    assert codes(outcomes) == ["stored"] * 4 + ["slow_down"] * 2
    sunk = [row(o.conversation).priority for o in outcomes if isinstance(o, Accepted)]
    assert sunk == [0, 0, rush.SUNK, rush.SUNK]
    # Another address, and one that tells nobody from anybody, are not held to it.
    assert priorities(comes(line, f"{shelter}2"), comes(line, "")) == [0, 0]


def test_in_one_batch_too_and_nobody_takes_the_others_along(line: Line, shelter: str) -> None:
    crowd = [comes(line, shelter) for _ in range(5)] + [comes(line, "")]
    assert codes(inbound.receive(crowd)) == [*["stored"] * 4, "slow_down", "stored"]


def test_who_goes_on_writing_is_never_counted_again(line: Line, shelter: str) -> None:
    first = comes(line, shelter)
    for text in ("one", "two", "three", "four", "five", "six"):
        let_in(replace(first, client_id=uuid.uuid4(), text=text))
    assert priorities(comes(line, shelter)) == [0]


def test_what_is_tried_again_counts_once(line: Line, shelter: str) -> None:
    first = comes(line, shelter)
    for _ in range(6):
        assert rush.judge(line.pk, shelter, first.token_hash or b"", "", by_hand=False) == 0
    assert priorities(first, comes(line, shelter)) == [0, 0]


def test_who_sank_is_answered_after_everybody_else(
    line: Line, robin: Counsellor, shelter: str
) -> None:
    presence.set_status(robin.pk, "resting")
    settled = let_in(*[comes(line, shelter) for _ in range(3)])
    late = let_in(comes(line, ""))[0]
    taken: list[UUID] = []
    for _ in range(3):
        desk.take(robin.pk)
        taken += [pk for pk in _held(robin) if pk not in taken]
    assert taken[-1] == late.conversation
    assert settled[2].conversation not in taken


def _held(robin: Counsellor) -> list[UUID]:
    return list(robin.held.values_list("pk", flat=True))


def test_steps_and_words_say_nothing_of_it(line: Line, shelter: str) -> None:
    sunk = let_in(*[comes(line, shelter) for _ in range(3)])[2].conversation
    kept = {field.name: getattr(row(sunk), field.name) for field in row(sunk)._meta.fields}
    assert kept.pop("priority") == rush.SUNK
    assert shelter not in str(kept)


# ---- a rush ------------------------------------------------------------------------------------


@pytest.fixture
def rushed(line: Line, settings: Settings) -> Line:
    """A line to which more have come in this minute than it takes for ordinary."""
    settings.CHATS_PER_MINUTE = 1
    assert rush.puzzle(line.pk) == ""
    outcomes = [inbound.receive([comes(line, f"whence:{secrets.token_hex(8)}")])[0] for _ in "ab"]
    assert codes(outcomes) == ["stored", "needs_work"]
    return line


def elsewhere() -> str:
    return f"whence:{secrets.token_hex(8)}"


def test_in_a_rush_the_welcome_brings_a_puzzle(rushed: Line) -> None:
    greetings = visits.Greetings("hello", 60, 5, 5)
    look = lambda: visits.visit(f"line:{rushed.slug}", None, 0, "en")  # noqa: E731 - as sockets do
    puzzle = visits.greeted(greetings, "", None, look).puzzle
    assert codes(inbound.receive([comes(rushed, elsewhere(), work=solve(puzzle))])) == ["stored"]


def test_work_serves_one_newcomer_once_and_their_tries_again(rushed: Line) -> None:
    work = solve(rush.puzzle(rushed.pk))
    first, second = (comes(rushed, elsewhere(), work=work) for _ in "ab")
    assert codes(inbound.receive([second])) == ["stored"]
    assert codes(inbound.receive([first])) == ["needs_work"]
    assert rush.judge(rushed.pk, elsewhere(), second.token_hash or b"", work, by_hand=False) == 0


@pytest.mark.parametrize("work", ["", "1", "a.b.c", "a.4.1", "\0", "." * 100])
def test_work_that_was_not_done_is_asked_for(rushed: Line, work: str) -> None:
    assert codes(inbound.receive([comes(rushed, elsewhere(), work=work)])) == ["needs_work"]


def test_who_is_in_is_not_asked_to_work(line: Line) -> None:
    inside = comes(line, elsewhere())
    let_in(inside)
    limits.mark("rush", line.pk, 60)
    assert codes(inbound.receive([comes(line, elsewhere())])) == ["needs_work"]
    let_in(replace(inside, client_id=uuid.uuid4(), text="more"))


def test_who_has_no_script_comes_in_behind_and_a_few_at_a_time(
    rushed: Line, settings: Settings
) -> None:
    settings.CHATS_PER_HOUR = settings.CHATS_PER_HOUR_MOST = 1_000
    home = elsewhere()
    outcomes = [inbound.receive([comes(rushed, home, by_hand=True)])[0] for _ in range(7)]
    assert codes(outcomes) == ["stored"] * rush.BY_HAND + ["slow_down"] * 2
    assert {row(o.conversation).priority for o in outcomes if isinstance(o, Accepted)} == {
        rush.SUNK
    }


def test_another_line_is_not_in_a_rush(rushed: Line) -> None:
    assert rush.puzzle(rushed.pk)
    assert rush.puzzle(rushed.pk + 1) == ""


@pytest.mark.parametrize(("whence", "token"), [("whence:1", ""), ("", "t1")])
def test_a_door_that_is_knocked_at_too_often_says_so(line: Line, whence: str, token: str) -> None:
    greetings = visits.Greetings(f"door {next(_tokens)}", 60, 2, 2)
    look = lambda: visits.visit(f"line:{line.slug}", None, 0, "en")  # noqa: E731 - as sockets do
    for _ in "ab":
        visits.greeted(greetings, whence, token, look)
    with refused("slow_down"):
        visits.greeted(greetings, whence, token, look)
    visits.greeted(greetings, whence and f"{whence}2", token and f"{token}2", look)
