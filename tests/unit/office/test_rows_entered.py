"""Row by row, what organisations asked of a directory is entered on the page, by what it shows."""

from typing import Any

import msgspec
import pytest
from django.test import Client
from msgspec.structs import replace

from helpline.models import Line
from referrals import entries, rows
from referrals.hours.schedules import Schedule
from referrals.models import Organisation, Service
from referrals.search.shelf import shelf
from referrals.terms.categories import load_terms
from referrals.transfer.storing import store
from tests.unit.directory.shelves import service
from tests.unit.directory.test_rows import ROWS
from tests.unit.office.paper import Paper

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HOME = "/console/settings/directory/"
# Rows that are one term each are entered together below; the others one by one.
TERMS = [name for name, row in ROWS.items() if isinstance(row.about.get("tags"), dict)]
# Who does what (W10) is said of the activities of a phase: `test_parts.py`.
OTHERS = [n for n, row in ROWS.items() if n != "W10" and (n not in TERMS or len(row.about) > 1)]


@pytest.fixture(autouse=True)
def fresh(line: Line) -> None:
    shelf.forget()
    load_terms()


def kept(row: Service) -> entries.Service:
    found = Service.objects.get(pk=row.pk)
    return replace(rows.service(found), source_id="")


def entered(dana: Client, about: dict[str, Any]) -> tuple[entries.Service, entries.Service]:
    """A service as it was stored, and another one typed from what the page of that one shows."""
    owner = entries.Organisation(
        source_id="o", name={"en": "Open door"}, services=[service("A service", **about)]
    )
    store(entries.Directory(organisations=[owner]), "x", "x")
    row = Service.objects.get()
    shown = Paper(dana, f"{HOME}services/{row.pk}/").filled
    new = Paper(dana, f"{HOME}{Organisation.objects.get().pk}/services/new/")
    # What a page carries along of a part is nothing that anybody could type.
    hidden = ("version", "csrfmiddlewaretoken")
    typed: dict[str, Any] = {
        n: v for n, v in shown.items() if n not in hidden and not n.endswith("-kept")
    }
    assert new.send(**typed).complaints == []
    return kept(row), kept(Service.objects.exclude(pk=row.pk).get())


def begun(rule: Schedule) -> Schedule:
    """From which day on it goes is said in one of two columns, and is the same in both."""
    twice = rule.freq and rule.dtstart and not rule.valid_from
    return replace(rule, valid_from=rule.dtstart, dtstart=None) if twice else rule


def differences(one: entries.Service, other: entries.Service) -> dict[str, Any]:
    first, second = msgspec.structs.asdict(one), msgspec.structs.asdict(other)
    for each in (first, second):
        each["schedules"] = [begun(rule) for rule in each["schedules"]]
        each["tags"] = sorted(each["tags"], key=lambda tag: (tag.vocabulary, tag.code))
    return {name: (first[name], second[name]) for name in first if first[name] != second[name]}


@pytest.mark.parametrize("name", OTHERS)
def test_each_row_is_entered_by_hand(dana: Client, name: str) -> None:
    stored, typed = entered(dana, ROWS[name].about)
    assert differences(typed, stored) == {}


def test_every_term_of_a_row_is_chosen_by_hand(dana: Client) -> None:
    codes: dict[str, set[str]] = {}
    for name in TERMS:
        for vocabulary, some in ROWS[name].about["tags"].items():
            codes.setdefault(vocabulary, set()).update(some)
    tags = {vocabulary: sorted(some) for vocabulary, some in codes.items()}
    stored, typed = entered(dana, {"tags": tags})
    assert len(stored.tags) == sum(map(len, tags.values()))
    assert {(t.vocabulary, t.code) for t in typed.tags} == {
        (t.vocabulary, t.code) for t in stored.tags
    }
