"""Counts the whole house in few statements, so that a search may look after every step."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

from helpline import sql

EVERYBODY = """
SELECT 'talk', id, state, counsellor_id, CASE WHEN waiting_since = opened_at THEN 1 ELSE 0 END
FROM helpline_conversation
UNION ALL
SELECT 'ringing', conversation_id, '', counsellor_id, 0 FROM routing_offer WHERE answer = ''
UNION ALL
SELECT 'held', conversation_id, '', counsellor_id, 0 FROM routing_assignment WHERE ended_at IS NULL
UNION ALL
SELECT 'shift', counsellor_id, status, counsellor_id, load FROM routing_shift
"""

# Steps and messages by their numbers; a conversation tells the last of its own.
NUMBERED = """
SELECT conversation_id, seq, message_id, 0 FROM routing_step
UNION ALL
SELECT conversation_id, seq, id, 1 FROM transcripts_message
UNION ALL
SELECT id, last_seq, NULL, 2 FROM helpline_conversation
"""


@dataclass
class Census:
    """Talks by id with state and holder; pairs of talk and person; shifts with status and load.

    `first_waits` counts the talks that still have their first waiting time.
    """

    talks: dict[UUID, tuple[str, UUID | None]] = field(default_factory=dict)
    first_waits: int = 0
    ringing: list[tuple[UUID, UUID]] = field(default_factory=list)
    held: list[tuple[UUID, UUID]] = field(default_factory=list)
    shifts: dict[UUID, tuple[str, int]] = field(default_factory=dict)


def census() -> Census:
    """Everything as it is in the database now."""
    found = Census()
    with connection.cursor() as cursor:
        cursor.execute(EVERYBODY)
        rows = cursor.fetchall()
    for kind, key, state, other, number in rows:
        pk, person = sql.uuid(key), sql.uuid(other) if other else None
        if kind == "talk":
            found.talks[pk] = (state, person)
            found.first_waits += number
        elif kind == "shift":
            found.shifts[pk] = (state, number)
        elif person is not None:
            (found.held if kind == "held" else found.ringing).append((pk, person))
    found.ringing.sort()
    found.held.sort()
    return found


def with_gaps() -> list[UUID]:
    """Conversations whose steps do not count from 1 to the last, or do not name their messages."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBERED)
        rows = cursor.fetchall()
    steps: dict[UUID, dict[int, UUID | None]] = defaultdict(dict)
    messages: dict[UUID, dict[int, UUID | None]] = defaultdict(dict)
    last: dict[UUID, int] = {}
    for key, seq, message, kind in rows:
        pk, named = sql.uuid(key), sql.uuid(message) if message else None
        if kind == 2:
            last[pk] = seq
        else:
            (messages if kind else steps)[pk][seq] = named
    return [
        pk
        for pk, top in last.items()
        if sorted(steps[pk]) != list(range(1, top + 1))
        or {seq: named for seq, named in steps[pk].items() if named} != messages[pk]
    ]
