"""Company in a talk: a colleague is asked in, is introduced, and leaves; a supervisor watches.

Each function is one transaction and raises `Refused` when it may not be. Whoever holds the
conversation goes on holding it, whatever is done here.
"""

import uuid
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from helpline import access
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor
from helpline.roles import Role
from helpline.states import State
from routing import inbound, moves
from routing.beside import guests
from routing.entering.conversations import Inbound
from routing.hands import departures
from routing.models import Guest, Shift
from routing.texting.words import words_of
from routing.waiting import room
from transcripts import audit


def invite(counsellor: UUID, conversation: UUID, to: UUID, note: str) -> None:
    """Ask a colleague who is here to read along."""
    now = timezone.now()
    try:
        with transaction.atomic():
            row = moves.talking(counsellor, conversation, "invite")
            _check(row, counsellor, to, now)
            guests.ask(row, counsellor, to, note.strip(), now)
    except IntegrityError:
        raise Refused("somebody_there") from None


def uninvite(counsellor: UUID, conversation: UUID) -> None:
    """Whoever was asked in is asked no more; whoever came is asked to leave."""
    now = timezone.now()
    with transaction.atomic():
        row = moves.locked(conversation)
        access.must(counsellor, "uninvite", row)
        guests.end(row, _guest(row), "withdrawn", now, actor=counsellor.hex)


def come(counsellor: UUID, conversation: UUID, yes: bool) -> None:
    """The answer of whoever was asked in; after a yes they read along at once."""
    now = timezone.now()
    with transaction.atomic():
        row = moves.locked(conversation)
        access.must(counsellor, "come")
        asked = guests.of(row).filter(counsellor=counsellor, came_at=None, until__gt=now).first()
        if asked is None or row.line_id != asked.counsellor.line_id:
            raise Refused("no_offer")
        if not yes:
            guests.end(row, asked, "declined", now, actor=counsellor.hex)
            return
        _must_be_here(counsellor, now)
        guests.come(row, asked, now)


def introduce(counsellor: UUID, conversation: UUID) -> None:
    """Tell the seeker that a second person is there; only who is told of may write to them.

    The words go first: between the two the guest may not write yet, and nobody is there untold.
    If one before them is gone and the seeker does not know it yet, that goes before it.
    """
    row, guest = _to_introduce(counsellor, conversation)
    departures.say_gone(timezone.now(), row.pk)
    _say(row, guest)
    now = timezone.now()
    with transaction.atomic():
        row = moves.locked(conversation)
        there = guests.of(row).filter(pk=guest.pk, shown_at=None).first()
        if there is not None:
            guests.show(row, there, counsellor, now)


def depart(counsellor: UUID, conversation: UUID) -> None:
    """Whoever reads along does so no longer."""
    now = timezone.now()
    with transaction.atomic():
        row = moves.locked(conversation)
        access.must(counsellor, "depart")
        there = guests.of(row).filter(counsellor=counsellor).first()
        if there is None:
            raise Refused("no_offer")
        guests.end(row, there, "left", now, actor=counsellor.hex)


def watch(counsellor: UUID, conversation: UUID) -> None:
    """A supervisor looks into a talk; whoever holds it sees that, and so does the record."""
    now = timezone.now()
    try:
        with transaction.atomic():
            row = moves.locked(conversation)
            person = access.must(counsellor, "watch", row)
            if row.state != State.ACTIVE:
                raise Refused("not_now")
            if row.counsellor_id == counsellor:
                raise Refused("yours_already")
            _must_be_here(counsellor, now)
            audit.note(person, "watch", conversation=row.pk)
            guests.watch(row, counsellor, now)
    except IntegrityError:
        raise Refused("somebody_there") from None


def lapse(now: datetime) -> int:
    """Who did not answer in time is asked in no more; returns how many."""
    lapsed = 0
    for conversation in guests.overdue(now):
        with transaction.atomic():
            row = moves.locked(conversation)
            for asked in guests.of(row).filter(came_at=None, until__lte=now):
                guests.end(row, asked, "lapsed", now, actor="helpline")
                lapsed += 1
    return lapsed


def _check(row: Conversation, holder: UUID, to: UUID, now: datetime) -> None:
    """Raises `Refused` unless this colleague may be asked in; to read along takes no room."""
    if to == holder:
        raise Refused("to_yourself")
    if guests.of(row, guests.GUEST).exists() or guests.is_beside(row, to):
        raise Refused("somebody_there")
    person = Counsellor.objects.select_related("user").filter(pk=to, line=row.line_id).first()
    here = Shift.objects.filter(pk=to, lease_until__gt=now).exclude(status="away")
    if person is None or not here.exists() or not access.may(person, "come"):
        raise Refused("not_here")
    # A peer reads what is for peers and nothing else, also beside somebody.
    if person.role == Role.PEER and row.skill not in room.skills_of(person):
        raise Refused("other_skill")


def _must_be_here(counsellor: UUID, now: datetime) -> None:
    shift = Shift.objects.select_for_update().filter(pk=counsellor, lease_until__gt=now)
    if not shift.exclude(status="away").exists():
        raise Refused("start_shift")


def _guest(row: Conversation) -> Guest:
    found = guests.of(row, guests.GUEST).first()
    if found is None:
        raise Refused("no_offer")
    return found


def _to_introduce(counsellor: UUID, conversation: UUID) -> tuple[Conversation, Guest]:
    with transaction.atomic():
        row = moves.locked(conversation)
        there = guests.of(row, guests.GUEST).exclude(came_at=None).first()
        beside = there is not None and there.counsellor_id == counsellor
        access.must(counsellor, "introduce", row, beside=beside)
        if row.state != State.ACTIVE or there is None or there.shown_at is not None:
            raise Refused("not_now")
        return row, there


def _say(row: Conversation, guest: Guest) -> None:
    """In the line's own words; raises `Refused` if nothing may be said to them just now."""
    own = [row.number.automatic] if row.number else []
    # Nobody writes to them unannounced: a line that has emptied its own sentence says ours.
    text = words_of("second", row.locale, *own, row.line.automatic) or words_of(
        "second", row.locale
    )
    [told] = inbound.receive(
        [
            Inbound(
                channel=row.channel,
                author="helpline",
                client_id=uuid.uuid5(row.pk, f"guest {guest.pk}"),
                text=text,
                line=row.line_id,
                locale=row.locale,
                conversation=row.pk,
            )
        ]
    )
    if isinstance(told, Refused):
        raise told
