"""An order to be silent: nobody is told before it ends, no page says what is not so."""

from datetime import timedelta
from uuid import UUID

import pytest
from msgspec import UNSET

from helpline.models import Conversation, Counsellor, Line
from helpline.protocol import Law
from routing import desk, timers
from routing.consoles import snapshots, visits
from routing.hands import lawholds
from routing.lawwords import HUSHED, SAID
from routing.upkeep import lawtexts
from tests.desk.house import (
    REAL,
    Clock,
    happenings,
    let_in,
    new_counsellor,
    refused,
    row,
    sms,
    talk,
    texts,
    web,
)
from tests.desk.test_holds import WHY, by
from transcripts import retention
from transcripts.held import holds, rows
from transcripts.held.holds import Order
from transcripts.models import Audit, Hold

pytestmark = REAL


@pytest.fixture
def dana(line: Line) -> Counsellor:
    return new_counsellor(line, "Dana")


def silent(
    pk: UUID, robin: Counsellor, dana: Counsellor, clock: Clock, days: float = 10, held: float = 30
) -> UUID:
    """Held, and nobody may be told of it for so many days."""
    now = clock.now()
    order = Order(WHY, now + timedelta(days=held), now + timedelta(days=days))
    hold = holds.ask(pk, by(robin), order).pk
    lawholds.agree(hold, by(dana))
    return hold


def law_of(pk: UUID) -> Law | None:
    law = visits.look(row(pk).seeker_id, 0).state.law
    return law or None


def told(pk: UUID) -> list[str]:
    return [each for each in happenings(pk) if each.startswith("law")]


def worker(clock: Clock) -> None:
    """As the worker does it in small steps, so that no clock has jumped."""
    timers.erase(clock.now())


def days_go_by(clock: Clock, days: int) -> None:
    for _ in range(days):
        clock.forward(days=1)
        worker(clock)


def test_nobody_is_told_and_nothing_is_promised(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    pk = talk(line, robin, web(line, "my own words", token="a"))
    silent(pk, robin, dana, clock)
    law = law_of(pk)
    assert law
    assert (law.until, law.said) == (0, HUSHED)
    assert told(pk) == []
    (view,) = snapshots.views([pk], {})
    assert view.law is UNSET
    assert row(pk).held_until is not None
    desk.keep(row(pk).seeker_id, "erase")
    assert law_of(pk) == law
    assert retention.apply(clock.now(), despite=True) == 0


def test_it_is_told_when_the_order_ends(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    pk = talk(line, robin, web(line, "my own words", token="a"))
    hold = Hold.objects.get(pk=silent(pk, robin, dana, clock, days=1 / 96))
    worker(clock)
    clock.forward(minutes=10)
    worker(clock)
    assert told(pk) == []
    clock.forward(minutes=10)
    worker(clock)
    assert told(pk) == ["law_holds"]
    assert row(pk).held_openly == hold.until
    law = law_of(pk)
    assert law
    assert law.said == SAID
    details = Audit.objects.filter(action="hold").order_by("pk").values_list("name", "detail")
    assert list(details) == [("Robin", "asked"), ("Dana", "agreed"), ("", "told")]
    worker(clock)
    assert told(pk) == ["law_holds"]


def test_a_clock_that_jumped_ends_no_silence(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    pk = talk(line, robin, web(line, "my own words", token="a"))
    silent(pk, robin, dana, clock)
    worker(clock)
    for much in (timedelta(days=12), timedelta(days=3650), timedelta(days=-3650)):
        timers.erase(clock.now() + much)
    assert told(pk) == []
    assert row(pk).held_openly is None


def test_one_of_the_line_may_end_it_sooner_and_once(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    pk = talk(line, robin, web(line, "my own words", token="a"))
    hold = silent(pk, robin, dana, clock)
    lawholds.speak(hold, by(dana))
    assert told(pk) == ["law_holds"]
    with refused("not_now"):
        lawholds.speak(hold, by(dana))
    lawholds.release(hold, by(dana), "over")
    assert told(pk) == ["law_holds", "law_ends"]


def test_what_was_never_told_is_not_told_to_be_over(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    pk = talk(line, robin, web(line, "my own words", token="a"))
    lawholds.release(silent(pk, robin, dana, clock), by(dana), "by mistake")
    assert told(pk) == []
    assert law_of(pk) is None
    hold = silent(pk, robin, dana, clock, days=1, held=1)
    worker(clock)
    days_go_by(clock, 2)
    assert Hold.objects.get(pk=hold).state == "ended"
    assert told(pk) == []


def test_by_text_they_are_told_after_it(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    pk = talk(line, robin, sms(line, "my own words"))
    hold = silent(pk, robin, dana, clock)
    let_in(sms(line, "are you there?"))
    assert lawtexts.say_held(clock.now()) == 0
    before = texts(pk)
    lawholds.speak(hold, by(dana))
    assert lawtexts.say_held(clock.now()) == 1
    assert len(texts(pk)) == len(before) + 1


def test_the_order_ends_with_the_hold_at_the_latest(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    pk = talk(line, robin, web(line, "my own words", token="a"))
    now = clock.now()
    for days in (-1.0, 31.0, 10.0**6):
        order = Order(WHY, now + timedelta(days=30), now + timedelta(days=days))
        with pytest.raises(ValueError, match="ends before the hold"):
            holds.ask(pk, by(robin), order)
    assert not Hold.objects.exists()


def test_of_two_holds_only_the_one_that_may_be_told_is(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    """The page then says till when that one is, and goes on so until it is over."""
    pk = talk(line, robin, web(line, "my own words", token="a"))
    open_one = holds.ask(pk, by(robin), Order(WHY, clock.now() + timedelta(days=5))).pk
    lawholds.agree(open_one, by(dana))
    silent_one = Hold.objects.get(pk=open_one)
    silent_one.pk, silent_one.until = UUID(int=7), clock.now() + timedelta(days=30)
    silent_one.silent, silent_one.silent_until = True, clock.now() + timedelta(days=20)
    silent_one.line = Line.objects.create(slug="other", name="Other")
    silent_one.save()
    rows.reckon(pk)
    assert row(pk).held_until == silent_one.until
    law = law_of(pk)
    assert law
    assert law.until == int(Hold.objects.get(pk=open_one).until.timestamp() * 1000)
    lawholds.release(open_one, by(dana), "over")
    law = law_of(pk)
    assert law
    assert law.said == HUSHED
    assert Conversation.objects.filter(pk=pk, held_openly=None, held_until__isnull=False).exists()
