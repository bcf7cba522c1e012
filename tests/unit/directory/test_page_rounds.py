"""Whose turn it is to look at a page, which pages are looked at, and what is never asked."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpline import metrics
from referrals.models import Location, Organisation, PageCheck, PageTurn, Service, Snippet
from referrals.pagechecks import deciding, held, rounds, visits
from referrals.pagechecks.verdicts import Answer

pytestmark = pytest.mark.django_db(transaction=True)
DAYS = 14


@pytest.fixture(autouse=True)
def switched_on(settings: Any) -> None:
    settings.LINK_CHECK_DAYS = DAYS


class Asked:
    """Stands in for strangers: what each address answers, and who was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.addresses: list[str] = []
        self.never: set[str] = set()

    def __call__(self, address: str, never: Any = ()) -> Answer:
        self.addresses.append(address)
        self.never = set(never)
        return self.answers.get(address, Answer("ok"))


@pytest.fixture
def asked() -> Iterator[Asked]:
    made = Asked()
    with patch.object(visits, "look", made):
        yield made


def owner(host: str, **more: Any) -> Organisation:
    return Organisation.objects.create(name={"en": host}, url=f"https://{host}/", **more)


def service(of: Organisation, address: str, **more: Any) -> Service:
    return Service.objects.create(organisation=of, name={"en": address}, url=address, **more)


def days_go_by(count: int) -> None:
    """What is due is due, and it was someone's turn long ago."""
    long_ago = timezone.now() - timedelta(minutes=5)
    PageTurn.objects.update(next_at=long_ago)
    PageCheck.objects.update(next_at=long_ago)


def look_at_all() -> int:
    """As many turns as there is something to do."""
    done = 0
    for _ in range(50):
        PageTurn.objects.update(next_at=timezone.now() - timedelta(seconds=1))
        if not (looked := rounds.go_on(timezone.now())) and done:
            return done
        done += looked
    return done


def check(address: str) -> PageCheck:
    return PageCheck.objects.get(address=address)


# ---- which -------------------------------------------------------------------------------------


def test_addresses_of_organisations_services_and_snippets_are_looked_at(asked: Asked) -> None:
    first = owner("one.example.org", links=[{"url": "https://one.example.org/form"}])
    service(first, "https://two.example.org/a")
    service(first, "https://gone.example.org/", status="inactive")
    faces = {
        "chat": {"en": "See https://three.example.org/x, or (https://four.example.org/y)."},
        "sms": {"fr": "https://five.example.org/{{ code }} ftp://six.example.org/"},
    }
    Snippet.objects.create(slug="s", category="c", faces=faces)
    Snippet.objects.create(
        slug="off", category="c", active=False, faces={"chat": {"en": "https://seven.example.org"}}
    )
    service(first, "https://user:secret@eight.example.org/")
    look_at_all()
    assert sorted(asked.addresses) == [
        "https://four.example.org/y",
        "https://one.example.org/",
        "https://one.example.org/form",
        "https://three.example.org/x",
        "https://two.example.org/a",
    ]
    # What stands nowhere any more is let go of.
    Snippet.objects.all().delete()
    look_at_all()
    assert PageCheck.objects.count() == 3


def test_addresses_within_sentences_are_looked_at_and_left_to_be_corrected_by_hand(
    asked: Asked,
) -> None:
    old, new = "https://old.example.org/", "https://new.example.org/"
    by_itself = owner("one.example.org", description={"en": f"News stand at {old}."})
    row = service(by_itself, old, application={"fr": f"Écrivez par {old}"})
    asked.answers[old] = Answer("ok", new)
    look_at_all()
    assert old in asked.addresses
    assert deciding.owners_of(old) == [row]
    (told,) = deciding.take_over(check(old))
    assert told[0] == row
    row.refresh_from_db()
    assert (row.url, row.application) == (new, {"fr": f"Écrivez par {old}"})
    # Two sentences still have it.
    assert set(held.whose([old])[old]) == {by_itself, row}
    assert deciding.owners_of(old) == []


def test_it_is_off_unless_somebody_has_switched_it_on(asked: Asked, settings: Any) -> None:
    settings.LINK_CHECK_DAYS = 0
    owner("one.example.org")
    assert look_at_all() == 0
    assert not PageCheck.objects.exists()
    assert asked.addresses == []


def test_what_is_marked_as_secret_is_asked_no_more_from_that_moment(asked: Asked) -> None:
    shelter = owner("shelter.example.org")
    place = Location.objects.create(organisation=shelter)
    bed = service(shelter, "https://www.beds.example.org/now")
    bed.locations.add(place)
    # Its host is its own as well where another has it.
    other = owner("other.example.org", links=[{"url": "https://beds.example.org/all"}])
    service(other, "https://sub.shelter.example.org/")
    Snippet.objects.create(
        slug="s", category="c", service=bed, faces={"chat": {"en": "https://bed-words.example.org"}}
    )
    look_at_all()
    assert len(asked.addresses) == 6
    asked.addresses.clear()
    Location.objects.update(confidential=True)
    days_go_by(30)
    look_at_all()
    assert asked.addresses == ["https://other.example.org/"]
    assert asked.never == {"shelter.example.org", "beds.example.org", "bed-words.example.org"}
    assert PageCheck.objects.count() == 1


