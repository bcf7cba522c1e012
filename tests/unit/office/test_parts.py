"""Lists of the directory are rows of fields: kept as typed, mended at their row, moved about."""

from datetime import date
from typing import Any

import msgspec
import pytest
from django.http import QueryDict
from django.utils import translation

from office.directory.parts import lists
from office.directory.parts.cells import Cells
from office.directory.parts.hours import how_often
from office.directory.parts.partlist import PartList
from referrals.entries import Activity, Area, Contact, Funding, Link, Listed, Phase, Phone
from referrals.hours.schedules import Schedule
from referrals.transfer.firstdirectory import first_directory

ALL: dict[str, Any] = {
    "phones": lists.PHONES,
    "contacts": lists.CONTACTS,
    "links": lists.LINKS,
    "schedules": lists.HOURS,
    "areas": lists.AREAS,
    "funding": lists.FUNDING,
    "listings": lists.LISTINGS,
    "phases": lists.PHASES,
}
Typed = dict[str, str | list[str]]


def sheet(name: str, standing: list[Any] | None = None) -> PartList:
    return PartList(name, *ALL[name]).fill(msgspec.to_builtins(standing or []), None)


def sent(name: str, typed: Typed, do: str = "save") -> PartList:
    """The list of a page that was sent with this."""
    data = QueryDict(mutable=True)
    for field, value in {**typed, "do": do}.items():
        data.setlist(field, [value] if isinstance(value, str) else value)
    return PartList(name, *ALL[name]).fill([], data)


def row(name: str, typed: Typed, kept: Any = None) -> PartList:
    """The same, with one row of these fields."""
    carried = {"kept": msgspec.json.encode(kept).decode() if kept is not None else ""}
    return sent(name, {f"{name}-0-{field}": value for field, value in {**carried, **typed}.items()})


def filled(made: PartList) -> Typed:
    """What a browser sends of these rows."""
    found: Typed = {}
    for each in all_rows(made):
        for name in each.fields:
            value = each[name].value()
            said = value if isinstance(value, list) else ["on"] if value is True else [str(value)]
            if value not in (None, False, [], ()):
                found[f"{each.prefix}-{name}"] = said
    return found


def all_rows(made: PartList) -> list[Cells]:
    inner = [each for r in made.rows for part in r.inner for each in all_rows(part)]
    return [*made.rows, *inner]


WHOLE: list[tuple[str, Any]] = [
    ("phones", Phone(number="+12045550117", extension="12", kind="text", note={"fr": "Le soir"})),
    ("phones", Phone(number="211", note={"en": "Day", "oj": "Gii"})),
    ("phones", Phone(number="+442079460000")),
    ("contacts", Contact(name="Dana Fox", email="d@example.org", title={"en": "Worker"})),
    ("contacts", Contact(private=True, phones=[Phone(number="211", kind="fax")] * 3)),
    ("links", Link(kind="social", label={"en": "Page"}, note={"fr": "Vu de tous"})),
    ("links", Link(url="https://example.org/a")),
    ("areas", Area(city="Winnipeg", province="Manitoba", country="CA", name={"en": "All of it"})),
    ("areas", Area(country="Turtle Island")),
    ("funding", Funding(source={"fr": "Ministère"}, starts=date(2017, 4, 1))),
    ("listings", Listed(scheme="A scheme", status="not applicable")),
    ("schedules", Schedule(always=True, zone="America/Vancouver", name={"en": "Staff"})),
    ("schedules", Schedule(freq="WEEKLY", byday=("MO", "FR"), opens_at="09:00", closes_at="17:00")),
    ("schedules", Schedule(freq="MONTHLY", byday=("2TU", "-1FR"), opens_at="10:00")),
    ("schedules", Schedule(freq="DAILY", closed=True, valid_from=date(2026, 12, 24))),
    ("schedules", Schedule(freq="MONTHLY", interval=12, bymonthday=(1,), dtstart=date(2026, 1, 1))),
    ("schedules", Schedule(dtstart=date(2026, 12, 4), opens_at="18:00", closes_at="20:00")),
    (
        "phases",
        Phase(
            name={"en": "One", "fr": "Un"},
            description={"en": "First."},
            activities=[Activity(name={"en": "Talk"}, delivery="partner")],
            self_referral="yes",
        ),
    ),
]


