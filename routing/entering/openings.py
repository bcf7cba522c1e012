"""Opens conversations that were planned, with their seekers, keys and names."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from helpline import failpoints, tallies
from helpline.errors import Refused
from helpline.models import OPEN_STATES, Conversation, Line, Seeker
from helpline.seekers import new_handle
from helpline.states import State
from routing.adapters import channels
from routing.entering.callers import Found, Opening
from transcripts import keys, policies
from transcripts.keyring import hashes

# So many names are drawn for a texter, of which the first that is free becomes theirs.
DRAWN = 8
WRITING = ("writing", "writing_from", "writing_until")


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
