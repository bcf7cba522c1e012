"""How old the copies are and what waits too long, in the settings: for administrators only."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import translation
from pytest_django.fixtures import Settings

from helpline.models import Line
from office import backups
from tests.unit.office.conftest import of_role
from tests.unit.office.paper import words
from transcripts.models import Backup

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HOME = "/console/settings/"
PAGE = f"{HOME}backups/"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def known(kind: str, newest: timedelta, oldest: timedelta | None = None, count: int = 3) -> None:
    now = datetime.now(UTC)
    Backup.objects.create(
        kind=kind,
        count=count,
        newest_at=now - newest,
        oldest_at=None if oldest is None else now - oldest,
        looked_at=now,
    )


def test_the_ages_of_both_stand_there(dana: Client) -> None:
    known("words", timedelta(hours=3), timedelta(days=90))
    known("keys", timedelta(minutes=50), timedelta(days=6), count=7)
    said = words(dana.get(PAGE))
    assert "3 hours old" in said
    assert "50 minutes old" in said
    assert "No copy" not in said
    home = words(dana.get(HOME))
    assert "The words: 3 hours · The keys: 50 minutes" in home


def test_what_is_late_stands_on_the_first_page_too(dana: Client) -> None:
    known("words", timedelta(hours=30), timedelta(days=90))
    known("keys", timedelta(hours=1), timedelta(days=9))
    for page in (HOME, PAGE):
        said = words(dana.get(page))
        assert "No copy of the words is younger than 26 hours." in said
        assert "A copy of the keys is older than 7 days" in said
        assert "No copy of the keys" not in said


def test_nobody_watching_is_said_where_people_are_helped(dana: Client, settings: Settings) -> None:
    assert "Not known: no folder is set" in words(dana.get(PAGE))
    assert "Nobody watches whether copies are made." not in words(dana.get(HOME))
    settings.PRODUCTION = True
    with translation.override("en"):
        assert backups.open_ones(datetime.now(UTC)) == ["Nobody watches whether copies are made."]
        known("words", timedelta(hours=1))
        assert backups.open_ones(datetime.now(UTC)) == ["Nobody watches whether copies are made."]
        known("keys", timedelta(hours=1))
        assert backups.open_ones(datetime.now(UTC)) == []


@pytest.mark.parametrize("role", ["supervisor", "counsellor", "evaluator"])
def test_it_is_for_administrators(line: Line, role: str) -> None:
    assert of_role(line, role).get(PAGE).status_code == 403


@pytest.mark.parametrize(
    ("age", "said", "in_french"),
    [
        (timedelta(), "0 minutes", "0 minute"),
        (timedelta(seconds=-5), "0 minutes", "0 minute"),
        (timedelta(minutes=1), "1 minute", "1 minute"),
        (timedelta(minutes=119), "119 minutes", "119 minutes"),
        (timedelta(hours=2), "2 hours", "2 heures"),
        (timedelta(hours=47, minutes=59), "47 hours", "47 heures"),
        (timedelta(hours=48), "2 days", "2 jours"),
        (timedelta(days=400), "400 days", "400 jours"),
    ],
)
def test_an_age_in_words(age: timedelta, said: str, in_french: str) -> None:
    with translation.override("en"):
        assert backups.age(NOW - age, NOW) == said
    with translation.override("fr"):
        assert backups.age(NOW - age, NOW) == in_french
    assert backups.age(None, NOW) == ""
