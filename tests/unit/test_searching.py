"""Places while somebody types: beginnings of words, slips, conditions in plain words."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from helpline.segments import measure
from referrals import entries
from referrals.directory import Listing, Query
from referrals.hours.schedules import Schedule
from referrals.search import finding
from referrals.search.asking import read
from referrals.search.listings import listing
from referrals.search.searching import Index, apart
from referrals.search.shownplaces import place
from referrals.showing.placewords import facts, wordings

FRIDAY = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
OFFICE = Schedule(freq="WEEKLY", byday=("FR",), opens_at="14:00", closes_at="16:30", zone="UTC")
NETWORK = entries.Organisation(
    source_id="o", name={"en": "Harbour Network", "fr": "Réseau du port"}
)
WINNIPEG = entries.Place(source_id="p", city="Winnipeg", province="MB", address_1="1 Elm St")
HIDDEN = entries.Place(source_id="h", city="Kamloops", confidential=True)
LABELS = {"category": {"bed": {"en": "Emergency shelter", "fr": "Hébergement d’urgence"}}}
BED = [entries.Tag(vocabulary="category", code="bed")]


def fact(name: str, answer: Any) -> entries.Fact:
    return entries.Fact(name=name, answer=answer)


def service(number: int, en: str, fr: str, where: entries.Place = WINNIPEG, **over: Any) -> Listing:
    entry = entries.Service(source_id=str(number), name={"en": en, "fr": fr}, **over)
    return listing(UUID(int=number), entry, NETWORK, None, (where,), {}, LABELS)


PHONE = [entries.Phone(number="204-555-0142")]
LARCH = service(1, "Larch House", "Maison Larch", tags=BED, facts=[fact("id", "no")], phones=PHONE)
ELM = service(2, "Elm Beds", "Lits de l’orme", tags=BED, facts=[fact("id", "yes")])
CLINIC = service(3, "Street clinic", "Clinique de rue", schedules=[OFFICE])
GONE = service(4, "Night kitchen", "Cuisine de nuit", status="defunct", tags=BED)
MIREILLE = service(5, "Chez Mireille", "Chez Mireille", where=HIDDEN, tags=BED)
INDEX = Index((LARCH, ELM, CLINIC, GONE, MIREILLE))


def names(typed: str, now: datetime = FRIDAY) -> list[str]:
    answer = finding.look(INDEX, read(typed), now)
    return [each.listing.name["en"] for each in answer.found]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("larch", ["Larch House"]),
        ("LARC", ["Larch House"]),
        ("maison", ["Larch House"]),
        ("clinique", ["Street clinic"]),
        ("cliniqe", ["Street clinic"]),
        ("mirielle", ["Chez Mireille"]),
        ("hebergement", ["Larch House", "Elm Beds", "Chez Mireille"]),
        ("hébergment", ["Larch House", "Elm Beds", "Chez Mireille"]),
        ("shelter kamloops", ["Chez Mireille"]),
        ("shelter no id", ["Larch House", "Chez Mireille"]),
        ("shelter no i", ["Larch House", "Elm Beds", "Chez Mireille"]),
        ("hebergement sans papiers", ["Larch House", "Chez Mireille"]),
        ("asks for id shelter", ["Elm Beds", "Chez Mireille"]),
        ("clinic open now", ["Street clinic"]),
        ("kitchen", []),
        ("zzzz", []),
        ("elm larch", []),
    ],
)
def test_what_is_found(typed: str, found: list[str]) -> None:
    assert names(typed) == found


def test_who_is_shut_is_not_open_and_who_has_no_hours_is_kept_behind() -> None:
    late = datetime(2026, 11, 27, 17, 0, tzinfo=UTC)
    assert names("clinic ouvert maintenant", late) == []
    answer = finding.look(INDEX, read("shelter open now"), late)
    assert {each.unknown for each in answer.found} == {("open_now",)}


def test_where_nothing_is_found_it_is_said_what_alone_kept_everything_out() -> None:
    answer = finding.look(INDEX, read("elm no id"), FRIDAY)
    assert (answer.found, answer.shut_out) == ([], ["id"])
    assert finding.look(INDEX, read("zzzz no id"), FRIDAY).shut_out == []


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("bed no id open now", Query(words="bed", barriers={"id": "no"}, open_now=True)),
        ("lit sans carte", Query(words="lit", barriers={"id": "no"})),
        ("abri avec animaux", Query(words="abri", barriers={"takes_pets": "yes"})),
        ("free bed", Query(words="bed", free=True)),
        ("sans", Query()),
        ("no smoking", Query(words="no smoking")),
    ],
)
def test_conditions_are_read_out_of_the_words(typed: str, query: Query) -> None:
    assert read(typed) == query


@pytest.mark.parametrize(
    ("one", "two", "slips"), [("clinic", "clinic", 0), ("clinc", "clinic", 1), ("ab", "ba", 1)]
)
def test_slips_are_counted(one: str, two: str, slips: int) -> None:
    assert apart(one, two) == slips


def test_the_wordings_are_the_facts_as_they_stand() -> None:
    said = wordings(LARCH, FRIDAY)
    assert said["chat"]["en"] == "Larch House. Call 204-555-0142. 1 Elm St, Winnipeg."
    assert said["chat"]["fr"] == "Maison Larch. Appelez le 204-555-0142. 1 Elm St, Winnipeg."
    assert said["sms"]["fr"] == "Maison Larch, 1 Elm St, Winnipeg : 204-555-0142"
    assert "Larch" not in said["discreet"]["fr"]
    assert [measure(said[face]["fr"]).texts for face in ("sms", "discreet")] == [1, 1]
    assert wordings(MIREILLE, FRIDAY)["discreet"]["en"] == ""


def test_a_text_says_when_and_where_as_far_as_one_has_room() -> None:
    kitchen = service(8, "Night kitchen", "Cuisine de nuit", schedules=[OFFICE], phones=PHONE)
    said = wordings(kitchen, FRIDAY)["sms"]
    assert said["en"] == (
        "Night kitchen, Friday, December 4, 14:00, 1 Elm St, Winnipeg: 204-555-0142"
    )
    long = service(9, "Kitchen " * 15, "Cuisine " * 15, schedules=[OFFICE], phones=PHONE)
    said = wordings(long, FRIDAY)["sms"]
    assert said["en"].endswith("Winnipeg: 204-555-0142")
    assert "December" not in said["en"]
    assert [measure(words).texts for words in said.values()] == [1, 1]


def test_where_a_confidential_place_is_stands_in_no_word_of_it() -> None:
    assert "address" not in facts(MIREILLE, "en", FRIDAY)
    said = [words for face in wordings(MIREILLE, FRIDAY).values() for words in face.values()]
    assert not [words for words in said if "Kamloops" in words]


def test_what_comes_next_is_a_day_and_an_hour_there() -> None:
    assert facts(CLINIC, "en", FRIDAY)["next"] == "Friday, December 4, 14:00"
    assert facts(CLINIC, "fr", FRIDAY)["next"] == "vendredi 4 décembre, 14 h 00"


def test_a_place_says_first_what_was_asked_and_what_may_stop_her() -> None:
    shown = place(ELM, FRIDAY, ("takes_pets",))
    assert [chip["words"]["en"] for chip in shown["chips"][:2]] == [
        "Pets: not known",
        "Asks for ID",
    ]
    assert shown["due"] == "overdue"
    assert place(GONE, FRIDAY)["due"] == "expired"
