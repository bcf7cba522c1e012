"""What a counsellor asks of those who stand behind them, and what a supervisor does for them."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from helpline import access
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor
from helpline.roles import Role
from helpline.states import State, Trigger
from routing import alerts, moves, outbound, queue, serving
from routing.models import Shift
from routing.texting import reasons
from routing.waiting import room
from transcripts import audit


def raise_hand(counsellor: UUID, conversation: UUID, cause: str, words: str) -> None:
    """Ask any supervisor to look, and say why in a code and, if wanted, in a few words."""
    said = reasons.checked(words) if words.strip() else ""
    now = timezone.now()
    with transaction.atomic():
        row = moves.locked(conversation)
        person = access.must(counsellor, "raise_hand", row)
        alerts.put_up(person, "hand", now, row=row, cause=cause, words=said)
        _note(row, "hand_up", person, now)


def lower_hand(counsellor: UUID, conversation: UUID) -> None:
    """They need nobody any more."""
    now = timezone.now()
    with transaction.atomic():
        row = moves.locked(conversation)
        person = access.must(counsellor, "lower_hand", row)
        alerts.take_down(row, "hand", now)
        _note(row, "hand_down", person, now)


def ask_support(counsellor: UUID) -> None:
    """They need somebody for themselves; nobody is told why, and no conversation is needed."""
    person = access.must(counsellor, "support")
    with transaction.atomic():
        alerts.put_up(person, "support", timezone.now())


def _note(row: Conversation, happening: str, person: Counsellor, now: datetime) -> None:
    outbound.publish(row, happening, actor=person.pk.hex, at=now, before=row.state)


# ---- after a hard one --------------------------------------------------------------------------


def cool_down(row: Conversation, holder: UUID, now: datetime) -> None:
    """Nothing is offered for a while to who has just closed a conversation of high risk."""
    minutes = row.line.cool_down_minutes
    if row.risk >= alerts.HIGH and minutes:
        Shift.objects.filter(pk=holder).update(rest_until=now + timedelta(minutes=minutes))
        outbound.after_commit(serving.shift_changed, holder, row.line_id)


def ready_again(counsellor: UUID) -> None:
    """They are ready for the next one, before their time is over."""
    person = access.must(counsellor, "ready_again")
    Shift.objects.filter(pk=counsellor).update(rest_until=None)
    outbound.after_commit(serving.shift_changed, counsellor, person.line_id)
    queue.assign(person.line_id)


# ---- what a supervisor does --------------------------------------------------------------------


def take_over(counsellor: UUID, conversation: UUID) -> None:
    """A supervisor takes a conversation out of a colleague's hands into their own, at once.

    It belongs to somebody at every moment: both steps are one transaction.
    """
    now = timezone.now()
    try:
        with transaction.atomic():
            row = moves.locked(conversation)
            person = access.must(counsellor, "take_over", row)
            if row.state != State.ACTIVE:
                raise Refused("not_now")
            if row.counsellor_id == counsellor:
                raise Refused("yours_already")
            audit.note(person, "take_over", conversation=row.pk)
            moves.take_back(
                row, Trigger.TRANSFERRED, actor=person.pk.hex, now=now, detail="taken_over"
            )
            _take(row, person, now)
    except IntegrityError:
        raise Refused("already_taken") from None
    queue.assign(row.line_id)


def _take(row: Conversation, person: Counsellor, now: datetime) -> None:
    mine = Shift.objects.filter(pk=person.pk, lease_until__gt=now).exclude(status="away")
    if mine.select_for_update().first() is None:
        raise Refused("start_shift")
    room.claim(row, person.pk)
    moves.hand(row, person, now, goes_on=True)
    moves.move(row, Trigger.ACCEPTED, actor=person.pk.hex, now=now, desk=person.pk)


def set_capacity(counsellor: UUID, colleague: str, capacity: int) -> None:
    """A supervisor changes how many somebody of their line may hold, at once."""
    _change(counsellor, colleague, "capacity", capacity, str(capacity))


def set_skills(counsellor: UUID, colleague: str, skills: list[str]) -> None:
    """A supervisor changes what somebody of their line may be offered, at once.

    Of what the line knows: a name typed wrong would have somebody wait for a skill of nobody's.
    """
    person = access.must(counsellor, "skills")
    new = list(dict.fromkeys(skills))
    peer = _of_line(person, colleague).role == Role.PEER
    if peer or not set(new) <= set(room.known_on(person.line_id)) - {room.PEER}:
        raise Refused("no_skill")
    _change(counsellor, colleague, "skills", new, ", ".join(new))


def _change(counsellor: UUID, colleague: str, what: str, value: object, detail: str) -> None:
    person = access.must(counsellor, what)
    changed = _of_line(person, colleague)
    with transaction.atomic():
        Counsellor.objects.filter(pk=changed.pk).update(**{what: value})
        audit.note(person, what, about=f"person:{changed.pk}", detail=detail)
    outbound.after_commit(serving.board_changed, person.line_id)
    queue.assign(person.line_id)


def _of_line(person: Counsellor, colleague: str) -> Counsellor:
    of_line = list(Counsellor.objects.filter(line=person.line, shift_name=colleague)[:2])
    if len(of_line) != 1:
        raise Refused("no_colleague")
    return of_line[0]
