"""Who is here: counsellors by a lease their browser renews, web seekers by a sign of life.

A lease is a row in the database. When it runs out, whatever the reason, the counsellor's
conversations go back to the queue with their first waiting time.
"""

from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from helpline import failpoints, metrics
from helpline.models import Counsellor, Seeker
from helpline.protocol import Status
from helpline.states import State, Trigger
from routing import endings, guards, moves, queue
from routing.beside import guests, handings
from routing.events import milliseconds
from routing.models import Assignment, Guest, Offer, Shift
from routing.waiting import boards, doors

# Beats come every 10 s; three may be missed. Lost is noticed by the next sweep, within 60 s in all.
LEASE_SECONDS = 45
BEAT_SECONDS = 10
# After a closed tab a lease is shorter, and long enough to load a page again.
CLOSED_SECONDS = 20
# So many offers in a row ring unanswered before nobody is asked by them any more.
LAPSES = 2


def set_status(counsellor: UUID, status: Status) -> None:
    """Start, pause or end a shift. Ending it puts held conversations back into the queue."""
    now = timezone.now()
    with transaction.atomic():
        shift, _ = Shift.objects.select_for_update().get_or_create(
            pk=counsellor, defaults={"lease_until": now, "idle_since": now}
        )
        if shift.status != "here" and status == "here":
            shift.idle_since = now
        shift.status, shift.lapses, shift.aside = status, 0, False
        shift.lease_until = now + timedelta(seconds=LEASE_SECONDS)
        shift.save(update_fields=["status", "lease_until", "idle_since", "lapses", "aside"])
    doors.forget()
    if status == "away":
        put_back(counsellor)
    elif status == "resting":
        _pass_on_offers(counsellor)
    line = Counsellor.objects.values_list("line_id", flat=True).get(pk=counsellor)
    queue.assign(line)


def beat(counsellors: set[UUID]) -> set[UUID]:
    """Renew the leases of these; returns who has none any more (it ran out, or was not begun)."""
    until = timezone.now() + timedelta(seconds=LEASE_SECONDS)
    shifts = Shift.objects.filter(pk__in=counsellors).exclude(status="away")
    if shifts.update(lease_until=until) == len(counsellors):
        return set()
    return counsellors - set(shifts.values_list("pk", flat=True))


def status_of(counsellor: UUID) -> Status:
    """The counsellor's status now; a lapsed lease is `away`."""
    return shown_of(counsellor)[0]


def shown_of(counsellor: UUID) -> tuple[Status, bool]:
    """The same, and whether it was set for them because offers rang unanswered."""
    shift = Shift.objects.filter(pk=counsellor).first()
    if shift is None:
        return "away", False
    lapsed = shift.lease_until <= timezone.now()
    return "away" if lapsed else cast(Status, shift.status), shift.aside


def rests_until(counsellor: UUID) -> int:
    """Until when nothing is offered to them after a hard conversation, in milliseconds; 0: now."""
    until = Shift.objects.filter(pk=counsellor).values_list("rest_until", flat=True).first()
    return milliseconds(until) if until is not None and until > timezone.now() else 0


def lapse_leases(now: datetime) -> int:
    """End every shift whose lease ran out, and put its conversations back; returns how many.

    Who is away and still has something in hand was left so by a process that died half-way.
    """
    ended = Shift.objects.filter(lease_until__lte=now).exclude(status="away").update(status="away")
    beside = Guest.objects.filter(ended_at=None).values("counsellor")
    left = Shift.objects.filter(Q(load__gt=0) | Q(counsellor__in=beside), status="away")
    for counsellor in left.values_list("pk", flat=True):
        put_back(counsellor)
    return ended


