"""Parts of a message are taken out by hand: for good, by whoever may, and written down."""

from uuid import UUID, uuid4

import pytest

from helpline.errors import Refused
from helpline.models import Counsellor, Line
from helpline.roles import Role
from routing.upkeep import aftercare
from tests.desk.house import (
    REAL,
    Clock,
    new_counsellor,
    new_line,
    row,
    sms,
    talk,
    texts,
    web,
    wrapped,
)
from transcripts import keys
from transcripts.byhand import picking, taking
from transcripts.byhand.taking import ERASED, MASKED, Changed, Kind
from transcripts.models import Audit, Kept, Message, Removal, SealedKey
from transcripts.redact.spans import BadSpan, Span

pytestmark = REAL

SAID = "ask for the red door behind the bakery"
DOOR = Span(12, 20, "ADDRESS")


@pytest.fixture
def ended(line: Line, robin: Counsellor) -> UUID:
    line.policies = {"web": "month", "sms": "month"}
    line.save()
    conversation = talk(line, robin, web(line, SAID))
    wrapped(robin, conversation)
    return conversation


@pytest.fixture
def dana(line: Line) -> Counsellor:
    return supervisor(line, "Dana")


def supervisor(line: Line, name: str) -> Counsellor:
    person = new_counsellor(line, name)
    person.role = Role.SUPERVISOR
    person.save()
    return person


def first(conversation: UUID) -> Message:
    return Message.objects.filter(conversation=conversation).order_by("seq")[0]


def test_parts_are_masked_for_good(ended: UUID, dana: Counsellor) -> None:
    sealed = bytes(first(ended).sealed)
    parts = [Span(28, 38, "ADDRESS"), DOOR]
    left = taking.redact_by_hand(dana, first(ended).pk, parts, "mask")
    assert left == f"ask for the {MASKED} behind {MASKED}"
    assert texts(ended) == [left]
    assert bytes(first(ended).sealed) != sealed


def test_a_message_is_erased_whole(ended: UUID, dana: Counsellor) -> None:
    assert taking.redact_by_hand(dana, first(ended).pk, [DOOR], "erase") == ERASED
    assert texts(ended) == [ERASED]


@pytest.mark.parametrize(("kind", "action"), [("mask", "mask"), ("erase", "erase_words")])
def test_it_is_written_down_without_a_word(
    ended: UUID, dana: Counsellor, kind: Kind, action: str
) -> None:
    seq = first(ended).seq
    taking.redact_by_hand(dana, first(ended).pk, [DOOR], kind)
    (noted,) = Audit.objects.filter(action=action)
    assert (noted.who, noted.conversation, noted.detail) == (dana, ended, "1")
    assert noted.about == f"message:{seq}"
    assert noted.sealed is None


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (30, 39), (39, 45)])
def test_parts_that_are_none_change_nothing(
    ended: UUID, dana: Counsellor, start: int, end: int
) -> None:
    for kind in ("mask", "erase"):
        with pytest.raises(BadSpan, match="is no part of a text of 38 characters"):
            taking.redact_by_hand(dana, first(ended).pk, [DOOR, Span(start, end, "ID")], kind)
    assert texts(ended) == [SAID]
    assert not Audit.objects.filter(action__in=taking.RIGHTS.values()).exists()


def test_parts_that_overlap_change_nothing(ended: UUID, dana: Counsellor) -> None:
    for other in (DOOR, Span(16, 22, "ADDRESS"), Span(0, 38, "ADDRESS")):
        with pytest.raises(BadSpan, match="begins within"):
            taking.redact_by_hand(dana, first(ended).pk, [DOOR, other], "mask")
    assert texts(ended) == [SAID]


def test_what_is_not_as_it_was_seen_stays(ended: UUID, dana: Counsellor) -> None:
    seen = picking.seen(first(ended).pk, SAID)
    taking.redact_by_hand(dana, first(ended).pk, [DOOR], "mask", seen)
    for kind in ("mask", "erase"):
        with pytest.raises(Changed):
            taking.redact_by_hand(dana, first(ended).pk, [DOOR], kind, seen)
    assert texts(ended) == [f"ask for the {MASKED} behind the bakery"]


