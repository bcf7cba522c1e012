"""The door in: every message of every channel and author, stored before anything else happens.

`receive` takes a batch and answers each message of it: accepted, a repeat, or refused; one that is
refused takes none of the others with it. `turnstile` (its own module) lets in together what queued
up during the last commit.
"""

import logging
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    connection,
)
from django.utils import timezone

from helpline import sql
from helpline.errors import Refused
from helpline.states import FINAL, HELD, State, Trigger, advance
from referrals import figures
from routing import conversations, outbound, queue
from routing.adapters import channels
from routing.conversations import Found, Inbound, Row
from routing.outbound import Event, milliseconds
from transcripts import keys, record, redact

__all__ = ["Accepted", "Inbound", "Outcome", "decide", "receive"]

log = logging.getLogger("helpline.inbound")


@dataclass(frozen=True, slots=True)
class Accepted:
    """Stored for good under this number; `repeat` if it had been already."""

    conversation: UUID
    seq: int
    at: int
    repeat: bool = False


Outcome = Accepted | Refused
Inserted = tuple[str, str, str]

# The conversation that a seeker's socket remembers is over: another is opened, linked to it.
STALE = Refused("over")


@dataclass(slots=True)
class Plan:
    """What one batch writes: made by `decide` without touching anything."""

    outcomes: list[Outcome]
    words: list[record.Words]
    steps: list[sql.Row]
    events: list[Event]
    texts: list[record.Words]
    inserted: list[Inserted]


def clean(text: str, longest: int) -> str:
    """The text as it may be stored; raises `Refused` with the cause."""
    if "\0" in text:
        raise Refused("bad_text")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Refused("bad_text") from None
    if not text.strip():
        raise Refused("empty")
    if len(text) > longest:
        raise _too_long(longest)
    return redact.cards(text)


def _too_long(longest: int) -> Refused:
    return Refused("too_long", f"The text is longer than {longest:,} characters. Send it in parts.")


def receive(batch: Sequence[Inbound]) -> list[Outcome]:
    """Store a batch of messages; returns one outcome for each, in order. Never raises.

    A lost connection is tried once more on a new one, which repeats make safe. If a row is refused
    by the database, or its key is gone, the batch is halved until only the culprit fails.
    """
    outcomes: list[Outcome] = [Refused("try_again")] * len(batch)
    good: list[tuple[int, Inbound]] = []
    for place, item in enumerate(batch):
        try:
            longest = channels()[item.channel].longest_text
            # A text came through a provider that has let it pass: it is kept whatever its length.
            if item.external_id is not None:
                longest = max(longest, len(item.text))
            wordless = item.external_id is not None and not item.text.strip()
            text = item.text if wordless else clean(item.text, longest)
            good.append((place, replace(item, text=text)))
        except Refused as refusal:
            outcomes[place] = refusal
    for (place, _), outcome in zip(good, _let_in([item for _, item in good]), strict=True):
        outcomes[place] = outcome
    return outcomes


def _let_in(items: list[Inbound], *, tries: int = 2) -> list[Outcome]:
    if not items:
        return []
    try:
        return _transaction(items)
    except (OperationalError, InterfaceError) as trouble:
        fault: Exception = trouble
        if sql.let_go() and tries > 1:
            return _let_in(items, tries=tries - 1)
    except (DatabaseError, Refused) as refusal:
        fault = refusal
        if len(items) > 1:
            half = len(items) // 2
            return _let_in(items[:half]) + _let_in(items[half:])
        if isinstance(refusal, Refused):
            return [refusal]
        # Alone and refused: a second process opened the same conversation just now. Look again.
        if tries > 1:
            return _let_in(items, tries=tries - 1)
    log.error("receive_failed", extra={"cause": type(fault).__name__, "count": len(items)})
    return [Refused("try_again") for _ in items]


def _transaction(items: list[Inbound]) -> list[Outcome]:
    now = timezone.now()
    found = conversations.find(items)
    made = conversations.make_keys(found)
    try:
        with sql.together():
            conversations.open_new(found, now)
            plan = _decide_and_store(found, now)
    except (OperationalError, InterfaceError):
        # Nobody knows whether the commit came through: a key too many is harmless, one too few not.
        raise
    except BaseException:
        keys.unmake(made)
        raise
    outbound.let_out(plan.events)
    _assign({opening.item.line for opening in found.openings})
    stale = [place for place, outcome in enumerate(plan.outcomes) if outcome is STALE]
    if stale:
        again = _transaction([replace(found.items[place], conversation=None) for place in stale])
        for place, outcome in zip(stale, again, strict=True):
            plan.outcomes[place] = outcome
    return plan.outcomes


def _decide_and_store(found: Found, now: datetime) -> Plan:
    fetch_rows = conversations.lock(item.conversation for item in found.items if item.conversation)
    fetch_seen = _look_for_repeats([item.client_id for item in found.items])
    rows, seen = fetch_rows(), fetch_seen()
    plan = decide(found.items, rows, seen, {opening.id for opening in found.openings}, now)
    record.append(plan.words)
    outbound.append(plan.steps)
    conversations.save(rows.values())
    outbound.queue_texts(plan.texts, now)
    figures.count(plan.inserted, now)
    return plan


