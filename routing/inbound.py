"""The door in: every message of every channel and author, stored before anything else happens.

`receive` takes a batch and answers each message of it: accepted, a repeat, or refused; one that is
refused takes none of the others with it. `turnstile` (its own module) lets in together what queued
up during the last commit.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import (
    DatabaseError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    connection,
)
from django.utils import timezone
from msgspec.structs import replace

from helpline import failpoints, metrics, sql
from helpline.errors import Refused
from referrals import figures
from routing import outbound, queue
from routing.adapters import channels
from routing.beside import guests, wrapups
from routing.entering import callers, conversations, openings
from routing.entering.callers import Found
from routing.entering.conversations import Caller, Inbound, Row
from routing.entering.decide import STALE, Known, decide
from routing.entering.phrasebook import phrasebook
from routing.entering.plan import Outcome, Plan, too_long
from routing.entering.texted import answer_id, help_id
from routing.texting import blocks, optouts
from routing.texting.keywords import keyword
from routing.texting.numbers import register
from transcripts import keys, pictures, record, redact, removals

log = logging.getLogger("helpline.inbound")

# How often one message alone looks for its conversation, which others open, end or erase meanwhile.
LOOKS = 5


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
        raise too_long(longest, len(text))
    return redact.cards(text)


def receive(batch: Sequence[Inbound]) -> list[Outcome]:
    """Store a batch of messages; returns one outcome for each, in order. Never raises.

    A lost connection is tried once more on a new one, which repeats make safe. If a row is refused
    by the database, or its key is gone, the batch is halved until only the culprit fails.
    """
    failpoints.reach("after_receive")
    outcomes: list[Outcome] = [Refused("try_again")] * len(batch)
    good: list[tuple[int, Inbound]] = []
    for place, item in enumerate(batch):
        if item.enters:
            good.append((place, item))
            continue
        try:
            longest = channels()[item.channel].longest_text
            # A text came through a provider that has let it pass: it is kept whatever its length.
            if item.external_id is not None:
                longest = max(longest, len(item.text))
            wordless = item.external_id is not None and not item.text.strip()
            text = item.text if wordless else clean(item.text, longest)
            good.append((place, item if text == item.text else replace(item, text=text)))
        except Refused as refusal:
            outcomes[place] = refusal
    for (place, _), outcome in zip(good, _let_in([item for _, item in good]), strict=True):
        outcomes[place] = outcome
    return outcomes


def _let_in(items: list[Inbound], *, tries: int = 2, looks: int = LOOKS) -> list[Outcome]:
    if not items:
        return []
    try:
        return _transaction(items)
    except (OperationalError, InterfaceError) as trouble:
        fault: Exception = trouble
        if sql.let_go() and tries > 1:
            return _let_in(items, tries=tries - 1, looks=looks)
    except (DatabaseError, Refused) as refusal:
        fault = refusal
        if len(items) > 1:
            half = len(items) // 2
            return _let_in(items[:half]) + _let_in(items[half:])
        if isinstance(refusal, Refused):
            return [refusal]
        # Alone and refused: a second process opened the same conversation just now. Look again.
        if looks > 1:
            return _let_in(items, tries=tries, looks=looks - 1)
    log.error("receive_failed", extra={"cause": type(fault).__name__, "count": len(items)})
    metrics.BATCHES_FAILED.inc()
    return [Refused("try_again") for _ in items]


def _transaction(items: list[Inbound]) -> list[Outcome]:
    now = timezone.now()
    phrasebook.refresh()
    found = callers.find(items, now)
    made = openings.make_keys(found)
    try:
        with sql.together():
            openings.open_new(found, now)
            plan = _decide_and_store(found, now)
            openings.count_entries(found, now)
            failpoints.reach("before_commit")
    except (OperationalError, InterfaceError):
        # Nobody knows whether the commit came through: a key too many is harmless, one too few not.
        raise
    except BaseException:
        keys.unmake(made)
        raise
    failpoints.reach("after_commit")
    outbound.let_out(plan.events)
    resumed = {event.line for event in plan.events if event.happening == "resumed"}
    _assign({opening.item.line for opening in found.openings} | resumed)
    stale = [place for place, outcome in enumerate(plan.outcomes) if outcome is STALE]
    if stale:
        again = _transaction([replace(found.items[place], conversation=None) for place in stale])
        for place, outcome in zip(stale, again, strict=True):
            plan.outcomes[place] = outcome
    return plan.outcomes


def _decide_and_store(found: Found, now: datetime) -> Plan:
    fetch_rows = conversations.lock(item.conversation for item in found.items if item.conversation)
    fetch_seen = _look_for_repeats([*_client_ids(found.items, now)])
    rows, seen = fetch_rows(), fetch_seen()
    new = {opening.id for opening in found.openings}
    ours = register.by_id() if any(row.number for row in rows.values()) else {}
    items = _where_said(found.items, seen, new)
    known = Known(
        seen,
        new,
        ours,
        found.blocked,
        found.gone,
        found.shut_out,
        phrasebook.of,
        guests.writing(_beside(items, rows), now),
    )
    plan = decide(items, rows, known, now)
    with sql.in_one():
        record.append(plan.words)
        outbound.append(plan.steps)
        conversations.save(rows.values())
    outbound.queue_texts(plan.texts, now, plan.required)
    there = figures.count(plan.inserted, now) | figures.known(plan.rehearsed)
    wrapups.use(plan.used, there)
    _follow(plan, now)
    turned_away = [
        item
        for item, outcome in zip(items, plan.outcomes, strict=True)
        if isinstance(outcome, Refused) and outcome.code == "blocked"
    ]
    if turned_away:
        _turn_away(turned_away, found.blocked, now)
    return plan


def _beside(items: Iterable[Inbound], rows: Mapping[UUID, Row]) -> set[tuple[UUID, str]]:
    """Who of the staff writes where somebody else holds it; nearly always nobody."""
    return {
        (row.id, item.author)
        for item in items
        if item.author not in ("seeker", "helpline")
        and item.conversation is not None
        and (row := rows.get(item.conversation)) is not None
        and (row.holder is None or row.holder.hex != item.author)
    }


def _client_ids(items: Iterable[Inbound], now: datetime) -> Iterator[UUID]:
    for item in items:
        yield item.client_id
        if item.conversation and item.pictures:
            yield answer_id(item.conversation, "picture")
        if item.conversation and item.number and keyword(item.text):
            yield help_id(item.conversation, now)


def _follow(plan: Plan, now: datetime) -> None:
    """What seldom follows: facts beside the state, wishes about texts, and pictures.

    In a pipeline no statement knows how many rows it has changed: nothing here may ask.
    """
    conversations.save_facts(plan.facts)
    optouts.note(plan.asked, now)
    removals.ask(plan.pictures, now)
    pictures.expect(plan.taken, now)


def _turn_away(items: Sequence[Inbound], blocked: Mapping[Caller, int], now: datetime) -> None:
    """What is not taken in is counted, and is not to stay at the provider either.

    Nothing is kept of it but that it must go there. By that it is known if it is brought again, and
    counts once.
    """
    by_id = {item.external_id: item for item in items if item.external_id}
    blocks.hold({blocked[item.caller()] for item in by_id.values()})
    new = by_id.keys() - removals.known(by_id)
    blocks.count(Counter(blocked[by_id[each].caller()] for each in new))
    for external_id, item in by_id.items():
        removals.ask([(item.channel, external_id, each) for each in ("", *item.pictures)], now)


def _look_for_repeats(client_ids: Sequence[UUID]) -> Callable[[], dict[UUID, list[record.Said]]]:
    """A statement of its own after the lock: it must see what was committed while we waited."""
    cursor = connection.cursor()
    cursor.execute(*record.repeats_query(client_ids))

    def fetch() -> dict[UUID, list[record.Said]]:
        with cursor:
            return record.repeats(cursor.fetchall())

    return fetch


def _where_said(
    items: list[Inbound], seen: dict[UUID, list[record.Said]], new: set[UUID]
) -> list[Inbound]:
    """The batch, with what its seeker has said in an earlier talk of theirs sent back there.

    Raises `IntegrityError` if it was stored there, and the talk ended, after we had looked: nothing
    may be opened for it.
    """
    doubts = [
        (place, item.conversation, said.conversation)
        for place, item in enumerate(items)
        for said in seen.get(item.client_id, ())
        if said.author == item.author == "seeker"
        and item.conversation not in (None, said.conversation)
    ]
    if not doubts:
        return items
    seekers = conversations.seekers({pk for _, *both in doubts for pk in both})
    result = list(items)
    for place, here, there in doubts:
        if seekers.get(here) == seekers.get(there):
            if here in new:
                raise IntegrityError("Stored, and the talk ended, since we looked: look again.")
            result[place] = replace(items[place], conversation=there)
    return result


def _assign(lines: set[int]) -> None:
    """Offer what has just come in; if that fails, the timers do it a second later."""
    for line in lines:
        try:
            queue.assign(line)
        except (DatabaseError, InterfaceError):
            log.warning("assign_failed")
