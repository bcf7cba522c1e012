"""What becomes of each message of a batch, decided in memory: accepted, a repeat, or refused."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from helpline.errors import Code, Refused
from helpline.phrases import Book
from helpline.states import FINAL, HELD, State, Trigger, advance
from routing.adapters import channels
from routing.entering import raising, texted
from routing.entering.conversations import Caller, Inbound, Row
from routing.entering.phrasebook import EMPTY
from routing.entering.plan import Accepted, Outcome, Plan, plan_for
from routing.events import GUEST, NOTE, milliseconds
from routing.texting.numbers import Ours
from routing.texting.permission import forbids
from routing.texting.reaction import is_probe
from transcripts import record

# The conversation that a seeker's socket remembers is over: another is opened, linked to it.
STALE = Refused("over")
# At most so many answers follow from one text.
FOLLOWING = 3
UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Known:
    """By what a batch is decided, beside its conversations: what was said before, our numbers.

    `guests` are those who write where somebody else holds it, and whether the seeker knows of them.
    """

    seen: Mapping[UUID, Sequence[record.Said]]
    new: set[UUID] = field(default_factory=set)
    ours: Mapping[int, Ours] = field(default_factory=dict)
    blocked: Collection[Caller] = ()
    gone: Collection[str] = ()
    shut_out: Mapping[Caller, Code] = field(default_factory=dict)
    books: Callable[[int], Book] = lambda line: EMPTY
    guests: Mapping[tuple[UUID, str], bool] = field(default_factory=dict)


@dataclass(slots=True)
class Batch:
    """A batch as it is being decided; `here` are those that were accepted in it."""

    rows: Mapping[UUID, Row]
    known: Known
    plan: Plan
    here: dict[tuple[UUID, UUID, str], tuple[Accepted, str]] = field(default_factory=dict)


def decide(items: Sequence[Inbound], rows: Mapping[UUID, Row], known: Known, now: datetime) -> Plan:
    """What becomes of each message, given the locked conversations and the earlier messages.

    Changes `rows` (numbers, states, clocks) and nothing else; a refusal is an outcome.
    """
    plan = plan_for(len(items) + FOLLOWING * sum(item.number is not None for item in items), now)
    batch = Batch(rows, known, plan)
    for opened in sorted(known.new):
        plan.move(rows[opened], "opened", State.WAITING, "seeker")
    for item in items:
        try:
            plan.outcomes.append(_decide_one(batch, item))
        except Refused as refusal:
            plan.outcomes.append(refusal)
    return plan


def _decide_one(batch: Batch, item: Inbound) -> Outcome:
    row = batch.rows.get(item.conversation) if item.conversation else None
    for said in batch.known.seen.get(item.client_id, ()):
        if said.author == item.author and (
            item.external_id or said.conversation == item.conversation
        ):
            if not record.same_words(said, item.text):
                raise Refused("other_text")
            return Accepted(said.conversation, said.seq, milliseconds(said.at), repeat=True)
    if row is None:
        if item.external_id in batch.known.gone:
            raise Refused("erased")
        if item.caller() in batch.known.shut_out:
            raise Refused(batch.known.shut_out[item.caller()])
        raise Refused("blocked" if item.caller() in batch.known.blocked else "no_conversation")
    earlier = batch.here.get((item.client_id, row.id, item.author))
    if earlier:
        if earlier[1] != item.text:
            raise Refused("other_text")
        return replace(earlier[0], repeat=True)
    _check(batch, item, row)
    if row.state in FINAL:
        return STALE
    if item.enters:
        # Their place is there, or was made just now; where it stands is asked for by itself.
        return Accepted(
            row.id, row.seq, milliseconds(batch.plan.now), row.id not in batch.known.new
        )
    if item.author == "seeker":
        batch.plan.shows_up(row)
    if item.author == "seeker" and row.state == State.WRAP_UP:
        back = advance(row.state, Trigger.SEEKER_RETURNED)
        batch.plan.move(row, Trigger.SEEKER_RETURNED, back, item.author)
    if (row.id, item.author) in batch.known.guests and item.kind != NOTE:
        item = replace(item, kind=GUEST)
    first = row.id in batch.known.new and row.last_seeker_word_at is None
    accepted = batch.plan.say(row, item)
    batch.here[item.client_id, row.id, item.author] = (accepted, item.text)
    if item.author == "seeker":
        raising.by_words(batch.plan, row, item.text, batch.known.books(row.line))
    if item.number is not None:
        known = batch.known
        texted.follow(batch.plan, item, row, known.ours, known.seen, seq=accepted.seq, first=first)
    return accepted


def _check(batch: Batch, item: Inbound, row: Row) -> None:
    """Raises `Refused` unless this author may write into this conversation now."""
    if item.author == "seeker":
        # Whoever came back elsewhere has another token; their old tab may not have heard of it yet.
        stale = row.token_hash and item.token_hash and item.token_hash != row.token_hash
        if row.exited or stale:
            raise Refused("token")
        return
    if item.author == "helpline":
        if row.state in FINAL:
            raise Refused("over")
    else:
        _check_counsellor(item, row, batch.known.guests.get((row.id, item.author)))
    if item.kind == NOTE:
        return
    if channels()[row.channel].live:
        _check_screen(row, batch.plan.now)
    else:
        _check_phone(batch, item, row)


def _check_counsellor(item: Inbound, row: Row, known: bool | None) -> None:
    """`known` says of a guest whether the seeker knows of them; None of anybody else."""
    if row.state in FINAL:
        ours = row.counsellor is not None and row.counsellor.hex == item.author
        raise Refused("over" if ours else "not_yours")
    if known is not None:
        if not known and item.kind != NOTE:
            raise Refused("not_introduced")
        return
    if row.holder is None or row.holder.hex != item.author:
        raise Refused("not_yours")
    if row.state not in HELD or (row.state == State.WRAP_UP and item.kind != "note"):
        raise Refused("over")


def _check_screen(row: Row, now: datetime) -> None:
    """Raises `Refused` unless they are at the screen just now, and alone, as far as they say."""
    if row.paused_until is not None and row.paused_until > now:
        raise Refused("paused")
    if row.beside.unready:
        raise Refused("not_ready")


def _check_phone(batch: Batch, item: Inbound, row: Row) -> None:
    """Raises `Refused` unless their phone may be written to just now."""
    ours = batch.known.ours.get(row.number or 0)
    if item.probe and not is_probe(item.text, ours):
        raise Refused("ask_first")
    cause = forbids(
        row.standing(channels()[row.channel].window),
        batch.plan.now,
        ours.zone if ours else UTC,
        unasked=item.author == "helpline",
        probe=item.probe,
    )
    if cause:
        raise Refused(cause)
