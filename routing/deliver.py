"""Sends what waits to leave as a text, and takes in receipts of how far each has come.

A text is claimed before it is sent, so it is sent once. What may or may not have been sent is
looked up at the provider, or told by its receipt, and never sent again.
"""

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connections
from django.db.models import QuerySet
from django.utils import timezone

from helpline import failpoints, metrics
from helpline.errors import Refused
from helpline.models import Conversation
from helpline.segments import straighten
from routing import deliveries
from routing.adapters import Channel, Found, GiveUp, Outgoing, Receipt, TryAgain, Unclear, channels
from routing.entering import conversations
from routing.hands import caution
from routing.models import Delivery
from routing.texting.numbers import register
from routing.texting.permission import forbids
from routing.texting.reaction import is_probe
from routing.upkeep import lookups
from routing.waiting import health
from transcripts import keys, record, removals

log = logging.getLogger("helpline.deliver")

AT_ONCE = 20
# Seconds until the next try, by tries made; after the last one the counsellor is told.
BACK_OFF = (2, 5, 15, 60, 180, 600)
# An account that is refused is tried again so often.
ACCOUNT_SECONDS = 30
# A provider cannot hold a text to a shorter time than this.
SHORTEST_SECONDS = 10
# Who was let in so short a time ago is not turned away because the clock has moved on.
JUST_SAID = timedelta(minutes=1)
# Why it may not be sent any more, as a counsellor reads it; whatever else forbids it is `not_safe`.
FORBIDDEN = {"opted_out": "opted_out", "window_closed": "window"}
UTC = ZoneInfo("UTC")


def deliver_due(now: datetime) -> int:
    """Send or look up what is due, one after the other; returns how many were handled."""
    handled = 0
    while handled < AT_ONCE and _next(now):
        handled += 1
    return handled


def _next(now: datetime) -> bool:
    """Handle one due text that nobody else has taken; False if there is none."""
    return any(_handle(delivery, now) for delivery in deliveries.due(now))


def _handle(delivery: Delivery, now: datetime) -> bool:
    if delivery.conversation.line.drill:
        # Nobody is at the other end: it arrives at once, and no provider hears of it.
        return bool(deliveries.move(delivery.pk, "delivered", counted=False))
    if delivery.state == "queued":
        return _send(delivery, now)
    if delivery.state == "sending":
        # Whoever sent it never said what became of it.
        return deliveries.claim(delivery, now) and _unclear(delivery)
    if not deliveries.claim(delivery, now):
        return False
    lookups.look_up(delivery, _channel(delivery).find or _finds_nothing, _outgoing)
    return True


def _send(delivery: Delivery, now: datetime) -> bool:
    try:
        # Read first: once it is claimed, nothing but the provider stands between.
        outgoing = _outgoing(delivery)
    except Refused:
        return bool(deliveries.move(delivery.pk, "not_delivered", cause="erased"))
    if cause := _why_not(delivery, outgoing, timezone.now()):
        return bool(deliveries.move(delivery.pk, "not_delivered", cause=cause))
    if not deliveries.take_turn(delivery):
        return False
    if not deliveries.claim(delivery, now, state="sending", posted_at=timezone.now()):
        return False
    failpoints.reach("after_claim")
    _hand_over(delivery, outgoing)
    return True


def _why_not(delivery: Delivery, outgoing: Outgoing, now: datetime) -> str:
    """Why a text that had to wait may not leave any more; empty if it may.

    The phone may be in other hands by now, and what was right to say may be so no longer.
    """
    if outgoing.valid_seconds < SHORTEST_SECONDS:
        return "expired"
    if delivery.required:
        return ""
    row = delivery.conversation
    ours = register.by_id().get(row.number_id or 0)
    standing = conversations.standing(row, channels()[row.channel].window)
    code = forbids(
        replace(standing, asked_at=None),
        now if now - delivery.made_at > JUST_SAID else delivery.made_at,
        ours.zone if ours else UTC,
        unasked=delivery.automatic,
        probe=is_probe(outgoing.text, ours),
    )
    return FORBIDDEN.get(code, "not_safe") if code else ""


