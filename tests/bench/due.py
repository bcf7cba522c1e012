"""Conversations that all fall due in one moment, in this project's database; and their end."""

import os
import time
import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from helpline import sql
from helpline.models import Conversation, Line
from helpline.states import State
from tests.bench.cast import DUE_MESSAGES
from tests.bench.job import Figures
from tests.bench.people import AT_ONCE, conversations
from transcripts import keys, record
from transcripts.models import Message

# From the staging until all of it falls due, a system starts and everybody comes into conversation.
LEAD_SECONDS, LEAD_EACH = 90.0, 0.002
LOOK_SECONDS = 1.0
# As `at_close` keeps them; the live ones, which nobody ends, have no date yet.
STAGED = Conversation.objects.filter(policy="at_close", erase_at__isnull=False, erased_at=None)


def due(count: int) -> float:
    """So many closed conversations with a key and some messages each; returns when they are due.

    That is one moment, a little ahead, in seconds since 1970: nothing serves where words are long
    overdue, and whoever starts erases what is due before it serves.
    """
    line = Line.objects.get(slug="bench")
    for first in range(0, count, AT_ONCE):
        made = conversations(line, State.CLOSED, min(AT_ONCE, count - first), policy="at_close")
        keys.make([each.pk for each in made])
        with transaction.atomic():
            sql.insert(Message._meta.db_table, record.COLUMNS, _messages(made))
    at = timezone.now() + timedelta(seconds=LEAD_SECONDS + LEAD_EACH * count)
    waiting = Conversation.objects.filter(policy="at_close", erased_at=None, state=State.CLOSED)
    waiting.update(erase_at=at)
    return at.timestamp()


def _messages(made: list[Conversation]) -> list[sql.Row]:
    return [
        (uuid.uuid4(), row.pk, seq, "seeker", "", uuid.uuid4(), None, os.urandom(90), row.opened_at)
        for row in made
        for seq in range(1, DUE_MESSAGES + 1)
    ]


def watch(due_at: float, patience: float) -> Figures:
    """Wait until the worker has erased all that is staged: how many, and how many seconds it took.

    What is left after so many seconds of patience is said as well.
    """
    staged = STAGED.count()
    while (took := time.time() - due_at) < patience:
        if took >= 0 and not STAGED.exists():
            break
        time.sleep(LOOK_SECONDS)
    left = STAGED.count()
    return {"erased": staged - left, "seconds": took, "left": left}
