"""Erases what was rehearsed: every night, and when a supervisor presses the button."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from drill.models import Actor, Drill
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line, Seeker
from helpline.states import FINAL, QUEUED, State, Trigger
from routing import endings, moves
from routing.models import Block, OptOut
from transcripts import audit, keys
from transcripts.models import Decision


def at_night(now: datetime) -> int:
    """Erase each drill whose time has come; returns how many."""
    over = list(Drill.objects.filter(until__lte=now))
    for drill in over:
        _erase([drill], now)
    return len(over)


def now_all(person: Counsellor, line: Line, now: datetime) -> int:
    """Stop and erase everything that is rehearsed on this line."""
    found = list(Drill.objects.filter(line=line))
    _erase(found, now)
    audit.note(person, "drill", about=f"line:{line.pk}", detail="erase")
    return len(found)


def _erase(drills: list[Drill], now: datetime) -> None:
    """Nobody plays on (whoever acts just now is waited for); what is open ends as any talk does;
    then keys go, then rows."""
    Actor.objects.filter(drill__in=drills).update(next_at=None)
    for line in {drill.line_id for drill in drills}:
        mine = [drill for drill in drills if drill.line_id == line]
        seekers = set(_seekers(mine))
        _end(Conversation.objects.filter(seeker__in=seekers).exclude(state__in=FINAL), now)
        _wipe(seekers)
    for drill in drills:
        drill.delete()
        _forget_numbers(drill.line_id)


def _seekers(drills: list[Drill]) -> Iterable[UUID]:
    """Whoever plays in these, whichever of their talks it is."""
    for actor in Actor.objects.filter(drill__in=drills).select_related("conversation", "drill"):
        if actor.conversation is not None:
            yield actor.conversation.seeker_id
        elif actor.token_hash is not None:
            found = Seeker.objects.filter(line=actor.drill.line_id, token_hash=actor.token_hash)
            yield from found.values_list("pk", flat=True)


def _end(rows: Iterable[Conversation], now: datetime) -> None:
    for row in rows:
        with transaction.atomic():
            try:
                _end_one(moves.locked(row.pk), now)
            except Refused:
                continue  # erased meanwhile


def _end_one(row: Conversation, now: datetime) -> None:
    if row.state in QUEUED:
        endings.abandon(row, actor="helpline", now=now)
        return
    if row.state == State.ACTIVE:
        endings.wrap_up(row, Trigger.ENDED, actor="helpline", now=now)
    if row.state == State.WRAP_UP:
        endings.close(row, Trigger.WRAP_LAPSED, actor="helpline", now=now)


@transaction.atomic
def _wipe(seekers: set[UUID]) -> None:
    """What was decided at a made-up risk is no record of anything: it goes, too.

    Locked first, so that the worker, who sees to talks that are over, adds nothing meanwhile.
    """
    conversations = Conversation.objects.filter(seeker__in=seekers)
    locked = conversations.select_for_update(of=("self",)).order_by("pk")
    talks = list(locked.values_list("pk", flat=True))
    decisions = Decision.objects.filter(conversation__in=talks)
    keys.destroy([*talks, *seekers, *decisions.values_list("pk", flat=True)])
    decisions.delete()
    conversations.delete()
    Seeker.objects.filter(pk__in=seekers).delete()


def _forget_numbers(line: int) -> None:
    """What is known of made-up numbers, once nobody plays on the line."""
    if not Drill.objects.filter(line=line).exists():
        OptOut.objects.filter(line=line).delete()
        Block.objects.filter(line=line).delete()
