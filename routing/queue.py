"""The queue: one table, oldest first within priority; offers are made here and nowhere else.

`assign` makes every offer that can be made on a line. On PostgreSQL an offer is one statement that
skips rows other workers hold; on SQLite the same rule runs in Python under the one write lock.
"""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from helpline import failpoints, sql
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor
from helpline.states import State, Trigger, advance
from routing import assign as rule
from routing import outbound
from routing.events import Event, milliseconds
from routing.models import Assignment, Offer, Shift

# Who declined, let an offer lapse or gave it away is not asked again about it for so long.
PASSED_SECONDS = 60
PASSED = ("declined", "lapsed", "transferred")
AT_ONCE = 200

OFFER_SQL = """
WITH free AS MATERIALIZED (
    SELECT s.counsellor_id, s.load, s.idle_since, n.languages
    FROM routing_shift s JOIN helpline_counsellor n ON n.id = s.counsellor_id
    WHERE n.line_id = %(line)s AND s.status = 'here' AND s.lease_until > %(now)s
      AND s.load < n.capacity
), pair AS (
    SELECT c.id AS conversation_id, best.counsellor_id
    FROM helpline_conversation c
    CROSS JOIN LATERAL (
        SELECT free.counsellor_id FROM free
        WHERE free.languages @> to_jsonb(c.locale::text)
          AND NOT EXISTS (
            SELECT 1 FROM routing_offer o
            WHERE o.conversation_id = c.id AND o.counsellor_id = free.counsellor_id
              AND o.answer = ANY(%(answers)s) AND o.answered_at > %(passed)s)
        ORDER BY free.load, free.idle_since, free.counsellor_id LIMIT 1
    ) best
    WHERE c.line_id = %(line)s AND c.state = 'waiting'
    ORDER BY c.priority DESC, c.waiting_since, c.id LIMIT 1
    FOR UPDATE OF c SKIP LOCKED
), claimed AS (
    UPDATE routing_shift s SET load = s.load + 1
    FROM pair, helpline_counsellor n
    WHERE s.counsellor_id = pair.counsellor_id AND n.id = s.counsellor_id
      AND s.status = 'here' AND s.lease_until > %(now)s AND s.load < n.capacity
    RETURNING s.counsellor_id, pair.conversation_id
), moved AS (
    UPDATE helpline_conversation c
    SET state = 'offered', state_at = %(now)s, last_seq = c.last_seq + 1
    FROM claimed WHERE c.id = claimed.conversation_id
    RETURNING c.id, c.last_seq, claimed.counsellor_id
), made AS (
    INSERT INTO routing_offer (conversation_id, counsellor_id, made_at, until, answer)
    SELECT moved.id, counsellor_id, %(now)s, %(now)s + make_interval(secs => accept_seconds), ''
    FROM moved JOIN helpline_line l ON l.id = %(line)s
), stepped AS (
    INSERT INTO routing_step
        (conversation_id, seq, happening, before, after, actor, at, about, detail)
    SELECT id, last_seq, 'offered', 'waiting', 'offered', 'helpline', %(now)s, 0, '' FROM moved
)
SELECT id, last_seq, counsellor_id FROM moved
"""


def assign(line_id: int) -> int:
    """Make every offer that can be made on this line now; returns how many were made."""
    offer_one = _offer_in_one_statement if sql.postgresql() else _offer_by_rule
    made = 0
    while made < AT_ONCE and offer_one(line_id):
        made += 1
    return made


def _offer_in_one_statement(line: int) -> bool:
    """One offer by one statement, which is a transaction of its own: one round trip.

    None may mean that others held every row, so look again.
    """
    for _ in range(2):
        now = timezone.now()
        failpoints.reach("before_offer")
        with connection.cursor() as cursor:
            cursor.execute(
                OFFER_SQL,
                {
                    "line": line,
                    "now": now,
                    "answers": list(PASSED),
                    "passed": now - timedelta(seconds=PASSED_SECONDS),
                },
            )
            found = cursor.fetchone()
            if found:
                conversation, seq, counsellor = found
                event = _offered(line, conversation, seq, counsellor, now)
                transaction.on_commit(partial(_made, event))
                return True
    return False


def _made(event: Event) -> None:
    failpoints.reach("after_offer")
    outbound.let_out([event])


def _offered(line: int, conversation: UUID, seq: int, counsellor: UUID, now: datetime) -> Event:
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


