"""Where each text that leaves stands: what is due, who has it in hand, and how far it has come.

Texts of one conversation leave in the order they were written: a later one is due only when none
before it waits, is under way, or is so unclear that nobody has looked for it yet.
"""

import logging
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from helpline import metrics
from helpline.errors import Refused
from helpline.models import Conversation, Number
from routing import moves, outbound
from routing.models import Delivery
from transcripts import record

log = logging.getLogger("helpline.deliveries")

# Longer than a provider may take to answer: then nobody is at work on it any more.
CLAIM_SECONDS = 30
# How many due texts are looked at for one that nobody else is just taking.
GLANCE = 8

# How far along each state is; news that say less than we know are passed over.
RANK = {
    "queued": 0,
    "sending": 1,
    "not_confirmed": 2,
    "sent": 3,
    "delivered": 4,
    "not_delivered": 4,
}

_holds_back = Delivery.objects.filter(
    Q(state__in=["queued", "sending"])
    | Q(state="not_confirmed", attempts=0, next_at__isnull=False),
    conversation=OuterRef("conversation"),
    seq__lt=OuterRef("seq"),
)


def is_any_due(now: datetime) -> bool:
    """Whether it is worth asking what is due: cheap, since it is asked three times a second."""
    return Delivery.objects.filter(next_at__lte=now).exists()


def due(now: datetime, most: int = GLANCE) -> list[Delivery]:
    """What somebody must send, look up, or give up waiting for; the longest due first.

    Texts of a number that has just sent one are not among them: they would hide those of others.
    """
    free_by = Q(conversation__number__free_at__lte=timezone.now())
    free = Q(conversation__number__free_at=None) | free_by
    may_go = ~Exists(_holds_back) & free
    ready = Delivery.objects.filter(~Q(state="queued") | may_go, next_at__lte=now)
    texts = ready.select_related("conversation__line")
    # A person's words go before what is said unasked.
    return list(texts.order_by("automatic", "next_at", "pk")[:most])


def claim(delivery: Delivery, now: datetime, **changes: Any) -> bool:
    """Take this due text in hand; False if somebody else was first.

    Who dies with it in hand needs no clearing up: the text is due again when the claim runs out.
    """
    found = Delivery.objects.filter(pk=delivery.pk, state=delivery.state, next_at__lte=now)
    until = timezone.now() + timedelta(seconds=CLAIM_SECONDS)
    claimed = found.update(next_at=until, attempts=F("attempts") + 1, **changes)
    if claimed:
        delivery.refresh_from_db()
    return bool(claimed)


def take_turn(delivery: Delivery) -> bool:
    """Take the next turn of the number this text leaves from; False if it is not free yet."""
    now = timezone.now()
    number = Number.objects.filter(conversation=delivery.conversation_id)
    free = number.filter(Q(free_at=None) | Q(free_at__lte=now))
    pause = timedelta(seconds=1 / settings.TEXTS_PER_SECOND)
    return bool(free.update(free_at=now + pause))


def put_off(delivery: Delivery, seconds: float | None, **changes: Any) -> None:
    """Leave a claimed text in its state until so many seconds from now; for ever if None."""
    until = None if seconds is None else timezone.now() + timedelta(seconds=seconds)
    Delivery.objects.filter(pk=delivery.pk, state=delivery.state).update(next_at=until, **changes)


def wait(delivery: Delivery, seconds: float, cause: str, **changes: Any) -> None:
    """Queue a claimed text again for so many seconds; a cause that is news is told as a step."""
    now = timezone.now()
    next_at = now + timedelta(seconds=seconds)
    with transaction.atomic(), suppress(Refused):  # erased meanwhile, steps and all
        row = moves.locked(delivery.conversation_id)
        back = Delivery.objects.filter(pk=delivery.pk, state=delivery.state)
        kept = back.update(state="queued", cause=cause, next_at=next_at, **changes)
        if kept and cause != delivery.cause:
            _publish(row, delivery, "queued", cause, now)


def move(
    pk: int,
    state: str,
    *,
    cause: str = "",
    external_id: str | None = None,
    again_in: float | None = None,
    counted: bool = True,
) -> bool | None:
    """Move a text forward under its conversation's lock, as a numbered step.

    False if it was there already, None if it was erased meanwhile, steps and all.

    `external_id` is the provider's for it; `again_in` says in how many seconds it is due again;
    what is not sent in truth is not `counted`.
    """
    now = timezone.now()
    conversations = Delivery.objects.filter(pk=pk).values_list("conversation_id", flat=True)
    conversation = conversations.first()
    if conversation is None:
        return None
    with transaction.atomic():
        row = moves.locked(conversation)
        delivery = Delivery.objects.get(pk=pk)
        if external_id and delivery.external_id is None and not _taken(external_id):
            Delivery.objects.filter(pk=pk).update(external_id=external_id)
            record.named(delivery.message_id, external_id)
        if RANK[state] <= RANK[delivery.state]:
            return False
        next_at = None if again_in is None else now + timedelta(seconds=again_in)
        changes = {"state": state, "cause": cause, "next_at": next_at}
        # From here on the tries are looks for it.
        Delivery.objects.filter(pk=pk).update(**changes, attempts=0)
        _publish(row, delivery, state, cause, now)
    if counted:
        metrics.TEXTS.labels(state, cause).inc()
    if state == "not_delivered":
        log.warning("text_not_delivered", extra={"cause": cause or "provider"})
    return True


def cancel(row: Conversation, cause: str, now: datetime, but: UUID | None = None) -> None:
    """Let nothing of a locked conversation leave that has not left; each is told as a step.

    `but` is the client id of what leaves all the same.
    """
    queued = Delivery.objects.filter(conversation=row, state="queued")
    leaves = queued.filter(message__client_id=but) if but else queued.none()
    for delivery in queued.exclude(pk__in=leaves.values("pk")).order_by("seq"):
        unsent = {"state": "not_delivered", "cause": cause, "next_at": None}
        if Delivery.objects.filter(pk=delivery.pk, state="queued").update(**unsent):
            _publish(row, delivery, "not_delivered", cause, now)


def _publish(row: Conversation, delivery: Delivery, state: str, cause: str, now: datetime) -> None:
    outbound.publish(
        row,
        "delivery",
        actor="helpline",
        at=now,
        before=row.state,
        about=delivery.seq,
        detail=f"{state}:{cause}" if cause else state,
    )


def _taken(external_id: str) -> bool:
    return Delivery.objects.filter(external_id=external_id).exists()
