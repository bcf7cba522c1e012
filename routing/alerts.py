"""What somebody must look at: a high risk, a hand that is up, a colleague who needs somebody.

Each is a row until a supervisor says that they look after it, so a lost bell or a restart loses
none. Whom it reaches grows with time: the supervisors, they once more, everybody on shift.
"""

from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from msgspec import UNSET

from helpline import access, protocol
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor
from routing import moves, outbound, serving
from routing.events import milliseconds
from routing.models import Alert
from transcripts import keys
from transcripts.redacted import typed

# Heard by the supervisors, by them again and louder, by everybody on shift.
LOUDEST = 2
# A risk from here on is high: somebody else must know of it.
HIGH = 2
KEPT = timedelta(days=30)


def put_up(
    who: Counsellor,
    kind: str,
    now: datetime,
    *,
    row: Conversation | None = None,
    level: int = 0,
    cause: str = "",
    words: str = "",
) -> None:
    """Alert the line; one of a kind at a time for each conversation, or without one each person."""
    about = _about(kind, level, cause)
    note = typed.note(words)
    sealed = keys.seal(row.pk, note, about) if row is not None and words else None
    louder = now + timedelta(seconds=who.line.alert_seconds)
    found = Alert.objects.filter(kind=kind, seen_at=None)
    found = found.filter(conversation=row) if row is not None else found.filter(counsellor=who)
    rest = {"level": level, "cause": cause, "sealed": sealed, "louder_at": louder, "loudness": 0}
    if not found.update(**rest):
        try:
            with transaction.atomic():
                Alert.objects.create(
                    line=who.line, conversation=row, counsellor=who, kind=kind, made_at=now, **rest
                )
        except IntegrityError:
            found.update(**rest)  # the same moment, from another window
    outbound.after_commit(serving.board_changed, who.line_id)


def take_down(row: Conversation, kind: str, now: datetime) -> None:
    """What it was about is so no longer."""
    if Alert.objects.filter(conversation=row, kind=kind, seen_at=None).update(seen_at=now):
        outbound.after_commit(serving.board_changed, row.line_id)


def acknowledge(counsellor: UUID, alert: int) -> None:
    """A supervisor looks after it; whoever is second is told that somebody does already."""
    person = access.must(counsellor, "acknowledge")
    now = timezone.now()
    with transaction.atomic():
        found = Alert.objects.filter(pk=alert, line=person.line).first()
        if found is None:
            raise Refused("no_alert")
        mine = Alert.objects.filter(pk=alert, seen_at=None)
        if not mine.update(seen_at=now, seen_by=person, louder_at=None):
            raise Refused("already_seen")
        if found.conversation_id is not None:
            row = moves.locked(found.conversation_id)
            who, what = person.pk.hex, found.kind
            outbound.publish(row, "acknowledged", actor=who, at=now, before=row.state, detail=what)
    outbound.after_commit(serving.board_changed, person.line_id)


def grow_louder(now: datetime) -> int:
    """What nobody has said they look after is heard by more; returns how many."""
    grown = 0
    due = Alert.objects.select_related("line").filter(seen_at=None, louder_at__lte=now)
    for alert in due:
        loudness = min(alert.loudness + 1, LOUDEST)
        after = now + timedelta(seconds=alert.line.alert_seconds) if loudness < LOUDEST else None
        same = Alert.objects.filter(pk=alert.pk, seen_at=None, louder_at=alert.louder_at)
        if same.update(loudness=loudness, louder_at=after):
            grown += 1
            outbound.after_commit(serving.board_changed, alert.line_id)
    return grown


def forget(now: datetime) -> int:
    """Strike out what was seen long ago; returns how many."""
    gone, _ = Alert.objects.filter(Q(seen_at__lte=now - KEPT)).delete()
    return gone


def shown(line: int) -> list[protocol.Alert]:
    """What is open on a line, the oldest first; each console is given what it may see of it."""
    rows = Alert.objects.select_related("counsellor", "conversation__seeker").filter(
        line_id=line, seen_at=None
    )
    return [_shown(row) for row in rows.order_by("made_at")]


def _shown(row: Alert) -> protocol.Alert:
    return protocol.Alert(
        id=row.pk,
        kind=cast(protocol.AlertKind, row.kind),
        level=row.level,
        since=milliseconds(row.made_at),
        who=row.counsellor.shift_name,
        cause=row.cause,
        words=_words(row),
        loudness=row.loudness,
        conversation=row.conversation_id or UNSET,
        handle=row.conversation.seeker.handle if row.conversation else "",
    )


def _words(row: Alert) -> str:
    """What was said with a raised hand, as long as its conversation may be read."""
    due = row.conversation.erase_at if row.conversation else None
    if due is not None and due <= timezone.now():
        return ""
    about = _about(row.kind, row.level, row.cause)
    return keys.told(row.conversation_id, row.sealed, about)


def _about(kind: str, level: int, cause: str) -> bytes:
    return f"alert {kind} {level} {cause}".encode()


def for_desk(alerts: list[protocol.Alert], *, supervisor: bool) -> list[protocol.Alert]:
    """What a console is shown of these: a supervisor's all, others the loudest, without words."""
    if supervisor:
        return alerts
    return [
        protocol.Alert(id=a.id, kind=a.kind, level=a.level, since=a.since, who=a.who, loudness=2)
        for a in alerts
        if a.loudness >= LOUDEST
    ]
