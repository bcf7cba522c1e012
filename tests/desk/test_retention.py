"""Words are kept for as long as was promised, and then there is nothing left that could be read."""

import io
from datetime import timedelta
from functools import partial

import pytest
from django.core.management import call_command
from django.db import OperationalError, connections

from helpline.models import Conversation, Counsellor, Line, Seeker
from routing import desk, inbound
from routing.entering import callers, openings
from routing.models import Delivery, Step
from routing.upkeep import aftercare
from tests.desk.house import (
    PHONE,
    REAL,
    Clock,
    at_once,
    codes,
    let_in,
    opened,
    refused,
    reply,
    row,
    sms,
    talk,
    texts,
    web,
    wrapped,
)
from tests.desk.stored import is_stored
from transcripts import keys, record, retention
from transcripts.erasing import forgetting, purge
from transcripts.keyring import hashes
from transcripts.models import Message, SealedKey, Tombstone

pytestmark = REAL

CARD = "4111 1111 1111 1111"


@pytest.fixture
def month(line: Line) -> Line:
    """A line that keeps everything for a month after the close."""
    line.policies = {"web": "month", "sms": "month"}
    line.save()
    return line


# ---- deadlines ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("policy", "clock_of", "kept"),
    [
        ("at_close", "closed_at", timedelta(0)),
        ("day", "last_word_at", timedelta(hours=24)),
        ("month", "closed_at", timedelta(days=30)),
    ],
)
def test_the_deadline_follows_the_policy(
    line: Line, robin: Counsellor, clock: Clock, policy: str, clock_of: str, kept: timedelta
) -> None:
    line.policies = {"web": policy}
    line.save()
    conversation = talk(line, robin)
    clock.forward(minutes=10)
    let_in(web(line, "last words", conversation=conversation))
    clock.forward(seconds=30)
    desk.end(robin.pk, conversation)
    assert row(conversation).erase_at is None
    clock.forward(seconds=10)
    desk.wrap(robin.pk, conversation, "support")
    aftercare.redact_due(clock.now())
    assert row(conversation).erase_at == getattr(row(conversation), clock_of) + kept


def test_nothing_is_due_before_the_close(line: Line, robin: Counsellor, clock: Clock) -> None:
    conversation = talk(line, robin)
    assert retention.apply(clock.forward(days=400)) == 0
    assert texts(conversation)


def test_abandoned_words_are_due_as_closed_ones(line: Line, clock: Clock) -> None:
    conversation = opened(web(line))
    desk.leave(row(conversation).seeker_id)
    assert texts(conversation) == []
    assert retention.apply(clock.now()) == 1


