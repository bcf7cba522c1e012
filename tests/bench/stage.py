"""Sets the scene in this project's database: `python -m tests.bench.stage prepare|clear|assign`.

A process of its own, because Django's settings come from the environment once. `prepare` makes a
line, its counsellors and a past: plans made on empty tables stay, and no helpline's are empty.
"""

import os
import sys
import time
import uuid
from datetime import timedelta

import django
import msgspec

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()

from django.contrib.auth.models import User  # noqa: E402 - models are there only now
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from helpline import sql  # noqa: E402
from helpline.models import Conversation, Counsellor, Line, Seeker  # noqa: E402
from helpline.states import OPEN, State  # noqa: E402
from routing import outbound, queue  # noqa: E402
from routing.models import Assignment, Offer, Shift, Step  # noqa: E402
from tests.bench.cast import CROWD, CROWD_PLACES, DESKS, NUMBER, PLACES, Cookies  # noqa: E402
from transcripts import record  # noqa: E402
from transcripts.models import Message  # noqa: E402

PAST_CONVERSATIONS = 500
PAST_MESSAGES = 100


def prepare() -> Cookies:
    """Make tables, people and a past; returns the session cookies of the counsellors."""
    for alias in ("default", "keys"):
        call_command("migrate", database=alias, interactive=False, verbosity=0)
    line = Line.objects.create(slug="bench", name="Bench", number=NUMBER)
    with transaction.atomic():
        cookies = Cookies(
            desks=[_counsellor(line, f"desk{n}", PLACES) for n in range(DESKS)],
            crowd=[_counsellor(line, f"crowd{n}", CROWD_PLACES) for n in range(CROWD)],
        )
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


def _past(line: Line) -> None:
    """Closed conversations of yesterday; their words are noise that nobody can open."""
    for conversation in _conversations(line, State.CLOSED, PAST_CONVERSATIONS):
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


def _conversations(line: Line, state: State, count: int) -> list[Conversation]:
    at = timezone.now() - timedelta(days=state == State.CLOSED)
    seekers = Seeker.objects.bulk_create(
        Seeker(line=line, channel="web", handle="Calm Lake", seen_at=at) for _ in range(count)
    )
    return Conversation.objects.bulk_create(
        Conversation(
            line=line,
            seeker=seeker,
            channel="web",
            locale="en",
            state=state,
            last_seq=PAST_MESSAGES if state == State.CLOSED else 0,
            opened_at=at,
            waiting_since=at,
            last_word_at=at,
            last_seeker_word_at=at,
            state_at=at,
            closed_at=at if state == State.CLOSED else None,
            policy="month",
        )
        for seeker in seekers
    )


def clear() -> None:
    """End everything that an earlier run left open."""
    now = timezone.now()
    Offer.objects.filter(answer="").update(answer="lapsed", answered_at=now)
    Assignment.objects.filter(ended_at=None).update(ended_at=now)
    Conversation.objects.filter(state__in=sorted(OPEN)).update(state="closed", closed_at=now)
    Shift.objects.all().delete()


def assign() -> float:
    """Offers per second when as many wait as the crowd of counsellors can take."""
    clear()
    line = Line.objects.get(slug="bench")
    _conversations(line, State.WAITING, CROWD * CROWD_PLACES)
    now = timezone.now()
    Shift.objects.bulk_create(
        Shift(counsellor=c, status="here", lease_until=now + timedelta(minutes=5), idle_since=now)
        for c in Counsellor.objects.filter(shift_name__startswith="crowd")
    )
    began = time.monotonic()
    made = 0
    while found := queue.assign(line.pk):
        made += found
    seconds = time.monotonic() - began
    clear()
    return made / seconds


if __name__ == "__main__":
    work = {"prepare": prepare, "clear": clear, "assign": assign}[sys.argv[1]]
    sys.stdout.write(msgspec.json.encode(work()).decode())
