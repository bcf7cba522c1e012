"""Offers that nobody answered in time, of people who still wait: a list for the wall, by whom it
rang and how long, without a name of whoever waits."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from helpline.models import Line
from helpline.states import QUEUED
from routing.models import Offer

# Whoever waits longer stands on the wall by the wait itself.
LOOKED_BACK = timedelta(hours=1)
MOST = 12


def offers(line: Line, now: datetime) -> list[dict[str, Any]]:
    """The latest first: who was asked, on which channel, and seconds: since, rang, waits."""
    overdue = Q(answer="", until__lte=now)
    lapsed = Q(answer="lapsed", answered_at__gt=now - LOOKED_BACK)
    rows = Offer.objects.filter(
        overdue | lapsed, conversation__line=line, conversation__state__in=QUEUED
    ).select_related("counsellor", "conversation")
    return [_shown(each, now) for each in rows.order_by("-until", "-pk")[:MOST]]


def _shown(offer: Offer, now: datetime) -> dict[str, Any]:
    ended = offer.answered_at or now
    return {
        "id": offer.pk,
        "name": offer.counsellor.shift_name,
        "channel": offer.conversation.channel,
        "since": _seconds(offer.made_at, now),
        "rang": _seconds(offer.made_at, ended),
        "waits": _seconds(offer.conversation.waiting_since, now),
    }


def _seconds(since: datetime, until: datetime) -> int:
    return int((until - since).total_seconds())
