"""The queue: one table by rank (`helpline/ranks.py`); offers are made here and nowhere else.

`assign` makes the offers that can be made on a line: it looks, lets the rule choose
(`routing/assign.py`), and offers what is still as it was. On PostgreSQL that is two statements,
however many offers they make, and whatever others hold is passed over; SQLite has one write lock.
"""

from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection, transaction
from django.utils import timezone

from helpline import failpoints, sql
from helpline.models import Conversation
from helpline.states import Trigger
from routing import assign as rule
from routing import moves, outbound
from routing.events import Event, milliseconds
from routing.models import Offer
from routing.waiting import lineup, room

# Offers made by one transaction, and transactions of one call: nobody else's words wait for long.
AT_ONCE, ROUNDS = 50, 4

# Who is free, and the first in line whom one of them may be offered; as JSON, by the rule's names.
LOOK_SQL = """
WITH free AS MATERIALIZED (
    SELECT s.counsellor_id AS id, n.languages, s.load, n.capacity, s.idle_since, s.live,
        n.most_live, n.most_texts, CASE WHEN n.role = 'peer' THEN '["peer"]'
            ELSE n.skills - 'peer' || '[""]' END AS skills
    FROM routing_shift s JOIN helpline_counsellor n ON n.id = s.counsellor_id
    WHERE n.line_id = %(line)s AND s.status = 'here' AND s.lease_until > %(now)s
      AND s.load < n.capacity AND (s.rest_until IS NULL OR s.rest_until <= %(now)s)
), next AS (
    SELECT c.id, c.locale, c.priority, c.rank_at, c.skill, c.weight, k.live, ARRAY(
        SELECT o.counsellor_id FROM routing_offer o
        WHERE o.conversation_id = c.id
          AND o.answer = ANY(%(answers)s) AND o.answered_at > %(passed)s) AS passed
    FROM helpline_conversation c JOIN helpline_seeker p ON p.id = c.seeker_id,
        LATERAL (SELECT c.channel = ANY(%(live)s) AS live) k
    WHERE c.line_id = %(line)s AND c.state = 'waiting'
      AND (c.paused_until IS NULL OR c.paused_until <= %(now)s)
      AND (NOT k.live OR p.seen_at > %(quiet)s OR c.last_seeker_word_at > %(quiet)s) AND EXISTS (
        SELECT 1 FROM free
        WHERE free.languages @> to_jsonb(c.locale::text)
          AND free.skills @> to_jsonb(c.skill::text)
          AND least(free.capacity, CASE WHEN k.live THEN free.most_live ELSE free.most_texts END)
            > 0
          AND (free.load = 0 OR free.load + c.weight <= free.capacity AND CASE WHEN k.live
            THEN free.live + c.weight <= coalesce(free.most_live, free.capacity)
            ELSE free.load - free.live + c.weight <= coalesce(free.most_texts, free.capacity) END)
          AND NOT EXISTS (
            SELECT 1 FROM routing_offer o
            WHERE o.conversation_id = c.id AND o.counsellor_id = free.id
              AND o.answer = ANY(%(answers)s) AND o.answered_at > %(passed)s))
    ORDER BY c.priority DESC, c.rank_at, c.id
    LIMIT (SELECT least(%(most)s, coalesce(sum(capacity - load), 0)) FROM free)
)
SELECT (SELECT coalesce(json_agg(next), '[]')::text FROM next),
       (SELECT coalesce(json_agg(free), '[]')::text FROM free)
"""
# What somebody else holds or has changed meanwhile is left out; the next look finds it anew.
OFFER_SQL = """
WITH pair AS (
    SELECT conversation, counsellor, load, live
    FROM json_to_recordset(%(pairs)s::json)
        AS given(conversation uuid, counsellor uuid, load int, live int)
    LIMIT %(count)s
), waits AS (
    SELECT c.id, c.weight, c.channel = ANY(%(live)s) AS is_live, pair.*
    FROM helpline_conversation c JOIN pair ON pair.conversation = c.id
        JOIN helpline_seeker p ON p.id = c.seeker_id
    WHERE c.state = 'waiting' AND (c.paused_until IS NULL OR c.paused_until <= %(now)s)
      AND (NOT c.channel = ANY(%(live)s)
        OR p.seen_at > %(quiet)s OR c.last_seeker_word_at > %(quiet)s)
    FOR UPDATE OF c SKIP LOCKED
), wanted AS (
    SELECT counsellor, load, live, sum(weight)::smallint AS many,
        coalesce(sum(weight) FILTER (WHERE is_live), 0)::smallint AS many_live
    FROM waits GROUP BY counsellor, load, live
), able AS (
    SELECT s.counsellor_id, wanted.many, wanted.many_live
    FROM routing_shift s JOIN wanted ON wanted.counsellor = s.counsellor_id
    JOIN helpline_counsellor n ON n.id = s.counsellor_id
    WHERE s.status = 'here' AND s.lease_until > %(now)s AND n.capacity > 0
      AND s.load <= wanted.load AND s.live <= wanted.live
      AND s.load - s.live <= wanted.load - wanted.live
    FOR UPDATE OF s SKIP LOCKED
), claimed AS (
    UPDATE routing_shift s SET load = s.load + able.many, live = s.live + able.many_live
    FROM able WHERE s.counsellor_id = able.counsellor_id
    RETURNING s.counsellor_id
), moved AS (
    UPDATE helpline_conversation c
    SET state = 'offered', state_at = %(now)s, last_seq = c.last_seq + 1
    FROM waits JOIN claimed ON claimed.counsellor_id = waits.counsellor WHERE c.id = waits.id
    RETURNING c.id, c.last_seq, waits.counsellor
), made AS (
    INSERT INTO routing_offer (conversation_id, counsellor_id, made_at, until, answer, reason)
    SELECT moved.id, counsellor, %(now)s, %(now)s + make_interval(secs => accept_seconds), '', ''
    FROM moved JOIN helpline_line l ON l.id = %(line)s
), stepped AS (
    INSERT INTO routing_step
        (conversation_id, seq, happening, before, after, actor, at, about, detail)
    SELECT id, last_seq, 'offered', 'waiting', 'offered', 'helpline', %(now)s, 0, '' FROM moved
)
SELECT id, last_seq, counsellor FROM moved
"""