def _offer_by_rule(line: int) -> bool:
    now = timezone.now()
    with transaction.atomic():
        able = _free(line, now)
        chosen = rule.choose(_waiting(line, now), able) if able else None
        if chosen is None:
            return False
        waiting, free = chosen
        conversation = Conversation.objects.select_related("line").get(pk=waiting.id)
        Shift.objects.filter(pk=free.id).update(load=F("load") + 1)
        Offer.objects.create(
            conversation=conversation,
            counsellor_id=free.id,
            made_at=now,
            until=now + timedelta(seconds=conversation.line.accept_seconds),
        )
        move(conversation, Trigger.OFFERED, actor="helpline", now=now, desk=free.id)
        failpoints.reach("before_offer")
    failpoints.reach("after_offer")
    return True


def _waiting(line: int, now: datetime) -> list[rule.Waiting]:
    queued = Conversation.objects.filter(line=line, state=State.WAITING).values_list(
        "pk", "locale", "priority", "waiting_since"
    )
    if not queued:
        return []
    passed: dict[UUID, set[UUID]] = {}
    for conversation, counsellor in Offer.objects.filter(
        conversation__state=State.WAITING,
        conversation__line=line,
        answer__in=PASSED,
        answered_at__gt=now - timedelta(seconds=PASSED_SECONDS),
    ).values_list("conversation_id", "counsellor_id"):
        passed.setdefault(conversation, set()).add(counsellor)
    return [rule.Waiting(*each, frozenset(passed.get(each[0], ()))) for each in queued]


def _free(line: int, now: datetime) -> list[rule.Free]:
    shifts = Shift.objects.filter(
        counsellor__line=line,
        status="here",
        lease_until__gt=now,
        load__lt=F("counsellor__capacity"),
    ).values_list("pk", "counsellor__languages", "load", "counsellor__capacity", "idle_since")
    return [
        rule.Free(pk, frozenset(languages), load, capacity, idle_since)
        for pk, languages, load, capacity, idle_since in shifts
    ]


# ---- moving one conversation -------------------------------------------------------------------


def locked(conversation: UUID) -> Conversation:
    """The conversation, locked until the transaction ends; raises `Refused` if there is none."""
    found = Conversation.objects.select_for_update(of=("self",)).filter(pk=conversation).first()
    if found is None:
        raise Refused("no_conversation")
    return found


def move(
    conversation: Conversation,
    trigger: Trigger,
    *,
    actor: str,
    now: datetime,
    desk: UUID | None = None,
) -> None:
    """Advance a locked conversation by the table, and publish the step."""
    before = conversation.state
    conversation.state = advance(State(before), trigger)
    conversation.state_at = now
    outbound.publish(conversation, trigger.value, actor=actor, at=now, before=before, desk=desk)


def answer_offer(conversation: Conversation, answer: str, now: datetime) -> UUID | None:
    """Close the open offer of a locked conversation; returns who was asked, if anyone was."""
    offer = Offer.objects.filter(conversation=conversation, answer="").first()
    if offer is None:
        return None
    offer.answer, offer.answered_at = answer, now
    offer.save(update_fields=["answer", "answered_at"])
    if answer != "accepted":
        free_one(offer.counsellor_id, now)
    return offer.counsellor_id


def gave_away(conversation: Conversation, counsellor: UUID, now: datetime) -> None:
    """Note that this counsellor gave it back, so that it does not ring with them at once."""
    Offer.objects.create(
        conversation=conversation,
        counsellor_id=counsellor,
        made_at=now,
        until=now,
        answer="transferred",
        answered_at=now,
    )


def free_one(counsellor: UUID, now: datetime) -> None:
    """One conversation less for this counsellor."""
    Shift.objects.filter(pk=counsellor, load__gt=0).update(load=F("load") - 1, idle_since=now)


def hand(conversation: Conversation, counsellor: Counsellor, now: datetime) -> None:
    """Give a locked conversation to a counsellor; the database allows one open assignment only."""
    Assignment.objects.create(conversation=conversation, counsellor=counsellor, began_at=now)
    conversation.counsellor = counsellor


def take_back(conversation: Conversation, trigger: Trigger, *, actor: str, now: datetime) -> None:
    """End the open assignment of a locked conversation and move it on; its waiting time is kept."""
    holder = conversation.counsellor_id
    Assignment.objects.filter(conversation=conversation, ended_at=None).update(ended_at=now)
    if holder:
        free_one(holder, now)
    if advance(State(conversation.state), trigger) == State.WAITING:
        conversation.counsellor = None
    move(conversation, trigger, actor=actor, now=now, desk=holder)
