"""Finds the open conversation of each message's seeker, and plans one where there is none."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from msgspec.structs import replace

from helpline import sql
from helpline.errors import Code, Refused
from helpline.models import OPEN_STATES, Conversation, Seeker
from routing.entering import rush
from routing.entering.conversations import Caller, Inbound
from routing.texting import blocks, optouts
from routing.waiting import doors
from routing.waiting.doors import Gate
from transcripts import record, removals
from transcripts.keyring import hashes

SEEKERS, CONVERSATIONS = Seeker._meta.db_table, Conversation._meta.db_table


@dataclass(frozen=True, slots=True)
class Opening:
    """A conversation to be opened for the first words of `item`, and the seeker if they are new.

    `stopped` says that they want no texts, though they write some; `priority` is its place in the
    queue, below all others when too many come.
    """

    item: Inbound
    id: UUID
    seeker: UUID
    new_seeker: bool
    previous: UUID | None
    stopped: bool = False
    priority: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """The batch with a conversation for each message, and which of those must be opened first.

    What comes from those who are `blocked` (by which block) has none, nor has what was erased here:
    it is `gone`; nor have those whom a closed or full line, or a rush, has `shut_out`.
    """

    items: list[Inbound]
    openings: list[Opening]
    blocked: dict[Caller, int] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    shut_out: dict[Caller, Code] = field(default_factory=dict)


@dataclass(slots=True)
class Known:
    """A seeker who was here before: what they have open, if anything, and what came last."""

    seeker: UUID
    open: UUID | None = None
    latest: UUID | None = None


def find(items: Sequence[Inbound], now: datetime) -> Found:
    """Look up the open conversation of each seeker who named none; plan one where there is none."""
    unknown = [item for item in items if item.conversation is None and item.author == "seeker"]
    if not unknown:
        return Found(list(items), [])
    known = _known(unknown)
    strangers = [item for item in unknown if not _has_open(known, item)]
    texting = {(i.line, i.channel, i.address) for i in strangers if i.address}
    blocked = blocks.among(texting, now)
    stopped = optouts.among(texting - blocked.keys(), now)
    # What is brought again opens nothing, even if its conversation is over by now.
    ids = [item.external_id for item in strangers if item.external_id]
    before = record.conversations_of(ids)
    gone = removals.known(ids)
    said = record.said_before(
        [
            (known[item.caller()].seeker, item.client_id)
            for item in strangers
            if item.caller() in known
        ]
    )
    planned: dict[Caller, Opening] = {}
    gate: Gate[Caller] = Gate()
    result: list[Inbound] = []
    for item in items:
        caller = item.caller()
        told = item.conversation is not None or item.author != "seeker"
        if told or caller in blocked or item.external_id in gone:
            result.append(item)
            continue
        seeker = known.get(caller)
        if seeker is not None and seeker.open is not None:
            result.append(replace(item, conversation=seeker.open))
            continue
        earlier = before.get(item.external_id)
        if earlier is None and seeker is not None:
            earlier = said.get((seeker.seeker, item.client_id))
        if earlier is not None:
            result.append(replace(item, conversation=earlier))
            continue
        if item.token_hash and doors.blocked_until(item.line, item.token_hash):
            gate.shut_out[caller] = "blocked"
        if caller not in planned and (item.address or gate.lets_in(item.line, caller)):
            try:
                planned[caller] = _plan(item, seeker, caller in stopped)
            except Refused as refusal:
                gate.shut_out[caller] = refusal.code
        opening = planned.get(caller)
        result.append(replace(item, conversation=opening.id) if opening else item)
    # In one order, whoever else opens the same ones just now: or each would wait for the other.
    new = [planned[caller] for caller in sorted(planned, key=str)]
    return Found(result, new, blocked, gone, gate.shut_out)


def _has_open(known: dict[Caller, Known], item: Inbound) -> bool:
    seeker = known.get(item.caller())
    return seeker is not None and seeker.open is not None


def _plan(item: Inbound, seeker: Known | None, stopped: bool) -> Opening:
    """What is to be opened; raises `Refused` when too many come and this one has to wait."""
    token = item.token_hash or b""
    priority = rush.judge(item.line, item.whence, token, item.work, by_hand=item.by_hand)
    if seeker is None:
        return Opening(item, uuid.uuid4(), uuid.uuid4(), True, None, stopped, priority)
    latest = seeker.latest
    return Opening(item, uuid.uuid4(), seeker.seeker, False, latest, stopped, priority)


def _known(items: Iterable[Inbound]) -> dict[Caller, Known]:
    """Who of these was here before, with their conversations; one look-up for all of a kind."""
    tokens: dict[Caller, Caller] = {}
    addresses: dict[Caller, Caller] = {}
    for item in items:
        if item.token_hash:
            tokens[item.line, item.channel, item.token_hash] = item.caller()
        else:
            for hashed in hashes.address_hashes(item.line, item.address):
                addresses[item.line, item.channel, hashed] = item.caller()
    callers = {**tokens, **addresses}
    found: dict[Caller, Known] = {}
    for pk, line, channel, hashed, conversation, state, exited in [
        *_rows("token_hash", tokens),
        *_rows("address_hash", addresses),
    ]:
        caller = callers.get((line, channel, bytes(hashed)))
        if caller is None:
            continue
        seeker = found.setdefault(caller, Known(sql.uuid(pk)))
        seeker.latest = sql.uuid(conversation) if conversation else None
        # Nothing is opened under a token that a quick exit has ended: its words are refused there.
        if seeker.latest is not None and (state in OPEN_STATES or exited):
            seeker.open = seeker.latest
    return found


def _rows(column: str, callers: Collection[Caller]) -> list[tuple[Any, ...]]:
    """Seekers by this hash of theirs, each of their conversations a row, the oldest first."""
    if not callers:
        return []
    wanted = zip(("line_id", "channel", column), zip(*callers, strict=True), strict=True)
    asked = {f"s.{name}": list(set(values)) for name, values in wanted}
    where = " AND ".join(sql.among(name, len(values)) for name, values in asked.items())
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.id, s.line_id, s.channel, s.{column}, c.id, c.state, c.exited_at"
            f" FROM {SEEKERS} s LEFT JOIN {CONVERSATIONS} c ON c.seeker_id = s.id"
            f" WHERE {where} ORDER BY c.opened_at",
            [each for values in asked.values() for each in sql.listed(values)],
        )
        return list(cursor.fetchall())
