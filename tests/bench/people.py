"""The people and the past of a measurement, in this project's database.

Plans made on empty tables stay, and no helpline's are empty: so there is a past.
"""

import os
import uuid
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from helpline import sql
from helpline.models import Conversation, Counsellor, Line, Seeker
from helpline.seekers import new_token, token_hash
from helpline.states import OPEN, State
from routing import outbound
from routing.models import Assignment, Offer, Shift, Step
from tests.bench.cast import (
    CONVERSATIONS,
    CROWD,
    CROWD_PLACES,
    DESKS,
    HOST,
    NUMBER,
    PLACES,
    QUEUE_DESKS,
    QUEUE_PLACES,
    SITE_KEY,
    Cookies,
    Held,
)
from tests.lines import QUIET
from transcripts import keys, record
from transcripts.models import Message

PAST_CONVERSATIONS = 500
PAST_MESSAGES = 100
AT_ONCE = 1_000


def prepare() -> Cookies:
    """Make tables, people and a past; returns the session cookies of the counsellors."""
    for alias in ("default", "keys"):
        call_command("migrate", database=alias, interactive=False, verbosity=0)
    line = Line.objects.create(slug="bench", name="Bench", automatic=QUIET)
    line.numbers.create(number=NUMBER)
    line.sites.create(key=SITE_KEY, origin=f"http://{HOST}")
    with transaction.atomic():
        cookies = Cookies(
            desks=[_counsellor(line, f"desk{n}", PLACES) for n in range(DESKS)],
            crowd=[_counsellor(line, f"crowd{n}", CROWD_PLACES) for n in range(CROWD)],
        )
        _queue_desks(line)
    _past(line)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if sql.postgresql() else "ANALYZE")
        if sql.postgresql():
            cursor.execute("CHECKPOINT")
    return cookies


def _counsellor(line: Line, name: str, capacity: int) -> str:
    user = User(username=name, email=f"{name}@example.org")
    user.set_unusable_password()
    user.save()
    Counsellor.objects.create(user=user, line=line, shift_name=name, capacity=capacity)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies["desk"].value


def _queue_desks(line: Line) -> None:
    """Counsellors who open no console: the queue alone is measured with them."""
    users = User.objects.bulk_create(
        User(username=f"queue{number}", password="!") for number in range(QUEUE_DESKS)
    )
    Counsellor.objects.bulk_create(
        Counsellor(user=user, line=line, shift_name=user.username, capacity=QUEUE_PLACES)
        for user in users
    )


def _past(line: Line) -> None:
    """Closed conversations of yesterday; their words are noise that nobody can open."""
    for conversation in conversations(line, State.CLOSED, PAST_CONVERSATIONS):
        at = conversation.opened_at
        messages: list[sql.Row] = []
        steps: list[sql.Row] = []
        for seq in range(1, PAST_MESSAGES + 1):
            pk = uuid.uuid4()
            sealed = os.urandom(90)
            messages.append(
                (pk, conversation.pk, seq, "seeker", "", uuid.uuid4(), None, sealed, at)
            )
            steps.append(
                (conversation.pk, seq, "said", "active", "active", "seeker", at, pk, 0, "")
            )
        with transaction.atomic():
            sql.insert(Message._meta.db_table, record.COLUMNS, messages)
            sql.insert(Step._meta.db_table, outbound.STEP_COLUMNS, steps)


def conversations(
    line: Line, state: State, count: int, *, policy: str = "month"
) -> list[Conversation]:
    """So many conversations in one state, each with a seeker of its own."""
    at = timezone.now() - timedelta(days=state == State.CLOSED)
    seekers = Seeker.objects.bulk_create(
        (Seeker(line=line, channel="web", handle="Calm Lake", seen_at=at) for _ in range(count)),
        AT_ONCE,
    )
    return Conversation.objects.bulk_create(
        (
            Conversation(
                line=line,
                seeker=seeker,
                channel="web",
                locale="en",
                state=state,
                last_seq=PAST_MESSAGES if state == State.CLOSED else 0,
                opened_at=at,
                waiting_since=at,
                rank_at=at,
                last_word_at=at,
                last_seeker_word_at=at,
                state_at=at,
                closed_at=at if state == State.CLOSED else None,
                policy=policy,
            )
            for seeker in seekers
        ),
        AT_ONCE,
    )


def hold(count: int) -> Held:
    """Open so many conversations: the first with the desks that talk, the others with the crowd."""
    line = Line.objects.get(slug="bench")
    now = timezone.now()
    people = {c.shift_name: c for c in Counsellor.objects.filter(line=line)}
    holders = [people[f"desk{n // PLACES}"] for n in range(CONVERSATIONS)]
    holders += [people[f"crowd{n % CROWD}"] for n in range(count - CONVERSATIONS)]
    tokens = [new_token(line.pk) for _ in range(count)]
    with transaction.atomic():
        opened = conversations(line, State.ACTIVE, count)
        for conversation, holder, token in zip(opened, holders, tokens, strict=True):
            conversation.counsellor = holder
            conversation.seeker.token_hash = token_hash(token)
        Conversation.objects.bulk_update(opened, ["counsellor"], AT_ONCE)
        Seeker.objects.bulk_update([c.seeker for c in opened], ["token_hash"], AT_ONCE)
        Assignment.objects.bulk_create(
            (Assignment(conversation=c, counsellor=c.counsellor, began_at=now) for c in opened),
            AT_ONCE,
        )
        on_shift(set(holders), now, load=1)
    for first in range(0, count, AT_ONCE):
        keys.make([c.pk for c in opened[first : first + AT_ONCE]])
    return Held(tokens, [str(c.pk) for c in opened])


def on_shift(people: set[Counsellor], now: datetime, *, load: int = 0) -> None:
    """These counsellors are here for longer than any measurement takes."""
    until = now + timedelta(hours=1)
    Shift.objects.bulk_create(
        Shift(counsellor=each, status="here", load=load, lease_until=until, idle_since=now)
        for each in people
    )


def clear() -> None:
    """End everything that an earlier run left open."""
    now = timezone.now()
    Offer.objects.filter(answer="").update(answer="lapsed", answered_at=now)
    Assignment.objects.filter(ended_at=None).update(ended_at=now)
    Conversation.objects.filter(state__in=sorted(OPEN)).update(state="closed", closed_at=now)
    Shift.objects.all().delete()
