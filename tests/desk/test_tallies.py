"""What was answered and by which way people came is counted by the week, and joined to nothing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.apps import apps
from django.db import transaction
from django.forms.models import model_to_dict
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from helpline import clocks, tallies
from helpline.models import Counsellor, Line, Tally
from helpline.states import State
from routing import desk, inbound, returning
from routing.hands import surveys
from routing.models import Step
from tests.desk.house import (
    REAL,
    Clock,
    at_once,
    codes,
    happenings,
    let_in,
    new_line,
    opened,
    refused,
    row,
    state,
    talk,
    web,
    wrapped,
)

pytestmark = REAL

BOTH = {"feel": "better", "helped": "yes"}


@pytest.fixture
def line() -> Line:
    return new_line(survey=True)


def seeker_of(conversation: UUID) -> UUID:
    return row(conversation).seeker_id


def counted(what: str = "") -> dict[tuple[str, str], int]:
    found = Tally.objects.filter(what__startswith=what).exclude(what__startswith="talk")
    return {(each.what, each.value): each.count for each in found}


# ---- the week ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "hours", "week"),
    [
        # Monday, four in the morning in London, is still Sunday night in Winnipeg.
        ("Europe/London", {}, date(2026, 11, 30)),
        ("America/Winnipeg", {}, date(2026, 11, 23)),
        ("Europe/London", {"zone": "America/Winnipeg", "week": {}}, date(2026, 11, 23)),
        ("Europe/London", {"zone": "Mars"}, date(2026, 11, 30)),
    ],
)
def test_a_week_begins_on_the_lines_own_monday(
    zone: str, hours: dict[str, object], week: date
) -> None:
    line = Line(zone=zone, hours=hours)
    assert tallies.week_of(line, datetime(2026, 11, 30, 4, tzinfo=UTC)) == week


@given(
    st.datetimes(
        timezones=st.just(UTC),
        min_value=datetime(2000, 1, 1),  # noqa: DTZ001
    )
)
def test_every_moment_is_in_the_seven_days_of_its_week(now: datetime) -> None:
    line = Line(zone="America/St_Johns")
    week = tallies.week_of(line, now)
    today = now.astimezone(clocks.zone_of(line)).date()
    assert week.weekday() == 0
    assert timedelta(0) <= today - week < timedelta(days=7)


# ---- counting ------------------------------------------------------------------------------------


def test_counts_grow_and_weeks_and_lines_stay_apart(line: Line) -> None:
    now = timezone.now()
    for _ in range(3):
        tallies.count(line, [("entry", "poster")], now)
    tallies.count(line, [("entry", "poster")], now + timedelta(days=7))
    tallies.count(new_line("day"), [("entry", "poster")], now)
    assert sorted(Tally.objects.values_list("count", flat=True)) == [1, 1, 3]


def test_of_many_at_once_none_is_lost(line: Line) -> None:
    now = timezone.now()

    def both() -> None:
        with transaction.atomic():
            tallies.count(line, [("b", "2"), ("a", "1")], now)

    at_once(*[both] * 4)
    assert set(counted().values()) == {4}


def test_what_is_undone_is_not_counted(line: Line) -> None:
    with transaction.atomic():
        tallies.count(line, [("entry", "poster")], timezone.now())
        transaction.set_rollback(True)
    assert not counted()


# ---- by which way they came ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("poster-7_b", "poster-7_b"),
        ("Poster", "poster"),
        ("x" * 40, "x" * 40),
        ("x" * 41, ""),
        ("", ""),
        ("two words", ""),
        ("é", ""),
        ("poster\n", ""),
        ("<b>", ""),
        ("204 555 0100", ""),
    ],
)
def test_only_what_is_a_plain_code_is_counted(typed: str, code: str) -> None:
    assert tallies.entry(typed) == code


def test_a_way_is_counted_once_for_each_conversation_that_is_opened(
    line: Line,
) -> None:
    first = replace(web(line), entry="poster")
    conversation = opened(first)
    assert codes(inbound.receive([first])) == ["repeat"]
    let_in(replace(web(line, "more", conversation=conversation), entry="poster"))
    let_in(replace(web(line, "and more"), entry="poster"))
    assert counted() == {("entry", "poster"): 1}
    desk.leave(seeker_of(conversation))
    let_in(replace(web(line, "again"), entry="poster"))
    let_in(web(line, "by no way", token="b"))
    assert counted() == {("entry", "poster"): 2}


def test_a_batch_that_opens_many_counts_each(line: Line) -> None:
    other = new_line("day")
    ways = ["b", "a", "b"]
    let_in(*[replace(web(line, token=f"t{n}"), entry=way) for n, way in enumerate(ways)])
    assert counted() == {("entry", "a"): 1, ("entry", "b"): 2}
    let_in(replace(web(other, token="o"), entry="a"))
    assert Tally.objects.filter(value="a").count() == 2


def test_too_many_different_ways_are_others(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallies, "MOST_ENTRIES", 3)
    now = timezone.now()
    for way in ("a", "b", "c", "d", "e", "a", "d"):
        tallies.count_entry(line, way, now)
    assert counted() == {
        ("entry", "a"): 2,
        ("entry", "b"): 1,
        ("entry", "c"): 1,
        ("entry", "other"): 3,
    }
    tallies.count_entry(line, "d", now + timedelta(days=7))
    tallies.count_entry(new_line("day"), "d", now)
    assert Tally.objects.filter(value="d").count() == 2


# ---- how it was ----------------------------------------------------------------------------------


@pytest.mark.parametrize("answers", [BOTH, {"feel": "much_worse"}, {"helped": "some"}], ids=str)
def test_answers_are_counted_once_and_nothing_is_told(
    line: Line, robin: Counsellor, answers: dict[str, str]
) -> None:
    conversation = talk(line, robin)
    desk.end(robin.pk, conversation)
    before = happenings(conversation)
    surveys.answer(seeker_of(conversation), answers)
    expected = {(f"survey.{question}", said): 1 for question, said in answers.items()}
    assert counted() == expected
    assert happenings(conversation) == before
    desk.wrap(robin.pk, conversation, "support")
    with refused("not_now"):
        surveys.answer(seeker_of(conversation), answers)
    assert counted() == expected


def test_who_is_asked_after_the_close_may_still_answer(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    wrapped(robin, conversation)
    surveys.answer(seeker_of(conversation), BOTH)
    assert len(counted()) == 2
    assert row(conversation).surveyed


def test_of_two_tabs_that_answer_at_once_one_is_counted(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    wrapped(robin, conversation)
    at_once(*[lambda: surveys.answer(seeker_of(conversation), BOTH)] * 3)
    assert set(counted().values()) == {1}


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"feel": "wonderful"},
        {"age": "17"},
        {"feel": "better", "age": "17"},
        {"helped": ""},
        {"feel": "yes"},
    ],
    ids=str,
)
def test_what_is_no_answer_is_refused_whole(
    line: Line, robin: Counsellor, answers: dict[str, str]
) -> None:
    conversation = talk(line, robin)
    wrapped(robin, conversation)
    with refused("bad_field"):
        surveys.answer(seeker_of(conversation), answers)
    assert not counted()
    assert not row(conversation).surveyed


def test_nobody_is_asked_before_the_end(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    with refused("not_now"):
        surveys.answer(seeker_of(conversation), BOTH)
    waiting = opened(web(line, token="b"))
    with refused("not_now"):
        surveys.answer(seeker_of(waiting), BOTH)
    with refused("no_conversation"):
        surveys.answer(UUID(int=1), BOTH)


@pytest.mark.parametrize("held", [True, False])
def test_nobody_is_asked_after_a_quick_exit(line: Line, robin: Counsellor, held: bool) -> None:
    conversation = talk(line, robin) if held else opened(web(line))
    desk.quick_exit(seeker_of(conversation))
    if held:
        wrapped(robin, conversation)
    with refused("token"):
        surveys.answer(seeker_of(conversation), BOTH)
    assert not counted()


def test_a_line_that_does_not_ask_counts_nothing(line: Line, robin: Counsellor) -> None:
    Line.objects.update(survey=False)
    conversation = talk(line, robin)
    wrapped(robin, conversation)
    with refused("not_offered"):
        surveys.answer(seeker_of(conversation), BOTH)


# ---- what can be joined --------------------------------------------------------------------------


def everything() -> dict[str, list[str]]:
    """Every row of every table of ours, as text; the counts apart."""
    return {
        model._meta.label: sorted(
            str({**model_to_dict(each), "id": str(each.pk)}) + repr(list(vars(each).items())[1:])
            for each in model._default_manager.all()
        )
        for room in ("helpline", "referrals", "transcripts", "routing")
        for model in apps.get_app_config(room).get_models()
        if model is not Tally
    }


@pytest.fixture
def ended(line: Line, robin: Counsellor, clock: Clock) -> Iterator[UUID]:
    conversation = talk(line, robin)
    desk.end(robin.pk, conversation)
    yield conversation
    assert state(conversation) == State.WRAP_UP


def test_an_answer_changes_one_truth_about_the_conversation_and_nothing_else(ended: UUID) -> None:
    before = everything()
    surveys.answer(seeker_of(ended), BOTH)
    after = everything()
    changed = {table for table in before if before[table] != after[table]}
    assert changed == {"helpline.Conversation"}
    [was], [now] = before["helpline.Conversation"], after["helpline.Conversation"]
    assert (
        was.replace("'surveyed', False", "'surveyed', True").replace(
            "'surveyed': False", "'surveyed': True"
        )
        == now
    )


def test_other_answers_leave_the_same_trace(ended: UUID) -> None:
    with transaction.atomic():
        surveys.answer(seeker_of(ended), BOTH)
        one = everything()
        transaction.set_rollback(True)
    surveys.answer(seeker_of(ended), {"feel": "worse"})
    assert everything() == one


def test_a_count_has_nothing_that_leads_to_anyone(ended: UUID) -> None:
    surveys.answer(seeker_of(ended), BOTH)
    fields = {field.name for field in Tally._meta.get_fields()}
    assert fields == {"id", "line", "week", "what", "value", "count"}
    assert not [
        field.name
        for room in ("helpline", "referrals", "transcripts", "routing")
        for model in apps.get_app_config(room).get_models()
        for field in model._meta.get_fields()
        if field.related_model is Tally and model is not Line
    ]
    assert not Step.objects.filter(happening__contains="survey").exists()


def test_who_came_back_by_a_number_may_be_asked(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    number, _ = returning.make(seeker_of(conversation))
    desk.quick_exit(seeker_of(conversation))
    returning.come_back(line.pk, number, b"t" * 32)
    desk.end(robin.pk, conversation)
    surveys.answer(seeker_of(conversation), BOTH)
    assert len(counted()) == 2
