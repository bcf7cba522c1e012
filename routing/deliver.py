"""Sends what waits to leave as a text, and notes how far each one has come.

A worker claims a delivery by a guarded UPDATE, sends it, and records the outcome. A state only
moves forward. What may or may not have been sent is looked up at the provider, never sent again.
"""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from helpline.errors import Refused
from helpline.models import Conversation
from routing import outbound, queue
from routing.adapters import GiveUp, Outgoing, Receipt, TryAgain, Unclear, channels
from routing.models import Delivery
from transcripts import keys, record

log = logging.getLogger("helpline.deliver")

CLAIM_SECONDS = 60
AT_ONCE = 20
# Seconds until the next try, by tries made; after the last one the counsellor is told.
BACK_OFF = (2, 5, 15, 60, 180, 600)
LOOK_UP = (5, 15, 60, 120)
LOOK_BACK = timedelta(minutes=2)

# How far along each state is; a receipt that says less than we know is passed over.
RANK = {
    "queued": 0,
    "sending": 1,
    "not_confirmed": 2,
    "sent": 3,
    "delivered": 4,
    "not_delivered": 4,
}


def deliver_due(now: datetime) -> int:
    """Send or look up everything that is due; returns how many were handled."""
    due = Delivery.objects.filter(
        Q(state="queued", next_at__lte=now)
        | Q(state="sending", claimed_until__lte=now)
        | Q(state="not_confirmed", external_id=None, next_at__lte=now, attempts__lt=len(LOOK_UP)),
    )
    handled = 0
    for pk, state in due.order_by("next_at", "pk").values_list("pk", "state")[:AT_ONCE]:
        handled += _send(pk, now) if state == "queued" else _look_up(pk, state, now)
    return handled


def _claim(pk: int, state: str, now: datetime) -> Delivery | None:
    """Take this delivery for ourselves; None if another worker was first."""
    claimed = Delivery.objects.filter(
        Q(claimed_until=None) | Q(claimed_until__lte=now), pk=pk, state=state
    ).update(
        state="sending" if state == "queued" else state,
        claimed_until=now + timedelta(seconds=CLAIM_SECONDS),
        attempts=F("attempts") + 1,
    )
    return Delivery.objects.select_related("message").get(pk=pk) if claimed else None


def _send(pk: int, now: datetime) -> int:
    delivery = _claim(pk, "queued", now)
    if delivery is None:
        return 0
    write = channels()[_channel(delivery)].write
    try:
        if write is None:
            raise GiveUp("account")
        external_id = write(_outgoing(delivery))
    except TryAgain as trouble:
        _again(delivery, trouble.cause)
    except GiveUp as refusal:
        _moved(delivery.pk, "not_delivered", cause=refusal.cause)
    except Unclear:
        _unclear(delivery)
    except Refused:
        _moved(delivery.pk, "not_delivered", cause="erased")
    else:
        _moved(delivery.pk, "sent", external_id=external_id)
    return 1


def _look_up(pk: int, state: str, now: datetime) -> int:
    """Settle a text that may have been sent: found at the provider, or said to be not confirmed."""
    delivery = _claim(pk, state, now)
    if delivery is None:
        return 0
    if state == "sending":
        _unclear(delivery)
        return 1
    find = channels()[_channel(delivery)].find
    try:
        outgoing = _outgoing(delivery)
        found = find(outgoing, (delivery.made_at - LOOK_BACK).timestamp()) if find else None
    except (TryAgain, Refused):
        found = None
    if found and not Delivery.objects.filter(external_id=found).exists():
        _moved(delivery.pk, "sent", external_id=found)
    else:
        wait = LOOK_UP[min(delivery.attempts, len(LOOK_UP)) - 1]
        Delivery.objects.filter(pk=pk).update(
            claimed_until=None, next_at=now + timedelta(seconds=wait)
        )
    return 1


def _channel(delivery: Delivery) -> str:
    return str(
        Conversation.objects.values_list("channel", flat=True).get(pk=delivery.conversation_id)
    )


def _outgoing(delivery: Delivery) -> Outgoing:
    row = Conversation.objects.select_related("seeker", "line").get(pk=delivery.conversation_id)
    if row.seeker.address is None:
        raise Refused("erased")
    return Outgoing(
        sender=row.line.number,
        recipient=keys.open_sealed(row.seeker_id, bytes(row.seeker.address), b"address"),
        text=record.text_of(delivery.message_id),
        receipts_url=f"{settings.PUBLIC_BASE_URL.rstrip('/')}/in/{row.channel}/status",
    )


def _again(delivery: Delivery, cause: str) -> None:
    if delivery.attempts > len(BACK_OFF):
        _moved(delivery.pk, "not_delivered", cause=cause)
        return
    log.warning("text_not_taken", extra={"cause": cause})
    Delivery.objects.filter(pk=delivery.pk, state="sending").update(
        state="queued",
        claimed_until=None,
        cause=cause,
        next_at=timezone.now() + timedelta(seconds=BACK_OFF[delivery.attempts - 1]),
    )


def _unclear(delivery: Delivery) -> None:
    log.warning("text_not_confirmed")
    Delivery.objects.filter(pk=delivery.pk).update(
        attempts=0, claimed_until=None, next_at=timezone.now() + timedelta(seconds=LOOK_UP[0])
    )
    _moved(delivery.pk, "not_confirmed")


def receipt(news: Receipt) -> bool | None:
    """Note a receipt; False when it says nothing new, None when we know no such text."""
    found = (
        Delivery.objects.filter(external_id=news.external_id).values_list("pk", flat=True).first()
    )
    if found is None:
        return None
    if not news.state:
        return False
    return _moved(found, news.state, cause=news.cause)


def _moved(pk: int, state: str, *, cause: str = "", external_id: str | None = None) -> bool:
    """Move a delivery forward under its conversation's lock, as a numbered step."""
    now = timezone.now()
    conversation: UUID = Delivery.objects.values_list("conversation_id", flat=True).get(pk=pk)
    with transaction.atomic():
        row = queue.locked(conversation)
        delivery = Delivery.objects.get(pk=pk)
        if external_id and delivery.external_id is None:
            Delivery.objects.filter(pk=pk).update(external_id=external_id)
        if RANK[state] <= RANK[delivery.state]:
            return False
        Delivery.objects.filter(pk=pk).update(state=state, cause=cause, claimed_until=None)
        outbound.publish(
            row,
            "delivery",
            actor="helpline",
            at=now,
            before=row.state,
            about=delivery.seq,
            detail=f"{state}:{cause}" if cause else state,
        )
    return True
