"""Finds the open conversation of each message's seeker, and opens one where there is none."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection
from msgspec.structs import replace

from helpline import failpoints, sql, tallies
from helpline.errors import Code, Refused
from helpline.models import OPEN_STATES, Conversation, Line, Seeker
from helpline.seekers import new_handle
from helpline.states import State
from routing import doors, rush
from routing.adapters import channels
from routing.conversations import Caller, Inbound
from routing.doors import Gate
from routing.texting import blocks, optouts
from transcripts import keys, policies, record, removals
from transcripts.keyring import hashes

# So many names are drawn for a texter, of which the first that is free becomes theirs.
DRAWN = 8
WRITING = ("writing", "writing_from", "writing_until")
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


def make_keys(found: Found) -> list[UUID]:
    """Make the keys of what will be opened, before anything can be written under them."""
    owners = [opening.id for opening in found.openings]
    owners += [o.seeker for o in found.openings if o.new_seeker and o.item.address]
    if owners:
        keys.make(owners)
        failpoints.reach("between_databases")
    return owners


def open_new(found: Found, now: datetime) -> None:
    """Create the planned seekers and conversations, inside the transaction.

    Raises `Refused` when a line is not there any more.
    """
    if not found.openings:
        return
    wanted = {opening.item.line for opening in found.openings}
    lines = Line.objects.in_bulk(wanted)
    if len(lines) < len(wanted):
        raise Refused("no_conversation")
    known = [opening.seeker for opening in found.openings if not opening.new_seeker]
    if known and len(_remembered(known)) < len(known):
        raise IntegrityError("A seeker was forgotten since they were found: look again.")
    new = [opening for opening in found.openings if opening.new_seeker]
    names = _names(new)
    Seeker.objects.bulk_create(_new_seeker(each, names[each.seeker], now) for each in new)
    before = _before(found.openings)
    Conversation.objects.bulk_create(
        Conversation(
            id=opening.id,
            line_id=opening.item.line,
            seeker_id=opening.seeker,
            channel=opening.item.channel,
            locale=opening.item.locale,
            state=State.WAITING,
            priority=opening.priority,
            last_seq=0,
            opened_at=now,
            waiting_since=opening.item.said_at or now,
            rank_at=opening.item.said_at or now,
            last_word_at=now,
            last_seeker_word_at=opening.item.said_at or now,
            state_at=now,
            policy=policy_of(lines[opening.item.line], opening.item.channel),
            previous_id=opening.previous,
            skill=opening.item.skill,
            number_id=opening.item.number,
            stopped_at=now if opening.stopped else None,
            ready_at=None if opening.item.enters else now,
            **before.get(opening.previous, {}),
        )
        for opening in found.openings
    )


def count_entries(found: Found, now: datetime) -> None:
    """Count by which ways the opened ones came, where that is known; in the same transaction."""
    came = sorted((o.item.line, o.item.entry) for o in found.openings if o.item.entry)
    lines = Line.objects.in_bulk({line for line, _ in came}) if came else {}
    for line, code in came:
        tallies.count_entry(lines[line], code, now)


def _before(openings: Sequence[Opening]) -> dict[UUID | None, dict[str, Any]]:
    """When it is safe to write, as they said in their last talk by text, by that talk."""
    last = [opening.previous for opening in openings if opening.previous and opening.item.address]
    said = Conversation.objects.filter(pk__in=last).values("pk", *WRITING) if last else ()
    return {each.pop("pk"): each for each in map(dict, said)}


def _remembered(seekers: list[UUID]) -> list[UUID]:
    """Those of these seekers who were not forgotten meanwhile, and will not be while we write."""
    locked = Seeker.objects.select_for_update().filter(pk__in=seekers).order_by("pk")
    return [s.pk for s in locked if s.token_hash is not None or s.address_hash is not None]


def policy_of(line: Line, channel: str) -> str:
    """The retention policy of a line for a channel: its own choice, or the channel's default.

    A name that no policy bears (a slip of the pen) counts as no choice: nothing is kept longer.
    """
    chosen = line.policies.get(channel)
    return chosen if policies.is_one(chosen) else channels()[channel].policy


def texts_of(line: Line, channel: str, locale: str) -> dict[str, str]:
    """The words of a line's page by name: its own, and what it keeps, said from its policy."""
    return {
        "kept": policies.of(policy_of(line, channel)).says(locale),
        **line.texts.get(locale, {}),
    }


def _names(new: Sequence[Opening]) -> dict[UUID, str]:
    """Two words for each of these new seekers.

    Those of a texter are nobody else's, as far as we know: they may come back under them after
    weeks. For a visitor of the web nobody looks: in a rush that would be paid by all who wait.
    """
    drawn = {
        opening.seeker: [new_handle() for _ in range(DRAWN if opening.item.address else 1)]
        for opening in new
    }
    texters = [opening for opening in new if opening.item.address]
    taken = _taken(
        {opening.item.line for opening in texters},
        [name for opening in texters for name in drawn[opening.seeker]],
    )
    names: dict[UUID, str] = {}
    for opening in new:
        free = (each for each in drawn[opening.seeker] if (opening.item.line, each) not in taken)
        names[opening.seeker] = next(free, drawn[opening.seeker][-1])
        taken.add((opening.item.line, names[opening.seeker]))
    return names


def _taken(lines: Collection[int], names: Collection[str]) -> set[tuple[int, str]]:
    """Which of these names on these lines a known texter has, or somebody in an open talk."""
    if not names:
        return set()
    texters = Seeker.objects.filter(
        line__in=lines, handle__in=names, address_hash__isnull=False
    ).values_list("line_id", "handle")
    talking = Conversation.objects.filter(
        line__in=lines, seeker__handle__in=names, state__in=OPEN_STATES
    ).values_list("line_id", "seeker__handle")
    return {*texters.union(talking)}


def _new_seeker(opening: Opening, name: str, now: datetime) -> Seeker:
    item = opening.item
    seeker = Seeker(
        id=opening.seeker,
        line_id=item.line,
        channel=item.channel,
        token_hash=item.token_hash,
        handle=name,
        seen_at=now,
    )
    if item.address:
        seeker.address_hash = hashes.address_hash(item.line, item.address)
        seeker.address = keys.seal(opening.seeker, item.address, b"address")
    return seeker
