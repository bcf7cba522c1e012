"""The door at work: who is let in, last orders, and those who wait when it closes."""

from collections import Counter
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from helpline.errors import Refused
from helpline.hours import DAYS
from helpline.models import Conversation, Counsellor, Line, Seeker
from helpline.protocol import DeskDoor, Door
from helpline.states import State, Trigger
from routing import asides, desk, inbound, presence
from routing.consoles import snapshots, visits
from routing.entering.conversations import Inbound
from routing.models import Shift, Step
from routing.upkeep import duties
from routing.waiting import doors
from tests.desk.house import (
    REAL,
    Clock,
    at_once,
    codes,
    enters,
    happenings,
    let_in,
    opened,
    refused,
    row,
    sms,
    state,
    talk,
    texts,
    web,
    wrapped,
)
from transcripts.models import SealedKey

pytestmark = REAL


def set_up(**changes: object) -> None:
    Line.objects.update(**changes)
    doors.forget()


def open_from(begin: datetime, end: datetime) -> dict[str, object]:
    """Hours of one day that begin and end at these moments of it."""
    span = f"{begin:%H:%M}-{end:%H:%M}"
    dates = {begin.date().isoformat(): [span]}
    return {"zone": "UTC", "week": {}, "dates": dates}


@pytest.fixture
def noon(clock: Clock) -> datetime:
    """A clock at noon of tomorrow, so that hours of that day can be told."""
    now = clock.now()
    noon = (now + timedelta(days=1)).replace(hour=12, minute=0, second=0, microsecond=0)
    clock.forward(seconds=(noon - now).total_seconds())
    return clock.now()


@pytest.fixture
def boss(line: Line, robin: Counsellor) -> Counsellor:
    robin.role = "supervisor"
    robin.save()
    return robin


def stand(line: Line) -> str:
    return doors.read(line.pk).door.state


def goes(line: Line, *, token: str = "new") -> list[str]:
    """What becomes of somebody new at both ways in."""
    return codes(inbound.receive([enters(line, token=token), web(line, token=f"{token}'")]))


# ---- closed ------------------------------------------------------------------------------------


def test_a_closed_line_lets_nobody_new_in_and_keeps_nothing_of_them(
    line: Line, noon: datetime
) -> None:
    set_up(hours=open_from(noon - timedelta(hours=3), noon - timedelta(hours=1)))
    assert goes(line) == ["closed", "closed"]
    assert not Conversation.objects.exists()
    assert not Seeker.objects.exists()
    assert not SealedKey.objects.exists()


def test_last_orders_let_nobody_new_in(line: Line, noon: datetime) -> None:
    set_up(hours=open_from(noon - timedelta(hours=1), noon + timedelta(minutes=14)))
    assert stand(line) == "closing"
    assert goes(line) == ["closed", "closed"]
    set_up(last_orders_minutes=10)
    assert stand(line) == "open"
    assert goes(line) == ["stored", "stored"]


def test_who_is_inside_goes_on_talking_when_it_is_closed(
    line: Line, robin: Counsellor, noon: datetime
) -> None:
    active, waiting = talk(line, robin, web(line, token="a")), opened(enters(line, token="w"))
    set_up(hours=open_from(noon - timedelta(hours=3), noon - timedelta(hours=1)))
    outcomes = inbound.receive(
        [
            web(line, "hello?", token="w"),
            web(line, "me too", token="b"),
            web(line, "still here", token="a", conversation=active),
            enters(line, token="w"),
            enters(line, token="c"),
        ]
    )
    assert codes(outcomes) == ["stored", "closed", "stored", "repeat", "closed"]
    assert texts(waiting) == ["hello?"]
    assert Conversation.objects.count() == 2


def test_words_after_the_end_are_new_and_are_refused_when_it_is_closed(
    line: Line, robin: Counsellor, noon: datetime
) -> None:
    conversation = talk(line, robin, web(line))
    said = web(line, "bye", conversation=conversation)
    let_in(said)
    wrapped(robin, conversation)
    set_up(hours=open_from(noon - timedelta(hours=3), noon - timedelta(hours=1)))
    again = web(line, "one more thing", conversation=conversation)
    assert codes(inbound.receive([again])) == ["closed"]
    assert codes(inbound.receive([said])) == ["repeat"]


def test_texters_come_in_by_another_door(line: Line, noon: datetime) -> None:
    set_up(hours=open_from(noon - timedelta(hours=3), noon - timedelta(hours=1)), most_waiting=0)
    assert codes(inbound.receive([sms(line)])) == ["stored"]


def test_hours_that_cannot_be_read_close_no_door(line: Line) -> None:
    set_up(hours={"zone": "Winnipeg/Mars"})
    assert goes(line) == ["stored", "stored"]


