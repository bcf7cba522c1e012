"""Looks into a house's database again and again: nobody is held twice, and nobody is forgotten."""

import asyncio
import time
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tests.wire.store import Store

LOOK_SECONDS = 0.15

# One statement sees one moment. Whatever it gives is wrong at that very moment.
WRONG = """
SELECT 'held twice', conversation_id FROM routing_assignment
WHERE ended_at IS NULL GROUP BY conversation_id HAVING count(*) > 1
UNION ALL
SELECT 'rings twice', conversation_id FROM routing_offer
WHERE answer = '' GROUP BY conversation_id HAVING count(*) > 1
UNION ALL
SELECT 'in no state', id FROM helpline_conversation
WHERE state NOT IN ('waiting', 'offered', 'active', 'wrap_up', 'closed')
UNION ALL
SELECT 'held without being assigned', c.id FROM helpline_conversation c
WHERE c.state IN ('active', 'wrap_up') AND NOT EXISTS (
    SELECT 1 FROM routing_assignment a WHERE a.conversation_id = c.id
    AND a.counsellor_id = c.counsellor_id AND a.ended_at IS NULL)
UNION ALL
SELECT 'assigned without being held', a.conversation_id FROM routing_assignment a
JOIN helpline_conversation c ON c.id = a.conversation_id
WHERE a.ended_at IS NULL AND c.state NOT IN ('active', 'wrap_up')
UNION ALL
SELECT 'offered to nobody', c.id FROM helpline_conversation c
WHERE c.state = 'offered' AND NOT EXISTS (
    SELECT 1 FROM routing_offer o WHERE o.conversation_id = c.id AND o.answer = '')
UNION ALL
SELECT 'rings without being offered', o.conversation_id FROM routing_offer o
JOIN helpline_conversation c ON c.id = o.conversation_id
WHERE o.answer = '' AND c.state <> 'offered'
UNION ALL
SELECT 'moved in the queue', id FROM helpline_conversation WHERE waiting_since <> opened_at
UNION ALL
SELECT 'load is not true', s.counsellor_id FROM routing_shift s
JOIN helpline_counsellor n ON n.id = s.counsellor_id
WHERE s.load > n.capacity OR s.load <> (
    SELECT count(*) FROM routing_assignment a
    WHERE a.counsellor_id = s.counsellor_id AND a.ended_at IS NULL) + (
    SELECT count(*) FROM routing_offer o WHERE o.counsellor_id = s.counsellor_id AND o.answer = '')
"""
# In the hands of somebody who is gone, or ringing at nobody any more: true for a moment only.
NOBODYS = """
SELECT c.id FROM helpline_conversation c
LEFT JOIN routing_shift s ON s.counsellor_id = c.counsellor_id
WHERE c.state IN ('active', 'wrap_up')
AND (s.counsellor_id IS NULL OR s.status = 'away' OR s.lease_until < %s)
UNION ALL
SELECT conversation_id FROM routing_offer WHERE answer = '' AND until < %s
"""
STATES = "SELECT state, count(*) FROM helpline_conversation GROUP BY state"


class Watch:
    """What was seen: `wrong` must stay empty; `longest_nobodys`, in seconds, short.

    The latter is not counted while there is `no_worker`.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.looks = 0
        self.wrong: set[tuple[str, str]] = set()
        self.longest_nobodys = 0.0
        self.states: dict[str, int] = {}
        self.no_worker = False
        self._nobodys: dict[Any, float] = {}

    async def until(self, over: asyncio.Event) -> None:
        """Look until it is over, and once more."""
        while not over.is_set():
            await asyncio.to_thread(self.look)
            await asyncio.sleep(LOOK_SECONDS)
        await asyncio.to_thread(self.look)

    def look(self) -> None:
        self.looks += 1
        self.wrong.update((what, str(key)) for what, key in self.store.run(WRONG))
        now, moment = time.monotonic(), datetime.now(UTC)
        found = [key for (key,) in self.store.run(NOBODYS, moment, moment)]
        before = {} if self.no_worker else self._nobodys
        self._nobodys = {key: before.get(key, now) for key in found}
        for since in self._nobodys.values():
            self.longest_nobodys = max(self.longest_nobodys, now - since)
        self.states = dict(self.store.run(STATES))

    def count(self, state: str) -> int:
        """How many conversations were in this state at the last look."""
        return self.states.get(state, 0)

    def held_by(self, counsellor: UUID) -> int:
        """How many this counsellor holds now."""
        held = "SELECT count(*) FROM routing_assignment WHERE counsellor_id = %s"
        return int(self.store.one(f"{held} AND ended_at IS NULL", counsellor))
