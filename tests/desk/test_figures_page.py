"""The page of figures: who may see it, small counts that are not shown, the file of the same."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from helpline import clocks, tallies
from helpline.models import Line
from helpline.roles import Role
from routing.staffpages.figurespage import HIDDEN, shown
from tests.desk.house import new_counsellor, new_line

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.usefixtures("told_pages"),
]


def browser(line: Line, role: str) -> Client:
    person = new_counsellor(line, "Kim")
    person.role = role
    person.save()
    client = Client()
    client.force_login(person.user)
    return client


def counted(line: Line, what: str, value: str, times: int, *, weeks: int = 1) -> None:
    """As if so much had been counted so many weeks ago."""
    for _ in range(times):
        tallies.count(line, [(what, value)], timezone.now() - timedelta(weeks=weeks))


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR, Role.EVALUATOR])
def test_small_counts_are_not_shown_on_the_page_or_in_the_file(line: Line, role: str) -> None:
    counted(line, "talk", "web", 17)
    counted(line, "talk_need", "violence", 4)
    counted(line, "talk_offered", "legal", 6)
    counted(new_line("day"), "talk", "web", 29)
    somebody = browser(line, role)
    page = somebody.get("/console/figures/").content.decode()
    assert "<td>17</td>" in page
    assert f"<td>{HIDDEN}</td>" in page
    assert "<td>4</td>" not in page
    assert "<td>29</td>" not in page
    file = somebody.get("/console/figures/?as=csv")
    lines = file.content.decode().splitlines()
    assert file.headers["Content-Type"].startswith("text/csv")
    assert lines[1].startswith('"Talks, by channel",Web chat,17,0')
    assert lines[2].startswith(f"What it was about,Violence,{HIDDEN},0")
    assert lines[3].startswith("What was offered,Legal help,6,0")


def test_a_week_that_is_not_over_is_not_shown(line: Line) -> None:
    counted(line, "talk", "web", 23, weeks=0)
    assert (
        "23" not in browser(line, Role.EVALUATOR).get("/console/figures/?as=csv").content.decode()
    )


@pytest.mark.parametrize(
    ("counts", "as_shown"),
    [
        ([], []),
        ([0, 5, 17], ["0", "5", "17"]),
        # One alone could be had from the sum.
        ([17, 4, 9, 0], ["17", HIDDEN, HIDDEN, "0"]),
        ([17, 4, 9, 1], ["17", HIDDEN, "9", HIDDEN]),
        # A zero beside it would say which one it was.
        ([3, 0], [HIDDEN, HIDDEN]),
        ([3, 0, 2], [HIDDEN, "0", HIDDEN]),
    ],
)
def test_none_is_told_by_those_beside_it(counts: list[int], as_shown: list[str]) -> None:
    assert shown(counts) == as_shown


def test_a_way_of_coming_is_no_formula(line: Line) -> None:
    counted(line, "entry", "-cmd", 6)
    file = browser(line, Role.EVALUATOR).get("/console/figures/?as=csv").content.decode()
    assert "'-cmd" in file


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.PEER])
def test_nobody_else_sees_them(line: Line, role: str) -> None:
    assert browser(line, role).get("/console/figures/").status_code == 404


def test_an_evaluator_is_led_there(line: Line) -> None:
    assert browser(line, Role.EVALUATOR).get("/").headers["Location"] == "/console/figures/"


def test_of_a_week_with_few_talks_nothing_is_told(line: Line) -> None:
    counted(line, "talk", "web", 4)
    counted(line, "talk_need", "violence", 4)
    counted(line, "talk_need", "money", 3)
    counted(line, "survey.helped", "yes", 8)
    counted(line, "talk", "web", 9, weeks=2)
    counted(line, "talk_need", "money", 9, weeks=2)
    counted(line, "talk_kind", "place", 9, weeks=2)
    file = browser(line, Role.EVALUATOR).get("/console/figures/?as=csv").content.decode()
    rows = {row.split(",")[-14]: row.split(",")[-13:-11] for row in file.splitlines()[1:]}
    assert rows == {
        "Web chat": [HIDDEN, "9"],
        "Money": [HIDDEN, "9"],
        "Violence": [HIDDEN, "0"],
        "A place or a service": [HIDDEN, "9"],
        "Yes": ["8", "0"],
    }


def test_so_many_months_are_so_many_weeks(line: Line) -> None:
    counted(line, "talk", "web", 17, weeks=20)
    somebody = browser(line, Role.EVALUATOR)
    for asked, weeks in (("", 13), ("6", 26), ("12", 52), ("1000", 13), ("x", 13)):
        page = somebody.get("/console/figures/", {"months": asked} if asked else {})
        assert len(page.context["weeks"]) == weeks
        assert (b"<td>17</td>" in page.content) == (weeks > 20)


def test_an_administrator_chooses_the_line_and_nobody_else_does(line: Line) -> None:
    other = new_line("day", name="Day line")
    counted(other, "talk", "web", 29)
    chosen = {"line": "day"}
    administrator, evaluator = browser(line, Role.ADMINISTRATOR), browser(line, Role.EVALUATOR)
    assert b"<td>29</td>" in administrator.get("/console/figures/", chosen).content
    assert b"<td>29</td>" not in administrator.get("/console/figures/").content
    assert b"Day line" in administrator.get("/console/figures/").content
    file = administrator.get("/console/figures/", {**chosen, "as": "csv"})
    assert 'filename="figures-day.csv"' in file.headers["Content-Disposition"]
    assert evaluator.get("/console/figures/", chosen).status_code == 404
    assert b"Day line" not in evaluator.get("/console/figures/").content
    assert administrator.get("/console/figures/", {"line": "none"}).status_code == 404


def test_bands_stand_from_less_to_more_and_choices_by_how_often(line: Line) -> None:
    counted(line, "talk", "web", 30)
    for band, times in (("over_60", 9), ("under_1", 5), ("under_15", 7)):
        counted(line, "talk_wait", band, times)
    for kind, times in (("place", 5), ("support", 9), ("safety", 7)):
        counted(line, "talk_kind", kind, times)
    file = browser(line, Role.EVALUATOR).get("/console/figures/?as=csv").content.decode()
    rows = [row.split(",")[1] for row in file.splitlines()[2:]]
    assert rows == [
        "Someone to talk to",
        "Safety now",
        "A place or a service",
        "Under a minute",
        "Under 15 minutes",
        "An hour or more",
    ]


@pytest.mark.parametrize(("role", "desk"), [(Role.EVALUATOR, False), (Role.SUPERVISOR, True)])
def test_the_page_leads_to_ones_own_account_and_to_the_desk_if_one_has_it(
    line: Line, role: str, desk: bool
) -> None:
    page = browser(line, role).get("/console/figures/").content.decode()
    assert 'href="/accounts/2fa/"' in page
    assert ('href="/console/"' in page) is desk


# ---- a line's own choices ----------------------------------------------------------------------


def monday(line: Line, weeks: int) -> date:
    return tallies.week_of(line, timezone.now()) - timedelta(weeks=weeks)


def names(client: Client, **asked: str) -> dict[str, list[str]]:
    page = client.get("/console/figures/", asked)
    rows = [row for section in page.context["sections"] for row in section.rows]
    return {row.name: row.notes for row in rows}


def test_a_choice_is_called_what_it_was_called_and_those_that_are_off_stay(line: Line) -> None:
    """It was worded anew three weeks ago; another was taken off; a third was never ours."""
    changed, off = monday(line, 3), monday(line, 2)
    was = [{"en": "A bed", "fr": "Un lit", "until": changed.isoformat()}]
    line.needs = [
        {"id": "shelter", "en": "A bed tonight", "fr": "Un lit ce soir", "was": was},
        {"id": "t1", "en": "=Food", "fr": "À manger", "retired": off.isoformat()},
    ]
    line.save()
    for value in ("shelter", "t1", "t9"):
        counted(line, "talk_need", value, 6)
    counted(line, "talk", "web", 9)
    somebody = browser(line, Role.EVALUATOR)
    shown = names(somebody)
    day = date_format(changed, "SHORT_DATE_FORMAT")
    assert shown["A bed tonight"] == [f"until {day}: A bed"]
    since = date_format(off, "SHORT_DATE_FORMAT")
    assert shown["=Food"] == [f"not offered any more since {since}"]
    # Of what is on no list the id stays.
    assert shown["t9"] == []
    file = somebody.get("/console/figures/?as=csv").content.decode()
    assert f"What it was about,A bed tonight (until {day}: A bed),6" in file
    assert "What it was about,'=Food (not offered" in file
    french = somebody.get("/console/figures/", headers={"accept-language": "fr"})
    assert "Un lit ce soir" in french.content.decode()


def test_weeks_before_a_change_have_the_words_of_their_time(line: Line) -> None:
    """Changed this week, which is not shown yet: every week that is shown had the old words."""
    today = timezone.now().astimezone(clocks.zone_of(line)).date()
    was = [{"en": "It ended well", "fr": "Bien", "until": today.isoformat()}]
    first = {"id": "helped", "en": "Fine", "fr": "Bien", "was": was, "retired": today.isoformat()}
    line.outcomes = [first]
    line.save()
    counted(line, "talk_outcome", "helped", 6)
    counted(line, "talk", "web", 9)
    assert names(browser(line, Role.EVALUATOR))["It ended well"] == []


def test_each_line_has_its_own_words_for_the_same_choice(line: Line) -> None:
    other = new_line("day", needs=[{"id": "shelter", "en": "A roof", "fr": "Un toit"}])
    for each in (line, other):
        counted(each, "talk_need", "shelter", 6)
        counted(each, "talk", "web", 9)
    administrator = browser(line, Role.ADMINISTRATOR)
    assert "A place to sleep" in names(administrator)
    assert "A roof" in names(administrator, line="day")
