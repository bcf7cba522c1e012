"""Categories: a tree with counts, five on top in any order, words of one's own, lists of others."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from helpline.models import Line
from office.models import Change
from referrals.models import Service, Tagging, Term, Vocabulary
from referrals.models.insertions import LONGEST_CATEGORY
from referrals.search import publicshelf
from referrals.search.shelf import shelf
from referrals.snippets import categories
from referrals.terms.categories import load_terms
from referrals.terms.licensed import Terms, take
from referrals.transfer.firstdirectory import load_first_directory
from routing.staffpages.figurenames import called
from tests.unit.office.conftest import of_role
from tests.unit.office.paper import Paper, words

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HOME = "/console/settings/directory/"
PAGE = f"{HOME}categories/"
TERMS = f"{HOME}terms/"
FIRST = ["substance-use", "legal", "education", "housing", "job-placement"]


@pytest.fixture(autouse=True)
def fresh(db: None) -> None:
    shelf.forget()
    load_terms()


def term(code: str) -> Term:
    return Term.objects.get(vocabulary__code="category", code=code)


def on_top() -> list[str]:
    pinned = Term.objects.exclude(pin=None).order_by("pin")
    return list(pinned.values_list("code", flat=True))


def pins(*codes: str) -> dict[str, str]:
    return {f"pin_{n}": code for n, code in enumerate(codes)}


def rows(page: str) -> list[tuple[str, str]]:
    """Each category of the tree with its number of places, in order."""
    found = re.findall(r'categories/\d+/">([^<]*)</a> <a class="quiet"[^>]*>(\d+) place', page)
    return [(name, count) for name, count in found]


def test_all_are_there_with_how_many_places_each_leads_to(dana: Client) -> None:
    load_first_directory()
    page = Paper(dana, PAGE).text
    counted = dict(rows(page))
    housed = {each.id for each in shelf.listings() if "housing" in each.terms["category"]}
    assert counted["Housing"] == f"{len(housed)}" != "0"
    assert next(iter(counted)) == "Substance use"
    assert "See also: <a" in page
    Service.objects.filter(source_id="shop-court").update(status="inactive")
    shelf.forget()
    legal = int(counted["Legal help"])
    assert dict(rows(Paper(dana, PAGE).text))["Legal help"] == f"{legal - 1}"
    found = words(dana.get(HOME, {"category": "housing"}))
    assert f"Found: {len(housed)}" in found
    assert "Found: 0" in words(dana.get(HOME, {"category": "no-such"}))


def test_five_are_on_top_and_put_in_another_order_by_buttons_alone(dana: Client) -> None:
    load_first_directory()
    page = Paper(dana, PAGE)
    assert [page.filled[name][0] for name in pins(*FIRST)] == FIRST
    page.send(do="up:2")
    assert [page.filled[name][0] for name in pins(*FIRST)] == [
        "substance-use",
        "education",
        "legal",
        "housing",
        "job-placement",
    ]
    assert on_top() == FIRST
    assert page.send().saved
    assert on_top()[:3] == ["substance-use", "education", "legal"]
    before = Change.objects.filter(section="categories")
    assert set(before.values_list("name", flat=True)) == {"pin_1", "pin_2"}
    again = Paper(dana, PAGE).send(**pins("health", "", "legal", "", ""))
    assert again.saved
    assert on_top() == ["health", "legal"]
    # Seekers are offered them first, too.
    public = [node.code for node in publicshelf.public.now().needs]
    assert public[:2] == ["health", "legal"]


def test_one_cannot_be_on_top_twice(dana: Client) -> None:
    page = Paper(dana, PAGE).send(**pins("legal", "legal"))
    assert page.complaints == ["This one stands above already."]
    assert on_top() == FIRST


def test_two_people_who_put_them_in_order_see_each_other(line: Line, dana: Client) -> None:
    mine, theirs = Paper(dana, PAGE), Paper(of_role(line, "administrator", "kim"), PAGE)
    theirs.send(**pins("health"))
    page = mine.send(**pins("overdose"))
    assert "Somebody else has changed this meanwhile" in page.text
    assert on_top()[0] == "health"
    assert page.filled["pin_0"] == ["overdose"]
    assert page.send().saved
    assert on_top()[0] == "overdose"


def test_a_category_is_worded_anew_and_leads_to_others(dana: Client) -> None:
    row = term("leaving")
    page = Paper(dana, f"{PAGE}{row.pk}/")
    assert set(page.filled["see_also"]) == set(row.see_also)
    assert "Nothing was different." in page.send().text
    page.send(label_en="Moving on", definition_fr="Pour partir.", see_also=["debt"])
    row.refresh_from_db()
    assert (row.label["en"], row.label["fr"]) == ("Moving on", row.label["fr"])
    assert (row.definition["fr"], row.see_also) == ("Pour partir.", ["debt"])
    load_terms()
    assert term("leaving").label["en"] == "Moving on"
    assert (
        "Write a name in one language at least." in page.send(label_en="", label_fr="").complaints
    )


def test_a_new_one_has_its_place_and_can_be_chosen(dana: Client) -> None:
    made = Paper(dana, f"{PAGE}new/").send(
        label_fr="Déménager vite", parent=f"{term('housing').pk}", active="on"
    )
    assert made.saved
    row = term("demenager-vite")
    assert row.parent == term("housing")
    Paper(dana, f"{PAGE}new/").send(label_fr="Déménager, vite !", active="on")
    assert term("demenager-vite-2").parent is None
    top = Paper(dana, f"{PAGE}{term('housing').pk}/")
    assert "Others hang below it" in top.text
    assert not top.send(parent=f"{term('legal').pk}").saved
    assert term("housing").parent is None


def test_a_new_one_is_offered_for_snippets_and_named_in_the_figures(dana: Client) -> None:
    before = dict(categories("fr"))
    Paper(dana, f"{PAGE}new/").send(label_en="Moving " * 9, label_fr="Déménager", active="on")
    made = Term.objects.get(label__fr="Déménager")
    assert len(made.code) <= LONGEST_CATEGORY
    assert dict(categories("fr")) == {**before, made.code: "Déménager"}
    sheet = Paper(dana, "/console/settings/snippets/new/")
    assert f'<option value="{made.code}">{"Moving " * 9}'.strip() in sheet.text
    today = timezone.localdate()
    line = Line.objects.get()
    assert called("talk_offered", made.code, line, today, today) == (("Moving " * 9).strip(), [])
    Paper(dana, f"{PAGE}{term('housing').pk}/").send(label_en="A roof")
    assert dict(categories("en"))["housing"] == "A roof"
    Paper(dana, f"{PAGE}{made.pk}/").send(active=[])
    assert made.code not in dict(categories("en"))
    assert called("talk_offered", made.code, line, today, today) == (("Moving " * 9).strip(), [])


def test_what_is_off_the_list_stays_where_it_is(dana: Client) -> None:
    load_first_directory()
    row = Service.objects.get(source_id="shop-court")
    had = {"legal", "court"} & set(row.taggings.values_list("term__code", flat=True))
    page = Paper(dana, f"{PAGE}{term('court').pk}/")
    del page.filled["active"]
    page.send()
    Paper(dana, f"{PAGE}{term('legal').pk}/").send(active=[])
    assert "legal" not in on_top()
    page = Paper(dana, f"{HOME}services/{row.pk}/")
    assert "(off the list)" in page.text
    assert page.send(email="x@example.org").saved
    assert had <= set(row.taggings.values_list("term__code", flat=True))
    assert "(off the list)" not in Paper(dana, f"{HOME}services/{other_than(row).pk}/").text


def other_than(row: Service) -> Service:
    without = Service.objects.exclude(taggings__term__code__in=["court", "legal"])
    return without.exclude(pk=row.pk).order_by("pk")[0]


# ---- lists of others -------------------------------------------------------------------------

LIST = b"code,name,name_fr,parent_code\nB,Basics,Bases,\nB-1,Zedbeds,Zedlits,B\n"
ABOUT = {"code": "theirs", "owner": "They", "notice": "By permission of They."}


def send(client: Client, data: bytes, do: str = "save", **about: str) -> Any:
    file = SimpleUploadedFile("terms.csv", data)
    return client.post(TERMS, {"file": file, "do": do, **ABOUT, **about}, follow=True)


def test_a_list_is_looked_at_and_then_taken_over_with_its_notice(dana: Client) -> None:
    page = words(send(dana, LIST, "look"))
    assert "nothing is written yet. New or worded anew: 2." in page
    assert not Vocabulary.objects.filter(code="theirs").exists()
    page = words(send(dana, LIST, notice_fr="Avec leur permission."))
    assert "Written: 2 terms." in page
    assert "By permission of They." in page
    assert "Zedbeds" in page
    row = Vocabulary.objects.get(code="theirs")
    assert (row.may_export, row.notice["fr"]) == (False, "Avec leur permission.")
    assert Change.objects.filter(section="terms", name="written", who="Dana").exists()
    french = dana.get(f"{TERMS}theirs/", headers={"accept-language": "fr"})
    assert "Avec leur permission." in words(french)
    assert "theirs" in Paper(dana, PAGE).text


@pytest.mark.parametrize(
    ("data", "about", "said"),
    [
        (b"code,name\nB,Basics\n,Beds\n", {}, "row 3 · code · It has no name of its own"),
        (b"code,name,parent_code\nB,Basics,X\n", {}, "parent_code · It names a row"),
        (b'code,name\nB,"Basics\n', {}, "A quote is never closed."),
        (b"MZ\x90\0", {}, "This is no text file"),
        (b"code,name\n", {}, "There is no organisation"),
        (LIST, {"code": "category"}, "A list of ours is called so"),
        (LIST, {"code": "talk"}, "A list of ours is called so"),
        (LIST, {"code": "a list"}, "Use letters, digits, - and _ only."),
        (LIST, {"owner": ""}, "This field is required."),
        (LIST, {"notice": " "}, "This field is required."),
    ],
)
def test_what_is_wrong_with_a_list_is_said_and_nothing_written(
    dana: Client, data: bytes, about: dict[str, str], said: str
) -> None:
    before = list(Term.objects.values())
    page = re.sub(r"<[^>]+>", "", words(send(dana, data, **about)))
    assert said in page
    assert list(Term.objects.values()) == before
    assert not Vocabulary.objects.exclude(owner="").exists()


def test_a_file_that_is_too_large_is_not_read(dana: Client) -> None:
    page = words(send(dana, b"code,name\n" + b"x" * 25_000_000))
    assert "The file is too large." in page


def test_a_service_is_given_terms_of_a_list_and_shows_whose_they_are(dana: Client) -> None:
    load_first_directory()
    row = Service.objects.get(source_id="shop-court")
    address = f"{HOME}services/{row.pk}/"
    assert "licensed" not in Paper(dana, address).text
    take(LIST, Terms(**ABOUT))
    page = Paper(dana, address)
    assert "By permission of They." in page.text
    page.send(**{"licensed-0-vocabulary": "theirs", "licensed-0-term": "no such"})
    assert "There is no such term in this list." in page.complaints
    page.send(
        **{"licensed-0-term": "zedlits", "licensed-1-vocabulary": "theirs", "licensed-1-term": "b"}
    )
    assert page.saved
    theirs = Tagging.objects.filter(service=row, term__vocabulary__code="theirs")
    assert set(theirs.values_list("term__code", flat=True)) == {"B", "B-1"}
    held = shelf.get(row.pk)
    assert held
    assert held.terms["theirs"] == {"B", "B-1"}
    page = Paper(dana, address)
    assert "Nothing was different." in page.send().text
    page = Paper(dana, address).send(do="less:licensed-0").send()
    assert page.saved
    assert list(theirs.values_list("term__code", flat=True)) == ["B-1"]
    assert Tagging.objects.filter(service=row, term__vocabulary__code="category").exists()
    assert "1 place" in words(dana.get(f"{TERMS}theirs/"))


def test_nobody_else_comes_in(line: Line) -> None:
    for role in ("counsellor", "peer", "supervisor", "evaluator"):
        client = of_role(line, role, role)
        for address in (PAGE, f"{PAGE}new/", TERMS, f"{TERMS}theirs/"):
            assert client.get(address).status_code == 403, (role, address)
        assert send(client, LIST).status_code == 403
    assert not Vocabulary.objects.filter(code="theirs").exists()
