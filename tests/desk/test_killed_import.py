"""A list of places whose process is killed before every one statement: all is there, or nothing.

Each kill is a `kill -9` of a real process, and whoever goes on with the file is another.
"""

import signal
from collections.abc import Iterator

import pytest
from django.utils import timezone

from referrals.models import Answered, Import, Location, Organisation, Service, Source, Tagging
from referrals.models.imports import CHECKED, DONE, SENT, WANTED
from referrals.terms.categories import load_terms
from tests.desk.eraser import Eraser, eraser
from tests.desk.house import REAL
from tests.unit.directory.files import form

pytestmark = REAL

BED = {
    "name_en": "A bed",
    "organisation_en": "Open door",
    "id_here": "bed",
    "categories": "shelter",
    "city": "Brandon",
    "id": "no",
}
FILE = form(BED, {**BED, "id_here": "meal", "name_en": "A meal", "categories": "meals"})
WHOLE = (1, 2, 2, 2)
ROWS = (Organisation, Service, Tagging, Answered)


@pytest.fixture
def another() -> Iterator[Eraser]:
    load_terms()
    with eraser() as made:
        yield made


def there() -> tuple[int, ...]:
    return tuple(model._default_manager.count() for model in ROWS)


def sent(state: str) -> Import:
    source = Source.objects.get_or_create(name="partner")[0]
    about = {"name": "list.csv", "who": "Dana", "source": source, "zone": "America/Winnipeg"}
    return Import.objects.create(data=FILE, at=timezone.now(), state=state, **about)


@pytest.mark.parametrize(("state", "after"), [(SENT, CHECKED), (WANTED, DONE)])
def test_it_is_killed_before_every_statement(another: Eraser, state: str, after: str) -> None:
    whole = WHOLE if state == WANTED else (0, 0, 0, 0)
    number, ended = 0, int(signal.SIGKILL)
    while ended == signal.SIGKILL:
        number += 1
        row = sent(state)
        ended = another.live("import", statement=number)
        assert there() in (whole, (0, 0, 0, 0))
        row.refresh_from_db()
        assert row.state in (state, after)
        if row.state == state:
            assert another.live("import") == 0
            row.refresh_from_db()
        assert (row.state, there()) == (after, whole)
        for model in (Import, Service, Location, Organisation):
            model._default_manager.all().delete()
    assert ended == 0
    assert number > 5