@pytest.mark.parametrize(("name", "part"), WHOLE, ids=[f"{each}" for _name, each in WHOLE])
@pytest.mark.parametrize("locale", ["en", "fr"])
def test_a_row_that_nobody_touches_stays_as_it_is(name: str, part: Any, locale: str) -> None:
    with translation.override(locale):
        again = sent(name, filled(sheet(name, [part])))
        assert again.wrong() == []
        assert again.parts() == [part]
        assert again.spoken(again.stored())


def test_all_that_the_project_brings_along_stays_as_it_is() -> None:
    for owner in first_directory().organisations:
        for each in (owner, *owner.services, *owner.programmes):
            for name in ALL:
                standing = getattr(each, name, [])
                again = sent(name, filled(sheet(name, standing)))
                assert (again.wrong(), again.parts()) == ([], standing)


def test_what_is_typed_becomes_a_part() -> None:
    def only(name: str, typed: Typed, kept: Any = None) -> Any:
        made = row(name, typed, kept)
        assert made.wrong() == [], [each.errors for each in made.rows]
        return made.parts()[0]

    assert only(
        "phones", {"number": "(204) 555-0117 ext 5", "kind": "voice", "note_en": "<b>Day"}
    ) == (Phone(number="+12045550117", extension="5", note={"en": "Day"}))
    assert only("contacts", {"name": "Kim", "phone_2": "211", "private": "on"}) == Contact(
        name="Kim", phones=[Phone(number="211")], private=True
    )
    assert only("areas", {"country": "CA"}) == Area(country="CA")
    assert only("links", {"label_fr": "Une page", "kind": "social"}) == Link(
        kind="social", label={"fr": "Une page"}
    )
    assert only("listings", {"scheme": "A", "status": "listed"}).status == "listed"
    assert only("funding", {"source_en": "A", "starts": "2017-04-01"}).starts == date(2017, 4, 1)


def test_what_no_field_shows_stays_when_another_is_changed() -> None:
    phone = Phone(number="211", kind="fax", note={"en": "Day", "oj": "Gii"})
    made = row("phones", {"number": "988", "kind": "fax", "note_en": "Night"}, phone)
    assert made.parts() == [Phone(number="988", kind="fax", note={"en": "Night", "oj": "Gii"})]
    three = Contact(name="Kim", phones=[Phone(number=n, kind="fax") for n in ("211", "311", "988")])
    made = row("contacts", {"name": "Kim", "phone_1": "411", "phone_2": ""}, three)
    assert [(each.number, each.kind) for each in made.parts()[0].phones] == [
        ("411", "fax"),
        ("988", "fax"),
    ]


HOURS = {"opens": "9:00", "closes": "17h"}
RULES: list[tuple[Typed, Schedule]] = [
    ({"days": ["MO", "WE"], **HOURS}, Schedule(freq="WEEKLY", byday=("MO", "WE"))),
    (
        {"often": "2", "days": ["MO"], "starts": "2026-11-30", **HOURS},
        Schedule(freq="WEEKLY", interval=2, byday=("MO",), valid_from=date(2026, 11, 30)),
    ),
    ({"often": "+2", "days": ["TU"], **HOURS}, Schedule(freq="MONTHLY", byday=("2TU",))),
    ({"often": "-1", "days": ["FR"], **HOURS}, Schedule(freq="MONTHLY", byday=("-1FR",))),
    ({"often": "once", "starts": "2026-12-04", **HOURS}, Schedule(dtstart=date(2026, 12, 4))),
]


@pytest.mark.parametrize(("typed", "rule"), RULES)
def test_hours_that_people_type_are_a_rule(typed: Typed, rule: Schedule) -> None:
    made = row("schedules", {"often": "", **typed})
    assert made.wrong() == [], [each.errors for each in made.rows]
    assert made.parts() == [msgspec.structs.replace(rule, opens_at="09:00", closes_at="17:00")]
    again = sent("schedules", filled(sheet("schedules", made.parts())))
    assert again.parts() == made.parts()


