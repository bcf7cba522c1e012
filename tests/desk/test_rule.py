"""The rule of assignment and the database agree, whoever waits and whoever is free."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from helpline.models import Conversation, Counsellor, Line, Seeker
from helpline.ranks import rank
from helpline.states import State
from routing import queue
from routing.assign import Free, Waiting
from routing.models import Offer, Shift
from routing.waiting import lineup
from tests.desk.house import REAL, SEARCH
from tests.desk.model import choose

pytestmark = REAL

User = get_user_model()
LANGUAGES = st.sampled_from([["en"], ["fr"], ["en", "fr"], []])
MOST = st.sampled_from([None, None, 0, 1, 2])
STATUSES = st.sampled_from(["here", "here", "here", "resting", "away"])


@dataclass(frozen=True)
class Person:
    languages: list[str]
    capacity: int
    load: int
    idle: int
    status: str
    leased: bool
    live: int
    most_live: int | None
    most_texts: int | None
    skills: list[str]
    role: str


@dataclass(frozen=True)
class Waits:
    """`passed` says, for each counsellor, how many seconds ago they passed it on, if they did."""

    locale: str
    priority: int
    age: int
    tier: int
    channel: str
    weight: int
    skill: str
    passed: list[tuple[int, int, str]]


PEOPLE = st.lists(
    st.builds(
        Person,
        languages=LANGUAGES,
        capacity=st.integers(0, 3),
        load=st.integers(0, 3),
        idle=st.integers(0, 3),
        status=STATUSES,
        leased=st.sampled_from([True, True, True, False]),
        live=st.integers(0, 3),
        most_live=MOST,
        most_texts=MOST,
        skills=st.sampled_from([[], [], ["housing"], ["peer"]]),
        role=st.sampled_from(["counsellor", "counsellor", "peer", "supervisor"]),
    ),
    max_size=4,
)
QUEUE = st.lists(
    st.builds(
        Waits,
        locale=st.sampled_from(["en", "fr"]),
        priority=st.integers(0, 1),
        age=st.integers(0, 4),
        tier=st.sampled_from([0, 0, 0, 1, 2, 3]),
        channel=st.sampled_from(["web", "web", "sms"]),
        weight=st.sampled_from([1, 1, 1, 2]),
        skill=st.sampled_from(["", "", "", "housing", "peer"]),
        passed=st.lists(
            st.tuples(
                st.integers(0, 3),
                st.sampled_from([5, 55, 65, 300]),
                st.sampled_from(["declined", "lapsed", "transferred", "accepted", "withdrawn"]),
            ),
            max_size=3,
        ),
    ),
    max_size=7,
)


@contextmanager
def nothing_stays() -> Iterator[None]:
    """What happens inside is taken back: the next example finds an empty house."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@given(people=PEOPLE, waits=QUEUE)
@SEARCH
def test_the_database_makes_the_offers_that_the_rule_names(
    people: list[Person], waits: list[Waits]
) -> None:
    with nothing_stays():
        line = Line.objects.create(slug="night", name="Night line")
        free = _people(line, people)
        waiting = _queue(line, waits, list(free))
        expected = _offers_by_rule(
            waiting, [f for f, p in zip(free.values(), people, strict=True) if _on_shift(p)]
        )
        before = dict(Shift.objects.values_list("pk", "load"))
        assert queue.assign(line.pk) == len(expected)
        made = dict(Offer.objects.filter(answer="").values_list("conversation_id", "counsellor_id"))
        assert made == expected
        for pk, load in Shift.objects.values_list("pk", "load"):
            mine = [made_to for made_to, to in made.items() if to == pk]
            assert load - before[pk] == sum(w.weight for w in waiting if w.id in mine)
        states = Conversation.objects.filter(state=State.OFFERED).values_list("pk", flat=True)
        assert set(states) == set(made)


def _on_shift(person: Person) -> bool:
    return person.status == "here" and person.leased


def _offers_by_rule(waiting: list[Waiting], free: list[Free]) -> dict[UUID, UUID]:
    made: dict[UUID, UUID] = {}
    while chosen := choose([w for w in waiting if w.id not in made], free):
        made[chosen[0].id] = chosen[1].id
        free = [f.taking(chosen[0]) if f.id == chosen[1].id else f for f in free]
    return made


def _people(line: Line, people: list[Person]) -> dict[UUID, Free]:
    now = timezone.now()
    users = User.objects.bulk_create(User(username=str(n)) for n in range(len(people)))
    rows = Counsellor.objects.bulk_create(
        Counsellor(
            user=user,
            line=line,
            shift_name="x",
            languages=p.languages,
            capacity=p.capacity,
            most_live=p.most_live,
            most_texts=p.most_texts,
            skills=p.skills,
            role=p.role,
        )
        for user, p in zip(users, people, strict=True)
    )
    free = {
        row.pk: Free(
            row.pk,
            frozenset(p.languages),
            p.load,
            p.capacity,
            now - timedelta(minutes=p.idle),
            frozenset({"peer"} if p.role == "peer" else {"", *p.skills} - {"peer"}),
            min(p.live, p.load),
            p.most_live,
            p.most_texts,
        )
        for row, p in zip(rows, people, strict=True)
    }
    Shift.objects.bulk_create(
        Shift(
            counsellor=row,
            status=p.status,
            load=p.load,
            live=min(p.live, p.load),
            lease_until=now + timedelta(seconds=30 if p.leased else -1),
            idle_since=free[row.pk].idle_since,
        )
        for row, p in zip(rows, people, strict=True)
    )
    return free


def _queue(line: Line, waits: list[Waits], people: list[UUID]) -> list[Waiting]:
    now = timezone.now()
    found = []
    for wait in waits:
        seeker = Seeker.objects.create(line=line, channel=wait.channel, handle="x", seen_at=now)
        since = now - timedelta(minutes=wait.age)
        row = Conversation.objects.create(
            id=uuid.uuid4(),
            line=line,
            seeker=seeker,
            channel=wait.channel,
            tier=wait.tier,
            weight=wait.weight,
            skill=wait.skill,
            locale=wait.locale,
            priority=wait.priority,
            opened_at=since,
            waiting_since=since,
            last_word_at=since,
            last_seeker_word_at=since,
            state_at=since,
            policy="at_close",
        )
        passed = set()
        for place, ago, answer in wait.passed:
            if place < len(people):
                at = now - timedelta(seconds=ago)
                Offer.objects.create(
                    conversation=row,
                    counsellor_id=people[place],
                    made_at=at,
                    until=at,
                    answer=answer,
                    answered_at=at,
                )
                if ago < lineup.PASSED_SECONDS and answer in lineup.PASSED:
                    passed.add(people[place])
        found.append(
            Waiting(
                row.pk,
                row.locale,
                row.priority,
                rank(since, wait.tier),
                frozenset(passed),
                wait.skill,
                wait.weight,
                live=wait.channel == "web",
            )
        )
    return found
