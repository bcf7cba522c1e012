"""At a high risk: the line's checklist, and a record of what was decided, apart from the talk."""

import uuid
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from msgspec import UNSET

from helpline import firstchecks
from helpline.models import Counsellor, Line
from helpline.roles import Role
from routing import desk
from routing.events import SILENT
from routing.hands import risks
from tests.desk.house import (
    REAL,
    happenings,
    has_no_gap,
    new_counsellor,
    new_line,
    refused,
    talk,
)
from transcripts import decisions, keys, retention
from transcripts.models import Decision, SealedKey, Tombstone
from transcripts.policies import DECISIONS
from transcripts.upkeep import strays

pytestmark = REAL

REASON = "they asked for a canary"


@pytest.fixture
def held(line: Line, robin: Counsellor) -> UUID:
    pk = talk(line, robin)
    desk.flag(robin.pk, pk, 3)
    return pk


@pytest.fixture
def dana(line: Line) -> Counsellor:
    person = new_counsellor(line, "Dana")
    person.role = Role.SUPERVISOR
    person.save()
    return person


def decide(person: Counsellor, conversation: UUID, **changes: Any) -> None:
    said: dict[str, Any] = {
        "decided": "with",
        "checks": {},
        "beside": "alone",
        "colleague": UNSET,
        "confirmed": "unknown",
        "reason": "",
    }
    risks.decide(person.pk, conversation, **{**said, **changes})


# ---- writing it down ---------------------------------------------------------------------------


def test_a_decision_holds_choices_and_the_questions_as_they_were_read(
    held: UUID, line: Line, robin: Counsellor, dana: Counsellor
) -> None:
    first, second, *_ = firstchecks.read(line.checklist)
    decide(
        robin,
        held,
        checks={second.id: "no", first.id: "unknown"},
        beside="colleague",
        colleague=dana.pk,
        reason=REASON,
    )
    record = Decision.objects.get()
    assert (record.decided, record.beside_name, record.name, record.risk) == (
        "with",
        "Dana",
        "Robin",
        3,
    )
    assert record.checks == [
        {"en": first.en, "fr": first.fr, "answer": "unknown"},
        {"en": second.en, "fr": second.fr, "answer": "no"},
    ]
    assert b"canary" not in bytes(record.sealed or b"")
    assert decisions.reason_of(record) == REASON
    assert record.erase_at - record.at == DECISIONS
    assert happenings(held)[-1] == "decided"
    assert "decided" in SILENT
    assert has_no_gap(held)


def test_a_second_one_changes_nothing_of_the_first(held: UUID, robin: Counsellor) -> None:
    decide(robin, held)
    decide(robin, held, decided="stay")
    assert list(Decision.objects.order_by("at").values_list("decided", flat=True)) == [
        "with",
        "stay",
    ]


def test_only_of_what_was_flagged_high_and_only_by_whoever_holds_it(
    line: Line, robin: Counsellor, noor: Counsellor
) -> None:
    pk = talk(line, robin)
    desk.flag(robin.pk, pk, 1)
    with refused("not_now"):
        decide(robin, pk)
    desk.flag(robin.pk, pk, 2)
    desk.flag(robin.pk, pk, 0, "it was a misunderstanding")
    decide(robin, pk)
    with refused("not_yours"):
        decide(noor, pk)
    assert Decision.objects.get().risk == 0


def test_what_cannot_be_kept_is_refused(held: UUID, line: Line, robin: Counsellor) -> None:
    elsewhere = new_counsellor(new_line("day"), "Kit")
    with refused("bad_reason"):
        decide(robin, held, reason="they are at 204 555 0188")
    with refused("no_colleague"):
        decide(robin, held, beside="colleague", colleague=elsewhere.pk)
    asked = firstchecks.read(line.checklist)[0].id
    line.checklist = [{"en": "They are alone", "fr": "La personne est seule"}]
    line.save()
    with refused("checklist_changed"):
        decide(robin, held, checks={asked: "yes"})
    assert not Decision.objects.exists()


# ---- how long it is there ----------------------------------------------------------------------


def test_it_outlives_the_words_and_opens_none(held: UUID, robin: Counsellor) -> None:
    decide(robin, held, reason=REASON)
    retention.shred([held], timezone.now())
    record = Decision.objects.get()
    assert decisions.reason_of(record) == REASON
    assert not SealedKey.objects.using("keys").filter(owner=held).exists()


def test_when_its_time_has_come_its_key_goes_first_and_then_the_rest(
    held: UUID, robin: Counsellor
) -> None:
    decide(robin, held, reason=REASON)
    record = Decision.objects.get()
    assert decisions.forget(record.erase_at - timedelta(seconds=1)) == 0
    assert decisions.forget(record.erase_at) == 1
    assert decisions.forget(record.erase_at) == 0
    empty = Decision.objects.get()
    assert (empty.name, empty.decided, empty.checks, empty.sealed) == ("", "", [], None)
    assert Tombstone.objects.using("keys").filter(owner=record.pk).exists()
    with refused("erased"):
        keys.open_sealed(record.pk, bytes(record.sealed or b""), decisions.ABOUT)
    decisions.forget(record.erase_at + decisions.EMPTY_FOR)
    assert not Decision.objects.exists()


def test_its_key_is_no_stray(held: UUID, robin: Counsellor) -> None:
    decide(robin, held)
    later = timezone.now() + timedelta(hours=2)
    assert strays.without_owner(later) == set()
    lost = uuid.uuid4()
    keys.make([lost])
    assert strays.without_owner(later + timedelta(hours=1)) == {lost}
