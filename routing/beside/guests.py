"""Who reads along in a conversation that somebody else holds, asked in or watching, and till when.

What changes here is changed under the conversation's lock, and is a step of it. Whoever reads along
does so on their shift, in their role and while the talk goes on, and not a moment longer.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from django.db.models import Q, QuerySet

from helpline import access
from helpline.models import Conversation
from helpline.protocol import Companion, Locale, Part
from routing import outbound
from routing.events import milliseconds
from routing.models import Guest
from transcripts import keys
from transcripts.redacted import typed

GUEST, WATCH = "guest", "watch"
ASKED_FOR = timedelta(seconds=60)


def of(row: Conversation, part: str = "") -> QuerySet[Guest]:
    """Who reads along in a locked conversation, or is asked to."""
    found = Guest.objects.filter(conversation=row, ended_at=None)
    return found.filter(part=part) if part else found


def is_beside(row: Conversation, counsellor: UUID) -> bool:
    """Whether this counsellor reads along in a locked conversation."""
    return of(row).filter(counsellor=counsellor).exclude(came_at=None).exists()


def ask(row: Conversation, by: UUID, to: UUID, note: str, now: datetime) -> None:
    """Ask `to` in; the database allows one guest of a conversation only."""
    Guest.objects.create(
        conversation=row,
        counsellor_id=to,
        by_id=by,
        part=GUEST,
        sealed=keys.seal(row.pk, typed.note(note), _about(to, now)) if note else None,
        asked_at=now,
        until=now + ASKED_FOR,
    )
    _tell(row, "guest_asked", by.hex, to, now)


def come(row: Conversation, guest: Guest, now: datetime) -> None:
    """Whoever was asked in reads along from now on."""
    guest.came_at = now
    guest.save(update_fields=["came_at"])
    _tell(row, "guest_came", guest.counsellor_id.hex, guest.counsellor_id, now)


def watch(row: Conversation, counsellor: UUID, now: datetime) -> None:
    """A supervisor reads along by themselves."""
    Guest.objects.create(
        conversation=row,
        counsellor_id=counsellor,
        by_id=counsellor,
        part=WATCH,
        asked_at=now,
        came_at=now,
    )
    _tell(row, "watched", counsellor.hex, counsellor, now, counsellor.hex)


def show(row: Conversation, guest: Guest, actor: UUID, now: datetime) -> None:
    """The seeker knows of them from now on."""
    guest.shown_at = now
    guest.save(update_fields=["shown_at"])
    _tell(row, "guest_shown", actor.hex, guest.counsellor_id, now)


def end(row: Conversation, guest: Guest, how: str, now: datetime, *, actor: str) -> None:
    """They read along no longer, or are asked no more; their desk shows it no longer.

    Who was told of them is told that they are gone (`routing/hands/departures.py`).
    """
    guest.ended_at, guest.how = now, how
    guest.untold = guest.shown_at is not None
    guest.save(update_fields=["ended_at", "how", "untold"])
    who = guest.counsellor_id
    if guest.came_at is None:
        _tell(row, "guest_not", actor, who, now, how)
    else:
        what = "guest_left" if guest.part == GUEST else "unwatched"
        _tell(row, what, actor, who, now, who.hex)


def end_all(row: Conversation, now: datetime, *, actor: str, heir: UUID | None = None) -> None:
    """The talk is over, or in other hands: those of the `heir`, whom who watches goes on seeing."""
    there = of(row)
    if heir is not None:
        there = there.filter(Q(part=GUEST) | Q(counsellor=heir))
    for guest in there:
        end(row, guest, "over", now, actor=actor)


def asked_or_there(counsellor: UUID) -> list[UUID]:
    """The conversations in which this counsellor reads along, or is asked to."""
    found = Guest.objects.filter(counsellor=counsellor, ended_at=None)
    return list(found.values_list("conversation_id", flat=True))


def beside(counsellor: UUID) -> list[UUID]:
    """The conversations in which this counsellor reads along."""
    found = Guest.objects.filter(counsellor=counsellor, ended_at=None).exclude(came_at=None)
    return list(found.order_by("came_at").values_list("conversation_id", flat=True))


def writing(pairs: Collection[tuple[UUID, str]], now: datetime) -> dict[tuple[UUID, str], bool]:
    """Which of these (conversation, author) read along now, and whether the seeker knows of them.

    Their shift and their role are looked at as well: what ends them may not have come by yet.
    """
    if not pairs:
        return {}
    found = Guest.objects.select_related("counsellor__user").filter(
        conversation__in={pk for pk, _ in pairs},
        ended_at=None,
        came_at__isnull=False,
        counsellor__shift__lease_until__gt=now,
    )
    there = found.exclude(counsellor__shift__status="away")
    return {
        (guest.conversation_id, guest.counsellor_id.hex): guest.shown_at is not None
        for guest in there
        if _still_may(guest)
    }


def reads_along(conversation: UUID, counsellor: UUID, now: datetime) -> bool:
    """The same of one, whose rights are read anew each time."""
    return (conversation, counsellor.hex) in writing([(conversation, counsellor.hex)], now)


def _still_may(guest: Guest) -> bool:
    """A guest as a colleague, who watches as a supervisor; of the line, on their own account."""
    action = "watch" if guest.part == WATCH else "console"
    return access.may(guest.counsellor, action, guest.conversation)


def overdue(now: datetime) -> list[UUID]:
    """The conversations whose guest has not answered in time."""
    found = Guest.objects.filter(ended_at=None, came_at=None, until__lte=now)
    return list(found.values_list("conversation_id", flat=True))


def shown(counsellor: UUID, now: datetime) -> list[Companion]:
    """Who reads along with this counsellor, and with whom they do, as their console shows it."""
    if not Guest.objects.filter(ended_at=None).exists():
        return []
    theirs = Guest.objects.filter(counsellor=counsellor, ended_at=None).values("conversation_id")
    rows = (
        Guest.objects.filter(
            Q(conversation__counsellor=counsellor) | Q(conversation__in=theirs), ended_at=None
        )
        .exclude(came_at=None, until__lte=now)
        .select_related("conversation", "counsellor", "by")
        .order_by("asked_at")
    )
    return [_companion(each, counsellor) for each in rows]


def _companion(guest: Guest, counsellor: UUID) -> Companion:
    row, mine = guest.conversation, guest.counsellor_id == counsellor
    made = Companion(
        conversation=row.pk,
        who=guest.counsellor_id,
        name=guest.counsellor.shift_name,
        part=cast(Part, guest.part),
        by=guest.by.shift_name,
        channel=row.channel,
        locale=cast(Locale, row.locale),
        mine=mine,
        here=guest.came_at is not None,
        shown=guest.shown_at is not None,
    )
    if guest.came_at is None:
        made.until = milliseconds(guest.until) if guest.until else made.until
        made.note = note_of(guest) if mine else ""
    return made


Place = tuple[UUID, UUID, bool, bool]
"""A conversation, who reads along, whether they are here, and whether they are introduced."""


def places(companions: Iterable[Companion]) -> set[Place]:
    """The same of what a console shows, for the slow look that replaces lost bells."""
    return {(each.conversation, each.who, each.here, each.shown) for each in companions}


def all_places(now: datetime) -> list[tuple[UUID | None, Place]]:
    """Everybody who reads along now, each with whoever holds it."""
    found = Guest.objects.filter(ended_at=None).exclude(came_at=None, until__lte=now)
    values = ("conversation__counsellor_id", "conversation_id", "counsellor_id")
    return [
        (holder, (pk, who, came is not None, known is not None))
        for holder, pk, who, came, known in found.values_list(*values, "came_at", "shown_at")
    ]


def note_of(guest: Guest) -> str:
    """What was written to whoever is asked in; empty once the conversation is erased."""
    about = _about(guest.counsellor_id, guest.asked_at)
    return keys.told(guest.conversation_id, guest.sealed, about)


def _about(to: UUID, at: datetime) -> bytes:
    return b"guest" + to.bytes + keys.moment(at)


def _tell(
    row: Conversation, what: str, actor: str, desk: UUID, now: datetime, detail: str = ""
) -> None:
    outbound.publish(row, what, actor=actor, at=now, before=row.state, desk=desk, detail=detail)
