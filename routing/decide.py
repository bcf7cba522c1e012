"""What becomes of each message of a batch, decided in memory: accepted, a repeat, or refused."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from helpline import chance, sql
from helpline.errors import Refused
from helpline.states import FINAL, HELD, State, Trigger, advance
from routing.adapters import channels
from routing.conversations import Inbound, Row
from routing.events import Event, milliseconds
from transcripts import record


class Accepted(Struct, frozen=True):
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
    # Of the messages.
    ids: Iterator[UUID]


def too_long(longest: int) -> Refused:
    return Refused("too_long", f"The text is longer than {longest:,} characters. Send it in parts.")


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
    plan = Plan([], [], [], [], [], [], chance.uuids(len(items)))
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
        raise too_long(channel.longest_text)
    row.seq += 1
    row.changed = True
    words = record.Words(
        id=next(plan.ids),
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
