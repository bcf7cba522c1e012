"""Row by row, what organisations asked of a directory: entered, found, shown twice, and sent on."""

import json
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from uuid import uuid4

import msgspec
import pytest

from referrals import entries
from referrals.directory import Listing, Query, find, is_stale
from referrals.entries import Area, Cost, Eligibility, Evidence, Funding, Listed, Phone, Tag
from referrals.exchange import flattening, opening, sending
from referrals.exchange.hsds import Sent
from referrals.exchange.inbox import read
from referrals.hours.schedules import Schedule
from referrals.hours.sessions import coming, is_open, is_over
from referrals.search.listings import listing
from referrals.showing.chips import chips
from referrals.terms.categories import first_terms
from referrals.wording.texts import said
from tests.unit.directory.files import ABOUT, told
from tests.unit.directory.shelves import FRIDAY, service

NOW = datetime(2026, 11, 27, 23, 0, tzinfo=UTC)
VOCABULARIES = {each.code: {t.code: t for t in each.terms} for each in first_terms()}
PARENTS = {"category": {t.code: t.parent for t in VOCABULARIES["category"].values() if t.parent}}
FREE = [each.code for each in first_terms() if each.may_export]


class Row(NamedTuple):
    """A row: what is entered, what finds it, what does not, and words of it in both languages."""

    about: dict[str, Any]
    finds: dict[str, Any] = {}
    not_by: dict[str, Any] = {}
    says: tuple[str, str] = ("", "")


def tags(**codes: list[str]) -> dict[str, Any]:
    return {"tags": codes}


def of(category: str, *, other: str = "legal") -> Row:
    """A service of this category: found by it, and not by another one."""
    label = VOCABULARIES["category"][category].label
    parent = PARENTS["category"].get(category, category)
    other = "education" if parent == other else other
    return Row(
        tags(category=[category]),
        {"categories": frozenset({category})},
        {"categories": frozenset({other})},
        (label["en"], label["fr"]),
    )


def term(vocabulary: str, code: str, other: str) -> Row:
    label = VOCABULARIES[vocabulary][code].label
    return Row(
        tags(**{vocabulary: [code]}),
        {"terms": {vocabulary: frozenset({code})}},
        {"terms": {vocabulary: frozenset({other})}},
        (label["en"], label["fr"]),
    )


def fact(name: str, answer: str, en: str, fr: str) -> Row:
    other = {"yes": "no", "no": "yes"}[answer]
    return Row(
        {"facts": {name: answer}},
        {"barriers": {name: answer}},
        {"barriers": {name: other}},
        (en, fr),
    )


def who(**parts: Any) -> dict[str, Any]:
    return {"eligibility": Eligibility(**parts)}


