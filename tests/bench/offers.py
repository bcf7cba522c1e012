"""How many offers a second the queue makes, beside a bare statement that does the least it can.

The bare one is what SKIP LOCKED and a commit cost: the next in line, the longest idle with room,
both marked, a row written. No rule of languages or passing on, no step, no numbers.
"""

import time
import uuid
from collections.abc import Callable

import psycopg
from django.conf import settings
from django.utils import timezone

from helpline import sql
from helpline.models import Conversation, Counsellor, Line, Seeker
from helpline.states import State
from routing import queue
from routing.models import Offer, Shift, Step
from tests.bench import people
from tests.bench.cast import CROWD, CROWD_PLACES, QUEUE, QUEUE_DESKS, QUEUE_PLACES

TABLES = """
DROP TABLE IF EXISTS bench_waiting, bench_desk, bench_offer;
CREATE TABLE bench_waiting (id uuid PRIMARY KEY, since timestamptz, waiting boolean);
CREATE INDEX ON bench_waiting (since, id) WHERE waiting;
CREATE TABLE bench_desk (id int PRIMARY KEY, free smallint, idle_since timestamptz);
CREATE INDEX ON bench_desk (idle_since) WHERE free > 0;
CREATE TABLE bench_offer (conversation uuid, desk int, at timestamptz);
"""
NEXT = """
WITH next AS (
    SELECT id FROM bench_waiting WHERE waiting ORDER BY since, id LIMIT 1 FOR UPDATE SKIP LOCKED
), desk AS (
    SELECT id FROM bench_desk WHERE free > 0 ORDER BY idle_since LIMIT 1 FOR UPDATE SKIP LOCKED
), taken AS (
    UPDATE bench_waiting w SET waiting = false FROM next, desk WHERE w.id = next.id
    RETURNING w.id, desk.id AS desk
), used AS (
    UPDATE bench_desk d SET free = free - 1, idle_since = now() FROM taken WHERE d.id = taken.desk
)
INSERT INTO bench_offer SELECT id, desk, now() FROM taken RETURNING conversation
"""


def offers() -> dict[str, float]:
    """Offers per second by the queue and, on PostgreSQL, by the bare statement."""
    if sql.postgresql():
        return {
            "offers": by_the_queue(QUEUE, "queue"),
            "bare_offers": by_a_bare_statement(QUEUE, QUEUE_DESKS, QUEUE_PLACES),
        }
    return {"offers": by_the_queue(CROWD * CROWD_PLACES, "crowd")}


def by_the_queue(waiting: int, who: str) -> float:
    """`queue.assign`, with so many waiting, until these people's places are taken."""
    people.clear()
    line = Line.objects.get(slug="bench")
    opened = people.conversations(line, State.WAITING, waiting)
    people.on_shift(set(Counsellor.objects.filter(shift_name__startswith=who)), timezone.now())
    try:
        return _rate(lambda: queue.assign(line.pk))
    finally:
        Shift.objects.all().delete()
        seekers = [each.seeker_id for each in opened]
        Offer.objects.filter(conversation__seeker__in=seekers).delete()
        Step.objects.filter(conversation__seeker__in=seekers).delete()
        Conversation.objects.filter(seeker__in=seekers).delete()
        Seeker.objects.filter(pk__in=seekers).delete()


def by_a_bare_statement(waiting: int, desks: int, places: int) -> float:
    """One connection, one statement and one commit for each offer."""
    database = settings.DATABASES["default"]
    with psycopg.connect(
        host=database["HOST"],
        port=database["PORT"],
        user=database["USER"],
        dbname=database["NAME"],
        autocommit=True,
    ) as connection:
        connection.execute(TABLES)
        now = timezone.now()
        with connection.cursor() as cursor:
            rows = [(uuid.uuid4(), now) for _ in range(waiting)]
            cursor.executemany("INSERT INTO bench_waiting VALUES (%s, %s, true)", rows)
            free = [(number, places, now) for number in range(desks)]
            cursor.executemany("INSERT INTO bench_desk VALUES (%s, %s, %s)", free)
        connection.execute("ANALYZE bench_waiting")
        return _rate(lambda: len(connection.execute(NEXT).fetchall()))


def _rate(make: Callable[[], int]) -> float:
    """Offers per second until none is made any more."""
    began = time.monotonic()
    made = 0
    while found := make():
        made += found
    return made / (time.monotonic() - began)
