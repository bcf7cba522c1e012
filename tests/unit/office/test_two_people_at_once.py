"""Two people who agree to the same change at the same moment: it is done once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connections
from django.test import Client

from helpline.models import Line
from office.directory import agreeing, proposing
from office.doorway import Who
from office.models import Change, Proposal
from referrals.models import Service
from referrals.search.shelf import shelf
from referrals.transfer.firstdirectory import load_first_directory
from tests.unit.office.conftest import of_role

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
HANDS = 4


@pytest.fixture(autouse=True)
def two_people(settings: Any) -> Iterator[None]:
    settings.DIRECTORY_TWO_PEOPLE = True
    shelf.forget()
    load_first_directory()
    yield
    shelf.forget()


def who(name: str) -> Who:
    user = get_user_model().objects.get(username=name)
    return Who(user, user.counsellor)


def test_what_many_agree_to_at_once_is_done_once(line: Line, dana: Client) -> None:
    names = [f"admin{number}" for number in range(HANDS)]
    for name in names:
        of_role(line, "administrator", name)
    row = Service.objects.get(source_id="shop-court")
    made = proposing.propose(who("dana"), "out", "service", row, proposing.CHANGES)
    people, gate = [who(name) for name in names], Barrier(HANDS)

    def agree(each: Who) -> str:
        try:
            gate.wait(60)
            return agreeing.agree(each, made.pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(HANDS) as hands:
        outcomes = sorted(hands.map(agree, people))
    assert outcomes == ["done", *["gone"] * (HANDS - 1)]
    assert Proposal.objects.get().answer == "yes"
    assert Change.objects.filter(name="agreed").count() == 1
    assert Change.objects.filter(name="status").count() == 1
    assert Service.objects.get(pk=row.pk).status == "inactive"