def test_a_line_may_be_closed_while_nobody_is_on_shift(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    set_up(only_staffed=True)
    assert goes(line) == ["closed", "closed"]
    presence.set_status(robin.pk, "resting")
    assert goes(line) == ["stored", "stored"]
    clock.forward(seconds=presence.LEASE_SECONDS + 1)
    assert goes(line, token="later") == ["closed", "closed"]


# ---- full --------------------------------------------------------------------------------------


def test_so_many_are_let_in_and_no_more_in_one_batch_or_several(line: Line) -> None:
    set_up(most_waiting=3)
    batch = [
        web(line, token="a"),
        enters(line, token="b"),
        web(line, "and more", token="a"),
        web(line, token="c"),
        enters(line, token="d"),
        web(line, token="d"),
    ]
    assert codes(inbound.receive(batch)) == ["stored"] * 4 + ["line_full"] * 2
    assert stand(line) == "full"
    assert goes(line) == ["line_full", "line_full"]
    assert codes(inbound.receive([enters(line, token="b")])) == ["repeat"]
    assert Conversation.objects.count() == 3


def test_a_place_that_is_free_is_taken_at_once(line: Line, robin: Counsellor) -> None:
    set_up(most_waiting=1)
    talk(line, robin, web(line, token="a"))
    assert codes(inbound.receive([enters(line, token="b")])) == ["stored"]
    desk.take(robin.pk)
    assert codes(inbound.receive([enters(line, token="c")])) == ["stored"]


def test_a_rush_at_a_line_that_is_nearly_full_overfills_it_by_none_of_one_process(
    line: Line,
) -> None:
    set_up(most_waiting=5)
    batch = [enters(line, token=f"{n}") for n in range(40)]
    assert Counter(codes(inbound.receive(batch))) == {"stored": 5, "line_full": 35}


def test_another_line_is_another_door(line: Line, noon: datetime) -> None:
    other = Line.objects.create(slug="day", name="Day line", automatic=line.automatic)
    Line.objects.filter(pk=line.pk).update(most_waiting=0)
    doors.forget()
    outcomes = inbound.receive([web(line, token="a"), web(other, token="b")])
    assert codes(outcomes) == ["line_full", "stored"]


# ---- what it costs -----------------------------------------------------------------------------


def statements(*items: Inbound) -> list[str]:
    with CaptureQueriesContext(connection) as found:
        inbound.receive(items)
    return [each["sql"] for each in found.captured_queries]


def test_an_ordinary_message_asks_no_door(line: Line, robin: Counsellor) -> None:
    set_up(most_waiting=9, only_staffed=True)
    presence.set_status(robin.pk, "resting")
    conversation = talk(line, robin, web(line))
    doors.forget()
    for item in (web(line, "hello", conversation=conversation), web(line, "by token alone")):
        asked = [each for each in statements(item) if "helpline_line" in each]
        assert asked == []


def test_of_many_who_are_turned_away_the_line_is_read_once_a_second(
    line: Line, clock: Clock
) -> None:
    set_up(hours={"zone": "UTC", "week": {}})
    asked = [statements(enters(line, token=f"{n}")) for n in range(5)]
    assert [any("helpline_line" in each for each in one) for one in asked][1:] == [False] * 4
    clock.forward(seconds=1.1)
    assert any("helpline_line" in each for each in statements(enters(line, token="x")))


# ---- what is told of it ------------------------------------------------------------------------


def test_a_page_is_told_how_the_door_stands(line: Line, noon: datetime) -> None:
    opens, closes = noon + timedelta(hours=2), noon + timedelta(hours=4)
    set_up(hours=open_from(opens, closes))
    door = visits.visit(f"line:{line.slug}", None, 0, "en").door.door
    expected = opens.replace(second=0, microsecond=0).timestamp() * 1000
    assert door == Door("closed", opens=int(expected))


def test_whoever_waits_is_not_told_that_it_is_full(line: Line) -> None:
    set_up(most_waiting=0)
    standing = doors.read(line.pk)
    assert (standing.door.state, standing.for_who_waits().state) == ("full", "open")


# ---- last orders -------------------------------------------------------------------------------


def test_only_a_supervisor_calls_last_orders(line: Line, noor: Counsellor) -> None:
    with refused("not_supervisor"):
        doors.last_orders(noor.pk, True)
    assert stand(line) == "open"


def test_last_orders_say_who_called_them_first_and_since_when(
    line: Line, boss: Counsellor, noor: Counsellor, clock: Clock
) -> None:
    presence.set_status(boss.pk, "here")
    doors.last_orders(boss.pk, True)
    since = doors.read(line.pk).closing_since
    clock.forward(seconds=30)
    Counsellor.objects.update(role="supervisor")
    doors.last_orders(noor.pk, True)
    told = doors.read(line.pk).for_desks()
    assert told == DeskDoor(Door("closing"), "Robin", since)
    shown = snapshots.snapshot(noor.pk, {})
    assert (shown.door, shown.closing_by, shown.closing_since) == (Door("closing"), "Robin", since)
    assert goes(line) == ["closed", "closed"]
    doors.last_orders(noor.pk, False)
    assert doors.read(line.pk).for_desks() == DeskDoor(Door())
    assert goes(line) == ["stored", "stored"]


def test_last_orders_are_taken_back_when_the_hours_open_again(
    line: Line, boss: Counsellor, noon: datetime, clock: Clock
) -> None:
    set_up(hours={"zone": "UTC", "week": {day: ["11:00-17:00"] for day in DAYS}})
    doors.last_orders(boss.pk, True)
    for hours in (1, 5, 12):
        doors.forget_last_orders(clock.forward(hours=hours))
        assert Line.objects.get().closing_by == boss
    doors.forget_last_orders(clock.forward(hours=6))
    found = Line.objects.get()
    assert (found.closing_by, found.closing_since) == (None, None)
    assert stand(line) == "open"


def test_two_supervisors_at_once_are_one_call(
    line: Line, boss: Counsellor, noor: Counsellor
) -> None:
    Counsellor.objects.update(role="supervisor")
    presence.set_status(boss.pk, "here")
    results = at_once(*(partial(doors.last_orders, each.pk, True) for each in (boss, noor)))
    assert not [each for each in results if isinstance(each, Refused)]
    assert doors.read(line.pk).closing_by in ("Robin", "Noor")


# ---- those who wait when it closes -------------------------------------------------------------


def test_a_closed_line_with_nobody_there_lets_those_who_wait_go(
    line: Line, noon: datetime, clock: Clock
) -> None:
    waiting, texter = opened(web(line)), opened(sms(line))
    paused = opened(enters(line, token="paused"))
    asides.pause(row(paused).seeker_id, True)
    set_up(hours=open_from(noon - timedelta(hours=1), noon + timedelta(minutes=20)))
    assert duties.close_doors(clock.forward(minutes=19)) == 0
    assert duties.close_doors(clock.forward(minutes=2)) == 2
    assert {state(each) for each in (waiting, paused)} == {State.ABANDONED}
    assert state(texter) == State.WAITING
    assert happenings(waiting) == ["opened", "said", "closed_door", "seeker_left"]
    assert {s.actor for s in Step.objects.filter(conversation=waiting, seq__gte=3)} == {"helpline"}
    assert row(waiting).erase_at is not None


def test_while_somebody_is_there_they_have_half_an_hour(
    line: Line, robin: Counsellor, noon: datetime, clock: Clock
) -> None:
    active, waiting = talk(line, robin), opened(web(line))
    set_up(hours=open_from(noon - timedelta(hours=1), noon + timedelta(minutes=20)))
    clock.forward(minutes=21)
    presence.set_status(robin.pk, "here")
    Shift.objects.update(load=3)
    with transaction.atomic():
        presence.pass_on(waiting, "lapsed", Trigger.OFFER_LAPSED)
    assert duties.close_doors(clock.now()) == 0
    clock.forward(minutes=30)
    presence.beat({robin.pk})
    assert duties.close_doors(clock.now()) == 1
    assert (state(active), state(waiting)) == (State.ACTIVE, State.ABANDONED)


def test_a_counsellor_whose_browser_crashed_has_two_minutes(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    set_up(only_staffed=True)
    presence.set_status(robin.pk, "here")
    Shift.objects.update(load=3)
    waiting = opened(web(line))
    presence.lapse_leases(clock.forward(seconds=presence.LEASE_SECONDS + 1))
    assert stand(line) == "closed"
    assert duties.close_doors(clock.now()) == 0
    assert duties.close_doors(clock.forward(minutes=2)) == 1
    assert state(waiting) == State.ABANDONED


def test_last_orders_without_hours_close_when_the_last_has_gone(
    line: Line, boss: Counsellor, clock: Clock
) -> None:
    presence.set_status(boss.pk, "here")
    Shift.objects.update(load=3)
    waiting = opened(web(line))
    doors.last_orders(boss.pk, True)
    clock.forward(minutes=5)
    presence.beat({boss.pk})
    assert duties.close_doors(clock.now()) == 0
    assert stand(line) == "closing"
    presence.set_status(boss.pk, "away")
    assert stand(line) == "closed"
    assert duties.close_doors(clock.forward(minutes=3)) == 1
    assert state(waiting) == State.ABANDONED


def test_an_open_line_lets_nobody_go_whoever_is_there(line: Line, clock: Clock) -> None:
    waiting = opened(web(line))
    assert duties.close_doors(clock.forward(hours=4)) == 0
    assert state(waiting) == State.WAITING


def test_two_workers_let_each_go_once(line: Line, noon: datetime) -> None:
    for n in range(6):
        opened(web(line, token=f"{n}"))
    set_up(hours=open_from(noon - timedelta(hours=3), noon - timedelta(hours=1)))
    let_go = at_once(*[partial(duties.close_doors, noon)] * 3)
    assert sum(each for each in let_go if isinstance(each, int)) == 6
    for conversation in Conversation.objects.values_list("pk", flat=True):
        assert happenings(conversation).count("closed_door") == 1