def assign(line_id: int) -> int:
    """Make the offers that can be made on this line now; returns how many were made."""
    by = _offer_by_statements if sql.postgresql() else _offer_under_the_lock
    made = 0
    for _ in range(ROUNDS):
        count, more = by(line_id)
        made += count
        if not more:
            break
    return made


def _offer_by_statements(line: int) -> tuple[int, bool]:
    """One round: look, choose, offer; how many were made, and whether to look again.

    Only the second statement locks, and nothing for which it would have to wait.
    """
    now = timezone.now()
    about: dict[str, Any] = {
        "line": line,
        "now": now,
        "live": room.live_names(),
        "quiet": now - lineup.QUIET_AFTER,
    }
    passing: dict[str, Any] = {
        "answers": list(lineup.PASSED),
        "passed": now - timedelta(seconds=lineup.PASSED_SECONDS),
    }
    with connection.cursor() as cursor:
        cursor.execute(LOOK_SQL, {**about, **passing, "most": AT_ONCE})
        queued, able = cursor.fetchone()
        waiting = msgspec.json.decode(queued, type=list[rule.Waiting])
        free = msgspec.json.decode(able, type=list[rule.Free])
        pairs = rule.plan(waiting, free)
        if not pairs:
            return 0, False
        failpoints.reach("before_offer")
        cursor.execute(OFFER_SQL, {**about, "pairs": _as_json(pairs), "count": len(pairs)})
        events = [_offered(line, now, *row) for row in cursor.fetchall()]
    transaction.on_commit(partial(_made, events))
    places = sum(each.capacity - each.load for each in free)
    return len(events), len(events) < len(pairs) or len(waiting) >= min(places, AT_ONCE)


def _as_json(pairs: list[tuple[rule.Waiting, rule.Free]]) -> str:
    """Each with what its counsellor had in hand when it was chosen: more, and it fits no longer."""
    seen: dict[UUID, rule.Free] = {}
    rows = []
    for waiting, free in pairs:
        first = seen.setdefault(free.id, free)
        rows.append(
            {
                "conversation": waiting.id,
                "counsellor": free.id,
                "load": first.load,
                "live": first.live,
            }
        )
    return msgspec.json.encode(rows).decode()


def _made(events: list[Event]) -> None:
    failpoints.reach("after_offer")
    outbound.let_out(events)


def _offered(line: int, now: datetime, conversation: UUID, seq: int, counsellor: UUID) -> Event:
    return Event(
        conversation=conversation,
        line=line,
        seq=seq,
        happening="offered",
        after="offered",
        actor="helpline",
        at=milliseconds(now),
        desk=counsellor,
    )


def _offer_under_the_lock(line: int) -> tuple[int, bool]:
    """The same under the one write lock that SQLite has."""
    now = timezone.now()
    with transaction.atomic():
        able = lineup.free(line, now)
        pairs = rule.plan(lineup.waiting(line, now), able)[:AT_ONCE] if able else []
        rows = Conversation.objects.select_related("line").in_bulk([w.id for w, _ in pairs])
        for waiting, free in pairs:
            offer(rows[waiting.id], free.id, now)
        if pairs:
            failpoints.reach("before_offer")
    if pairs:
        failpoints.reach("after_offer")
    return len(pairs), len(pairs) == AT_ONCE


def offer(conversation: Conversation, counsellor: UUID, now: datetime) -> None:
    """Offer a locked conversation to a counsellor whose shift is locked and has room."""
    room.claim(conversation, counsellor)
    Offer.objects.create(
        conversation=conversation,
        counsellor_id=counsellor,
        made_at=now,
        until=now + timedelta(seconds=conversation.line.accept_seconds),
    )
    moves.move(conversation, Trigger.OFFERED, actor="helpline", now=now, desk=counsellor)
