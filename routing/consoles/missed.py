"""Steps that a room or a page has not had yet, read from what is stored."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from msgspec import UNSET

from helpline import sql
from helpline.models import Conversation, Counsellor
from helpline.states import HELD
from routing.adapters import channels
from routing.events import NOTE, Event, Held, beside, milliseconds
from routing.models import Step
from transcripts import record
from transcripts.record import Words


def steps(since: Mapping[UUID, int]) -> list[Event]:
    """Every step after the given seqs as events, in order; words where there were any.

    Steps are read before words: the other way round, what is said between the two readings would
    be a step without its words, and never be heard.
    """
    if not since:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"{STEPS_SINCE} ORDER BY s.conversation_id, s.seq",
            sql.rows_given(record.SINCE, list(since.items())),
        )
        rows = cursor.fetchall()
    words = {(w.conversation, w.seq): w for w in record.after(since)} if rows else {}
    return [_event(step, words) for step in rows]


# LEFT, or PostgreSQL would begin with the conversation, and read all its steps for the last one.
STEPS_SINCE = f"""
SELECT s.conversation_id, s.seq, s.happening, s.after, s.actor, s.at, s.about, s.detail,
       c.line_id, c.channel, c.last_seq, c.counsellor_id, c.erase_at, n.shift_name, a.shift_name,
       c.ready_at IS NOT NULL, c.paused_until, c.keep_wish, c.held_until,
       c.held_openly
FROM {sql.given(record.SINCE)}
JOIN {Step._meta.db_table} s ON s.conversation_id = new.conversation_id AND s.seq > new.seq
LEFT JOIN {Conversation._meta.db_table} c ON c.id = s.conversation_id
LEFT JOIN {Counsellor._meta.db_table} n ON n.id = c.counsellor_id
LEFT JOIN {Counsellor._meta.db_table} a ON a.id = {sql.counsellor_of("s.actor")}
"""


def _event(step: tuple[Any, ...], found: Mapping[tuple[UUID, int], Words]) -> Event:
    pk, seq, happening, after, actor, at, about, detail = step[:8]
    line, channel, last_seq, counsellor, erase_at, holder_name, actor_name = step[8:15]
    ready, paused_until, wish, held_until, held_openly = step[15:]
    conversation = sql.uuid(pk)
    words = found.get((conversation, seq))
    held = counsellor is not None and (after in HELD or seq == last_seq)
    return Event(
        conversation=conversation,
        line=line,
        seq=seq,
        happening=happening,
        after=after,
        actor=actor,
        at=milliseconds(sql.aware(at)),
        holder=sql.uuid(counsellor) if held else None,
        name=(actor_name if words else holder_name if held else "") or "",
        text=words.text if words else None,
        kind=words.kind if words else "",
        client_id=words.client_id if words else None,
        texting=bool(
            words and not channels()[channel].live and actor != "seeker" and words.kind != NOTE
        ),
        about=about,
        detail=detail,
        risk=int(detail) if happening == "flagged" else UNSET,
        erase_at=milliseconds(sql.aware(erase_at)) if erase_at else 0,
        beside=beside(
            after,
            ready,
            _aware(paused_until),
            wish or "",
            Held(_aware(held_until), _aware(held_openly)),
            _aware(erase_at),
        ),
    )


def _aware(moment: Any) -> datetime | None:
    return sql.aware(moment) if moment else None


def last_seqs(conversations: Iterable[UUID]) -> dict[UUID, int]:
    """The last seq of each conversation, for the slow look that replaces lost bells."""
    rows = Conversation.objects.filter(pk__in=list(conversations))
    return dict(rows.values_list("pk", "last_seq"))
