"""The programmes that the project brings along: what is known of them, what stays inside."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from referrals import entries
from referrals.directory import Listing, Query, find
from referrals.exchange import checking, flattening, opening, sending
from referrals.exchange.hsds import Sent
from referrals.exchange.inbox import read
from referrals.hours.schedules import Schedule
from referrals.search.listings import listing
from referrals.terms.categories import first_terms
from referrals.transfer.firstdirectory import first_directory
from referrals.wording.texts import Texts
from tests.unit.directory.files import ABOUT, told

FRIDAY_AFTERNOON = datetime(2026, 11, 27, 23, 0, tzinfo=UTC)
FREE = [each.code for each in first_terms() if each.may_export]
OWNERS = {each.source_id: each for each in first_directory().organisations}
SERVICES = {s.source_id: (s, o) for o in OWNERS.values() for s in o.services}
PARENTS = {"category": {t.code: t.parent for v in first_terms() for t in v.terms if t.parent}}


def listed(key: str) -> Listing:
    service, owner = SERVICES[key]
    where = tuple(place for place in owner.places if place.source_id in service.places)
    return listing(uuid4(), service, owner, None, where, PARENTS, {})


def found(**query: Any) -> set[str]:
    hits = find([listed(key) for key in SERVICES], Query(**query), FRIDAY_AFTERNOON)
    return {each.listing.service.source_id for each in hits if not each.unknown}


def test_everything_in_it_can_be_kept_and_is_said_in_both_languages() -> None:
    assert list(checking.faults(first_directory())) == []
    assert set(OWNERS) == {"north-end-womens-centre", "ask-wellness", "uk-exiting-project"}
    known = {each.code: {t.code for t in each.terms} for each in first_terms()}
    for service, _owner in SERVICES.values():
        assert set(service.description) == {"en", "fr"}
        assert [t for t in service.tags if t.code not in known[t.vocabulary]] == []


def test_the_winnipeg_programme_has_its_four_phases_and_its_contact_block() -> None:
    owner = OWNERS["north-end-womens-centre"]
    (programme,) = owner.programmes
    french = [phase.name["fr"] for phase in programme.phases]
    assert [name[0] for name in french] == ["1", "2", "3", "4"]
    assert "Counseling chaque semaine" in [a.name["fr"] for a in programme.phases[1].activities]
    assert programme.phases[0].self_referral == "yes"
    assert {a.delivery for phase in programme.phases for a in phase.activities} == {
        "internal",
        "partner",
    }
    (place,) = owner.places
    assert (place.address_1, place.city, place.postal_code) == (
        "394 Selkirk Ave",
        "Winnipeg",
        "R2W 2M2",
    )
    assert [phone.number for phone in owner.phones] == ["+12045897347"]
    assert owner.email == "info@newcentre.org"
    support = SERVICES["wsrp-support"][0]
    assert [each.status for each in support.evidence.listings] == ["not applicable"] * 4
    assert support.cost.kind == "unknown"
    assert f"{support.verified}" == "2018-04-23"
    preferred = [tag.code for tag in support.tags if tag.preferred]
    assert preferred == ["indigenous"]


def test_shop_is_found_on_friday_afternoon_without_a_wish_to_leave() -> None:
    open_now = found(place="Kamloops", open_now=True, barriers={"exit_intent": "no"})
    assert open_now == {"shop-friday", "shop-safe-suite"}
    assert found(categories=frozenset({"leaving"})) == {"wsrp-support", "uk-casework"}
    assert found(stay_days=183) == {"wsrp-housing"}
    assert "uk-casework" not in found(barriers={"exit_intent": "no"})


def test_where_the_safe_suite_is_stands_nowhere() -> None:
    (place,) = listed("shop-safe-suite").where
    assert place.confidential
    assert (place.address_1, place.postal_code, place.latitude) == ("", "", None)
    assert SERVICES["shop-safe-suite"][0].schedules == [
        Schedule(zone="America/Vancouver", always=True, name=_night())
    ]


def _night() -> Texts:
    return {"en": "Staff day and night", "fr": "Personnel jour et nuit"}


def test_it_goes_out_and_comes_back_without_what_is_for_the_staff() -> None:
    sent: dict[str, Sent] = {}
    for key, (service, owner) in SERVICES.items():
        if not service.public:
            continue
        programme = next(p for p in owner.programmes if p.source_id == service.programme)
        sent[key] = Sent(
            service=opening.service(service, FREE),
            organisation=opening.organisation(owner),
            programme=opening.programme(programme),
            places=tuple(p for p in owner.places if p.source_id in service.places),
        )
    assert "shop-landlords" not in sent
    trees = [sending.tree(each, {}) for each in sent.values()]
    assert "staff_notes" not in json.dumps(trees)
    assert "RCMP" not in json.dumps([tree["organization"] for tree in trees])
    for data in (json.dumps(trees).encode(), flattening.package(trees)):
        directory, report = read(data, ABOUT)
        assert told(report) == []
        back = {s.source_id: s for o in directory.organisations for s in o.services}
        assert back == {key: each.service for key, each in sent.items()}
        phases = {p.source_id: p.phases for o in directory.organisations for p in o.programmes}
        assert len(phases["wsrp"]) == 4
        assert phases == {p.source_id: p.phases for p in _programmes(sent)}


def _programmes(sent: dict[str, Sent]) -> list[entries.Programme]:
    return [each.programme for each in sent.values() if each.programme]