def _look_for_repeats(client_ids: Sequence[UUID]) -> Callable[[], dict[UUID, list[record.Said]]]:
    """A statement of its own after the lock: it must see what was committed while we waited."""
    cursor = connection.cursor()
    cursor.execute(*record.repeats_query(client_ids))

    def fetch() -> dict[UUID, list[record.Said]]:
        with cursor:
            return record.repeats(cursor.fetchall())

    return fetch


def _assign(lines: set[int]) -> None:
    """Offer what has just come in; if that fails, the timers do it a second later."""
    for line in lines:
        try:
            queue.assign(line)
        except (DatabaseError, InterfaceError):
            log.warning("assign_failed")


def decide(
    items: Sequence[Inbound],
    rows: dict[UUID, Row],
    seen: dict[UUID, list[record.Said]],
    new: set[UUID],
    now: datetime,
) -> Plan:
    """What becomes of each message, given the locked conversations and the earlier messages.

    Changes `rows` (numbers, states, clocks) and nothing else; a refusal is an outcome.
    """
    plan = Plan([], [], [], [], [], [])
    for opened in sorted(new):
        _step(plan, rows[opened], "opened", State.WAITING, "seeker", now)
    here: dict[tuple[UUID, UUID, str], tuple[Accepted, str]] = {}
    for item in items:
        try:
            plan.outcomes.append(_decide_one(item, rows, seen, here, plan, now))
        except Refused as refusal:
            plan.outcomes.append(refusal)
    return plan


def _decide_one(
    item: Inbound,
    rows: dict[UUID, Row],
    seen: dict[UUID, list[record.Said]],
    here: dict[tuple[UUID, UUID, str], tuple[Accepted, str]],
    plan: Plan,
    now: datetime,
) -> Outcome:
    row = rows.get(item.conversation) if item.conversation else None
    for said in seen.get(item.client_id, ()):
        if said.author == item.author and (
            item.external_id or said.conversation == item.conversation
        ):
            if not record.same_words(said, item.text):
                raise Refused("other_text")
            return Accepted(said.conversation, said.seq, milliseconds(said.at), repeat=True)
    if row is None:
        raise Refused("no_conversation")
    earlier = here.get((item.client_id, row.id, item.author))
    if earlier:
        if earlier[1] != item.text:
            raise Refused("other_text")
        return replace(earlier[0], repeat=True)
    _check(item, row)
    if row.state in FINAL:
        return STALE
    if item.author == "seeker" and row.state == State.WRAP_UP:
        back = advance(row.state, Trigger.SEEKER_RETURNED)
        _step(plan, row, Trigger.SEEKER_RETURNED, back, item.author, now)
    accepted = _say(plan, row, item, now)
    here[(item.client_id, row.id, item.author)] = (accepted, item.text)
    return accepted


def _check(item: Inbound, row: Row) -> None:
    """Raises `Refused` unless this author may write into this conversation now."""
    if item.author == "seeker":
        if row.exited:
            raise Refused("token")
        return
    if item.author == "helpline":
        if row.state in FINAL:
            raise Refused("over")
        return
    if row.state in FINAL:
        ours = row.counsellor is not None and row.counsellor.hex == item.author
        raise Refused("over" if ours else "not_yours")
    if row.holder is None or row.holder.hex != item.author:
        raise Refused("not_yours")
    if row.state not in HELD or (row.state == State.WRAP_UP and item.kind != "note"):
        raise Refused("over")


def _step(plan: Plan, row: Row, happening: str, after: State, actor: str, now: datetime) -> None:
    before, row.state, row.state_at, row.changed = row.state, after, now, True
    row.seq += 1
    plan.steps.append(
        (row.id, row.seq, str(happening), before.value, after.value, actor, now, None, 0, "")
    )
    plan.events.append(
        Event(
            conversation=row.id,
            line=row.line,
            seq=row.seq,
            happening=str(happening),
            after=after.value,
            actor=actor,
            at=milliseconds(now),
            holder=row.holder,
            name=row.counsellor_name,
        )
    )


def _say(plan: Plan, row: Row, item: Inbound, now: datetime) -> Accepted:
    happening = "noted" if item.kind else "said"
    channel = channels()[row.channel]
    texting = not item.kind and item.author != "seeker" and not channel.live
    if texting and len(item.text) > channel.longest_text:
        raise _too_long(channel.longest_text)
    row.seq += 1
    row.changed = True
    words = record.Words(
        id=uuid.uuid4(),
        conversation=row.id,
        seq=row.seq,
        author=item.author,
        kind=item.kind,
        client_id=item.client_id,
        external_id=item.external_id,
        text=item.text,
        at=now,
    )
    if not item.kind:
        row.last_word_at = now
        if item.author == "seeker":
            row.last_seeker_word_at = now
    plan.words.append(words)
    plan.steps.append(
        (
            row.id,
            row.seq,
            happening,
            row.state.value,
            row.state.value,
            item.author,
            now,
            words.id,
            0,
            "",
        )
    )
    if texting:
        plan.texts.append(words)
    plan.inserted.extend((slug, row.channel, item.locale) for slug in item.snippets)
    plan.events.append(
        Event(
            conversation=row.id,
            line=row.line,
            seq=row.seq,
            happening=happening,
            after=row.state.value,
            actor=item.author,
            at=milliseconds(now),
            holder=row.holder,
            name=item.name,
            text=item.text,
            kind=item.kind,
            client_id=item.client_id,
            texting=texting,
            origin=item.origin,
        )
    )
    return Accepted(row.id, row.seq, milliseconds(now))
