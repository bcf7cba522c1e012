"""Who finds a place, and what is near: by line, by role, by country; and that the sieve is fair."""

from datetime import UTC, datetime
from itertools import product
from typing import Any, Literal

import pytest
from msgspec.structs import replace

from referrals import entries
from referrals.directory import Listing, Query, asked, holds
from referrals.hours.schedules import Schedule
from referrals.reach import Reach, Seat, finds, is_abroad, land, lands
from referrals.search import finding, looking
from referrals.search.asking import read
from referrals.search.publicshelf import Open
from referrals.search.searching import Index
from referrals.search.sieve import GRADES
from referrals.showing.chips import chips
from tests.unit.directory.shelves import FRIDAY, listed

NOW = datetime(2026, 11, 27, 23, 0, 30, tzinfo=UTC)
WINNIPEG = entries.Place(source_id="w", city="Winnipeg", country="CA")
LEEDS = entries.Place(source_id="l", city="Leeds", country="uk")
NIGHT, SOUTH = Seat("night", "CA", "peer"), Seat("south", "GB", "counsellor")


def reached(name: str, place: entries.Place | None = None, **reach: Any) -> Listing:
    switches = Reach(**{switch: frozenset(codes) for switch, codes in reach.items()})
    return replace(listed(name, where=(place,) if place else ()), reach=switches)


def names(typed: str, seat: Seat, *listings: Listing) -> list[str]:
    answer = finding.look(Index(listings), read(typed), NOW, seat)
    return [each.listing.name["en"] for each in answer.found]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("ca", "CA"),
        ("Canada", "CA"),
        ("U.S.A.", "US"),
        ("usa", "US"),
        ("United States of  America", "US"),
        ("États-Unis", "US"),
        ("uk", "GB"),
        ("Royaume-Uni", "GB"),
        ("Scotland", "GB"),
        ("Nouvelle-Zélande", "NZ"),
        ("", ""),
        ("ZZ", ""),
        ("Manitoba", ""),
        ("somewhere", ""),
    ],
)
def test_a_country_is_known_however_it_is_written(written: str, code: str) -> None:
    assert land(written) == code
    place = entries.Place(source_id="p", country=written)
    assert lands([place], []) == ({code} if code else set())


def test_a_place_whose_list_spells_its_country_out_is_abroad() -> None:
    there = reached("Ash bed", entries.Place(source_id="a", city="Duluth", country="USA"))
    here = reached("Elm bed", WINNIPEG)
    assert names("bed", NIGHT, here, there) == ["Elm bed"]
    assert chips(there, "en", NOW, country="CA")[0].words == "In another country: United States"


@pytest.mark.parametrize(
    ("reach", "night", "south"),
    [
        ({}, True, True),
        ({"only_lines": ["night"]}, True, False),
        ({"only_roles": ["counsellor", "supervisor"]}, False, True),
        ({"not_in": ["GB"]}, True, False),
        ({"only_lines": ["night"], "not_in": ["CA"]}, False, False),
    ],
)
def test_it_is_found_by_line_role_and_country(
    reach: dict[str, Any], night: bool, south: bool
) -> None:
    made = reached("Bed", **reach)
    assert [finds(seat, made.reach) for seat in (NIGHT, SOUTH, Seat())] == [night, south, True]
    assert [names("bed", seat, made) for seat in (NIGHT, SOUTH)] == [
        ["Bed"] if each else [] for each in (night, south)
    ]


def test_what_is_in_another_country_is_found_only_where_nothing_here_is() -> None:
    here, there, nowhere = reached("Elm bed", WINNIPEG), reached("Ash bed", LEEDS), reached("Bed")
    assert names("bed", NIGHT, here, there, nowhere) == ["Elm bed", "Bed"]
    assert names("ash", NIGHT, here, there, nowhere) == ["Ash bed"]
    assert names("bed", Seat(), here, there) == ["Elm bed", "Ash bed"]


