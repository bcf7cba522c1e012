"""Somebody takes out by hand what the rules have left: parts of one message, for good."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from helpline import access
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor
from transcripts import audit, record, removals
from transcripts.byhand import picking
from transcripts.models import Kept, Message
from transcripts.redact.spans import Span, replaced
from transcripts.redacted import rekeying

Kind = Literal["mask", "erase"]
# Which right each needs: they are two rows, so that a house can part them.
RIGHTS: dict[Kind, str] = {"mask": "mask", "erase": "erase_words"}
MASKED, ERASED = "[MASKED]", "[ERASED]"


class Changed(Exception):
    """The message is not what they saw: somebody else was faster, or it is another one."""


def redact_by_hand(
    who: Counsellor, message: UUID, spans: Sequence[Span], kind: Kind, seen: str = ""
) -> str:
    """Take these parts out of a message, and return what is left of it.

    `mask` leaves a mark in the place of each part; `erase` leaves nothing of the whole message, of
    whatever parts. Both are for good: neither the words nor where they went are kept, and the
    provider's copy goes as well, and so does the key under which they stood, where they are kept a
    while. It is written down, without words. `seen` is the mark of the
    message as they saw it (`picking.seen`), if they saw it.

    Raises `Refused` ("no_conversation", "erased", or why they may not), `Changed`, and `BadSpan`
    for parts that are none of the message or overlap; then nothing is changed.
    """
    with transaction.atomic():
        row = Message.objects.filter(pk=message).first()
        talk = row and _locked(row.conversation_id)
        if row is None or not talk:
            raise Refused("no_conversation")
        access.must(who.pk, RIGHTS[kind], talk)
        must_not_be_held(talk)
        now = timezone.now()

        def change(text: str) -> str:
            remains = _left(message, spans, kind, seen, text)
            new_key(talk, now)
            return remains

        remains = record.reword(message, change)
        if row.external_id:
            removals.ask([(talk.channel, row.external_id, "")], now)
        about, parts = f"message:{row.seq}", str(len(spans))
        audit.note(who, RIGHTS[kind], conversation=talk.pk, about=about, detail=parts)
    return remains


def _locked(conversation: UUID) -> Conversation | None:
    return Conversation.objects.select_for_update(of=("self",)).filter(pk=conversation).first()


def new_key(row: Conversation, now: datetime) -> None:
    """Of a locked conversation that is kept a while: no older copy shows what is taken out now.

    What is still to be redacted gets its new key then.
    """
    kept = Kept.objects.filter(conversation=row, redacted_at__isnull=False).first()
    if kept is not None:
        rekeying.start(row.pk, kept, now)


def _left(message: UUID, spans: Sequence[Span], kind: Kind, seen: str, text: str) -> str:
    if seen and seen != picking.seen(message, text):
        raise Changed
    return left(text, spans, kind)


def must_not_be_held(row: Conversation) -> None:
    """Raises `Refused("not_now")` where a law has it kept as it is; why, only where that may be
    told."""
    if row.held_until is not None and row.held_until > timezone.now():
        why = "It is held by law: nothing" if row.held_openly else "Just now nothing"
        raise Refused("not_now", f"{why} is taken out of it by hand.")


def left(text: str, spans: Sequence[Span], kind: Kind) -> str:
    """What is left of a text without these parts; raises `BadSpan`."""
    parts = picking.apart(text, spans)
    if kind == "erase":
        return ERASED
    return replaced(text, parts, lambda _part: MASKED)
