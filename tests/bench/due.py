"""Conversations whose time has come, all at once, in this project's database; and their erasing."""

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
from tests.bench.people import AT_ONCE, conversations
from transcripts import keys, record, retention
from transcripts.models import Message


def due(count: int) -> int:
    """So many closed conversations, due for an hour, with a key and some messages each."""
    line = Line.objects.get(slug="bench")
    at = timezone.now() - timedelta(hours=1)
    for first in range(0, count, AT_ONCE):
        made = conversations(line, State.CLOSED, min(AT_ONCE, count - first))
        keys.make([each.pk for each in made])
        with transaction.atomic():
            sql.insert(Message._meta.db_table, record.COLUMNS, _messages(made))
            due = Conversation.objects.filter(pk__in=[each.pk for each in made])
            due.update(policy="at_close", erase_at=at)
    return count


def _messages(made: list[Conversation]) -> list[sql.Row]:
    return [
        (uuid.uuid4(), row.pk, seq, "seeker", "", uuid.uuid4(), None, os.urandom(90), row.opened_at)
        for row in made
        for seq in range(1, DUE_MESSAGES + 1)
    ]


def erase() -> tuple[int, float]:
    """Erase them as the worker does; how many, and in how many seconds."""
    began = time.monotonic()
    return retention.apply(timezone.now(), despite=True), time.monotonic() - began
