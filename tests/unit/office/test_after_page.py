"""What can be noted of a talk is the line's to choose: worded, ordered, taken off, and kept."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from helpline import clocks, terms
from helpline.models import Line
from helpline.terms import FIRST_NEEDS, FIRST_OUTCOMES, LONGEST_TERM, MOST_TERMS
from office.models import Change
from tests.unit.office.conftest import of_role
from tests.unit.office.paper import Paper

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

PAGE = "/console/settings/lines/night/after/"
OURS = [each.id for each in FIRST_NEEDS]


def kept(line: Line, kind: str = "needs") -> list[dict[str, Any]]:
    line.refresh_from_db()
    found: list[dict[str, Any]] = getattr(line, kind)
    return found


def ids(line: Line, kind: str = "needs") -> list[str]:
    return [each["id"] for each in kept(line, kind)]


def today(line: Line) -> date:
    return timezone.now().astimezone(clocks.zone_of(line)).date()


def test_a_line_has_ours_until_something_is_changed(line: Line, dana: Client) -> None:
    page = Paper(dana, PAGE).send()
    assert "Nothing was different." in page.text
    assert kept(line) == kept(line, "outcomes") == []
    assert page.filled["was_needs_0"] == ["shelter"]


def test_a_choice_of_ones_own_is_added_at_the_end(line: Line, dana: Client) -> None:
    page = Paper(dana, PAGE).send(do="more:needs")
    assert page.filled["en_needs_8"] == [""]
    page.send(en_needs_8=" A lift  home", fr_needs_8="Un retour à la maison")
    assert page.saved
    assert ids(line)[:-1] == OURS
    added = kept(line)[-1]
    assert (added["en"], added["fr"]) == ("A lift home", "Un retour à la maison")
    assert added["id"] not in "alifthome"
    # The other list is still ours.
    assert kept(line, "outcomes") == []
    assert Change.objects.get(name=f"needs.{added['id']}").after == (
        "A lift home · Un retour à la maison"
    )


def test_one_that_is_taken_off_stays_to_be_read_and_may_come_back(line: Line, dana: Client) -> None:
    Paper(dana, PAGE).send(off_needs_1="on")
    assert ids(line) == [*OURS[:1], *OURS[2:], "health"]
    assert kept(line)[-1]["retired"] == today(line).isoformat()
    assert Change.objects.get(name="needs.health").after.endswith("(not offered any more)")
    page = Paper(dana, PAGE)
    assert page.filled["off_needs_7"] == ["on"]
    page.send(off_needs_7=[])
    assert terms.in_use(terms.read("needs", kept(line)))[-1].id == "health"


def test_nothing_is_deleted_by_what_was_not_sent(line: Line, dana: Client) -> None:
    Paper(dana, PAGE).send(off_needs_0="on")
    page = Paper(dana, PAGE)
    few = {name: value for name, value in page.filled.items() if not name.endswith("_7")}
    page.filled = {**few, "was_needs_0": ["nonsense"]}
    page.send(en_needs_0="Rest", fr_needs_0="Le repos")
    assert set(OURS) < set(ids(line))
    assert {each["id"] for each in kept(line) if "retired" in each} == {"shelter"}


def test_other_words_keep_the_id_and_what_it_was_called(line: Line, dana: Client) -> None:
    Paper(dana, PAGE).send(en_outcomes_0="Being heard was enough")
    first = kept(line, "outcomes")[0]
    ours = FIRST_OUTCOMES[0]
    was = {"en": ours.en, "fr": ours.fr, "until": today(line).isoformat()}
    assert first == {"id": "helped", "en": "Being heard was enough", "fr": ours.fr, "was": [was]}


def test_one_goes_up_in_its_own_list_only(line: Line, dana: Client) -> None:
    page = Paper(dana, PAGE).send(do="up:needs_2")
    assert not page.saved
    assert page.filled["was_needs_1"] == ["substances"]
    assert page.filled["was_outcomes_1"] == ["referred"]
    page.send()
    assert ids(line) == ["shelter", "substances", "health", *OURS[3:]]
    assert "substances" not in Change.objects.get(name="needs.order").before.split(",")[1]
    assert kept(line, "outcomes") == []


@pytest.mark.parametrize("row", ["needs_0", "needs_x", "x", "", "needs_-1", "needs_999"])
def test_a_row_that_cannot_go_up_stays(line: Line, dana: Client, row: str) -> None:
    page = Paper(dana, PAGE)
    before = dict(page.filled)
    page.send(do=f"up:{row}")
    assert page.filled["was_needs_0"] == before["was_needs_0"]
    assert kept(line) == []


def test_what_is_wrong_is_said_beside_it(line: Line, dana: Client) -> None:
    page = Paper(dana, PAGE).send(fr_needs_0="")
    assert page.complaints == ["A choice has words in both languages."]
    page = Paper(dana, PAGE).send(en_needs_1="a place to SLEEP")
    assert page.complaints == ["“a place to SLEEP” is there twice, or was taken off before."]
    page = Paper(dana, PAGE).send(en_needs_1="x" * (LONGEST_TERM + 1))
    assert len(page.complaints) == 1
    assert kept(line) == []


def test_there_is_a_most_of_those_that_can_be_chosen(line: Line, dana: Client) -> None:
    many = [{"id": f"t{n}", "en": f"Need {n}", "fr": f"Besoin {n}"} for n in range(MOST_TERMS)]
    old = {"id": "old", "en": "Old", "fr": "Vieux", "retired": "2026-01-05"}
    Line.objects.update(needs=[*many, old])
    page = Paper(dana, PAGE).send(do="more:needs")
    new = {f"en_needs_{MOST_TERMS + 1}": "One more", f"fr_needs_{MOST_TERMS + 1}": "Encore un"}
    assert f"{MOST_TERMS} is the most." in page.send(**new).text
    assert page.send(off_needs_0="on").saved
    assert len(terms.in_use(terms.read("needs", kept(line)))) == MOST_TERMS


def test_it_is_looked_at_as_the_desk_has_it(line: Line, dana: Client) -> None:
    page = Paper(dana, PAGE).send(do="look", off_needs_0="on", fr_needs_1="Le corps")
    assert '<li class="chip">Le corps <kbd>1</kbd></li>' in page.text
    assert '<li class="chip">Un endroit où dormir' not in page.text
    assert "De quoi il s’agissait" in page.text
    assert kept(line) == []


def test_each_choice_is_headed_by_its_words_in_the_readers_language(
    line: Line, dana: Client
) -> None:
    french = dana.get(PAGE, headers={"accept-language": "fr"}).content.decode()
    assert "<h3>Un endroit où dormir</h3>" in french
    assert "<h3>A place to sleep</h3>" in dana.get(PAGE).content.decode()


def test_who_saves_over_another_is_shown_both(line: Line, dana: Client) -> None:
    mine, theirs = Paper(dana, PAGE), Paper(of_role(line, "administrator", "noor"), PAGE)
    theirs.send(off_needs_0="on")
    mine.send(en_needs_1="The body")
    assert "Somebody else has changed this meanwhile" in mine.text
    assert not any("The body" in each["en"] for each in kept(line))


@pytest.mark.parametrize("text", ["<b>&</b>", "=1+1", "\u202eabc", "'; --"])
def test_whatever_is_written_is_shown_as_written(line: Line, dana: Client, text: str) -> None:
    page = Paper(dana, PAGE).send(en_needs_0=text)
    assert kept(line)[0]["en"] == text
    assert page.filled["en_needs_0"] == [text]
    assert "<b>&</b>" not in page.answer.content.decode()
