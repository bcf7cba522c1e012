"""What is shown of the queue and of the team: to consoles whole, to seekers as a coarse wait."""

from collections.abc import Iterable
from typing import cast
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from msgspec import UNSET, UnsetType

from helpline.models import Conversation
from helpline.protocol import Colleague, Locale, Status, Wait, Waiting, Why
from helpline.states import HELD, QUEUED, State
from routing import outbound
from routing.events import Beside, milliseconds
from routing.models import Shift
from routing.waiting import lineup, room

MINUTES_EACH = 10


def waiting(line_id: int) -> list[Waiting]:
    """The queue as consoles show it: no names, in its order, and why it is so."""
    return [
        Waiting(
            channel=c.channel,
            locale=cast(Locale, c.locale),
            since=milliseconds(c.waiting_since),
            offered=c.state == State.OFFERED,
            again=c.previous_id is not None,
            risk=c.risk,
            why=why(c),
            presence=lineup.presence_of(c),
            skill=c.skill,
        )
        for c in Conversation.objects.select_related("phrase", "seeker")
        .filter(line_id=line_id, state__in=QUEUED)
        .order_by("-priority", "rank_at", "pk")
    ]


def for_desk(queue: list[Waiting], *, peer: bool) -> list[Waiting]:
    """What a console is shown of the queue: a peer's what asks for a peer, any other all of it."""
    return [each for each in queue if each.skill == room.PEER] if peer else queue


def why(row: Conversation) -> list[Why]:
    """What gives it a head start; read with its `phrase`, which may have been deleted meanwhile."""
    found = []
    if row.raised_by == "dropped":
        found.append(Why("dropped", row.tier))
    if row.risk:
        found.append(Why("risk", row.risk))
    if row.phrase is not None:
        found.append(Why("phrase", row.phrase.tier, row.phrase.phrase))
    if row.raised_by == "help":
        found.append(Why("help", row.tier))
    return found


def team(line_id: int) -> list[Colleague]:
    """Everyone on shift, by name."""
    shifts = (
        Shift.objects.select_related("counsellor")
        .filter(counsellor__line_id=line_id)
        .exclude(status="away")
        .order_by("counsellor__shift_name")
    )
    return [
        Colleague(
            id=s.counsellor_id,
            name=s.counsellor.shift_name,
            status=cast(Status, s.status),
            held=s.load,
            capacity=s.counsellor.capacity,
            languages=s.counsellor.languages,
            skills=sorted(room.skills_of(s.counsellor)),
            live_room=room.left(s.counsellor, s)[0],
            text_room=room.left(s.counsellor, s)[1],
        )
        for s in shifts
    ]


def waits(line_id: int) -> dict[UUID, Wait]:
    """A coarse, honest band for everyone who waits; nobody when no counsellor is there."""
    here = _here(line_id)
    if not here:
        return {}
    queued = Conversation.objects.filter(line_id=line_id, state__in=QUEUED).order_by(
        "-priority", "rank_at", "pk"
    )
    pks = queued.values_list("pk", flat=True)
    return {pk: _band(place, here) for place, pk in enumerate(pks)}


def besides(line_id: int) -> dict[UUID, Beside]:
    """What is told beside the wait of those who paused, or of whose words there is more to say."""
    told = Conversation.objects.filter(
        ~Q(paused_until=None, keep_wish="", held_until=None), line_id=line_id, state__in=QUEUED
    )
    return {row.pk: outbound.standing_beside(row) for row in told}


def not_talking(conversations: Iterable[UUID]) -> set[UUID]:
    """Of which of these the seeker is in no talk just now: they wait, or it is over."""
    rows = Conversation.objects.filter(pk__in=list(conversations)).exclude(state__in=HELD)
    return set(rows.values_list("pk", flat=True))


def wait_of(row: Conversation) -> Wait | UnsetType:
    """The same for one who waits, without reading the whole queue."""
    here = _here(row.line_id)
    same = Q(priority=row.priority, rank_at=row.rank_at, pk__lt=row.pk)
    earlier = Q(priority=row.priority, rank_at__lt=row.rank_at)
    before = Conversation.objects.filter(
        Q(priority__gt=row.priority) | earlier | same, line_id=row.line_id, state__in=QUEUED
    )
    return _band(before.count(), here) if here else UNSET


def _here(line_id: int) -> int:
    return Shift.objects.filter(
        counsellor__line_id=line_id, status="here", lease_until__gt=timezone.now()
    ).count()


def _band(place: int, here: int) -> Wait:
    minutes = (place // here + 1) * MINUTES_EACH
    return "minutes" if minutes <= 10 else "quarter" if minutes <= 20 else "half_hour"


def held(counsellor: UUID) -> list[UUID]:
    """The conversations this counsellor holds, oldest first."""
    return list(
        Conversation.objects.filter(counsellor_id=counsellor, state__in=HELD)
        .order_by("opened_at")
        .values_list("pk", flat=True)
    )
