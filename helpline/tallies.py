"""Counts what was answered, and by which way people came: a number a week, and nothing beside it.

No row says who, or when in the week; so what is counted can be joined to nothing.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import connection

from helpline import clocks
from helpline.models import Line, Tally

# So many different ways of coming are told apart on a line in a week; the rest are others.
MOST_ENTRIES = 200
OTHER = "other"
SLUG = re.compile(r"[A-Za-z0-9_-]{1,40}")

COUNT = f"""
INSERT INTO {Tally._meta.db_table} (line_id, week, what, value, count) VALUES (%s, %s, %s, %s, 1)
ON CONFLICT (line_id, week, what, value)
DO UPDATE SET count = {Tally._meta.db_table}.count + 1
"""


def count(line: Line, counted: Iterable[tuple[str, str]], now: datetime) -> None:
    """Count each (what, value) once for this week, in the transaction of what is counted.

    So it is as certain as that, and no more often repeated. In one order, or two who count the same
    might wait for each other. What happens in a drill is counted nowhere.
    """
    if line.drill:
        return
    week = week_of(line, now).isoformat()
    with connection.cursor() as cursor:
        for what, value in sorted(counted):
            cursor.execute(COUNT, [line.pk, week, what, value])


def entry(typed: str) -> str:
    """The code of the link or poster by which somebody came, in its one form; "" if it is none."""
    return typed.lower() if SLUG.fullmatch(typed) else ""


def count_entry(line: Line, code: str, now: datetime) -> None:
    """Count one who came by this code; anybody may make codes up, so there is a most of them."""
    kept = Tally.objects.filter(line=line, week=week_of(line, now), what="entry")
    known = kept.filter(value=code).exists()
    if not known and kept.exclude(value=OTHER).count() >= MOST_ENTRIES:
        code = OTHER
    count(line, [("entry", code)], now)


def week_of(line: Line, now: datetime) -> date:
    """The Monday of this week on the line's clock."""
    today = now.astimezone(clocks.zone_of(line)).date()
    return today - timedelta(days=today.weekday())
