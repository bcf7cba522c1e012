"""An old copy of the database shows nothing that was redacted: its key is another by now."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction

from helpline import failpoints
from helpline.models import Counsellor, Line
from routing.beside import handings
from routing.models import Handing, Reveal
from routing.texting import reveals
from routing.upkeep import aftercare
from tests.desk.house import REAL, Clock, let_in, reply, row, talk, texts, web, wrapped
from transcripts import audit, keys, retention
from transcripts.held import holds
from transcripts.held.holds import Order
from transcripts.held.rows import By
from transcripts.keyring import masters
from transcripts.models import Audit, Kept, Message, SealedKey, Tombstone
from transcripts.redacted import rekeying
from transcripts.upkeep import inspection, rotation

pytestmark = REAL
SAID, LEFT = "I am Wren", "I am [PERSON 1]"
REST = "and that was all"


@pytest.fixture
def ended(line: Line, robin: Counsellor) -> UUID:
    line.policies = {"web": "month"}
    line.save()
    pk = talk(line, robin, web(line, SAID))
    let_in(web(line, REST, conversation=pk))
    wrapped(robin, pk)
    return pk


def sealed(conversation: UUID) -> dict[UUID, bytes]:
    rows = Message.objects.filter(conversation=conversation).values_list("pk", "sealed")
    return {pk: bytes(words) for pk, words in rows}


def put_back(copy: dict[UUID, bytes]) -> None:
    for pk, words in copy.items():
        Message.objects.filter(pk=pk).update(sealed=words)


def shown(conversation: UUID) -> str:
    keys.forget([conversation])
    return " ".join(texts(conversation))


def through(clock: Clock) -> None:
    aftercare.redact_due(clock.now())
    assert aftercare.rekey_due(clock.forward(minutes=3)) == 1


def test_words_of_an_old_copy_do_not_open_with_the_keys_of_today(ended: UUID, clock: Clock) -> None:
    copy = sealed(ended)
    through(clock)
    assert texts(ended) == [LEFT, REST]
    assert not set(copy.values()) & set(sealed(ended).values())
    put_back(copy)
    assert "Wren" not in shown(ended)
    assert REST not in shown(ended)


def test_nor_with_the_key_of_then_where_it_is_put_back(ended: UUID, clock: Clock) -> None:
    old, copy = SealedKey.objects.get(owner=ended), sealed(ended)
    through(clock)
    put_back(copy)
    SealedKey.objects.filter(owner=ended).update(wrapped=bytes(old.wrapped), made_at=old.made_at)
    assert shown(ended) == ""


def test_until_the_old_key_goes_both_open(ended: UUID, clock: Clock) -> None:
    aftercare.redact_due(clock.now())
    assert SealedKey.objects.get(owner=ended).fresh is not None
    assert texts(ended) == [LEFT, REST]
    assert aftercare.rekey_due(clock.forward(minutes=1)) == 0
    assert aftercare.rekey_due(clock.forward(minutes=2)) == 1
    assert SealedKey.objects.get(owner=ended).fresh is None
    assert Tombstone.objects.filter(of_key=True).count() == 1
    assert aftercare.rekey_due(clock.forward(minutes=2)) == 0


def test_what_was_sealed_meanwhile_by_the_key_in_mind_stays_readable(
    ended: UUID, clock: Clock
) -> None:
    """As another process does, which has the old key in mind for a minute."""
    mind = keys._known(ended)
    aftercare.redact_due(clock.now())
    keys._remembered[ended] = mind
    late = Message.objects.order_by("seq")[1]
    about = ended.bytes + late.seq.to_bytes(8) + b"seeker"
    Message.objects.filter(pk=late.pk).update(sealed=keys.seal(ended, "late words", about))
    assert texts(ended) == [LEFT, "late words"]
    aftercare.rekey_due(clock.forward(minutes=3))
    assert shown(ended) == f"{LEFT} late words"


class Killed(BaseException):
    """Nothing catches it, as nothing catches a power cut."""


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("point", failpoints.REKEYING)
def test_killed_at_each_step_it_goes_on(
    ended: UUID, clock: Clock, monkeypatch: pytest.MonkeyPatch, point: str, times: int
) -> None:
    def die(name: str) -> None:
        if name == point:
            raise Killed

    copy, killed = sealed(ended), 0
    for _ in range(times):
        with monkeypatch.context() as patch:
            patch.setattr(failpoints, "reach", die)
            try:
                aftercare.redact_due(clock.now())
                aftercare.rekey_due(clock.forward(minutes=3))
            except Killed:
                killed += 1
        keys.forget([ended])
    assert killed >= 1
    aftercare.redact_due(clock.now())
    aftercare.rekey_due(clock.forward(minutes=3))
    aftercare.rekey_due(clock.forward(minutes=3))
    assert Kept.objects.get().rekey_at is None
    assert texts(ended) == [LEFT, REST]
    assert SealedKey.objects.get(owner=ended).fresh is None
    put_back(copy)
    assert "Wren" not in shown(ended)


def test_a_new_master_key_takes_both_along_and_brings_no_old_one_back(
    ended: UUID, clock: Clock
) -> None:
    aftercare.redact_due(clock.now())
    before, done = SealedKey.objects.get(owner=ended), rotation.Done(masters.current(), new=False)
    rotation._move(before, done)
    after = SealedKey.objects.get(owner=ended)
    assert (done.moved, bytes(after.fresh or b"") != bytes(before.fresh or b"")) == (1, True)
    assert shown(ended) == f"{LEFT} {REST}"
    rekeying.finish(ended)
    rotation._move(after, done)
    assert done.moved == 1
    assert shown(ended) == f"{LEFT} {REST}"
    assert not inspection.look().wrong


def test_erasing_takes_the_new_key_as_well(ended: UUID, clock: Clock) -> None:
    aftercare.redact_due(clock.now())
    retention.shred([ended], clock.now())
    assert not SealedKey.objects.filter(owner=ended).exists()
    assert aftercare.rekey_due(clock.forward(minutes=3)) == 0
    assert shown(ended) == ""


def test_notes_go_and_reasons_are_redacted(
    line: Line, robin: Counsellor, noor: Counsellor, clock: Clock
) -> None:
    Line.objects.update(policies={"web": "month"})
    pk = talk(line, robin, web(line, SAID))
    now = clock.now()
    with transaction.atomic():
        handings.ask(row(pk), robin.pk, noor.pk, "her name is Wren Okafor", now)
    Handing.objects.update(answer="taken_back")
    reveals.write_down(row(pk), robin.pk, "my name is Wren, call back", now=now, until=now)
    wrapped(robin, pk)
    through(clock)
    assert Handing.objects.get().sealed is None
    reason = reveals.reason_of(Reveal.objects.get())
    assert reason is not None
    assert "Wren" not in reason
    assert "call back" in reason


def test_a_reason_of_before_went_with_its_key_and_one_of_after_is_there(
    ended: UUID, robin: Counsellor, clock: Clock
) -> None:
    early = audit.note(robin, "transcript", conversation=ended, reason="asked before")
    assert audit.reason_of(early) == "asked before"
    through(clock)
    late = audit.note(robin, "transcript", conversation=ended, reason="asked after")
    found = {each.pk: audit.reason_of(each) for each in Audit.objects.all()}
    assert (found[early.pk], found[late.pk]) == (None, "asked after")


# ---- what else stays, sealed by the new key ------------------------------------------------------


def test_why_it_is_held_is_redacted_and_opens_by_the_new_key(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    line.policies = {"web": "month"}
    line.save()
    pk = talk(line, robin, web(line, SAID))
    until = clock.now() + timedelta(days=20)
    why = "an order about Jane Rowntree"
    hold = holds.ask(pk, By(robin.user_id, "Robin", robin), Order(why, until))
    assert holds.reason_of(hold) == "an order about [PERSON 1]"
    wrapped(robin, pk)
    old = bytes(hold.sealed)
    through(clock)
    keys.forget([pk])
    hold.refresh_from_db()
    assert bytes(hold.sealed) != old
    assert holds.reason_of(hold) == "an order about [PERSON 1]"


def test_a_staff_note_is_redacted_as_words_are(line: Line, robin: Counsellor, clock: Clock) -> None:
    line.policies = {"web": "month"}
    line.save()
    pk = talk(line, robin, web(line, "hello"))
    let_in(reply(robin, pk, "her name is Wren, 204 555 0188", kind="note"))
    wrapped(robin, pk)
    through(clock)
    assert texts(pk) == ["hello", "her name is [PERSON 1], [PHONE 1]"]
