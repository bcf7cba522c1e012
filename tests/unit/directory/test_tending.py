"""Who must look at a service, why and which first; how its age is said. No database."""

from datetime import date, timedelta
from typing import Any

import pytest

from referrals import entries
from referrals.directory import Listing
from referrals.keeping import tending
from referrals.keeping.tending import Reason, tasks
from referrals.search.shownplaces import due
from referrals.showing import freshness
from referrals.showing.chips import chips
from tests.unit.directory.shelves import listed
from tests.unit.directory.test_finding import NOW

TODAY = date(2026, 11, 27)
FRESH = date(2026, 11, 1)


def kinds(listing: Listing, **more: Any) -> set[str]:
    return {kind for task in tasks([listing], TODAY, **more) for kind in task.kinds}


def test_what_is_fresh_and_of_which_nothing_was_said_is_not_looked_at() -> None:
    assert tasks([listed(verified=FRESH)], TODAY) == []


def test_why_somebody_must_look_is_all_said() -> None:
    made = listed(
        facts=[entries.Fact(name="id", answer="yes", to_check=True)],
        capacity=entries.Capacity(state="full", asked=date(2026, 11, 12)),
    )
    (task,) = tasks([made], TODAY, known={made.id: [Reason("complaint", FRESH, ("judged",))]})
    assert [each.kind for each in task.reasons] == ["complaint", "guess", "room", "stale"]
    assert task.reasons[1].said == ("id",)


@pytest.mark.parametrize(
    ("days", "old", "wanted"),
    [(7, 7, False), (8, 7, True), (365, 365, False), (366, 365, True)],
)
def test_how_old_is_overdue_is_chosen(days: int, old: int, wanted: bool) -> None:
    made = listed(verified=TODAY - timedelta(days=days))
    age = timedelta(days=old)
    assert ("stale" in kinds(made, old=age)) is wanted
    badge = freshness.badge(made.service.verified, "en", TODAY, age)
    assert badge.stale is wanted
    assert badge.words.startswith("Not checked since" if wanted else "Checked on")


def test_a_line_says_how_old_at_the_desk_and_in_chips() -> None:
    made = listed(verified=(NOW - timedelta(days=40)).date())
    assert (due(made, NOW), due(made, NOW, timedelta(days=30))) == ("", "overdue")
    assert "verified" not in [chip.name for chip in chips(made, "en", NOW)]
    assert "verified" in [chip.name for chip in chips(made, "en", NOW, old=timedelta(days=30))]


@pytest.mark.parametrize(("days", "wanted"), [(14, False), (15, True), (None, True)])
def test_room_is_a_matter_of_days(days: int | None, wanted: bool) -> None:
    asked = None if days is None else TODAY - timedelta(days=days)
    made = listed(verified=FRESH, capacity=entries.Capacity(state="available", asked=asked))
    assert ("room" in kinds(made)) is wanted
    assert kinds(listed(verified=FRESH, capacity=entries.Capacity(asked=asked))) == set()


@pytest.mark.parametrize("status", ["inactive", "defunct"])
def test_what_is_taken_out_need_not_be_true_but_complaints_are_heard(status: Any) -> None:
    made = listed(status=status)
    assert kinds(made) == set()
    assert kinds(made, known={made.id: [Reason("complaint")]}) == {"complaint"}
    assert kinds(listed(status="temporarily closed")) == {"stale"}


def test_what_is_sent_most_comes_first_or_what_is_oldest() -> None:
    never, old, older = listed("never"), listed("old"), listed("older", verified=date(2018, 4, 23))
    complained = listed("complained", verified=date(2019, 1, 1))
    found = tasks(
        [old, older, complained, never],
        TODAY,
        used={older.id: 3},
        known={complained.id: [Reason("complaint")]},
    )
    by_use = [each.listing.name["en"] for each in sorted(found, key=tending.used_first)]
    assert by_use == ["older", "complained", "never", "old"]
    by_age = [each.listing.name["en"] for each in sorted(found, key=tending.oldest_first)]
    assert by_age == ["never", "old", "older", "complained"]


def test_the_badge_is_said_in_both_languages() -> None:
    said = [freshness.badge(date(2018, 4, 23), code, TODAY).words for code in ("en", "fr")]
    assert said == ["Not checked since April 23, 2018", "Pas vérifié depuis le 23 avril 2018"]
    assert freshness.badge(None, "fr", TODAY).words == "Jamais vérifié"
    assert freshness.badge(FRESH, "fr", TODAY).words == "Vérifié le 1er novembre 2026"
