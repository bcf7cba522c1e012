"""Fetches the pictures a line takes, has them drawn anew and kept, and tells the counsellor."""

import logging
from datetime import datetime, timedelta

from django.db import connections, transaction
from django.db.models import F
from django.utils import timezone

from helpline import metrics
from helpline.errors import Refused
from routing import moves, outbound
from routing.adapters import GiveUp, TryAgain, channels
from routing.waiting import health
from transcripts import pictures, removals
from transcripts.models import Picture

log = logging.getLogger("helpline.fetching")

AT_ONCE = 10
# Seconds until it is tried again, by tries made; after the last one it is given up.
BACK_OFF = (5, 30, 120, 600, 3_600)
CLAIM_SECONDS = 60


def fetch_due(now: datetime) -> int:
    """Fetch what is due, one after the other; returns how many were settled."""
    due = Picture.objects.filter(next_at__lte=now).order_by("next_at", "pk")
    return sum(_fetch(picture) for picture in due[:AT_ONCE])


def _fetch(picture: Picture) -> bool:
    claimed = Picture.objects.filter(pk=picture.pk, next_at=picture.next_at)
    until = timezone.now() + timedelta(seconds=CLAIM_SECONDS)
    if not claimed.update(next_at=until, attempts=F("attempts") + 1):
        return False
    fetch = channels()[picture.channel].fetch
    # Nobody waits for a provider with a connection of the few in the hand.
    connections.close_all()
    try:
        if fetch is None:
            raise GiveUp("channel_off")
        pictures.keep(picture, pictures.redraw(fetch(picture.external_id, picture.picture)))
    except TryAgain as trouble:
        return _again(picture, trouble.cause)
    except (GiveUp, Refused) as refusal:
        return _settle(picture, "refused", _cause(refusal))
    return _settle(picture, "kept", "")


def _cause(refusal: GiveUp | Refused) -> str:
    return refusal.code if isinstance(refusal, Refused) else refusal.cause


def _again(picture: Picture, cause: str) -> bool:
    health.note(picture.channel, "error", cause)
    if picture.attempts >= len(BACK_OFF):
        return _settle(picture, "refused", cause)
    next_at = timezone.now() + timedelta(seconds=BACK_OFF[picture.attempts])
    Picture.objects.filter(pk=picture.pk).update(next_at=next_at, cause=cause)
    return False


def _settle(picture: Picture, state: str, cause: str) -> bool:
    """It is here or will never be: the provider's copy must go, and the counsellor is told."""
    now = timezone.now()
    with transaction.atomic():
        row = moves.locked(picture.conversation_id)
        removals.ask([(picture.channel, picture.external_id, picture.picture)], now)
        outbound.publish(
            row,
            "picture",
            actor="helpline",
            at=now,
            before=row.state,
            about=picture.seq,
            detail=f"kept:{picture.pk.hex}" if state == "kept" else f"refused:{cause}"[:40],
        )
        Picture.objects.filter(pk=picture.pk).update(
            state=state, cause=cause, settled=row.last_seq, next_at=None
        )
    metrics.PICTURES.labels(state).inc()
    if state == "refused":
        log.warning("picture_not_kept", extra={"cause": cause})
    return True
