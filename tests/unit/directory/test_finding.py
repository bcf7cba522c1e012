"""What fits, what does not, and what nobody knows: one condition after the other, then in order."""

import time
from datetime import UTC, date, datetime
from typing import Any

import pytest

from referrals import entries
from referrals.barriers import ANSWERS, barriers, spoken
from referrals.directory import Listing, Query, asked, find, shut_out_by
from referrals.showing.chips import chips
from tests.unit.directory.shelves import FRIDAY, listed

NOW = datetime(2026, 11, 27, 23, 0, tzinfo=UTC)
WINNIPEG = entries.Place(source_id="w", city="Winnipeg", province="Manitoba")
MONTREAL = entries.Place(source_id="m", city="Montréal", province="Québec")


def names(found: list[Any]) -> list[str]:
    return [each.listing.name["en"] for each in found]


def fits(listing: Listing, **query: Any) -> str:
    """ "yes", "no", or "unknown" if it fits as far as one knows."""
    found = find([listing], Query(**query), NOW)
    return "no" if not found else "unknown" if found[0].unknown else "yes"


@pytest.mark.parametrize("barrier", list(barriers()))
@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("wanted", ["yes", "no"])
def test_unknown_is_kept_and_marked_and_never_taken_for_a_no(
    barrier: str, answer: str, wanted: str
) -> None:
    got = fits(listed(facts={barrier: answer}), barriers={barrier: wanted})
    assert got == ("unknown" if answer == "unknown" else "yes" if answer == wanted else "no")


@pytest.mark.parametrize(("wanted", "expected"), [("no", "unknown"), ("yes", "no")])
def test_what_a_rule_has_guessed_never_says_that_a_door_is_open(wanted: str, expected: str) -> None:
    """A place that says "no ID, I think" was among those that take her for sure."""
    guess = [entries.Fact(name="id", answer="no", to_check=True)]
    assert fits(listed(facts=guess), barriers={"id": wanted}) == expected


@pytest.mark.parametrize("locale", ["en", "fr"])
@pytest.mark.parametrize("barrier", list(barriers()))
def test_each_answer_reads_differently_in_both_languages(barrier: str, locale: str) -> None:
    assert len({spoken(barrier, answer, locale) for answer in ANSWERS}) == len(ANSWERS)
    assert spoken(barrier, "yes", "en") != spoken(barrier, "no", "fr")


@pytest.mark.parametrize(
    ("about", "query", "expected"),
    [
        ({"tags": {"category": ["shelter"]}}, {"categories": frozenset({"housing"})}, "yes"),
        ({"tags": {"category": ["shelter"]}}, {"categories": frozenset({"legal"})}, "no"),
        ({}, {"categories": frozenset({"housing"})}, "no"),
        (
            {"tags": {"population": ["indigenous"]}},
            {"populations": frozenset({"indigenous"})},
            "yes",
        ),
        ({"tags": {"population": ["youth"]}}, {"populations": frozenset({"indigenous"})}, "no"),
        ({}, {"populations": frozenset({"indigenous"})}, "unknown"),
        ({"tags": {"gender": ["women"]}}, {"gender": "women"}, "yes"),
        ({"tags": {"gender": ["women"]}}, {"gender": "men"}, "no"),
        ({"tags": {"gender": ["everybody"]}}, {"gender": "men"}, "yes"),
        ({}, {"gender": "men"}, "unknown"),
        (
            {"tags": {"setting": ["residential"]}},
            {"terms": {"setting": frozenset({"residential"})}},
            "yes",
        ),
        (
            {"tags": {"setting": ["drop-in"]}},
            {"terms": {"setting": frozenset({"residential"})}},
            "no",
        ),
        ({"languages": ["fr"]}, {"language": "fr"}, "yes"),
        ({"languages": ["en"]}, {"language": "fr"}, "no"),
        ({}, {"language": "fr"}, "unknown"),
        ({"cost": entries.Cost(kind="free")}, {"free": True}, "yes"),
        ({"cost": entries.Cost(kind="fee")}, {"free": True}, "no"),
        ({}, {"free": True}, "unknown"),
        ({"max_stay_days": 730}, {"stay_days": 183}, "yes"),
        ({"max_stay_days": 30}, {"stay_days": 183}, "no"),
        ({"duration_months": 60}, {"months": 60}, "yes"),
        ({"duration_months": 12}, {"months": 60}, "no"),
        ({"schedules": [FRIDAY]}, {"open_now": True}, "yes"),
        ({}, {"open_now": True}, "unknown"),
    ],
)
def test_each_condition_knows_yes_no_and_not_known(
    about: dict[str, Any], query: dict[str, Any], expected: str
) -> None:
    assert fits(listed(**about), **query) == expected


@pytest.mark.parametrize(
    ("low", "high", "age", "expected"),
    [
        (18, 64, 17, "no"),
        (18, 64, 18, "yes"),
        (18, 64, 64, "yes"),
        (18, 64, 65, "no"),
        (None, 25, 0, "yes"),
        (65, None, 90, "yes"),
        (None, None, 17, "unknown"),
    ],
)
def test_ages_count_both_ends(low: int | None, high: int | None, age: int, expected: str) -> None:
    who = entries.Eligibility(minimum_age=low, maximum_age=high)
    assert fits(listed(eligibility=who), age=age) == expected