def put_back(counsellor: UUID) -> None:
    """Whatever this counsellor, who is away, holds or is asked about goes back to its place."""
    failpoints.reach("before_put_back")
    _pass_on_offers(counsellor)
    _leave_others(counsellor)
    for conversation in boards.held(counsellor):
        now = timezone.now()
        with transaction.atomic():
            row = moves.locked(conversation)
            if row.counsellor_id != counsellor or not _is_away(counsellor):
                continue
            if row.state == State.ACTIVE:
                moves.take_back(row, Trigger.COUNSELLOR_LOST, actor="helpline", now=now)
                transaction.on_commit(metrics.PUT_BACK.inc)
            elif row.state == State.WRAP_UP and not guards.is_held(row):
                endings.close(row, Trigger.WRAP_LAPSED, actor="helpline", now=now)


def _leave_others(counsellor: UUID) -> None:
    """Who is away reads along nowhere, and is asked in nowhere."""
    for conversation in guests.asked_or_there(counsellor):
        now = timezone.now()
        with transaction.atomic():
            row = moves.locked(conversation)
            if _is_away(counsellor):
                for there in guests.of(row).filter(counsellor=counsellor):
                    guests.end(row, there, "away", now, actor="helpline")


def _is_away(counsellor: UUID) -> bool:
    """Whether they are, and stay so until the transaction ends: they may be back by now."""
    return Shift.objects.select_for_update().filter(pk=counsellor, status="away").exists()


def _pass_on_offers(counsellor: UUID) -> None:
    for conversation in Offer.objects.filter(counsellor_id=counsellor, answer="").values_list(
        "conversation_id", flat=True
    ):
        with transaction.atomic():
            pass_on(conversation, "lapsed", Trigger.OFFER_LAPSED, asked=counsellor)
    for conversation in handings.asked_of(counsellor):
        now = timezone.now()
        with transaction.atomic():
            row = moves.locked(conversation)
            asked = handings.open_of(row)
            if asked is not None and asked.to_id == counsellor:
                handings.drop(row, "lapsed", now, actor="helpline")


def pass_on(
    conversation: UUID,
    answer: str,
    trigger: Trigger,
    *,
    asked: UUID | None = None,
    reason: str = "",
    overdue: datetime | None = None,
) -> bool:
    """An open offer becomes a refusal and its conversation waits again.

    Of this counsellor only, or overdue at this time only: by now another may have been made.
    Returns False if there is none.
    """
    now = timezone.now()
    row = moves.locked(conversation)
    offer = Offer.objects.filter(conversation=row, answer="").first()
    if offer is None or (asked is not None and offer.counsellor_id != asked):
        return False
    if overdue is not None and offer.until > overdue:
        return False
    moves.answer_offer(row, answer, now, reason)
    if overdue is not None:
        _rang_unanswered(offer.counsellor_id)
    actor = offer.counsellor_id.hex if answer == "declined" else "helpline"
    moves.move(row, trigger, actor=actor, now=now, desk=offer.counsellor_id)
    return True


def _rang_unanswered(counsellor: UUID) -> None:
    """Whoever lets a second offer in a row ring is away; who has somebody in hand keeps them."""
    shift = Shift.objects.select_for_update().filter(pk=counsellor, status="here").first()
    if shift is None:
        return
    shift.lapses += 1
    if shift.lapses >= LAPSES:
        holds = Assignment.objects.filter(counsellor=counsellor, ended_at=None).exists()
        shift.status, shift.aside = "resting" if holds else "away", True
        doors.forget()
    shift.save(update_fields=["status", "lapses", "aside"])


def console_gone(counsellor: UUID) -> None:
    """Their last window here was closed: unless one answers soon, here or elsewhere, they left."""
    until = timezone.now() + timedelta(seconds=CLOSED_SECONDS)
    Shift.objects.filter(pk=counsellor, lease_until__gt=until).update(lease_until=until)


def seekers_alive(seekers: list[UUID]) -> None:
    """Note a sign of life of these web seekers; their tokens' idle time counts from it."""
    if seekers:
        Seeker.objects.filter(pk__in=seekers).update(seen_at=timezone.now())
