"""What a counsellor does because a phone may be in other hands: when to write, who it is, whose.

Each function is one transaction, names who acts, and raises `Refused` when it may not be; all run
on a database thread. Nothing here is a message: that is said through the door in.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from helpline import access
from helpline.errors import Refused
from helpline.models import Conversation, Seeker
from helpline.states import FINAL, State, Trigger
from routing import deliveries, endings, guards, moves, outbound, queue
from routing.adapters import channels
from routing.beside import passings
from routing.entering.texted import answer_id
from routing.events import NOTE, UNTOLD
from routing.hands import partings
from routing.models import Step
from routing.texting import blocks, optouts, reasons, reveals
from routing.texting.keywords import fold
from routing.waiting import doors
from transcripts import audit, keys, record
from transcripts.keyring import hashes
from transcripts.record import Words
from transcripts.redacted import typed

REVEALED_FOR = timedelta(minutes=10)
# Wrong words in an hour, whoever tries them.
MOST_TRIES = 5
TRIES_LAST = timedelta(hours=1)


def set_writing(counsellor: UUID, conversation: UUID, writing: str, begins: int, ends: int) -> None:
    """Note when it is safe to write; every word to them is held to it from now on."""
    if writing == "hours" and begins == ends:
        raise Refused("no_hours")
    with transaction.atomic():
        row = _by_text(counsellor, conversation, "writing")
        row.writing = writing
        row.writing_from, row.writing_until = (begins, ends) if writing == "hours" else (None, None)
        detail = f"hours:{begins}-{ends}" if writing == "hours" else writing
        _publish(row, "writing", counsellor, detail)


def code_word(counsellor: UUID, conversation: UUID, word: str) -> None:
    """Agree on a word, or compare what they say with it; raises `Refused("wrong_word")`."""
    folded = fold(word)
    if not folded:
        raise Refused("empty")
    with transaction.atomic():
        row = _by_text(counsellor, conversation, "code")
        seeker = Seeker.objects.select_for_update().get(pk=row.seeker_id)
        if seeker.code and _tries(seeker, timezone.now()) >= MOST_TRIES:
            raise Refused("too_many_tries")
        right = not seeker.code or hashes.word_fits(folded, seeker.code)
        if not seeker.code:
            Seeker.objects.filter(pk=seeker.pk).update(code=hashes.word_hash(folded))
        if right:
            row.matched_at = timezone.now()
        _publish(row, "matched" if right else "not_matched", counsellor)
    if not right:
        raise Refused("wrong_word")


def _tries(seeker: Seeker, now: datetime) -> int:
    recent = Step.objects.filter(happening="not_matched", at__gt=now - TRIES_LAST)
    return recent.filter(conversation__seeker=seeker).count()


def earlier(counsellor: UUID, conversation: UUID) -> Sequence[Words]:
    """The words of the conversation before this one, as far as they are kept.

    Who agreed on a word is shown to nobody before somebody has said it.
    """
    row = Conversation.objects.select_related("seeker").filter(pk=conversation).first()
    if row is None:
        raise Refused("no_conversation")
    person = access.must(counsellor, "earlier", row)
    if row.seeker.code and row.matched_at is None:
        raise Refused("not_matched")
    if row.previous is None or not _same_readers(row, row.previous):
        return []
    words = passings.readable(row.previous, record.after({row.previous.pk: 0}))
    if words:
        audit.note(person, "earlier", conversation=row.previous.pk)
    return [each for each in words if each.kind != NOTE]


def _same_readers(row: Conversation, before: Conversation) -> bool:
    """What was said with another line is not for whoever answers now."""
    lines = {row.line_id, row.giver_id or row.line_id, before.line_id}
    return len(lines) == 1


def reveal(counsellor: UUID, conversation: UUID, reason: str) -> tuple[str, datetime]:
    """Their number, and until when it may be seen; that it was seen, and why, is written down."""
    reason = reasons.checked(reason)
    with transaction.atomic():
        row = _by_text(counsellor, conversation, "reveal")
        if row.words_after:
            raise Refused("no_consent", "They have not said yes to showing their number.")
        number = number_of(row)
        now = timezone.now()
        until = now + REVEALED_FOR
        reveals.write_down(row, counsellor, reason, now=now, until=until)
        audit.note(access.must(counsellor, "reveal", row), "reveal", conversation=row.pk)
        _publish(row, "revealed", counsellor)
    return number, until


def number_of(row: Conversation) -> str:
    """The number of a conversation's seeker; raises `Refused("erased")` when it is forgotten."""
    sealed = row.seeker.address
    if sealed is None:
        raise Refused("erased")
    return keys.open_sealed(row.seeker_id, bytes(sealed), b"address")


def block(counsellor: UUID, conversation: UUID, reason: str, days: int) -> None:
    """Take nothing more in from them for so many days; nothing that waits is sent any more.

    They are told until when, and whom they may write to; a page goes on showing that. Of a page
    only its token is known: whoever opens another one is somebody new to us.
    """
    reason, now = reasons.checked(reason), timezone.now()
    _say_until(counsellor, conversation, now + timedelta(days=days))
    with transaction.atomic():
        row = moves.locked(conversation)
        person = access.must(counsellor, "block", row)
        guards.must_let_go(row, person, reason, now)
        said = typed.reason(row.pk, reason)
        blocks.add(row.seeker, by=person, reason=said, days=days, now=now)
        audit.note(person, "block", conversation=row.pk, detail=f"{days} days")
        deliveries.cancel(row, "blocked", now, but=answer_id(row.pk, "turned_away"))
        _publish(row, "blocked", counsellor)
        if row.state == State.ACTIVE:
            endings.wrap_up(row, Trigger.ENDED, actor=counsellor.hex, now=now, detail=UNTOLD)
        if row.state == State.WRAP_UP:
            endings.close(row, Trigger.WRAPPED, actor=counsellor.hex, now=now, detail=UNTOLD)
    doors.forget()
    queue.assign(row.line_id)


def _say_until(counsellor: UUID, conversation: UUID, until: datetime) -> None:
    row = Conversation.objects.select_related("line", "seeker").filter(pk=conversation).first()
    if row is None:
        raise Refused("no_conversation")
    access.must(counsellor, "block", row)
    if blocks.hash_of(row.seeker) is not None:
        partings.say(row, "turned_away", until)


def stopped_at_provider(conversation: UUID) -> None:
    """The provider sends them nothing any more: they have told it so, where we did not see it."""
    now = timezone.now()
    with transaction.atomic(), suppress(Refused):  # erased meanwhile
        row = moves.locked(conversation)
        optouts.add((row.seeker.line_id, row.channel, number_of(row)), now)
        if row.stopped_at is None and row.state not in FINAL:
            row.stopped_at = now
            outbound.publish(row, "stopped", actor="helpline", at=now, before=row.state)


def _by_text(counsellor: UUID, conversation: UUID, action: str) -> Conversation:
    """A locked conversation by text that this counsellor holds."""
    row = moves.locked(conversation)
    access.must(counsellor, action, row)
    if channels()[row.channel].live:
        raise Refused("not_now", "This is no conversation by text.")
    return row


def _publish(row: Conversation, happening: str, counsellor: UUID, detail: str = "") -> None:
    outbound.publish(
        row,
        happening,
        actor=counsellor.hex,
        at=timezone.now(),
        before=row.state,
        detail=detail,
    )
