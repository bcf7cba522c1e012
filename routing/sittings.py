"""Which sign-ins still count: not those ended, begun too long ago, or of who may do so no longer.

Each sign-in is a row of `allauth.usersessions`; its `last_seen_at` is when somebody was last at the
keys. Each process looks every few seconds, so that no bell is needed: a look that finds a socket's
sign-in over cuts it, and a role, a line or a password that has changed sends its person away.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from helpline import access
from helpline.models import Counsellor

Verdict = Literal["good", "over", "locked", "changed"]

# Written down at most so often for one sign-in.
SEEN_EVERY = timedelta(seconds=30)
# What a console is closed with: it loads its page again, which leads to where one signs in.
SIGNED_OUT, LOCKED = 4011, 4012


@dataclass(frozen=True, slots=True)
class Sitting:
    """What a socket knows of its sign-in; `stamp` changes with whatever it was let in by."""

    session: str
    counsellor: UUID
    stamp: str


def stamp(person: Counsellor) -> str:
    """What changes with the password, the role and the line, and with the account's switch."""
    user = person.user
    parts = (user.password, user.is_active, person.role, person.line_id)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def look(sittings: Collection[Sitting]) -> dict[Sitting, Verdict]:
    """How each of these sign-ins stands now."""
    now = timezone.now()
    keys = {each.session for each in sittings}
    alive = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=now).values_list(
            "session_key", flat=True
        )
    )
    rows = {row.session_key: row for row in UserSession.objects.filter(session_key__in=keys)}
    people = Counsellor.objects.select_related("user").in_bulk({s.counsellor for s in sittings})
    return {
        each: _verdict(
            each, people.get(each.counsellor), rows.get(each.session), each.session in alive, now
        )
        for each in sittings
    }


def _verdict(
    sitting: Sitting,
    person: Counsellor | None,
    row: UserSession | None,
    alive: bool,
    now: datetime,
) -> Verdict:
    if person is None or stamp(person) != sitting.stamp or not access.may(person, "console"):
        return "changed"
    if not alive or (row is not None and too_old(row, now)):
        return "over"
    return "locked" if row is not None and idle(row, now) else "good"


def too_old(row: UserSession, now: datetime) -> bool:
    """Whether it began so long ago that whoever it is signs in anew."""
    began: datetime = row.created_at
    return now - began >= timedelta(hours=settings.SIGN_IN_HOURS)


def idle(row: UserSession, now: datetime) -> bool:
    """Whether nobody was at the keys for so long that somebody else may be there now."""
    seen_at: datetime = row.last_seen_at
    return now - seen_at >= timedelta(minutes=settings.IDLE_LOCK_MINUTES)


def seen(session: str) -> None:
    """Somebody is at the keys of this sign-in; a locked one stays locked."""
    now = timezone.now()
    limit = now - timedelta(minutes=settings.IDLE_LOCK_MINUTES)
    UserSession.objects.filter(
        session_key=session, last_seen_at__gt=limit, last_seen_at__lte=now - SEEN_EVERY
    ).update(last_seen_at=now)