@pytest.mark.parametrize(
    ("served", "asked_for", "expected"),
    [
        ("past", "current", "no"),
        ("current", "current", "yes"),
        ("either", "past", "yes"),
        ("", "current", "unknown"),
    ],
)
def test_current_leaves_out_what_is_for_the_past_only(
    served: Any, asked_for: str, expected: str
) -> None:
    who = entries.Eligibility(involvement=served)
    assert fits(listed(eligibility=who), involvement=asked_for) == expected


def test_a_place_is_found_by_town_province_area_and_country_without_accents() -> None:
    assert fits(listed(where=(MONTREAL,)), place="montreal") == "yes"
    assert fits(listed(where=(MONTREAL,)), place="QUÉB") == "yes"
    assert fits(listed(where=(MONTREAL,)), place="Winnipeg") == "no"
    assert (
        fits(listed(areas=[entries.Area(country="CA", province="Manitoba")]), place="manitoba")
        == "yes"
    )
    assert (
        fits(listed(areas=[entries.Area(name={"en": "Canada"}, country="CA")]), place="Brandon")
        == "yes"
    )
    assert fits(listed(), place="Brandon") == "unknown"


def test_words_are_found_from_their_beginning_in_both_languages() -> None:
    made = listed(description={"fr": "Un hébergement d’été"})
    assert fits(made, words="heberg") == "yes"
    assert fits(made, words="ÉTÉ") == "yes"
    assert fits(made, words="open door") == "yes"
    assert fits(made, words="bergement") == "no"


def test_what_surely_fits_stands_first_and_what_was_complained_of_last() -> None:
    sure = listed("sure", facts={"id": "no"})
    unknown = listed("unknown")
    judged = listed("judged", facts={"id": "no"}, lowered=1)
    full = listed("full", facts={"id": "no"}, capacity=entries.Capacity(state="full"))
    asks = listed("asks", facts={"id": "yes"})
    found = find([judged, unknown, asks, full, sure], Query(barriers={"id": "no"}), NOW)
    assert names(found) == ["sure", "full", "unknown", "judged"]


def test_whom_it_is_meant_for_in_particular_finds_it_first() -> None:
    tag = entries.Tag(vocabulary="population", code="indigenous", preferred=True)
    meant, also = (
        listed("z meant", tags=[tag]),
        listed("a also", tags={"population": ["indigenous"]}),
    )
    assert names(find([also, meant], Query(populations=frozenset({"indigenous"})), NOW)) == [
        "z meant",
        "a also",
    ]


def test_what_takes_nobody_and_what_is_for_the_staff_is_left_out() -> None:
    gone, staff = listed("gone", status="defunct"), listed("staff", public=False)
    assert names(find([gone, staff], Query(), NOW)) == ["staff"]
    assert names(find([gone, staff], Query(public=True), NOW)) == []
    assert names(find([gone, staff], Query(inactive=True, public=True), NOW)) == ["gone"]


def test_when_nothing_fits_it_says_what_shut_everything_out() -> None:
    shelves = [listed("a", facts={"id": "yes"}, where=(WINNIPEG,))]
    query = Query(barriers={"id": "no"}, place="winnipeg")
    assert find(shelves, query, NOW) == []
    assert shut_out_by(shelves, query, NOW) == ["id"]
    assert asked(Query()) == []
    assert asked(Query(age=0, open_now=True)) == ["age", "open_now"]


def test_a_look_through_ten_thousand_services_is_quick() -> None:
    shelves = [listed(f"place {n}", facts={"id": "no"}, where=(WINNIPEG,)) for n in range(500)] * 20
    query = Query(words="place 4", place="winnipeg", barriers={"id": "no"}, age=30)
    find(shelves[:10], query, NOW)
    began = time.perf_counter()
    find(shelves, query, NOW)
    assert time.perf_counter() - began < 2


# ---- chips -----------------------------------------------------------------------------------


def said(listing: Listing, locale: str = "en", **more: Any) -> dict[str, tuple[str, str]]:
    return {chip.name: (chip.words, chip.tone) for chip in chips(listing, locale, NOW, **more)}


def test_chips_say_what_helps_what_may_stop_her_and_what_is_not_known() -> None:
    made = listed(
        facts={"id": "no", "curfew": "yes"},
        verified=date(2018, 4, 23),
        capacity=entries.Capacity(state="full", asked=date(2026, 11, 1)),
        schedules=[FRIDAY],
    )
    found = said(made, asked=("single_rooms",))
    assert next(iter(found)) == "single_rooms"
    assert found["single_rooms"] == ("Own room: not known", "unknown")
    assert found["id"] == ("No ID needed", "good")
    assert found["curfew"] == ("Has a curfew", "care")
    assert found["capacity"] == ("Full on November 1, 2026", "care")
    assert found["verified"] == ("Not checked since April 23, 2018", "care")
    assert found["cost"] == ("Cost: not known", "unknown")
    assert found["police"][1] == "unknown"
    assert found["open"] == ("Open now", "good")
    assert said(made, "fr")["id"] == ("Sans pièce d’identité", "good")


def test_what_a_rule_has_guessed_is_marked_as_to_be_checked() -> None:
    guess = entries.Fact(name="id", answer="yes", to_check=True)
    assert said(listed(facts=[guess]))["id"] == ("Asks for ID (to be checked)", "unknown")


def test_a_secret_place_is_said_to_be_one_and_a_fresh_look_is_not_worth_a_chip() -> None:
    hidden = entries.Place(source_id="s", confidential=True, city="Kamloops")
    found = said(listed(where=(hidden,), verified=date(2026, 11, 1), lowered=2))
    assert found["confidential"][1] == "good"
    assert "verified" not in found
    assert found["lowered"][1] == "care"
