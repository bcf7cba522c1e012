"""A talk that is over is counted, each choice by itself, and no count leads back to the talk."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
import pytest
from django.utils import timezone

from helpline import clocks, figures, protocol
from helpline.models import Counsellor, Line, Tally
from helpline.states import State
from routing import desk
from routing.upkeep import duties
from tests.desk.house import REAL, Clock, let_in, refused, reply, row, state, talk
from transcripts import retention

pytestmark = REAL
# What is counted of every talk, whatever was noted.
BESIDE = ("talk_wait", "talk_length", "talk_part", "talk_language")
NOTED = ("place", "", ["legal", "shelter", "legal"], "referred")


def ended(line: Line, robin: Counsellor) -> UUID:
    conversation = talk(line, robin)
    desk.end(robin.pk, conversation)
    return conversation


def counted() -> dict[tuple[str, str], int]:
    rows = Tally.objects.values_list("what", "value", "count")
    return {(what, value): count for what, value, count in rows if what not in ("entry", *BESIDE)}


def test_each_choice_is_counted_once_and_apart_from_the_others(
    line: Line, robin: Counsellor
) -> None:
    conversation = talk(line, robin)
    desk.flag(robin.pk, conversation, 1)
    desk.end(robin.pk, conversation)
    assert counted() == {}
    desk.wrap(robin.pk, conversation, *NOTED)
    assert counted() == {
        ("talk", "web"): 1,
        ("talk_kind", "place"): 1,
        ("talk_risk", "1"): 1,
        ("talk_outcome", "referred"): 1,
        ("talk_relation", "not_said"): 1,
        ("talk_need", "shelter"): 1,
        ("talk_need", "legal"): 1,
    }


def test_nothing_else_has_to_be_noted_and_that_is_counted_too(
    line: Line, robin: Counsellor
) -> None:
    for _ in range(2):
        desk.wrap(robin.pk, ended(line, robin), "support")
    assert counted() == {
        ("talk", "web"): 2,
        ("talk_kind", "support"): 2,
        ("talk_risk", "0"): 2,
        ("talk_outcome", "not_said"): 2,
        ("talk_relation", "not_said"): 2,
    }


def test_a_count_has_the_week_of_the_lines_clock_and_no_day(line: Line, robin: Counsellor) -> None:
    line.zone = "America/Winnipeg"
    line.save()
    found = row(talk(line, robin))
    # A Monday in London, still Sunday evening in Winnipeg.
    figures.keep(found, figures.NOTHING, datetime(2026, 11, 30, 2, 30, tzinfo=UTC))
    weeks = Tally.objects.exclude(what="entry").values_list("week", flat=True)
    assert {week.isoformat() for week in weeks} == {"2026-11-23"}


def test_no_count_knows_what_was_counted_with_it(line: Line, robin: Counsellor) -> None:
    """Two talks of one week: from the counts, which need goes with which outcome cannot be told."""
    first, second = ("place", "", ["shelter"], "referred"), ("safety", "", ["violence"], "helped")
    for noted in (first, second):
        desk.wrap(robin.pk, ended(line, robin), *noted)
    as_it_was = counted()
    Tally.objects.all().delete()
    for noted in (("place", "", ["violence"], "helped"), ("safety", "", ["shelter"], "referred")):
        desk.wrap(robin.pk, ended(line, robin), *noted)
    assert counted() == as_it_was


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "her name"},
        {"kind": ""},
        {"needs": ["her name"]},
        {"needs": ["shelter", ""]},
        {"outcome": "her name"},
        {"relation": "her name"},
    ],
)
def test_words_of_ones_own_are_no_choice(change: dict[str, object]) -> None:
    frame = {"type": "wrap", "conversation": str(UUID(int=5)), "kind": "place", **change}
    with pytest.raises(msgspec.ValidationError):
        protocol.from_console.decode(msgspec.json.encode(frame))


def test_the_type_must_be_said() -> None:
    frame = {"type": "wrap", "conversation": str(UUID(int=5))}
    with pytest.raises(msgspec.ValidationError, match="kind"):
        protocol.from_console.decode(msgspec.json.encode(frame))


def test_another_can_note_nothing(line: Line, robin: Counsellor, noor: Counsellor) -> None:
    conversation = ended(line, robin)
    with refused("not_yours"):
        desk.wrap(noor.pk, conversation, *NOTED)
    assert counted() == {}


def test_twice_is_counted_once(line: Line, robin: Counsellor) -> None:
    conversation = ended(line, robin)
    desk.wrap(robin.pk, conversation, *NOTED)
    with refused("over"):
        desk.wrap(robin.pk, conversation, *NOTED)
    assert counted()["talk", "web"] == 1


def test_a_wrap_up_that_was_forgotten_is_counted(line: Line, robin: Counsellor) -> None:
    conversation = ended(line, robin)
    duties.lapse_wrap_ups(timezone.now() + timedelta(minutes=line.wrap_minutes + 1))
    assert state(conversation) == State.CLOSED
    assert counted()["talk_kind", "not_said"] == 1


def test_the_figures_are_the_same_when_the_words_are_gone(line: Line, robin: Counsellor) -> None:
    conversation = ended(line, robin)
    desk.wrap(robin.pk, conversation, *NOTED)
    before = counted()
    retention.apply(timezone.now() + timedelta(days=400))
    assert row(conversation).erased_at is not None
    assert counted() == before


def beside() -> dict[str, str]:
    rows = Tally.objects.filter(what__in=BESIDE).values_list("what", "value")
    return dict(rows)


def test_how_long_and_when_is_counted_in_bands(line: Line, robin: Counsellor, clock: Clock) -> None:
    conversation = talk(line, robin)
    clock.forward(minutes=7)
    let_in(reply(robin, conversation))
    clock.forward(minutes=40)
    let_in(reply(robin, conversation))
    desk.end(robin.pk, conversation)
    clock.forward(minutes=2)
    desk.wrap(robin.pk, conversation, "support")
    opened = row(conversation).opened_at.astimezone(clocks.zone_of(line))
    assert beside() == {
        "talk_wait": "under_15",
        "talk_length": "under_60",
        "talk_part": figures.PARTS[opened.hour // 6],
        "talk_language": "en",
    }


def test_of_a_talk_in_which_nobody_wrote_there_is_no_length(line: Line, robin: Counsellor) -> None:
    desk.wrap(robin.pk, ended(line, robin), "other")
    assert beside()["talk_wait"] == "not_said"
    assert "talk_length" not in beside()


@pytest.mark.parametrize(
    ("seconds", "name"),
    [(0, "under_1"), (59, "under_1"), (60, "under_5"), (3599, "under_60"), (3600, "over_60")],
)
def test_a_band_begins_where_the_one_before_ends(seconds: int, name: str) -> None:
    begin = datetime(2026, 11, 30, 2, 30, tzinfo=UTC)
    assert figures.band(figures.WAITS, begin, begin + timedelta(seconds=seconds)) == name


@pytest.mark.parametrize(
    ("hour", "part"), [(5, "evening"), (6, "night"), (12, "morning"), (23, "afternoon")]
)
def test_a_part_of_the_day_goes_by_the_lines_clock(line: Line, hour: int, part: str) -> None:
    line.zone = "America/Winnipeg"
    assert figures.part_of_day(line, datetime(2026, 11, 30, hour, 30, tzinfo=UTC)) == part