def _hand_over(delivery: Delivery, outgoing: Outgoing) -> None:
    write = _channel(delivery).write
    # Nobody waits for a provider with a connection of the few in the hand.
    connections.close_all()
    try:
        if write is None:
            raise GiveUp("account")
        failpoints.reach("before_post")
        external_id = write(outgoing)
        failpoints.reach("after_post")
    except TryAgain as trouble:
        _again(delivery, trouble.cause)
    except GiveUp as refusal:
        _refused(delivery, refusal.cause)
    except Unclear:
        _unclear(delivery)
    except Exception as fault:
        # Whatever it was, it may have come after the provider took the text.
        log.error("send_failed", extra={"cause": type(fault).__name__})
        _unclear(delivery)
    else:
        channel = delivery.conversation.channel
        health.note(channel, "sent")
        if deliveries.move(delivery.pk, "sent", external_id=external_id) is None:
            # Erased here while it was on its way there.
            removals.ask([(channel, external_id, "")], timezone.now())


def _refused(delivery: Delivery, cause: str) -> None:
    health.note(delivery.conversation.channel, "error", cause)
    deliveries.move(delivery.pk, "not_delivered", cause=cause)
    if cause == "opted_out":
        caution.stopped_at_provider(delivery.conversation_id)


def _channel(delivery: Delivery) -> Channel:
    return channels()[delivery.conversation.channel]


def _finds_nothing(outgoing: Outgoing, since: float) -> list[Found]:
    return []


def _outgoing(delivery: Delivery) -> Outgoing:
    with_all = Conversation.objects.select_related("seeker", "number", "line")
    row = with_all.get(pk=delivery.conversation_id)
    if row.line.drill:
        raise Refused("not_allowed")
    if row.seeker.address is None or row.number is None:
        raise Refused("erased")
    base = settings.PUBLIC_BASE_URL.rstrip("/")
    return Outgoing(
        sender=row.number.number,
        recipient=keys.open_sealed(row.seeker_id, bytes(row.seeker.address), b"address"),
        text=straighten(record.text_of(delivery.message_id)),
        receipts_url=f"{base}/in/{row.channel}/status?text={delivery.message_id.hex}",
        valid_seconds=max(0, settings.TEXT_VALID_SECONDS - _age(delivery)),
    )


def _age(delivery: Delivery) -> int:
    """Seconds since it was written."""
    return int((timezone.now() - delivery.made_at).total_seconds())


def _again(delivery: Delivery, cause: str) -> None:
    health.note(delivery.conversation.channel, "error", cause)
    if cause == "account":
        # Nobody's fault who writes: the queue is kept for as long as its texts are valid.
        log.error("text_account_refused")
        metrics.TEXTS.labels("not_taken", cause).inc()
        deliveries.wait(delivery, ACCOUNT_SECONDS, cause, attempts=0)
        return
    if delivery.attempts > len(BACK_OFF):
        deliveries.move(delivery.pk, "not_delivered", cause=cause)
        return
    log.warning("text_not_taken", extra={"cause": cause})
    metrics.TEXTS.labels("not_taken", cause).inc()
    deliveries.wait(delivery, BACK_OFF[delivery.attempts - 1], cause)


def _unclear(delivery: Delivery) -> bool:
    log.warning("text_not_confirmed")
    deliveries.move(delivery.pk, "not_confirmed", again_in=lookups.LOOKS[0])
    return True


def receipt(news: Receipt) -> bool | None:
    """Note a receipt; False when it says nothing new, None when we know no such text.

    A receipt for a text of which we did not hear whether it was taken proves that it was.
    """
    columns = ("pk", "external_id", "conversation__channel", "conversation_id")
    found = _of_receipt(news).values_list(*columns).first()
    if found is None:
        return None
    pk, known, channel, conversation = found
    health.note(channel, "receipt")
    if known and not news.state:
        return False
    state = news.state or "sent"
    moved = deliveries.move(pk, state, cause=news.cause, external_id=news.external_id)
    if moved and news.cause:
        health.note(channel, "error", news.cause)
    if moved and news.cause == "opted_out":
        caution.stopped_at_provider(conversation)
    return moved


def erased(news: Receipt, channel: str) -> None:
    """A receipt for a text of ours that we do not know is for one that was erased here."""
    if news.about is not None:
        removals.ask([(channel, news.external_id, "")], timezone.now())


def _of_receipt(news: Receipt) -> QuerySet[Delivery]:
    known = Delivery.objects.filter(external_id=news.external_id)
    if news.about is None or known.exists():
        return known
    return Delivery.objects.filter(message=news.about, external_id=None)
