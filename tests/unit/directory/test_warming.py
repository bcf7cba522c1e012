"""A directory that is ready to be searched before anybody does."""

import time

import pytest

from helpline.models import Line
from referrals import entries
from referrals.reach import Seat
from referrals.search.publicshelf import public
from referrals.search.warming import Warmer
from referrals.transfer.storing import store
from tests.unit.directory.shelves import service


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_it_is_made_before_anybody_asks_and_again_when_it_was_changed() -> None:
    Line.objects.create(slug="night", name="Night line")
    warmer = Warmer(seconds=0.01)
    warmer.start()
    try:
        for name in ("Larch", "Elm"):
            house = entries.Organisation(
                source_id=name, name={"en": name}, services=[service(name)]
            )
            store(entries.Directory(organisations=[house]), "", "Dana")
            comes(name)
    finally:
        warmer.stop()


def comes(name: str) -> None:
    """Looks at what was made, and makes nothing."""
    until = time.monotonic() + 60
    while name not in made():
        assert time.monotonic() < until, name
        time.sleep(0.01)


def made() -> list[str]:
    """What is ready for whoever comes by the line."""
    shelf = public.made.get(Seat("night", "CA"))
    return [each.name["en"] for each in shelf.listings.values()] if shelf else []