HOSTS = [f"h{number}.example.org" for number in range(5)]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(HOSTS), st.lists(st.sampled_from(HOSTS), max_size=3), st.booleans()
        ),
        max_size=6,
    )
)
def test_no_host_of_a_secret_place_is_ever_asked(entries: list[Any]) -> None:
    Organisation.objects.all().delete()
    secret: set[str] = set()
    for host, others, hidden in entries:
        made = owner(host)
        place = Location.objects.create(organisation=made, confidential=hidden)
        for other in others:
            service(made, f"https://www.{other}/page").locations.add(place)
        secret |= {host, *others} if hidden else set()
    wanted = held.wanted()
    assert wanted.never == secret
    assert {visits.host_of(each) for each in wanted.addresses} & secret == set()
    open_ = {host for host, others, hidden in entries for host in (host, *others)} - secret
    assert {visits.host_of(each) for each in wanted.addresses} == open_


# ---- when, and by whom ---------------------------------------------------------------------------


def test_one_page_at_a_time_after_a_pause_and_not_again_for_days(asked: Asked) -> None:
    owner("one.example.org")
    owner("two.example.org")
    assert rounds.go_on(timezone.now()) == 0
    assert rounds.go_on(timezone.now()) == 1
    assert rounds.go_on(timezone.now()) == 0
    later = timezone.now() + rounds.PAUSE
    assert rounds.go_on(later) == 1
    PageTurn.objects.update(next_at=timezone.now())
    assert rounds.go_on(timezone.now()) == 0
    assert sorted(asked.addresses) == ["https://one.example.org/", "https://two.example.org/"]
    for each in PageCheck.objects.all():
        assert each.next_at >= timezone.now() + timedelta(days=DAYS - 1)
        assert (each.code, each.days_failed) == ("ok", 0)


def test_many_workers_ask_no_more_than_one() -> None:
    for number in range(6):
        owner(f"h{number}.example.org")
    rounds.go_on(timezone.now())
    under_way, most, seen = [0], [0], list[str]()
    lock = threading.Lock()

    def slowly(address: str, never: Any = ()) -> Answer:
        with lock:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
            seen.append(address)
        time.sleep(0.05)
        with lock:
            under_way[0] -= 1
        return Answer("ok")

    def worker(number: int) -> int:
        try:
            done = 0
            for _ in range(25):
                done += rounds.go_on(timezone.now())
                time.sleep(0.01)
            return done
        finally:
            connections.close_all()

    with (
        patch.object(visits, "look", slowly),
        patch.object(rounds, "PAUSE", timedelta(0)),
        ThreadPoolExecutor(4) as workers,
    ):
        done = sum(workers.map(worker, range(4)))
    assert most == [1]
    assert len(seen) == len(set(seen)) == done


def test_whoever_dies_while_looking_keeps_the_others_waiting_for_a_minute(asked: Asked) -> None:
    owner("one.example.org")
    rounds.go_on(timezone.now())
    now = timezone.now()
    with (
        patch.object(visits, "look", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        rounds.go_on(now)
    assert rounds.go_on(now + timedelta(seconds=59)) == 0
    assert rounds.go_on(now + timedelta(seconds=61)) == 1
    assert check("https://one.example.org/").code == "ok"


def test_several_bad_days_in_a_row_are_counted_and_one_good_one_ends_them(asked: Asked) -> None:
    owner("one.example.org")
    asked.answers["https://one.example.org/"] = Answer("404")
    for day in range(3):
        look_at_all()
        PageCheck.objects.update(next_at=timezone.now() - timedelta(minutes=1))
        # Twice on one day is once.
        look_at_all()
        row = check("https://one.example.org/")
        assert row.days_failed == day + 1
        assert timedelta(hours=23) < row.next_at - timezone.now() < timedelta(hours=29)
        assert bool(deciding.troubled()) is (day == 2)
        yesterday = timezone.localdate() - timedelta(days=1)
        PageCheck.objects.update(failed_on=yesterday, next_at=timezone.now())
    asked.answers.clear()
    look_at_all()
    assert check("https://one.example.org/").days_failed == 0
    assert deciding.troubled() == []


def test_where_our_own_net_is_down_nobody_else_is_blamed(asked: Asked) -> None:
    for host in ("one", "two"):
        owner(f"{host}.example.org")
        asked.answers[f"https://{host}.example.org/"] = Answer("no_answer")
    look_at_all()
    assert list(PageCheck.objects.values_list("days_failed", "code")) == [(0, "")] * 2
    # As soon as one of them answers, whatever it says, the other one is blamed.
    asked.answers["https://two.example.org/"] = Answer("500")
    for _ in range(2):
        days_go_by(1)
        look_at_all()
    assert check("https://one.example.org/").days_failed == 1


def test_the_only_one_is_blamed_once_it_has_ever_answered(asked: Asked) -> None:
    owner("one.example.org")
    address = "https://one.example.org/"
    for answer, wanted in ((Answer("no_name"), 0), (Answer("ok"), 0), (Answer("no_name"), 1)):
        asked.answers[address] = answer
        days_go_by(1)
        look_at_all()
        assert check(address).days_failed == wanted


def test_what_came_of_it_is_counted(asked: Asked) -> None:
    def count() -> float:
        return metrics.registry.get_sample_value("helpline_pages_asked_total", {"code": "ok"}) or 0

    before = count()
    owner("one.example.org")
    look_at_all()
    assert count() == before + 1
