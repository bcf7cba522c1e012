"""Plays what is due: each made-up seeker reads, types and writes, by the doors that seekers use.

Each act is one guarded change, so that two workers play nobody twice; a kill leaves somebody who
goes on when the worker is there again. Whoever acts is locked: erasing waits for it, and finds all
that they wrote.
"""

import uuid
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from django.db import transaction

from drill import playing, scripts
from drill.models import Actor
from drill.playing import Played
from drill.scripts import Locale, Script
from helpline.errors import Refused
from helpline.models import Conversation, Seeker
from helpline.states import FINAL, State
from routing import asides, desk, inbound, outbound, serving
from routing.entering.conversations import Inbound
from transcripts import record

LOOK_AGAIN = timedelta(seconds=1)
AT_ONCE = 20
# Whoever nobody writes to for so long plays no more.
LONGEST = timedelta(hours=2)
ID = uuid.UUID("5c1f4b7e-3a52-4f0d-9a53-1d1c9d1c0d11")


def play(now: datetime) -> int:
    """Let everybody go on who is due; returns how many did something."""
    due = Actor.objects.filter(next_at__lte=now).order_by("next_at")
    return sum(_go_on(pk, now) for pk in list(due.values_list("pk", flat=True)[:AT_ONCE]))


def _go_on(pk: int, now: datetime) -> bool:
    """One act of one of them; it is theirs for as long as the claim lasts."""
    claimed = Actor.objects.filter(pk=pk, next_at__lte=now)
    if not claimed.update(next_at=now + timedelta(seconds=30)):
        return False
    with transaction.atomic():
        found = Actor.objects.select_for_update(of=("self",)).filter(pk=pk, next_at__isnull=False)
        actor = found.select_related("drill", "conversation").first()
        return actor is not None and _take_turn(actor, now)


def _take_turn(actor: Actor, now: datetime) -> bool:
    script = scripts.every().get(actor.drill.script)
    if script is None or now - actor.spoke_at > LONGEST:
        return _stop(actor, "ended")
    try:
        with transaction.atomic():
            return _act(actor, script, now)
    except Refused as refusal:
        return _stop(actor, refusal.code)


def _act(actor: Actor, script: Script, now: datetime) -> bool:
    row = actor.conversation
    if actor.pending:
        return _say(actor, script, now)
    if row is None:
        return _stop(actor, "erased")
    if row.state in FINAL:
        return _stop(actor, "ended")
    if script.channel == "web":
        _be_there(row, now)
    if playing.leaves(script, _played(actor), _locale(actor)):
        return _leave(actor, script, row)
    return _think(actor, script, row, now)


def _be_there(row: Conversation, now: datetime) -> None:
    """A page that is open says so, and says that they are alone with the screen."""
    Seeker.objects.filter(pk=row.seeker_id).update(seen_at=now)
    if row.state == State.ACTIVE and row.ready_at is None:
        asides.ready(row.seeker_id)


def _think(actor: Actor, script: Script, row: Conversation, now: datetime) -> bool:
    """Read what is new, and begin to type if there is something to say."""
    locale, played = _locale(actor), _played(actor)
    heard, seen = _heard(actor, row)
    quiet = (now - actor.spoke_at).total_seconds()
    pending = playing.opening(script, played, locale)
    if not pending and heard:
        pending = playing.reply(script, played, locale, heard)
    if not pending and not heard and row.state == State.ACTIVE:
        pending = playing.nudge(script, played, locale, quiet)
    pause = LOOK_AGAIN
    if pending:
        words = playing.words_of(script, pending, locale)
        _show_typing(row.pk, script, on=True)
        seconds = playing.seconds_to_read(heard) + playing.seconds_to_type(words)
        pause = timedelta(seconds=seconds)
    Actor.objects.filter(pk=actor.pk).update(pending=pending, seen_seq=seen, next_at=now + pause)
    return bool(pending)


def _heard(actor: Actor, row: Conversation) -> tuple[str, int]:
    """What counsellors have written since they looked, as one text, and up to where that is."""
    if row.last_seq <= actor.seen_seq:
        return "", actor.seen_seq
    new = [
        words.text
        for words in record.after({row.pk: actor.seen_seq})
        if len(words.author) == 32 and not words.kind
    ]
    return "\n".join(new), row.last_seq


def _say(actor: Actor, script: Script, now: datetime) -> bool:
    """Write the line that was typed; a repeat after a crash is known by its id."""
    pending = actor.pending
    [outcome] = inbound.receive([_message(actor, script)])
    if isinstance(outcome, Refused):
        return outcome.code != "try_again" and _stop(actor, outcome.code)
    played = playing.after_saying(_played(actor), pending)
    _show_typing(outcome.conversation, script, on=False)
    Actor.objects.filter(pk=actor.pk, pending=pending).update(
        conversation=outcome.conversation,
        said=dict(played.said),
        used=list(played.used),
        pending="",
        spoke_at=now,
        next_at=now + LOOK_AGAIN,
    )
    return True


def _message(actor: Actor, script: Script) -> Inbound:
    return Inbound(
        channel=script.channel,
        author="seeker",
        client_id=uuid.uuid5(ID, f"{actor.pk}:{actor.pending}"),
        text=playing.words_of(script, actor.pending, _locale(actor)),
        line=actor.drill.line_id,
        locale=actor.drill.locale,
        token_hash=bytes(actor.token_hash) if actor.token_hash else None,
        address=actor.address,
    )


def _leave(actor: Actor, script: Script, row: Conversation) -> bool:
    if script.leaves == "exits":
        outbound.after_commit(serving.hint, row.pk, "presence", "left_in_a_hurry")
        desk.quick_exit(row.seeker_id)
    elif script.channel == "web":
        desk.leave(row.seeker_id)
    return _stop(actor, "left")


def _show_typing(conversation: UUID, script: Script, *, on: bool) -> None:
    if script.channel == "web":
        told = (serving.hint, conversation, "seeker_typing", "1" if on else "0")
        outbound.after_commit(*told)


def _stop(actor: Actor, why: str) -> bool:
    Actor.objects.filter(pk=actor.pk).update(over=why[:20], next_at=None, pending="")
    return True


def _played(actor: Actor) -> Played:
    return Played(actor.said, actor.used)


def _locale(actor: Actor) -> Locale:
    return cast(Locale, actor.drill.locale)
