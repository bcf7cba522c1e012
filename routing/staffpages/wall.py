"""The supervisors' wall: how the line is doing at a glance, without a name, a number or a word of
anybody who seeks help."""

from datetime import datetime
from typing import Any

import msgspec
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from helpline import access
from helpline.models import LOCALES, Conversation, Line
from helpline.states import HELD, QUEUED
from routing import alerts, overflow, pages
from routing.adapters import channels
from routing.beside import passings
from routing.models import Alert, Shift
from routing.waiting import boards, doors, health, late, lineup
from routing.waiting.light import Figures, light

RULES = light.__doc__


@require_safe
@login_required
def wall(request: HttpRequest) -> HttpResponse:
    """The page; what it shows it asks for every few seconds."""
    person = access.person_of(request.user)
    if person is None or not access.may(person, "wall"):
        return pages.lost(request)
    locale = pages.language([code for code, _name in LOCALES], "")
    return render(request, "routing/wall.html", {"locale": locale, "line": person.line})


@require_safe
@never_cache
def figures(request: HttpRequest) -> HttpResponse:
    """The figures of the line of whoever asks, if they may see its wall."""
    person = access.person_of(request.user)
    if person is None or not access.may(person, "wall"):
        return pages.lost(request)
    return JsonResponse(of(person.line, timezone.now()))


def of(line: Line, now: datetime) -> dict[str, Any]:
    """Who waits by channel, who is here, what is open and how the channels do, in seconds."""
    waiting = _waiting(line, now)
    people = boards.team(line.pk)
    open_alerts = Alert.objects.filter(line=line, seen_at=None)
    hands = open_alerts.filter(kind__in=("hand", "support")).count()
    unseen = open_alerts.filter(kind="risk").count()
    longest = max((row["longest"] for row in waiting), default=0)
    seen = Figures(
        waiting=sum(row["count"] for row in waiting),
        longest=longest,
        places=_places(line, now),
        hands=hands,
        high_risk=unseen,
        target=line.answer_target_seconds,
    )
    held = Conversation.objects.filter(line=line, state__in=HELD)
    return {
        "light": light(seen),
        "waiting": waiting,
        "longest": longest,
        "target": line.answer_target_seconds,
        "talking": held.count(),
        "places": seen.places,
        "people": [
            {"name": each.name, "status": each.status, "held": each.held, "room": each.capacity}
            for each in people
        ],
        "hands": hands,
        "high_risk": held.filter(risk__gte=alerts.HIGH).count(),
        "high_risk_unseen": unseen,
        "late_offers": late.offers(line, now),
        "door": doors.read(line.pk).door.state,
        "channels": [
            {"name": each.name, "error": each.cause, "waiting": each.waiting}
            for each in health.shown()
        ],
        "overflows": [msgspec.to_builtins(each) for each in overflow.shown(line.pk, now)],
        "passed_on": passings.waiting(line.pk, now),
        "demo": settings.DEMO,
    }


def _waiting(line: Line, now: datetime) -> list[dict[str, Any]]:
    rows = Conversation.objects.filter(line=line, state__in=QUEUED).values("channel")
    found = {
        row["channel"]: (row["many"], row["since"])
        for row in rows.annotate(many=Count("pk"), since=Min("waiting_since"))
    }
    return [
        {
            "channel": channel.name,
            "labels": dict(channel.labels),
            "count": found.get(channel.name, (0, now))[0],
            "longest": int((now - found.get(channel.name, (0, now))[1]).total_seconds()),
        }
        for channel in channels().values()
    ]


def _places(line: Line, now: datetime) -> int:
    shifts = Shift.objects.filter(
        lineup.not_resting(now), counsellor__line=line, status="here", lease_until__gt=now
    ).select_related("counsellor")
    return sum(max(0, each.counsellor.capacity - each.load) for each in shifts)
