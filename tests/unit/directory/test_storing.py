"""Entries become rows and entries again: all or none, once, and corrections are not undone."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from msgspec.structs import replace

from referrals import entries, feedback, rows
from referrals.directory import Query, find
from referrals.models import AnswerChange, Location, Organisation, Review, Service, Term
from referrals.search.shelf import Shelf, shelf
from referrals.terms.categories import count, first_terms, load_terms, pin, tree
from referrals.transfer.firstdirectory import first_directory, load_first_directory
from referrals.transfer.storing import store
from tests.unit.directory.shelves import service

pytestmark = pytest.mark.django_db

STREET = "12 Hidden Lane"


def one(*services: entries.Service, **about: Any) -> entries.Directory:
    owner = entries.Organisation(
        source_id="o", name={"en": "Open door"}, services=list(services), **about
    )
    return entries.Directory(organisations=[owner])


def found(**query: Any) -> list[str]:
    listed = find(shelf.listings(), Query(**query), timezone.now())
    return [each.listing.service.source_id for each in listed]


def back(source_id: str) -> entries.Service:
    return rows.service(rows.whole(Service.objects.all()).get(source_id=source_id))


def test_the_first_directory_comes_back_as_it_went_in() -> None:
    load_first_directory()
    sent = {s.source_id: s for o in first_directory().organisations for s in o.services}
    assert {name: back(name) for name in sent} == sent
    for organisation in first_directory().organisations:
        row = Organisation.objects.get(source_id=organisation.source_id)
        bare = replace(organisation, places=[], programmes=[], services=[])
        assert rows.organisation(row) == bare
        assert [rows.place(each) for each in row.locations.all()] == organisation.places
        assert [rows.programme(each) for each in row.programmes.all()] == organisation.programmes


def test_the_same_again_changes_nothing() -> None:
    first = load_first_directory()
    before = list(Service.objects.order_by("pk").values())
    again = load_first_directory()
    assert first.made == again.same > 20
    assert (again.made, again.changed, again.kept) == (0, 0, [])
    assert list(Service.objects.order_by("pk").values()) == before
    assert AnswerChange.objects.count() == 0


def test_what_changed_where_it_comes_from_changes_here_and_is_written_down() -> None:
    store(one(service("bed", facts={"id": "yes", "curfew": "no"})), "x", "x")
    pk = Service.objects.get().pk
    written = store(one(service("bed", facts={"id": "no"}, status="inactive")), "x", "file")
    assert (written.made, written.changed, written.same) == (0, 1, 1)
    row = Service.objects.get()
    assert (row.pk, row.status) == (pk, "inactive")
    told = AnswerChange.objects.order_by("name").values_list("name", "before", "after", "who")
    assert list(told) == [("curfew", "no", "unknown", "file"), ("id", "yes", "no", "file")]


def test_what_was_corrected_here_is_kept_unless_one_wants_it_back() -> None:
    store(one(service("bed"), service("meal")), "x", "x")
    Service.objects.filter(source_id="bed").update(
        corrected_at=timezone.now(), name={"en": "A better bed"}
    )
    fresh = one(service("bed", email="new@example.org"), service("meal"))
    assert store(fresh, "x", "x").kept == ["bed"]
    assert Service.objects.get(source_id="bed").name == {"en": "A better bed"}
    assert store(fresh, "x", "x", overwrite=True).changed == 1
    row = Service.objects.get(source_id="bed")
    assert (row.name, row.email, row.corrected_at) == ({"en": "bed"}, "new@example.org", None)


def test_two_sources_may_call_theirs_the_same() -> None:
    store(one(service("bed")), "x", "x")
    store(one(service("bed")), "y", "y")
    assert Service.objects.filter(source_id="bed").count() == 2


def test_it_is_all_or_nothing() -> None:
    broken = one(service("bed"), service("meal", programme="", status="nonsense"))
    broken.organisations[0].services[1].places = ["nowhere"]
    with pytest.raises(KeyError):
        store(broken, "x", "x")
    assert not Organisation.objects.exists()
    assert not Service.objects.exists()


def test_of_a_confidential_place_no_street_is_kept_in_any_way() -> None:
    hidden = entries.Place(
        source_id="h",
        confidential=True,
        address_1=STREET,
        postal_code="V2C 1A1",
        city="Kamloops",
        latitude=50.7,
        longitude=-120.3,
        transportation={"en": f"Bus to {STREET}"},
    )
    store(one(service("bed", places=["h"]), places=[hidden]), "x", "x")
    row = Location.objects.get()
    assert (row.address_1, row.postal_code, row.latitude, row.transportation) == ("", "", None, {})
    assert row.city == "Kamloops"
    assert STREET not in str(shelf.listings())
    row.address_1 = STREET
    row.save()
    assert Location.objects.get().address_1 == ""
    with pytest.raises(DatabaseError):
        Location.objects.update(address_1=STREET)


# ---- the directory in memory -----------------------------------------------------------------


def test_a_change_is_seen_and_a_look_without_one_costs_one_statement() -> None:
    store(one(service("bed"), service("meal")), "x", "x")
    other = Shelf()
    assert len(other.listings()) == 2
    with CaptureQueriesContext(
        connection,
    ) as spoken:
        other.listings()
    assert len(spoken) == 1
    held = {each.service.source_id: each for each in other.listings()}
    store(one(service("bed", email="a@example.org"), service("meal")), "x", "x")
    now = {each.service.source_id: each for each in other.listings()}
    assert now["bed"].service.email == "a@example.org"
    assert now["meal"] is held["meal"]


def test_a_new_name_of_an_organisation_reaches_all_its_services() -> None:
    store(one(service("bed")), "x", "x")
    assert found(words="open") == ["bed"]
    fresh = one(service("bed"))
    fresh.organisations[0].name = {"en": "Closed window"}
    store(fresh, "x", "x")
    assert found(words="open") == []
    assert found(words="window") == ["bed"]


# ---- categories ------------------------------------------------------------------------------


def test_counts_are_those_of_active_services_each_counted_once() -> None:
    load_terms()
    store(
        one(
            service("a", tags={"category": ["shelter", "few-days"]}),
            service("b", tags={"category": ["shelter"]}),
            service("c", tags={"category": ["shelter"]}, status="inactive"),
            service("d", tags={"category": ["shelter"]}, public=False),
        ),
        "x",
        "x",
    )
    counts = count(shelf.listings())
    assert (counts["shelter"], counts["few-days"], counts["housing"]) == (3, 1, 3)
    assert count(shelf.listings(), public=True)["housing"] == 2
    housing = next(node for node in tree(counts) if node.code == "housing")
    assert housing.count == 3
    assert {node.code: node.count for node in housing.children}["shelter"] == 3


def test_terms_are_added_once_and_new_words_for_them_stay() -> None:
    assert load_terms() == sum(len(each.terms) for each in first_terms())
    Term.objects.filter(code="leaving").update(label={"en": "Ways out", "fr": "Des issues"})
    Term.objects.filter(code="cv").delete()
    assert load_terms() == 1
    assert Term.objects.get(code="leaving").label["en"] == "Ways out"
    assert Term.objects.get(code="cv").parent is not None


def test_those_on_top_can_be_put_in_another_order() -> None:
    load_terms()
    pin(["housing", "health"])
    assert [node.code for node in tree(count([]))][:2] == ["housing", "health"]
    for wrong in (["housing", "housing"], ["nothing"], ["a"] * 6):
        with pytest.raises(ValueError):
            pin(wrong)


def test_a_term_of_nobody_is_added_and_may_not_leave_the_house() -> None:
    store(one(service("bed", tags={"their list": ["BH-1800"]})), "x", "x")
    term = Term.objects.get(code="BH-1800")
    assert (term.vocabulary.code, term.vocabulary.may_export) == ("their list", False)


# ---- what somebody made of it ----------------------------------------------------------------


def test_a_bad_word_opens_a_review_and_lowers_it_until_it_was_a_mistake() -> None:
    store(one(service("a"), service("b")), "x", "x")
    assert found() == ["a", "b"]
    pk = Service.objects.get(source_id="a").pk
    review = feedback.tell(pk, "judged")
    assert feedback.tell(pk, "did_not_work") == review
    assert found() == ["b", "a"]
    held = shelf.get(pk)
    assert held is not None
    assert held.lowered == 2
    assert [each.pk for each in feedback.open_reviews()] == [review.pk]
    assert feedback.close(review.pk, "mistake", "Dana")
    assert not feedback.close(review.pk, "stands", "Dana")
    assert found() == ["a", "b"]
    feedback.tell(pk, "unsafe")
    assert Review.objects.filter(outcome="").count() == 1


def test_what_stands_stays_low_and_nothing_says_who_told() -> None:
    store(one(service("a"), service("b")), "x", "x")
    pk = Service.objects.get(source_id="a").pk
    review = feedback.tell(pk, "judged")
    feedback.close(review.pk, "stands", "Dana")
    assert found() == ["b", "a"]
    with pytest.raises(ValueError):
        feedback.tell(pk, "I felt judged by Kim")
    assert review.opened_on == timezone.localdate() > date(2026, 1, 1)