TEXT = {"en": "In particular Indigenous women", "fr": "En particulier les femmes autochtones"}
ROWS: dict[str, Row] = {
    "T9": Row(who(involvement="past"), {"involvement": "past"}, {"involvement": "current"}),
    "T10": Row(
        {
            **tags(setting=["residential"], gender=["girls", "women"]),
            **who(minimum_age=12, maximum_age=17),
        },
        {"terms": {"setting": frozenset({"residential"})}, "gender": "women", "age": 17},
        {"terms": {"setting": frozenset({"residential"})}, "gender": "women", "age": 18},
        ("One lives there", "On y habite"),
    ),
    "T11": Row(
        {**tags(setting=["drop-in"]), "schedules": [FRIDAY]},
        {"open_now": True},
        {},
        ("Open now", "Ouvert maintenant"),
    ),
    "T12": of("information"),
    "T13": Row(
        {**tags(category=["after-prison"], population=["after-prison"]), **who(intake="mandated")},
        {"populations": frozenset({"after-prison"})},
        {"populations": frozenset({"youth"})},
    ),
    **{
        f"T14 {code}": of(code)
        for code in (
            "assessment",
            "peer-support",
            "information",
            "wrap-around",
            "life-skills",
            "supported-work",
            "aftercare",
            "follow-up",
        )
    },
    **{f"T15 {code}": of(code) for code in ("toiletries", "clothing", "meals", "shelter")},
    "T16": fact("transport", "yes", "Helps with getting there", "Aide au transport"),
    "T17": Row(
        {**tags(attending=["online"], topic=["work"], category=["after-prison-groups"])},
        {"terms": {"attending": frozenset({"online"})}},
        {"terms": {"attending": frozenset({"in-person"})}},
        ("Online", "En ligne"),
    ),
    "X2": Row(
        {"facts": {"exit_intent": "yes"}, "commitment": TEXT},
        {"barriers": {"exit_intent": "yes"}},
        {"barriers": {"exit_intent": "no"}},
        ("want to leave", "quitter"),
    ),
    **{f"X5 {code}": of(code) for code in ("substance-use", "debt", "partner-violence", "justice")},
    **{f"X7 {code}": of(code) for code in ("treatment", "health", "mental-health")},
    **{
        f"X11 {code}": of(code)
        for code in (
            "budgeting",
            "tenancy",
            "benefits",
            "partner-violence",
            "treatment",
            "parenting",
            "relationships",
        )
    },
    "X12": of("abuse-education"),
    **{f"X13 {code}": of(code) for code in ("literacy", "numeracy", "computers")},
    **{f"X14 {code}": of(code) for code in ("application-forms", "cv", "interviews")},
    "X15": Row(
        {"funding": [Funding(source={"en": "A fund", "fr": "Un fonds"}, starts=date(2016, 1, 1))]},
        says=("A fund", "Un fonds"),
    ),
    "X16": Row(tags(gender=["women"]), {"gender": "women"}, {"gender": "men"}, ("Women", "Femmes")),
    "L1": fact("id", "no", "No ID needed", "Sans pièce d’identité"),
    "L2": fact("tb_test", "no", "No tuberculosis test", "Sans test de tuberculose"),
    "L4": Row(
        {"facts": {"police": "no"}, "pickup": TEXT},
        {"barriers": {"police": "no"}},
        {"barriers": {"police": "yes"}},
        ("Without the police", "Sans la police"),
    ),
    "L5": fact("curfew", "yes", "Has a curfew", "Couvre-feu"),
    "L6": fact("safety_hold", "no", "Go out from the first day", "Sorties dès le premier jour"),
    "L10 sex trade": fact(
        "sex_trade_specific", "yes", "Made for people with this experience", "Conçu pour ce vécu"
    ),
    "L10 peers": fact("peer_led", "yes", "Led by peers", "Mené par des pairs"),
    **{
        f"L11 {code}": of(code)
        for code in ("substance-use", "legal", "education", "housing", "job-placement")
    },
    "L13": of("case-work"),
    "L14": fact("flexible_intake", "yes", "Flexible way in", "Admission souple"),
    "L15": fact("single_rooms", "yes", "A room of one’s own", "Chambre à soi"),
    "L16": of("exploitation"),
    "L17": Row({"duration_months": 60}, {"months": 24}, {"months": 61}),
    "W1": Row(
        {"description": TEXT},
        {"words": "autochtones"},
        {"words": "hommes"},
        (TEXT["en"], TEXT["fr"]),
    ),
    "W2": Row(who(minimum_age=18, maximum_age=64), {"age": 24}, {"age": 17}),
    "W3": Row(
        {**tags(gender=["women"]), **who(wording=TEXT)},
        {"gender": "women"},
        {"gender": "men"},
        (TEXT["en"], TEXT["fr"]),
    ),
    "W4": Row(
        {
            "tags": [
                Tag(vocabulary="population", code=code, preferred=code == "indigenous")
                for code in ("indigenous", "lgbtq2", "racialised", "trade")
            ]
        },
        {"populations": frozenset({"lgbtq2"})},
        {"populations": frozenset({"youth"})},
        ("Indigenous people", "Autochtones"),
    ),
    "W5": term("topic", "trade", "gangs"),
    "W6": term("setting", "social-premises", "rural"),
    "W7": Row(
        {
            "areas": [
                Area(
                    name={"en": "All of Winnipeg", "fr": "Tout Winnipeg"},
                    country="CA",
                    province="Manitoba",
                    city="Winnipeg",
                )
            ]
        },
        {"place": "Manitoba"},
        {"place": "Kamloops"},
        ("All of Winnipeg", "Tout Winnipeg"),
    ),
    "W8": Row(
        {"evidence": Evidence(status="in progress", note=TEXT)}, says=(TEXT["en"], TEXT["fr"])
    ),
    "W9": term("prevention", "tertiary", "primary"),
    "W10": Row(
        {
            "tags": [
                Tag(vocabulary="category", code="counselling", delivery="internal"),
                Tag(vocabulary="category", code="education", delivery="partner"),
            ]
        },
        {"categories": frozenset({"talking"})},
        {"categories": frozenset({"housing"})},
    ),
    "W11": Row(
        {**tags(category=["transitional"]), "max_stay_days": 730},
        {"stay_days": 183},
        {"stay_days": 731},
    ),
    "W12": Row({"duration_months": 61}, {"months": 60}, {"months": 62}),
    **{
        f"W13 {code}": of(code)
        for code in (
            "counselling",
            "case-work",
            "mentoring",
            "tutoring",
            "support-groups",
            "information",
            "skills-training",
        )
    },
    "W15": Row(
        {
            "schedules": [
                Schedule(
                    zone="America/Winnipeg",
                    freq="WEEKLY",
                    interval=2,
                    byday=("TU",),
                    dtstart=date(2026, 11, 3),
                    opens_at="10:00",
                    closes_at="11:00",
                    name=TEXT,
                )
            ]
        },
        says=(TEXT["en"], TEXT["fr"]),
    ),
    **{f"W16 {code}": of(code) for code in ("support-groups", "practical", "advocacy")},
    "W17": of("cultural"),
    **{f"W18 {code}": of(code) for code in ("follow-up", "mentoring", "peer-support")},
    "W21": Row(
        {"facts": {"id": "unknown"}},
        {"barriers": {"id": "no"}},
        says=("ID: not known", "Pièce d’identité\u00a0: on ne sait pas"),
    ),
    "W22 transport": fact("transport", "yes", "Helps with getting there", "Aide au transport"),
    "W22 children": fact("child_care", "yes", "Child care", "Garde d’enfants"),
    "W22 leaflets": of("leaflets"),
    "W24": Row(
        {
            "evidence": Evidence(
                listings=[Listed(scheme=f"Scheme {n}", status="not applicable") for n in range(4)]
            )
        }
    ),
    "W25": Row(
        {"funding": [Funding(source=TEXT, starts=date(2017, 1, 1), ends=date(2022, 12, 31))]},
        says=(TEXT["en"], TEXT["fr"]),
    ),
    "W27": Row(
        {"cost": Cost()}, {"free": True}, says=("Cost: not known", "Coût\u00a0: on ne sait pas")
    ),
    "W28": Row({"source_note": TEXT}, says=(TEXT["en"], TEXT["fr"])),
    "W29": Row(
        {
            "phones": [Phone(number="+12045897347")],
            "email": "info@newcentre.org",
            "url": "http://www.newcentre.org/",
        }
    ),
    "W30": Row(
        {"verified": date(2018, 4, 23)}, says=("since April 23, 2018", "depuis le 23 avril 2018")
    ),
    "K1": Row(who(involvement="either"), {"involvement": "current"}),
    "K3": Row(
        {
            "links": [
                entries.Link(
                    kind="social", label={"en": "On Facebook", "fr": "Sur Facebook"}, note=TEXT
                )
            ]
        },
        says=(TEXT["en"], TEXT["fr"]),
    ),
    "K4": of("public-talks"),
    "K8": of("crisis"),
    "K10": of("safer-work"),
    "K12": of("condoms"),
    "K14": of("bad-date"),
    "K15": of("hiv-hepatitis"),
    "K16": of("missing"),
    "K17": of("listening"),
    "K18": of("court", other="housing"),
    "K19": Row(
        tags(population=["relatives"], category=["relatives"]),
        {"populations": frozenset({"relatives"})},
        {"populations": frozenset({"trade"})},
    ),
    "K20": of("family", other="housing"),
    "K21": of("harm-reduction"),
    **{f"K22 {code}": of(code) for code in ("clothing", "toiletries")},
    **{f"K23 {code}": of(code) for code in ("shower", "laundry")},
    "K24": of("internet"),
    "K25": Row(
        {
            "capacity": entries.Capacity(state="full", asked=date(2026, 11, 20)),
            "commitment": TEXT,
            "tags": {"category": ["few-days"]},
        },
        {"categories": frozenset({"housing"})},
        says=("Full on November 20, 2026", "Complet le 20 novembre 2026"),
    ),
    "K27": of("kitchen"),
    "K28": of("alumni"),
    "K29": Row({"schedules": [FRIDAY]}, {"open_now": True}, says=("Open now", "Ouvert maintenant")),
    "K30": Row(
        tags(population=["indoor", "outdoor"]),
        {"populations": frozenset({"outdoor"})},
        {"populations": frozenset({"relatives"})},
        ("Working outdoors", "Travail à l’extérieur"),
    ),
    "K32": Row(
        {
            "schedules": [
                Schedule(
                    zone="America/Vancouver",
                    dtstart=date(2026, 12, 4),
                    opens_at="14:00",
                    closes_at="16:30",
                    name=TEXT,
                )
            ]
        },
        says=(TEXT["en"], TEXT["fr"]),
    ),
    "K33": Row(
        {"schedules": [Schedule(zone="America/Vancouver", always=True)]},
        {"open_now": True},
        says=("Open now", "Ouvert maintenant"),
    ),
}


