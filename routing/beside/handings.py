"""Who was asked to take a conversation over, by whom, and what became of it; notes are sealed."""

from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from django.db.models import Q

from helpline.models import Conversation
from helpline.protocol import Ask, Locale
from routing import outbound
from routing.events import milliseconds
from routing.models import Handing
from transcripts import keys
from transcripts.redacted import typed

# A note is to be read before the answer: never less time than this.
SHORTEST = timedelta(seconds=60)


def ask(row: Conversation, giver: UUID, to: UUID, note: str, now: datetime) -> None:
    """Ask `to` to take a locked conversation over; the database allows one open question only."""
    time = max(SHORTEST, timedelta(seconds=row.line.accept_seconds))
    Handing.objects.create(
        conversation=row,
        giver_id=giver,
        to_id=to,
        sealed=keys.seal(row.pk, typed.note(note), _about(to, now)) if note else None,
        made_at=now,
        until=now + time,
    )
    _tell(row, "asked", giver.hex, to, now)


def open_of(row: Conversation) -> Handing | None:
    """Who is being asked about a locked conversation, if anybody is."""
    return Handing.objects.filter(conversation=row, answer="").first()


def settle(handing: Handing, answer: str, now: datetime) -> None:
    handing.answer, handing.answered_at = answer, now
    handing.save(update_fields=["answer", "answered_at"])


def drop(row: Conversation, answer: str, now: datetime, *, actor: str) -> Handing | None:
    """Whoever is asked about a locked conversation is asked no more; says so to both desks."""
    handing = open_of(row)
    if handing is not None:
        settle(handing, answer, now)
        _tell(row, "unasked", actor, handing.to_id, now, detail=answer)
    return handing


def passed(row: Conversation, between: tuple[UUID, UUID], since: datetime) -> bool:
    """Whether one of these two said no to the other, or gave it to them, since then."""
    one, other = between
    gave_it = Q(giver=other, to=one, answer="accepted")
    said_no = Q(giver=one, to=other, answer__in=["declined", "lapsed"])
    return Handing.objects.filter(
        gave_it | said_no, conversation=row, answered_at__gt=since
    ).exists()


def asked_of(counsellor: UUID) -> list[UUID]:
    """The conversations about which this counsellor is asked."""
    rows = Handing.objects.filter(to=counsellor, answer="")
    return list(rows.values_list("conversation_id", flat=True))


def shown(counsellor: UUID, now: datetime) -> list[Ask]:
    """What this counsellor is asked, and what they have asked, as their console shows it."""
    found = Handing.objects.filter(Q(to=counsellor) | Q(giver=counsellor), answer="", until__gt=now)
    pks = list(found.values_list("pk", flat=True))
    if not pks:
        return []
    rows = Handing.objects.filter(pk__in=pks).select_related("conversation", "giver", "to")
    return [_ask(handing, counsellor) for handing in rows.order_by("made_at")]


def _ask(handing: Handing, counsellor: UUID) -> Ask:
    row, mine = handing.conversation, handing.giver_id == counsellor
    return Ask(
        conversation=row.pk,
        name=(handing.to if mine else handing.giver).shift_name,
        channel=row.channel,
        locale=cast(Locale, row.locale),
        since=milliseconds(row.waiting_since),
        until=milliseconds(handing.until),
        mine=mine,
        risk=row.risk,
        note="" if mine else note_of(handing),
    )


def note_of(handing: Handing) -> str:
    """What was written to whoever is asked; empty once the conversation is erased."""
    about = _about(handing.to_id, handing.made_at)
    return keys.told(handing.conversation_id, handing.sealed, about)


def _about(to: UUID, at: datetime) -> bytes:
    return b"handing" + to.bytes + keys.moment(at)


def _tell(
    row: Conversation, what: str, actor: str, desk: UUID, now: datetime, detail: str = ""
) -> None:
    outbound.publish(row, what, actor=actor, at=now, before=row.state, desk=desk, detail=detail)
