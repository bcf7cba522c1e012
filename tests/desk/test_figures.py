"""A talk that is over leaves one row for the figures, and nothing in it leads back to the talk."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.forms.models import model_to_dict
from django.utils import timezone

from helpline import figures
from helpline.models import Counsellor, Figure, Line
from helpline.states import State
from routing import desk, timers
from tests.desk.house import REAL, refused, row, state, talk
from transcripts import retention

pytestmark = REAL
NOTED = ("place", ["legal", "shelter", "legal"], "referred")


def ended(line: Line, robin: Counsellor) -> UUID:
    conversation = talk(line, robin)
    desk.end(robin.pk, conversation)
    return conversation


def test_what_was_noted_is_kept_once_in_one_order(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    desk.flag(robin.pk, conversation, 1)
    desk.end(robin.pk, conversation)
    assert not Figure.objects.exists()
    desk.wrap(robin.pk, conversation, *NOTED)
    kept = Figure.objects.get()
    assert (kept.kind, kept.needs, kept.outcome) == ("place", ["shelter", "legal"], "referred")
    assert (kept.line, kept.channel, kept.locale, kept.risk) == (line, "web", "en", 1)


def test_nothing_has_to_be_noted(line: Line, robin: Counsellor) -> None:
    desk.wrap(robin.pk, ended(line, robin), "")
    kept = Figure.objects.get()
    assert (kept.kind, kept.needs, kept.outcome) == ("", [], "")


def test_a_row_has_the_week_and_the_hour_and_no_day(line: Line, robin: Counsellor) -> None:
    line.zone = "America/Winnipeg"
    line.save()
    found = row(talk(line, robin))
    # A Monday in London, still Sunday evening in Winnipeg.
    figures.keep(found, figures.NOTHING, datetime(2026, 11, 30, 2, 30, tzinfo=UTC))
    kept = Figure.objects.get()
    assert (kept.week.isoformat(), kept.hour) == ("2026-11-23", 20)


def test_nothing_in_a_row_leads_back(line: Line, robin: Counsellor) -> None:
    conversation = ended(line, robin)
    desk.wrap(robin.pk, conversation, *NOTED)
    kept = Figure.objects.get()
    told = str({**model_to_dict(kept), "id": kept.pk})
    found = row(conversation)
    for key in (conversation, found.seeker_id, robin.pk):
        assert str(key) not in told
        assert key.hex not in told
    related = {f.related_model for f in Figure._meta.get_fields() if f.is_relation}
    assert related == {Line}
    assert not [f for f in Figure._meta.get_fields() if f.get_internal_type() == "DateTimeField"]


@pytest.mark.parametrize(
    ("needs", "outcome"), [(["her name"], ""), ([], "her name"), (["shelter", ""], "")]
)
def test_words_of_ones_own_are_refused_and_it_stays_open(
    line: Line, robin: Counsellor, needs: list[str], outcome: str
) -> None:
    conversation = ended(line, robin)
    with refused("bad_field"):
        desk.wrap(robin.pk, conversation, "place", needs, outcome)
    assert state(conversation) == State.WRAP_UP
    assert not Figure.objects.exists()


def test_a_kind_of_ones_own_is_counted_as_something_else(line: Line, robin: Counsellor) -> None:
    desk.wrap(robin.pk, ended(line, robin), "her name")
    assert Figure.objects.get().kind == "other"


def test_another_can_note_nothing(line: Line, robin: Counsellor, noor: Counsellor) -> None:
    conversation = ended(line, robin)
    with refused("not_yours"):
        desk.wrap(noor.pk, conversation, *NOTED)
    assert not Figure.objects.exists()


def test_twice_is_kept_once(line: Line, robin: Counsellor) -> None:
    conversation = ended(line, robin)
    desk.wrap(robin.pk, conversation, *NOTED)
    with refused("over"):
        desk.wrap(robin.pk, conversation, *NOTED)
    assert Figure.objects.count() == 1


def test_a_wrap_up_that_was_forgotten_is_counted(line: Line, robin: Counsellor) -> None:
    conversation = ended(line, robin)
    timers.lapse_wrap_ups(timezone.now() + timedelta(minutes=line.wrap_minutes + 1))
    assert state(conversation) == State.CLOSED
    assert Figure.objects.get().kind == ""


def test_the_figures_are_the_same_when_the_words_are_gone(line: Line, robin: Counsellor) -> None:
    conversation = ended(line, robin)
    desk.wrap(robin.pk, conversation, *NOTED)
    before = list(Figure.objects.values())
    retention.apply(timezone.now() + timedelta(days=400))
    assert row(conversation).erased_at is not None
    assert list(Figure.objects.values()) == before