def test_words_are_unreadable_at_the_deadline_with_the_job_stopped(
    month: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(month, robin)
    wrapped(robin, conversation)
    aftercare.redact_due(clock.now())
    clock.forward(days=30, seconds=-5)
    assert texts(conversation)
    clock.forward(seconds=5)
    assert texts(conversation) == []
    assert Message.objects.exists()


# ---- shredding ---------------------------------------------------------------------------------


def test_key_rows_and_deliveries_go_and_the_steps_stay(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin, sms(line))
    let_in(reply(robin, conversation))
    wrapped(robin, conversation)
    steps = Step.objects.count()
    assert retention.apply(clock.forward(days=2)) == 1
    assert not Message.objects.exists()
    assert not Delivery.objects.exists()
    assert not SealedKey.objects.filter(owner=conversation).exists()
    assert Tombstone.objects.filter(owner=conversation).exists()
    assert Step.objects.count() == steps
    assert row(conversation).erased_at is not None


def test_what_is_not_due_stays_word_for_word(month: Line, robin: Counsellor, clock: Clock) -> None:
    early = talk(month, robin, web(month, "early", token="a"))
    wrapped(robin, early)
    aftercare.redact_due(clock.now())
    clock.forward(days=29)
    late = talk(month, robin, web(month, "late", token="b"))
    wrapped(robin, late)
    aftercare.redact_due(clock.now())
    assert retention.apply(clock.forward(days=2)) == 1
    assert (texts(early), texts(late)) == ([], ["late"])


def test_more_than_one_batch_is_shredded_in_one_run(
    line: Line, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purge, "BATCH", 3)
    for number in range(8):
        desk.leave(row(opened(web(line, token=str(number)))).seeker_id)
    assert retention.apply(clock.now()) == 8
    assert not Seeker.objects.exclude(token_hash=None).exists()


def test_nothing_of_the_words_or_their_key_is_left_on_the_disk(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin)
    sealed = bytes(Message.objects.get().sealed)
    wrapped_key = bytes(SealedKey.objects.get(owner=conversation).wrapped)
    assert is_stored(sealed)
    assert is_stored(wrapped_key)
    wrapped(robin, conversation)
    retention.apply(clock.now())
    assert not is_stored(sealed)
    assert not is_stored(wrapped_key)


BROKEN = ("removals.of_conversations", "keys.destroy", "record.shred_pictures", "record.shred")


@pytest.mark.parametrize(
    "broken", [*BROKEN, "forgetting.make_unknown", "forgetting.destroy_keys", "Kept.objects.filter"]
)
def test_a_crash_between_two_steps_is_mended_by_the_next_run(
    line: Line, robin: Counsellor, clock: Clock, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    conversation = talk(line, robin, sms(line))
    wrapped(robin, conversation)
    now = clock.forward(days=2)

    def crash(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(f"transcripts.erasing.purge.{broken}", crash)
        with pytest.raises(KeyboardInterrupt):
            retention.apply(now)
    assert texts(conversation) == []
    assert retention.apply(now) == 1
    assert row(conversation).erased_at is not None
    seeker = Seeker.objects.get()
    assert (seeker.address, seeker.address_hash) == (None, None)
    assert not Message.objects.exists()
    assert not SealedKey.objects.exists()


def test_a_texter_who_writes_after_a_crash_half_way_can_be_answered(
    line: Line, robin: Counsellor, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The main database refuses the forgetting at its commit; they write before the next run."""
    wrapped(robin, talk(line, robin, sms(line)))
    now = clock.forward(days=2)

    def lost() -> None:
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(connections["default"], "commit", lost)
        with pytest.raises(OperationalError):
            forgetting.forget_seekers(list(Conversation.objects.values_list("pk", flat=True)))
    again = opened(sms(line, "are you there?"))
    retention.apply(now)
    seeker = row(again).seeker
    assert keys.open_sealed(seeker.pk, bytes(seeker.address or b""), b"address") == PHONE


def test_two_workers_at_once_do_it_once(line: Line, clock: Clock) -> None:
    for number in range(6):
        desk.leave(row(opened(web(line, token=str(number)))).seeker_id)
    at_once(*[partial(retention.apply, clock.now())] * 3)
    assert not Message.objects.exists()
    assert not Conversation.objects.filter(erased_at=None).exists()


# ---- keys --------------------------------------------------------------------------------------


def test_a_tombstone_beats_an_old_copy_of_the_key(line: Line) -> None:
    conversation = opened(web(line))
    copy = SealedKey.objects.get(owner=conversation)
    keys.destroy([conversation])
    SealedKey.objects.bulk_create([copy])
    assert texts(conversation) == []
    with refused("erased"):
        keys.cipher(conversation)


def test_a_destroyed_key_leaves_this_process_at_once(line: Line) -> None:
    conversation = opened(web(line))
    assert texts(conversation)
    keys.destroy([conversation])
    assert texts(conversation) == []


def test_a_key_remembered_by_another_process_is_gone_within_a_minute(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = opened(web(line))
    assert keys.REMEMBERED_SECONDS <= 60
    SealedKey.objects.all().delete()
    monkeypatch.setattr(keys, "REMEMBERED_SECONDS", 0.0)
    keys.forget_old()
    assert texts(conversation) == []


@pytest.mark.parametrize("where", ["seq", "author", "kind", "conversation"])
def test_a_ciphertext_that_was_moved_does_not_open(line: Line, where: str) -> None:
    let_in(web(line, "one"), web(line, "two"))
    opened(web(line, "three", token="other"))
    one, two, three = Message.objects.order_by("at", "conversation", "seq")
    if where == "seq":
        Message.objects.filter(pk=two.pk).update(sealed=one.sealed)
    elif where == "author":
        Message.objects.filter(pk=two.pk).update(author="helpline")
    elif where == "kind":
        Message.objects.filter(pk=two.pk).update(kind="note")
    else:
        Message.objects.filter(pk=two.pk).update(sealed=three.sealed)
    said = record.after({one.conversation_id: 0})
    assert [words.text for words in said] == ["one", keys.UNREADABLE]


def test_one_message_that_cannot_be_opened_does_not_hide_the_others(line: Line) -> None:
    conversation = let_in(web(line, "one"), web(line, "two"), web(line, "three"))[0].conversation
    Message.objects.filter(seq=3).update(sealed=b"spoiled" * 5)
    assert texts(conversation) == ["one", keys.UNREADABLE, "three"]


# ---- seekers -----------------------------------------------------------------------------------


def test_a_seeker_is_forgotten_when_nothing_of_them_is_kept(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    wrapped(robin, talk(line, robin, sms(line)))
    retention.apply(clock.forward(days=2))
    seeker = Seeker.objects.get()
    assert (seeker.address, seeker.address_hash, seeker.token_hash) == (None, None, None)
    assert Tombstone.objects.filter(owner=seeker.pk).exists()
    assert not is_stored(hashes.address_hash(line.pk, PHONE))


def test_a_seeker_of_whom_something_is_kept_is_still_known(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    wrapped(robin, talk(line, robin, sms(line)))
    clock.forward(hours=23)
    second = opened(sms(line, "again"))
    assert retention.apply(clock.forward(hours=2)) == 1
    assert Seeker.objects.get().address is not None
    assert texts(second) == ["again"]


def test_a_forgotten_texter_who_writes_again_is_somebody_new(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    old = talk(line, robin, sms(line))
    wrapped(robin, old)
    retention.apply(clock.forward(days=2))
    new = opened(sms(line, "hi again"))
    assert row(new).seeker_id != row(old).seeker_id
    assert row(new).previous is None


def test_a_seeker_forgotten_between_look_up_and_writing_becomes_somebody_new(
    line: Line, robin: Counsellor, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker forgets them after the door has found them and before it writes."""
    wrapped(robin, talk(line, robin, sms(line)))
    now = clock.forward(days=2)
    make = openings.make_keys

    def forgotten_meanwhile(found: callers.Found) -> list[object]:
        retention.apply(now)
        return list(make(found))

    monkeypatch.setattr(openings, "make_keys", forgotten_meanwhile)
    assert codes(inbound.receive([sms(line, "hi again")])) == ["stored"]
    assert Seeker.objects.exclude(address=None).count() == 1
    assert Conversation.objects.get(state="waiting").seeker.address is not None


# ---- what never reaches the disk -----------------------------------------------------------------


def test_card_numbers_and_words_never_reach_the_disk(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin, web(line, f"canary {CARD} thanks"))
    let_in(reply(robin, conversation, f"I should not have {CARD.replace(' ', '-')}"))
    let_in(reply(robin, conversation, f"note {CARD.replace(' ', '')}", kind="note"))
    assert texts(conversation) == [
        "canary [CARD] thanks",
        "I should not have [CARD]",
        "note [CARD]",
    ]
    for what in (CARD, CARD.replace(" ", ""), CARD.replace(" ", "-"), "canary", "thanks"):
        assert not is_stored(what.encode())


def test_a_phone_number_never_reaches_the_disk_in_clear(line: Line) -> None:
    opened(sms(line))
    assert not is_stored(PHONE.encode())
    assert not is_stored(PHONE.removeprefix("+").encode())


# ---- the command -------------------------------------------------------------------------------


def test_what_is_kept_since_they_chose_so_is_not_said_to_be_kept_against_the_policy(
    line: Line, robin: Counsellor
) -> None:
    """Else it read "2 kept. We keep nothing", to whoever has to answer for it."""
    line.keep_days = 7
    line.save()
    kept, _open = talk(line, robin), talk(line, robin)
    desk.keep(row(kept).seeker_id, "days")
    wrapped(robin, kept)
    (printed,) = [each for each in said() if each.startswith("at_close")]
    assert "0 due, 2 kept, 1 of them as whoever wrote chose, next at" in printed


def said(*arguments: str) -> list[str]:
    """The first sentence of each line that the command prints."""
    out = io.StringIO()
    call_command("retention", *arguments, stdout=out)
    return [line.partition(". ")[0] for line in out.getvalue().splitlines()]


def test_the_command_says_when_nothing_is_kept() -> None:
    assert said() == ["Nothing is kept."]


def test_the_command_prints_the_plan_and_erases_nothing(
    month: Line, robin: Counsellor, clock: Clock
) -> None:
    wrapped(robin, talk(month, robin))
    Conversation.objects.update(policy="at_close", erase_at=clock.now())
    kept = talk(month, robin)
    wrapped(robin, kept)
    until = row(kept).erase_at
    assert until is not None
    assert said() == [
        "at_close: 1 due, 0 kept, no date set",
        f"month: 0 due, 1 kept, next at {until:%Y-%m-%d %H:%M} UTC",
        "Nothing was erased",
    ]
    assert Message.objects.count() == 2


def test_the_command_erases_what_is_due_when_told_to(line: Line, robin: Counsellor) -> None:
    wrapped(robin, talk(line, robin))
    opened(web(line, token="waits"))
    assert said("--apply") == [
        "at_close: 1 due, 1 kept, no date set",
        "Erased: 1 conversations.",
    ]
    assert said("--apply") == [
        "at_close: 0 due, 1 kept, no date set",
        "Erased: 0 conversations.",
    ]
    assert Message.objects.count() == 1