def made(row: Row) -> tuple[entries.Service, Listing]:
    entry = service("A service", **row.about)
    owner = entries.Organisation(source_id="o", name={"en": "Open door"})
    labels = {
        name: {code: t.label for code, t in terms.items()} for name, terms in VOCABULARIES.items()
    }
    return entry, listing(uuid4(), entry, owner, None, (), PARENTS, labels)


def found_by(row: Row, query: dict[str, Any]) -> bool:
    return bool(find([made(row)[1]], Query(**query), NOW))


@pytest.mark.parametrize("name", ROWS)
def test_it_is_found_by_what_it_is_and_not_by_what_it_is_not(name: str) -> None:
    row = ROWS[name]
    assert found_by(row, row.finds)
    assert not row.not_by or not found_by(row, row.not_by)


def shown(entry: entries.Service, made_of: Listing, locale: str) -> str:
    """Everything that a page shows of it in this language."""
    words = [chip.words for chip in chips(made_of, locale, NOW)]
    words += [said(VOCABULARIES[t.vocabulary][t.code].label, locale).words for t in entry.tags]
    return " | ".join([*words, *texts(entry, locale)])


def texts(value: Any, locale: str) -> list[str]:
    if isinstance(value, dict) and set(value) <= {"en", "fr"}:
        return [said(value, locale).words]
    if isinstance(value, msgspec.Struct):
        return [
            words
            for name in value.__struct_fields__
            for words in texts(getattr(value, name), locale)
        ]
    return (
        [words for each in value for words in texts(each, locale)]
        if isinstance(value, list)
        else []
    )


