"""Has what was erased here erased at the provider too, as often as it takes."""

import logging
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from helpline import metrics
from routing.adapters import TryAgain, channels
from routing.waiting import health
from transcripts.models import Removal

log = logging.getLogger("helpline.removing")

AT_ONCE = 20
# Seconds until it is asked for again, by tries made, and then again and again.
BACK_OFF = (60, 300, 1_800, 7_200, 21_600, 86_400)
# A provider may refuse for so long (Twilio's error 20009); after that somebody must look.
LATE = timedelta(days=14)
CLAIM_SECONDS = 60
# What a provider says of nearly everything at first: no trouble of the channel.
USUAL = "not_yet"


def remove_due(now: datetime) -> int:
    """Ask for what is due, one after the other; returns how many are gone."""
    due = Removal.objects.filter(done_at=None, next_at__lte=now).order_by("next_at", "pk")
    return sum(_remove(removal, now) for removal in due[:AT_ONCE])


def _remove(removal: Removal, now: datetime) -> bool:
    remove = channels()[removal.channel].remove if removal.channel in channels() else None
    claimed = Removal.objects.filter(pk=removal.pk, next_at=removal.next_at, done_at=None)
    until = timezone.now() + timedelta(seconds=CLAIM_SECONDS)
    if not claimed.update(next_at=until, attempts=F("attempts") + 1):
        return False
    try:
        if remove is None:
            raise TryAgain("channel_off")
        remove(removal.external_id, removal.picture)
    except TryAgain as trouble:
        _again(removal, trouble.cause, now)
        return False
    Removal.objects.filter(pk=removal.pk).update(done_at=timezone.now(), cause="")
    metrics.REMOVED.labels("removed").inc()
    return True


def _again(removal: Removal, cause: str, now: datetime) -> None:
    metrics.REMOVED.labels("refused").inc()
    if cause != USUAL:
        health.note(removal.channel, "error", cause)
    if now - removal.made_at > LATE:
        log.error("text_not_removed", extra={"cause": cause})
    pause = BACK_OFF[min(removal.attempts, len(BACK_OFF) - 1)]
    next_at = timezone.now() + timedelta(seconds=pause)
    Removal.objects.filter(pk=removal.pk).update(next_at=next_at, cause=cause)