def test_days_off_and_day_and_night() -> None:
    off = row("schedules", {"closed": "on", "starts": "2026-12-24", "ends": "2026-12-26"}).parts()[
        0
    ]
    assert (off.freq, off.closed, off.valid_to) == ("DAILY", True, date(2026, 12, 26))
    assert row("schedules", {"often": "always"}).parts() == [Schedule(always=True)]


def test_a_rule_that_no_choice_says_is_kept_while_its_times_change() -> None:
    odd = Schedule(freq="MONTHLY", bymonthday=(15,), opens_at="10:00", closes_at="11:00")
    assert how_often(odd) == "other"
    shown = sheet("schedules", [odd]).rows[0]
    assert "as it is kept" in str(shown["often"])
    changed = {**filled(sheet("schedules", [odd])), "schedules-0-closes": ["12:00"]}
    assert sent("schedules", changed).parts() == [msgspec.structs.replace(odd, closes_at="12:00")]


@pytest.mark.parametrize(
    ("name", "typed", "field", "complaint"),
    [
        ("phones", {"number": "ask at the desk"}, "number", "This is no phone number."),
        ("phones", {"note_en": "Evenings"}, "number", "Write the number."),
        ("phones", {"number": "211", "kind": "pigeon"}, "kind", "valid choice"),
        ("contacts", {"name": "Dana", "email": "nobody"}, "email", "valid email"),
        ("contacts", {"private": "on"}, "name", "Write whom to ask for."),
        ("links", {"url": "javascript:alert(1)"}, "url", "A web address begins with"),
        ("links", {"url": "https://me@example.org/"}, "url", "with a user name"),
        ("links", {"note_en": "Seen by all"}, "url", "Write the address"),
        ("areas", {"country": "XX"}, "country", "valid choice"),
        ("funding", {"source_en": "A", "starts": "lately"}, "starts", "valid date"),
        (
            "funding",
            {"source_en": "A", "starts": "2020-01-01", "ends": "2019-01-01"},
            "ends",
            "It ends before it begins.",
        ),
        ("funding", {"starts": "2020-01-01"}, "source_en", "Write who pays"),
        ("listings", {"scheme": "A", "status": "perhaps"}, "status", "valid choice"),
        ("listings", {"status": "listed"}, "scheme", "Write what the scheme is called."),
        ("schedules", {"days": ["FR"], "opens": "25:00"}, "opens", "is no time"),
        ("schedules", {"days": ["FR"], "opens": "9:00"}, "closes", "not said until when"),
        ("schedules", {"days": ["FR"], "closes": "9:00"}, "opens", "not said from when"),
        ("schedules", {"opens": "9:00", "closes": "10:00"}, "days", "Choose the days."),
        ("schedules", {"often": "2", "days": ["FR"]}, "starts", "Every second one of what"),
        ("schedules", {"often": "once", "closed": "on"}, "starts", "not said on which days"),
        ("schedules", {"often": "always", **HOURS}, "opens", "Day and night has no hours"),
        (
            "schedules",
            {"often": "once", "starts": "2026-12-04", "ends": "2026-12-05"},
            "ends",
            "Once is one day",
        ),
        (
            "schedules",
            {"days": ["FR"], "starts": "2026-12-04", "ends": "2026-12-01"},
            "ends",
            "It ends before it begins.",
        ),
        ("phases", {"description_en": "First."}, "name_en", "Write what the phase is called"),
        ("phases", {"name_en": "One", "self_referral": "perhaps"}, "self_referral", "valid choice"),
        (
            "phases",
            {"name_en": "One", "activities-0-delivery": "partner"},
            "__all__",
            "not complete",
        ),
    ],
)
def test_what_cannot_be_meant_is_said_at_its_field(
    name: str, typed: Typed, field: str, complaint: str
) -> None:
    (wrong,) = row(name, typed).wrong()
    assert complaint in " ".join(map(str, wrong.errors[field]))
    for typed_name, value in typed.items():
        if "-" not in typed_name:
            assert wrong[typed_name].value() == (True if value == "on" else value)


