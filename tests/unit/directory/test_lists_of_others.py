"""Public samples of lists are read as they are, with all that is odd in them."""

import json
from datetime import date
from typing import Any

import pytest

from referrals.entries import Capacity, Phone
from referrals.exchange.inbox import read
from tests.unit.directory.files import ABOUT, SAMPLES, packed, sample, services, sheet, taken, told


def test_the_example_of_hsds_3_in_json() -> None:
    directory, report = read(sample("hsds-3-json"), ABOUT)
    assert told(report) == []
    # A latitude of 100 degrees is on no globe.
    assert [(each.code, each.column) for each in report.problems] == [("number", "latitude")]
    (owner,) = directory.organisations
    (made,) = owner.services
    assert owner.name == {"en": "Example Organization Inc."}
    assert made.name == {"en": "Community Counselling"}
    assert made.phones == [Phone(number="+441234234567", extension="100", note=made.phones[0].note)]
    assert (made.eligibility.minimum_age, made.eligibility.maximum_age) == (12, 100)
    assert (made.cost.kind, made.cost.amount, made.cost.currency) == ("fee", "35", "GBP")
    assert made.verified == date(2005, 1, 1)
    assert (made.schedules[0].byday, made.schedules[0].opens_at) == (("TH", "FR"), "10:00")
    assert made.programme == owner.programmes[0].source_id
    assert owner.places[0].address_1 == "1-30 Main Street"
    assert owner.places[0].latitude is None
    assert [(f.name, f.answer, f.to_check) for f in made.facts] == [("id", "yes", True)]
    assert made.documents[0].words.startswith("Any official identification")


def test_the_example_of_hsds_3_in_csv_whose_rows_do_not_fit_each_other() -> None:
    directory, report = read(sample("hsds-3-csv"), ABOUT)
    assert told(report) == []
    assert services(directory)["Community Counselling"].url == "http://example.com/counselling"
    assert {each.name["en"] for each in directory.organisations} == {
        "Community Counselling",
        "Example Organization Inc.",
    }
    loose = {each.file for each in report.problems if each.code == "loose"}
    assert {"phone.csv", "schedule.csv", "address.csv"} <= loose


def test_a_page_of_an_api_of_hsds_3_and_what_a_mock_of_it_serves() -> None:
    made = taken(sample("hsds-3-page"))["Community Counselling"]
    assert (made.verified, made.eligibility.minimum_age) == (date(2005, 1, 1), 12)
    whole = json.loads((SAMPLES / "hsds-3-json" / "service_full.json").read_bytes())
    alone = taken(sample("hsds-3-json"))

    def page(*contents: Any) -> bytes:
        about = {"empty": False, "total_items": len(contents), "page_number": 1}
        return json.dumps({**about, "size": len(contents), "contents": contents}).encode()

    assert taken(page(whole)) == alone
    # The same from the other side: organisations, with what they run inside.
    bare = {name: value for name, value in whole.items() if name != "organization"}
    owner = {**whole["organization"], "services": [bare]}
    assert taken(page(owner)) == alone
    assert taken(json.dumps(owner).encode()) == alone


def test_examples_of_hsds_1_in_csv() -> None:
    found = taken(sample("hsds-1-csv"))
    helpline = found["Never Homeless Helpline"]
    week, off = helpline.schedules
    assert (week.byday, week.opens_at, week.closes_at) == (("MO", "TU", "WE"), "09:00", "17:00")
    assert (off.closed, off.valid_from, off.valid_to) == (
        True,
        date(2019, 12, 24),
        date(2019, 12, 26),
    )
    assert helpline.eligibility.wording == {"en": "adult"}
    assert found["Food Safety Program"].status == "inactive"
    # What is marked up elsewhere is plain here.
    words = found["Dear Teacher Skills Refresh"].description["en"]
    assert words.endswith("Languages: Spanish")
    assert "<" not in words
    assert found["Bubbles at The Cross"].phones[1].kind == "cell"