def test_that_it_is_in_another_country_is_said_first() -> None:
    there = reached("Ash bed", LEEDS)
    first = chips(there, "en", NOW, country="CA")[0]
    assert (first.words, first.tone) == ("In another country: United Kingdom", "care")
    french = chips(there, "fr", NOW, country="CA")[0].words
    assert french == "Dans un autre pays\u00a0: Royaume-Uni"
    for country in ("GB", ""):
        assert "abroad" not in [chip.name for chip in chips(there, "en", NOW, country=country)]


def test_whom_it_serves_counts_as_much_as_where_it_is() -> None:
    wide = entries.Area(country="CA")
    assert lands([LEEDS], [wide]) == {"GB", "CA"}
    assert lands([entries.Place(source_id="x", country="Somewhere")], []) == frozenset()
    assert not is_abroad(lands([LEEDS], [wide]), "CA")
    assert not is_abroad(frozenset(), "CA")


def test_whoever_looks_for_themselves_is_told_that_it_is_in_another_country() -> None:
    index = Index([reached("Elm bed", WINNIPEG), reached("Ash bed", LEEDS)])
    shelf = Open(index, among=b"\1\1", near=index.sieve.near("CA"))
    for typed, found, abroad in (("bed", "Elm bed", False), ("ash", "Ash bed", True)):
        looked = looking.look(shelf, read(typed), NOW)
        assert [each.listing.name["en"] for each in looked.found(looked.sure)] == [found]
        assert looked.abroad is abroad


# ---- the sieve ---------------------------------------------------------------------------------

COSTS: tuple[Literal["unknown", "free", "fee"], ...] = ("unknown", "free", "fee")
LISTINGS = [
    listed(
        f"{facts} {hours} {cost}",
        where=(place,) if place else (),
        facts=facts,
        schedules=hours,
        cost=entries.Cost(kind=cost),
    )
    for facts, hours, cost, place in product(
        ({}, {"id": "yes"}, {"id": "no", "police": "no"}),
        ([], [FRIDAY], [Schedule(always=True)]),
        COSTS,
        (None, WINNIPEG, LEEDS),
    )
]
QUERIES = [
    Query(),
    Query(free=True, open_now=True),
    Query(barriers={"id": "no", "police": "no"}, place="winn"),
    Query(barriers={"id": "yes"}, open_now=True, place="leeds"),
    Query(age=17, free=True, barriers={"takes_pets": "yes"}),
]


@pytest.mark.parametrize("query", QUERIES)
def test_it_says_of_each_what_each_condition_says(query: Query) -> None:
    """Asked twice: what is remembered is what was said."""
    index = Index(LISTINGS)
    conditions = [name for name in asked(query) if name != "words"]
    for _again in range(2):
        sifted = index.sieve.sift(query, conditions, NOW)
        for at, listing in enumerate(LISTINGS):
            told = [holds(listing, query, name, NOW) for name in conditions]
            assert bool(sifted.fits[at]) is (False not in told)
            assert sifted.gaps[at] == told.count(None)
            unknown = [n for n, held in zip(conditions, told, strict=True) if held is None]
            assert list(sifted.found(at).unknown) == unknown


def test_it_forgets_what_was_open_a_minute_ago() -> None:
    index = Index([listed("Drop-in", schedules=[FRIDAY])])
    query, shut = Query(open_now=True), NOW.replace(hour=21)
    times = (shut, NOW, shut)
    grades = [index.sieve.sift(query, ["open_now"], at).fits for at in times]
    assert [bool(each[0]) for each in grades] == [False, True, False]


def test_what_is_not_known_of_many_is_counted_by_its_name() -> None:
    index = Index(LISTINGS)
    query = Query(free=True, barriers={"id": "no"})
    sifted = index.sieve.sift(query, ["free", "id"], NOW)
    assert sifted.missing(range(len(LISTINGS))) == {
        "free": [each.service.cost.kind for each in LISTINGS].count("unknown"),
        "id": [each.answer("id") for each in LISTINGS].count("unknown"),
    }
    assert GRADES == {False: 0, None: 1, True: 2}