@pytest.mark.parametrize(("place", "locale"), [(0, "en"), (1, "fr")])
@pytest.mark.parametrize("name", [name for name in ROWS if ROWS[name].says[0]])
def test_it_is_shown_in_both_languages(name: str, place: int, locale: str) -> None:
    entry, made_of = made(ROWS[name])
    assert ROWS[name].says[place] in shown(entry, made_of, locale)


@pytest.mark.parametrize("packed", [False, True])
def test_every_row_comes_back_from_json_and_from_a_package_of_tables(packed: bool) -> None:
    sent = {}
    for n, row in enumerate(ROWS.values()):
        entry = opening.service(msgspec.structs.replace(made(row)[0], source_id=f"s{n}"), FREE)
        owner = entries.Organisation(source_id="o", name={"en": "Open door"})
        sent[f"s{n}"] = Sent(service=entry, organisation=owner, programme=None, places=())
    trees = [sending.tree(each, {}) for each in sent.values()]
    data = flattening.package(trees) if packed else json.dumps(trees).encode()
    directory, report = read(data, ABOUT)
    assert told(report) == []
    back = {s.source_id: s for o in directory.organisations for s in o.services}
    assert back == {key: each.service for key, each in sent.items()}


# ---- rows that say more than a search --------------------------------------------------------


def test_w15_the_next_four_of_every_second_week() -> None:
    rules = made(ROWS["W15"])[1].schedules
    assert [begin.day for begin, _end in coming(rules, NOW, 4)] == [1, 15, 29, 12]


def test_w30_what_was_looked_at_in_2018_is_stale() -> None:
    assert is_stale(made(ROWS["W30"])[0].verified, NOW.date())
    assert not is_stale(date(2026, 11, 1), NOW.date())


def test_k29_open_till_half_past_four() -> None:
    rules = made(ROWS["K29"])[1].schedules
    assert is_open(rules, datetime(2026, 11, 27, 23, 0, tzinfo=UTC)) is True
    assert is_open(rules, datetime(2026, 11, 28, 0, 31, tzinfo=UTC)) is False


def test_k32_an_evening_is_over_once_it_was() -> None:
    (evening,) = made(ROWS["K32"])[1].schedules
    assert not is_over(evening, NOW)
    assert is_over(evening, datetime(2026, 12, 6, tzinfo=UTC))


def test_l1_unknown_is_found_marked_and_said() -> None:
    (found,) = find([made(ROWS["W21"])[1]], Query(barriers={"id": "no"}), NOW)
    assert found.unknown == ("id",)