@pytest.mark.parametrize("kept", ["{", '{"number": 3}', "[]", '{"no": "such"}' * 2])
def test_a_row_that_somebody_has_meddled_with_is_said_to_be_so(kept: str) -> None:
    made = sent("phones", {"phones-0-kept": kept, "phones-0-number": "211"})
    assert "cannot be read" in f"{made.wrong()[0].errors}"


def test_an_address_that_is_carried_along_is_looked_at_all_the_same() -> None:
    made = row("links", {"url": "javascript:x", "kind": "website"}, Link(url="javascript:x"))
    assert "A web address begins with" in f"{made.wrong()[0].errors}"


def test_a_row_in_which_nothing_stands_is_none() -> None:
    made = row("phones", {"number": " ", "kind": "voice", "note_en": ""})
    assert (made.wrong(), made.parts()) == ([], [])
    emptied = row("phones", {"number": "", "kind": "voice"}, Phone(number="211"))
    assert (emptied.wrong(), emptied.parts()) == ([], [])


# ---- one more, one less, further up ----------------------------------------------------------


def numbers(made: PartList) -> list[str]:
    return [str(each["number"].value() or "") for each in made.rows]


THREE: Typed = {f"phones-{n}-number": number for n, number in enumerate(("211", "311", "988"))}


@pytest.mark.parametrize(
    ("do", "left"),
    [
        ("save", ["211", "311", "988"]),
        ("more:phones", ["211", "311", "988", ""]),
        ("less:phones-1", ["211", "988"]),
        ("up:phones-2", ["211", "988", "311"]),
        ("up:phones-0", ["211", "311", "988"]),
        ("less:phones-7", ["211", "311", "988"]),
        ("less:contacts-1", ["211", "311", "988"]),
        ("up:phones-x", ["211", "311", "988"]),
    ],
)
def test_rows_are_added_taken_away_and_moved_before_anything_is_saved(
    do: str, left: list[str]
) -> None:
    made = sent("phones", THREE, do)
    assert numbers(made) == left
    assert [each.prefix for each in made.rows] == [f"phones-{n}" for n in range(len(left))]


@pytest.mark.parametrize("name", ALL)
def test_one_goes_on_in_the_new_row_which_complains_of_nothing(name: str) -> None:
    before = sheet(name)
    made = sent(name, {}, f"more:{name}")
    (row_,) = made.rows
    assert f'id="{before.next}"' in str(row_.shown[0])
    assert (row_.is_blank(), made.wrong(), made.parts()) == (True, [], [])
    assert "aria-invalid" not in str(row_)


def test_what_is_done_in_a_phase_goes_along_with_it() -> None:
    typed: Typed = {
        "phases-0-name_en": "One",
        "phases-0-self_referral": "unknown",
        "phases-1-name_en": "Two",
        "phases-1-self_referral": "yes",
        "phases-1-activities-0-name_en": "Talk",
        "phases-1-activities-1-name_en": "Eat",
    }
    moved = sent("phases", typed, "up:phases-1").parts()
    assert [each.name["en"] for each in moved] == ["Two", "One"]
    assert [each.name["en"] for each in moved[0].activities] == ["Talk", "Eat"]
    more = sent("phases", typed, "more:phases-1-activities")
    assert [len(each.inner[0].rows) for each in more.rows] == [0, 3]
    less = sent("phases", typed, "less:phases-1-activities-0").parts()
    assert [each.name["en"] for each in less[1].activities] == ["Eat"]


def test_what_is_past_the_room_of_a_page_is_kept_and_not_shown() -> None:
    many = [Phone(number=f"+1204555{n:04}") for n in range(203)]
    made = sheet("phones", many)
    assert (len(made.rows), made.is_full) == (200, True)
    assert made.fill(msgspec.to_builtins(many), QueryDict("do=save")).parts() == many[200:]


def test_no_page_sends_more_rows_than_anybody_types() -> None:
    many: Typed = {f"phones-{n}-number": "211" for n in range(300)}
    assert len(sent("phones", many, "more:phones").rows) == 200
