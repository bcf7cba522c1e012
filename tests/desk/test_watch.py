"""Who watches must see every planted fault: a talk held wrongly, a wrong load, a lost place."""

import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.utils import timezone

from helpline.models import Conversation, Counsellor
from routing.models import Assignment, Offer, Shift
from tests.desk.house import REAL, new_counsellor, new_line, talk
from tests.faults.race.watch import Watch
from tests.wire.store import Store

pytestmark = REAL


@pytest.fixture
def robin() -> Counsellor:
    """Holds one conversation, as it should be held."""
    line = new_line()
    person = new_counsellor(line, "Robin")
    talk(line, person)
    return person


@pytest.fixture
def watch() -> Watch:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return Watch(Store(f"sqlite:///{database['NAME']}"))
    place = f"{database['HOST']}:{database['PORT']}/{database['NAME']}"
    return Watch(Store(f"postgresql://{database['USER']}@{place}"))


def rings_at(robin: Counsellor) -> None:
    now = timezone.now()
    Offer.objects.create(
        conversation=Conversation.objects.get(), counsellor=robin, made_at=now, until=now
    )


PLANTED: dict[str, Callable[[Counsellor], object]] = {
    "in no state": lambda robin: Conversation.objects.update(state="abandoned"),
    "held without being assigned": lambda robin: Assignment.objects.update(ended_at=timezone.now()),
    "assigned without being held": lambda robin: Conversation.objects.update(state="waiting"),
    "offered to nobody": lambda robin: Conversation.objects.update(state="offered"),
    "rings without being offered": rings_at,
    "moved in the queue": lambda robin: Conversation.objects.update(waiting_since=timezone.now()),
    "load is not true": lambda robin: Shift.objects.update(load=0),
}


def test_a_house_in_order_shows_nothing(robin: Counsellor, watch: Watch) -> None:
    watch.look()
    assert watch.wrong == set()
    assert watch.longest_nobodys == 0
    assert (watch.count("active"), watch.held_by(robin.pk)) == (1, 1)


@pytest.mark.parametrize("what", PLANTED)
def test_what_is_planted_is_seen(what: str, robin: Counsellor, watch: Watch) -> None:
    PLANTED[what](robin)
    watch.look()
    assert what in {seen for seen, _ in watch.wrong}


@pytest.mark.usefixtures("robin")
def test_who_is_in_the_hands_of_somebody_gone_is_seen_for_as_long_as_it_lasts(
    watch: Watch,
) -> None:
    Shift.objects.update(lease_until=timezone.now())
    watch.look()
    time.sleep(0.05)
    watch.look()
    assert watch.longest_nobodys >= 0.05


@pytest.mark.usefixtures("robin")
def test_while_there_is_no_worker_nobody_can_notice(watch: Watch) -> None:
    Shift.objects.update(lease_until=timezone.now())
    watch.no_worker = True
    for _ in range(2):
        watch.look()
        time.sleep(0.01)
    assert watch.longest_nobodys == 0
