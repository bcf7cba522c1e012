"""What staff type about somebody is redacted before it stands anywhere, or goes at the close."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction

from helpline.models import Counsellor, Line
from routing import alerts
from routing.beside import guests, handings
from routing.hands import caution
from routing.models import Alert, Block, Guest, Handing, Reveal
from routing.texting import reveals
from routing.upkeep import aftercare
from tests.desk.house import REAL, Clock, row, talk, web, wrapped
from transcripts import audit, decisions
from transcripts.held import holds
from transcripts.held.holds import Order
from transcripts.held.rows import By
from transcripts.models import Picture
from transcripts.promised.declared import FREE, GONE, ON_WRITE
from transcripts.redacted import closing, typed

pytestmark = REAL
TYPED = "her name is Wren Okafor, 204 555 0188, and she was calm"
CARD = "4111 1111 1111 1111"
Write = Callable[[Counsellor, UUID, Clock], str | None]


def audited(who: Counsellor, pk: UUID, clock: Clock) -> str | None:
    return audit.reason_of(audit.note(who, "transcript", conversation=pk, reason=TYPED))


def decided(who: Counsellor, pk: UUID, clock: Clock) -> str | None:
    said = decisions.Said(decided="support", reason=TYPED)
    return decisions.reason_of(decisions.write_down(row(pk), who, said, clock.now()))


def revealed(who: Counsellor, pk: UUID, clock: Clock) -> str | None:
    now = clock.now()
    reveals.write_down(row(pk), who.pk, TYPED, now=now, until=now)
    return reveals.reason_of(Reveal.objects.get())


def blocked(who: Counsellor, pk: UUID, clock: Clock) -> str | None:
    caution.block(who.pk, pk, TYPED.replace("204 555 0188", "of Main Road"), 3)
    return Block.objects.get().reason


def held(who: Counsellor, pk: UUID, clock: Clock) -> str | None:
    by = By(who.user_id, who.shift_name, who)
    return holds.reason_of(holds.ask(pk, by, Order(TYPED, clock.now() + timedelta(days=9))))


WRITERS: dict[str, Write] = {
    "transcripts.Audit": audited,
    "transcripts.Decision": decided,
    "transcripts.Hold": held,
    "routing.Reveal": revealed,
    "routing.Block": blocked,
}


# Of a room above: tried in tests/unit/office/test_two_people.py.
ABOVE = {"office.Proposal"}


def test_everything_that_is_redacted_on_write_is_written_here() -> None:
    assert WRITERS.keys() | ABOVE == {label for label, how in FREE.items() if how == ON_WRITE}


@pytest.mark.parametrize("label", WRITERS)
def test_a_reason_says_nobody_s_name_or_number(
    line: Line, robin: Counsellor, clock: Clock, label: str
) -> None:
    pk = talk(line, robin, web(line))
    said = WRITERS[label](robin, pk, clock)
    assert said is not None
    assert "she was calm" in said
    for part in ("Wren", "Okafor", "0188"):
        assert part not in said


def test_what_cannot_be_redacted_is_not_kept_and_holds_nobody_up(
    line: Line, robin: Counsellor, monkeypatch: pytest.MonkeyPatch
) -> None:
    pk = talk(line, robin, web(line))

    def broken(*_: object) -> list[str]:
        raise ValueError("no")

    monkeypatch.setattr(closing, "reasons", broken)
    noted = audit.note(robin, "transcript", conversation=pk, reason=TYPED)
    assert audit.reason_of(noted) == typed.NOTHING
    assert typed.reason(None, "") == ""


def test_notes_have_no_card_and_go_at_the_close(
    line: Line, robin: Counsellor, noor: Counsellor, clock: Clock
) -> None:
    Line.objects.update(policies={"web": "month"})
    pk = talk(line, robin, web(line))
    note, now = f"ask Wren, card {CARD}", clock.now()
    with transaction.atomic():
        handings.ask(row(pk), robin.pk, noor.pk, note, now)
        guests.ask(row(pk), robin.pk, noor.pk, note, now)
        alerts.put_up(robin, "support", now, row=row(pk), words=note)
    read = [
        handings.note_of(Handing.objects.get()),
        guests.note_of(Guest.objects.get()),
        alerts._words(Alert.objects.get()),
    ]
    assert read == ["ask Wren, card [CARD]"] * 3
    Handing.objects.update(answer="taken_back")
    Guest.objects.update(ended_at=now)
    wrapped(robin, pk)
    aftercare.redact_due(clock.now())
    gone = {label for label, how in FREE.items() if how == GONE}
    tables = {each._meta.label: each for each in (Handing, Guest, Alert, Picture)}
    assert gone == tables.keys()
    for table in tables.values():
        assert not table.objects.exclude(sealed=None).exists()
