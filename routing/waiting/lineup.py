"""Who waits on a line and who is free, as the tables say it now; the queue offers by it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, When
from django.utils import timezone

from helpline.models import Conversation, Counsellor
from helpline.protocol import SeekerPresence
from helpline.states import FINAL, State
from routing import assign as rule
from routing.models import Offer, Shift
from routing.waiting import room

# Who declined, let an offer lapse or gave it away is not asked again about it for so long; nor is
# whom the seeker did not want: they do not even get it by taking the next one.
PASSED_SECONDS = 60
UNWANTED = "unwanted"
PASSED = ("declined", "lapsed", "transferred", UNWANTED)
# Without a sign of life for so long a web seeker has gone quiet.
QUIET_AFTER = timedelta(seconds=40)
NOBODY = Q(pk__in=[])


def waiting(line: int, now: datetime) -> list[rule.Waiting]:
    """Those to be asked for."""
    queued = Conversation.objects.filter(
        not_paused(now), is_here(now), line=line, state=State.WAITING
    ).values_list("pk", "locale", "priority", "rank_at", "skill", "weight", "channel")
    if not queued:
        return []
    live = room.live_names()
    passed: dict[UUID, set[UUID]] = {}
    for conversation, counsellor in Offer.objects.filter(
        conversation__state=State.WAITING,
        conversation__line=line,
        answer__in=PASSED,
        answered_at__gt=now - timedelta(seconds=PASSED_SECONDS),
    ).values_list("conversation_id", "counsellor_id"):
        passed.setdefault(conversation, set()).add(counsellor)
    return [
        rule.Waiting(
            *each[:4], frozenset(passed.get(each[0], ())), skill, weight, live=channel in live
        )
        for each in queued
        for skill, weight, channel in [each[4:]]
    ]


def is_here(now: datetime) -> Q:
    """Conversations whose seeker would read an answer: a texter, or a web seeker who was there just
    now. For others nobody is asked until they are back; their place is kept."""
    since = now - QUIET_AFTER
    there = Q(seeker__seen_at__gt=since) | Q(last_seeker_word_at__gt=since)
    return ~Q(channel__in=room.live_names()) | there


def presence_of(row: Conversation) -> SeekerPresence:
    """Whether the seeker is there: a texter may always be, a web seeker by signs of life."""
    if row.exited_at is not None:
        return "left_in_a_hurry"
    if row.state in FINAL or row.state == State.WRAP_UP:
        return "left"
    if row.channel not in room.live_names():
        return "here"
    alive = max(row.seeker.seen_at, row.last_seeker_word_at)
    return "here" if timezone.now() - alive < QUIET_AFTER else "quiet"


def not_paused(now: datetime) -> Q:
    """Conversations whose seeker may be asked for: they have not paused, or the time is over."""
    return Q(paused_until=None) | Q(paused_until__lte=now)


def not_resting(now: datetime) -> Q:
    """Shifts to which something may be offered: no hard conversation was closed just now."""
    return Q(rest_until=None) | Q(rest_until__lte=now)


def free(line: int, now: datetime) -> list[rule.Free]:
    """Those who may be asked."""
    shifts = Shift.objects.select_related("counsellor").filter(
        not_resting(now),
        counsellor__line=line,
        status="here",
        lease_until__gt=now,
        load__lt=F("counsellor__capacity"),
    )
    return [
        rule.Free(
            shift.pk,
            frozenset(person.languages),
            shift.load,
            person.capacity,
            shift.idle_since,
            room.skills_of(person),
            shift.live,
            person.most_live,
            person.most_texts,
        )
        for shift in shifts
        for person in [shift.counsellor]
    ]


def suiting(person: Counsellor, now: datetime, of_others: Q = NOBODY) -> QuerySet[Conversation]:
    """Who waits and may be taken by them: of their line, then of others, then who has gone quiet.

    `of_others` are those of other lines to whom they lend a hand; of these only who is here.
    """
    own, here = Q(line=person.line), is_here(now)
    turn = Case(When(own & here, then=0), When(~own, then=1), default=2)
    return (
        Conversation.objects.filter(own | of_others & here, not_paused(now), state=State.WAITING)
        .filter(locale__in=person.languages, skill__in=room.skills_of(person))
        .exclude(pk__in=unwanted_from(person.pk, now))
        .order_by(turn, "-priority", "rank_at", "pk")
    )


def unwanted_from(counsellor: UUID, now: datetime) -> QuerySet[Offer, UUID]:
    """The conversations whose seeker asked for another than this counsellor just now."""
    return Offer.objects.filter(
        counsellor=counsellor,
        answer=UNWANTED,
        answered_at__gt=now - timedelta(seconds=PASSED_SECONDS),
    ).values_list("conversation_id", flat=True)