def test_a_list_of_another_kind_that_grew_out_of_the_same() -> None:
    found = taken(sample("ohana-csv"))
    assert len(found) == 23
    assert found["Service with blank fields"].status == "defunct"
    assert found["Service for Admin Test Location"].status == "inactive"
    photos = found["Passport Photos"]
    hours = [(r.byday, r.opens_at, r.closes_at) for r in photos.schedules if r.freq == "WEEKLY"]
    assert (("MO",), "14:00", "16:00") in hours
    assert (("WE",), "10:00", "15:00") in hours
    # New Year's Day of every year.
    (yearly,) = [r for r in photos.schedules if r.freq == "MONTHLY"]
    assert (yearly.closed, yearly.interval, yearly.bymonthday) == (True, 12, (1,))
    assert [f.name for f in found["Rosener House Adult Day Services"].facts] == ["tb_test"]
    assert [f.name for f in found["Adult Rehabilitation Center"].facts] == ["sobriety"]
    assert [f.name for f in found["Sunnyvale Corps"].facts] == ["id"]
    assert found["Adult Rehabilitation Center"].cost.kind == "free"
    assert found["Sunnyvale Corps"].cost.kind == "unknown"
    assert photos.languages[0] == "es"
    assert {phone.kind for phone in photos.phones} >= {"text", "hotline", "tty"}


def test_real_data_as_dirty_as_it_is_comes_through() -> None:
    found = taken(
        packed(
            {
                "organizations.csv": sheet(["id", "name"], [["1", "Open door"]]),
                "services.csv": sheet(
                    ["id", "organization_id", "name", "description", "status", "url"],
                    [
                        ["", "1", "No id", r"First.\nSecond.", "", "www.example.org"],
                        ["", "", "", "", "", ""],
                        ["7", "1", "Bed", "A &amp; B<br>C", "Active", "N/A"],
                    ],
                ),
                "phones.csv": sheet(
                    ["id", "service_id", "number"],
                    [["", "7", "305-631-4211 x313"], ["", "7", "211"], ["", "7", "call us"]],
                ),
                "regular_schedule.csv": sheet(
                    ["service_id", "weekday", "opens_at", "closes_at"],
                    [["7", "Monday", "9:00am", "5:00pm"], ["7", "Tuesday", "9:00am", "5:00pm"]],
                ),
            }
        )
    )
    assert found["No id"].description == {"en": "First.\nSecond."}
    assert found["No id"].url == "https://www.example.org"
    assert found["No id"].source_id.startswith("unnamed ")
    bed = found["Bed"]
    assert bed.description == {"en": "A & B\nC"}
    assert [(p.number, p.extension) for p in bed.phones] == [("+13056314211", "313"), ("211", "")]
    assert (bed.schedules[0].byday, bed.schedules[0].closes_at) == (("MO", "TU"), "17:00")


def test_capacity_of_hsds_3_1_comes_with_the_age_of_the_fact() -> None:
    made = taken(
        packed(
            {
                "service.csv": sheet(["id", "organization_id", "name"], [["7", "", "Bed"]]),
                "service_capacity.csv": sheet(
                    ["id", "service_id", "unit_id", "available", "maximum", "updated"],
                    [["1", "7", "u", "0", "12", "2026-11-20T08:00:00Z"]],
                ),
                "unit.csv": sheet(["id", "name"], [["u", "beds"]]),
            }
        )
    )["Bed"]
    assert made.capacity == Capacity(
        state="full", available=0, maximum=12, unit={"en": "beds"}, asked=date(2026, 11, 20)
    )


@pytest.mark.parametrize(
    ("column", "value"),
    [("location_type", "redacted"), ("PhysicalAddressIsPrivate", "True"), ("confidential", "yes")],
)
def test_a_place_that_others_keep_secret_is_secret_here(column: str, value: str) -> None:
    directory, report = read(
        packed(
            {
                "service.csv": sheet(["id", "organization_id", "name"], [["7", "o", "Bed"]]),
                "organization.csv": sheet(["id", "name"], [["o", "Open door"]]),
                "service_at_location.csv": sheet(["service_id", "location_id"], [["7", "l"]]),
                "location.csv": sheet(
                    ["id", "name", "latitude", column], [["l", "Home", "49.9", value]]
                ),
                "address.csv": sheet(
                    ["location_id", "address_1", "city"], [["l", "12 Hidden Lane " * 20, "Brandon"]]
                ),
            }
        ),
        ABOUT,
    )
    (place,) = directory.organisations[0].places
    assert (place.confidential, place.city, place.latitude) == (True, "Brandon", None)
    assert "Hidden Lane" not in f"{directory}{report.problems}"
