"""From hand to hand: a colleague is asked, answers, and only then a conversation is theirs.

Each function is one transaction and raises `Refused` when it may not be. Whoever asks holds the
conversation until the yes: there is somebody whose it is at every instant.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from helpline import access, failpoints
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor
from routing import guards, moves, queue
from routing.beside import handings
from routing.models import Handing, Shift
from routing.waiting import lineup, room
from transcripts import audit

# Between two people a conversation does not go to and fro faster than this.
PASSED = timedelta(seconds=lineup.PASSED_SECONDS)


def hand(counsellor: UUID, conversation: UUID, to: UUID, note: str) -> None:
    """Ask a colleague who is here, speaks the language and has room to take it over."""
    now = timezone.now()
    try:
        with transaction.atomic():
            row = moves.talking(counsellor, conversation, "hand")
            _check(row, counsellor, to, now)
            if handings.open_of(row) is not None:
                raise Refused("asked_already")
            handings.ask(row, counsellor, to, note.strip(), now)
    except IntegrityError:
        raise Refused("asked_already") from None


def unhand(counsellor: UUID, conversation: UUID) -> None:
    """Whoever was asked is asked no more, if they have not answered yet."""
    now = timezone.now()
    with transaction.atomic():
        row = moves.talking(counsellor, conversation, "unhand")
        if handings.drop(row, "withdrawn", now, actor=counsellor.hex) is None:
            raise Refused("no_offer")


def receive(counsellor: UUID, conversation: UUID, yes: bool) -> None:
    """The answer of whoever was asked; after a yes the conversation is theirs at once."""
    now = timezone.now()
    with transaction.atomic():
        row = moves.locked(conversation)
        access.must(counsellor, "receive")
        handing = handings.open_of(row)
        if handing is None or handing.to_id != counsellor or handing.until <= now:
            raise Refused("no_offer")
        if yes:
            _take(row, handing, now)
        else:
            handings.drop(row, "declined", now, actor=counsellor.hex)
    if yes:
        failpoints.reach("after_assignment")
        queue.assign(row.line_id)


def lapse(now: datetime) -> int:
    """Who did not answer in time is asked no more; returns how many."""
    overdue = Handing.objects.filter(answer="", until__lte=now)
    lapsed = 0
    for conversation in overdue.values_list("conversation_id", flat=True):
        with transaction.atomic():
            row = moves.locked(conversation)
            if overdue.filter(conversation=row).exists():
                handings.drop(row, "lapsed", now, actor="helpline")
                lapsed += 1
    return lapsed


def _check(row: Conversation, giver: UUID, to: UUID, now: datetime) -> None:
    """Raises `Refused` unless this colleague may be asked just now."""
    if to == giver:
        raise Refused("to_yourself")
    able(row, to, now)
    if handings.passed(row, (giver, to), now - PASSED):
        raise Refused("just_passed")


def able(row: Conversation, to: UUID, now: datetime, *, lock: bool = False) -> Counsellor:
    """Whoever this is, if they are here, speak the language, have the skill and have room.

    With their shift locked, the room that was found is there until the transaction ends.
    """
    shifts = Shift.objects.select_for_update() if lock else Shift.objects.all()
    person = Counsellor.objects.select_related("user").filter(pk=to, line=row.line_id).first()
    shift = shifts.filter(pk=to, status="here", lease_until__gt=now).first()
    if person is None or shift is None or not access.may(person, "receive"):
        raise Refused("not_here")
    if row.locale not in person.languages:
        raise Refused("other_language")
    if row.skill not in room.skills_of(person):
        raise Refused("other_skill")
    if not _has_room(person, shift, row):
        raise Refused("their_hands_full")
    return person


def _take(row: Conversation, handing: Handing, now: datetime) -> None:
    """Give it to whoever said yes, if they may still be asked for it; things change in a minute."""
    person = handing.to
    shift = Shift.objects.select_for_update().filter(pk=person.pk).first()
    if shift is None or shift.status == "away" or shift.lease_until <= now:
        raise Refused("not_now")
    if row.locale not in person.languages:
        raise Refused("other_language")
    if row.skill not in room.skills_of(person):
        raise Refused("other_skill")
    if not _has_room(person, shift, row):
        raise Refused("full")
    if guards.is_held(row):
        # The one who says yes is the second person; with them it is held as it was.
        audit.note(person, "let_go", conversation=row.pk, detail="handed")
    room.claim(row, person.pk)
    handings.settle(handing, "accepted", now)
    moves.pass_to(row, person, now)


def _has_room(person: Counsellor, shift: Shift, row: Conversation) -> bool:
    return Conversation.objects.filter(room.fitting(person, shift), pk=row.pk).exists()