def test_who_may_not_changes_nothing(ended: UUID, robin: Counsellor) -> None:
    stranger = supervisor(new_line(slug="other"), "Kit")
    for who in (robin, stranger):
        for kind in ("mask", "erase"):
            with pytest.raises(Refused):
                taking.redact_by_hand(who, first(ended).pk, [DOOR], kind)
    assert texts(ended) == [SAID]


def test_a_message_of_nowhere_is_refused(dana: Counsellor) -> None:
    with pytest.raises(Refused, match="no_conversation"):
        taking.redact_by_hand(dana, uuid4(), [DOOR], "mask")


def test_what_is_erased_already_is_refused(ended: UUID, dana: Counsellor) -> None:
    keys.destroy([ended])
    with pytest.raises(Refused, match="erased"):
        taking.redact_by_hand(dana, first(ended).pk, [DOOR], "mask")


def test_the_copy_at_the_provider_goes_as_well(
    line: Line, robin: Counsellor, dana: Counsellor
) -> None:
    line.policies = {"sms": "month"}
    line.save()
    conversation = talk(line, robin, sms(line, SAID))
    wrapped(robin, conversation)
    message = first(conversation)
    taking.redact_by_hand(dana, message.pk, [DOOR], "mask")
    assert Removal.objects.filter(external_id=message.external_id).count() == 1
    assert row(conversation).channel == "sms"


# ---- old copies ----------------------------------------------------------------------------------


def opens(conversation: UUID, copy: bytes) -> bool:
    """Whether an older copy of the first message shows anything with the keys of today."""
    row = first(conversation)
    Message.objects.filter(pk=row.pk).update(sealed=copy)
    keys.forget([conversation])
    [shown, *_] = texts(conversation)
    Message.objects.filter(pk=row.pk).update(sealed=bytes(row.sealed))
    return shown != keys.UNREADABLE


def rekeyed(clock: Clock) -> None:
    assert aftercare.rekey_due(clock.forward(minutes=3)) == 1


def test_an_older_copy_does_not_show_what_was_taken_out(
    ended: UUID, dana: Counsellor, clock: Clock
) -> None:
    aftercare.redact_due(clock.now())
    rekeyed(clock)
    copy = bytes(first(ended).sealed)
    left = taking.redact_by_hand(dana, first(ended).pk, [DOOR], "mask")
    assert opens(ended, copy)
    rekeyed(clock)
    assert not opens(ended, copy)
    assert texts(ended) == [left]


def test_nor_one_from_between_two_removals(ended: UUID, dana: Counsellor, clock: Clock) -> None:
    """The second went while the first key was still there: it had stood under the new one, too."""
    aftercare.redact_due(clock.now())
    rekeyed(clock)
    taking.redact_by_hand(dana, first(ended).pk, [DOOR], "mask")
    copy = bytes(first(ended).sealed)
    behind = texts(ended)[0].index("bakery")
    part = Span(behind, behind + 6, "ADDRESS")
    left = taking.redact_by_hand(dana, first(ended).pk, [part], "mask")
    rekeyed(clock)
    rekeyed(clock)
    assert not opens(ended, copy)
    assert texts(ended) == [left]
    assert aftercare.rekey_due(clock.forward(minutes=3)) == 0
    assert SealedKey.objects.get(owner=ended).fresh is None


def test_what_is_still_to_be_redacted_gets_its_new_key_then(
    ended: UUID, dana: Counsellor, clock: Clock
) -> None:
    taking.redact_by_hand(dana, first(ended).pk, [DOOR], "mask")
    assert Kept.objects.get().rekey_at is None
    aftercare.redact_due(clock.now())
    assert Kept.objects.get().rekey_at is not None
