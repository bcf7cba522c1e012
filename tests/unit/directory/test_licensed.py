"""Licensed terms: kept apart, worded anew when they change, and passed on by nothing."""

import io
import json
import zipfile
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from helpline.models import Line
from referrals import editions
from referrals.exchange.decoding import LARGEST
from referrals.models import Organisation, Service, Tagging, Term, Vocabulary
from referrals.search import finding, shownplaces
from referrals.search.shelf import shelf
from referrals.terms.licensed import Terms, take
from referrals.transfer.firstdirectory import load_first_directory
from routing.entering import limits
from tests.unit.directory.files import SAMPLES

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
API = "/api/directory/"
ABOUT = Terms(code="theirs", owner="They", notice="By permission")


def test_they_are_kept_apart_and_worded_anew_when_they_change() -> None:
    count, report = take(b"code,name,parent_code\nB,Basics,\nB-1,Beds,B\n", ABOUT)
    assert (count, report.graves) == (2, 0)
    beds = Term.objects.get(code="B-1")
    assert (beds.parent and beds.parent.code, beds.external_code) == ("B", "B-1")
    count, _report = take(b"code,name,name_fr\nB,Basics,Bases\n", ABOUT)
    assert (count, Term.objects.get(code="B").label) == (1, {"en": "Basics", "fr": "Bases"})
    row = Vocabulary.objects.get(code="theirs")
    assert (row.owner, row.may_export) == ("They", False)
    assert take(b"code,name,name_fr\nB,Basics,Bases\n", ABOUT)[0] == 0


def test_looked_at_only_nothing_is_written() -> None:
    count, report = take(b"code,name\nB,Basics\n", ABOUT, write=False)
    assert (count, report.graves, Vocabulary.objects.count()) == (1, 0, 0)


@pytest.mark.parametrize(
    ("data", "about", "wrong"),
    [
        (b"code,name\nB,Basics\nB,Again\n", {}, ("id_twice", 3)),
        (b"code,name,parent_code\nB,Basics,X\n", {}, ("no_such_row", 2)),
        (b"code,name\n,Basics\n", {}, ("no_id", 2)),
        (b"code,name\nB,\n", {}, ("no_name", 2)),
        (b"code,name\nA,a\nB,\xc3\xa9,\xc3\xa9\n", {}, ("too_many_cells", 3)),
        (b"code,name\n" + b"A,a\n" * 9 + b'B,"x\n', {}, ("open_quote", 11)),
        (b"code,code\n", {}, ("column_twice", 1)),
        (b"code,name\n", {}, ("nothing_in_it", 0)),
        (b"", {}, ("empty", 0)),
        (b"MZ\x90\x00", {}, ("no_text", 0)),
        (b"x" * (LARGEST + 1), {}, ("too_large", 0)),
        (b"code,name\nB,Basics\n", {"notice": " "}, ("no_notice", 0)),
        (b"code,name\nB,Basics\n", {"owner": ""}, ("no_notice", 0)),
        (b"code,name\nB,Basics\n", {"code": "a b"}, ("list_name", 0)),
        (b"code,name\nB,Basics\n", {"code": ""}, ("list_name", 0)),
        (b"code,name\nB,Basics\n", {"code": "category"}, ("ours", 0)),
    ],
)
def test_a_bad_list_writes_nothing_and_says_where(
    data: bytes, about: dict[str, str], wrong: tuple[str, int]
) -> None:
    told = {"code": "theirs", "owner": "They", "notice": "By permission", **about}
    count, report = take(data, Terms(**told))
    assert (count, report.graves > 0, Vocabulary.objects.count()) == (0, True, 0)
    assert wrong in [(each.code, each.line) for each in report.problems]


def test_no_list_takes_the_name_of_one_that_may_be_passed_on() -> None:
    Vocabulary.objects.create(code="shared", may_export=True)
    assert take(b"code,name\nB,Basics\n", Terms(code="shared", owner="T", notice="T"))[1].graves
    assert not Term.objects.exists()


def test_by_command(tmp_path: Path) -> None:
    file = tmp_path / "terms.csv"
    file.write_text("code,name\nB,Basics\n")
    about = {"code": "theirs", "owner": "They", "notice": "By them"}
    said = StringIO()
    call_command("import_terms", file, **about, look=True, stdout=said)
    assert "Nothing is written yet. New or worded anew: 1 terms." in said.getvalue()
    assert not Term.objects.exists()
    call_command("import_terms", file, **about, notice_fr="Avec leur accord", stdout=said)
    assert "Written: 1 terms" in said.getvalue()
    assert Term.objects.get().label == {"en": "Basics"}
    assert Vocabulary.objects.get().notice == {"en": "By them", "fr": "Avec leur accord"}
    file.write_text("code,name\n,\nB,\n")
    with pytest.raises(CommandError):
        call_command("import_terms", file, code="t", owner="T", notice="T", stdout=said)
    assert "Row 3, code: It has no name. B" in said.getvalue()
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_terms", tmp_path / "none.csv", **about)


def test_an_open_list_of_terms_is_read_with_its_own_columns() -> None:
    data = (SAMPLES / "open-eligibility" / "taxonomy.csv").read_bytes()
    notice = "Open Eligibility, CC BY-SA 3.0"
    count, report = take(data, Terms(code="oe", owner="Open Eligibility", notice=notice))
    assert (report.problems, count) == ([], data.count(b"\n") - 1)
    row = Term.objects.get(code="101-06-01")
    assert row.parent
    assert (row.label["en"], row.parent.label["en"]) == ("Help Escape Violence", "Immediate Safety")


def test_open_eligibility_is_read_as_its_project_publishes_it() -> None:
    """Its shape, with words of ours: deep rows are wider than the header, and slugs can be long."""
    long = "things:" + ":".join(["a_rather_long_part_of_a_name_that_goes"] * 2)
    data = (
        "slug,level0:name_en,level0:name_he,level1:name_en,level1:name_he,level2:name_en,level2:name_he\r\n"
        "things,Things,דברים \r\n"
        "things:warm,Things,דברים ,Warm,חם\r\n"
        "things:warm:socks,Things,דברים ,Warm,חם,Socks,\r\n"
        'things:warm:socks:wool,Things,דברים ,Warm,חם,Socks,,"Wool, long",\r\n'
        "things:warm:socks:wool:red,Things,x,Warm,x,Socks,x,Wool,x,Red,אדום\r\n"
        "things:a_rather_long_part_of_a_name_that_goes,Things,x,Long,x\r\n"
        f"{long},Things,x,Long,x,Longer,x\r\n"
    ).encode()
    about = Terms(code="oe", owner="Open Eligibility", notice="Theirs")
    count, report = take(data, about)
    assert (report.problems, count) == ([], 7)
    told = {
        each.code: (each.label["en"], each.parent.label["en"] if each.parent else "")
        for each in Term.objects.select_related("parent")
    }
    assert told == {
        "things": ("Things", ""),
        "things:warm": ("Warm", "Things"),
        "things:warm:socks": ("Socks", "Warm"),
        "things:warm:socks:wool": ("Wool, long", "Socks"),
        "things:warm:socks:wool:red": ("Red", "Wool, long"),
        "things:a_rather_long_part_of_a_name_that_goes": ("Long", "Things"),
        long.partition(":")[2]: ("Longer", "Long"),
    }
    assert take(data, about)[0] == 0


def test_a_row_of_it_that_says_nothing_is_said_by_its_row() -> None:
    data = b"slug,level0:name_en,level0:name_fr\nthings,Things,Choses\nthings:odd,,\n"
    count, report = take(data, Terms(code="oe", owner="Open Eligibility", notice="Theirs"))
    assert (count, [(p.code, p.line) for p in report.problems]) == (0, [("no_name", 3)])
    fine = data.replace(b"things:odd,,", b"things:odd,Things,Choses,Odd,Drole")
    assert take(fine, Terms(code="oe", owner="Open Eligibility", notice="Theirs"))[0] == 2
    assert Term.objects.get(code="things:odd").label == {"en": "Odd", "fr": "Drole"}


def test_the_desk_shows_them_under_their_notice_and_says_none_of_it(tied: Service) -> None:
    found = shelf.get(tied.pk)
    assert found
    shown = shownplaces.place(found, timezone.now())
    words = [{"en": "Zqcanary beds", "fr": "Zqcanary lits"}]
    assert shown["lent"] == [{"words": words, "notice": {"en": "Zqnotice"}}]
    assert leaked(json.dumps(shown["faces"]).encode()) == []
    Vocabulary.objects.filter(code="zqlist").update(notice={})
    editions.changed()
    again = shelf.get(tied.pk)
    assert again
    assert shownplaces.place(again, timezone.now())["lent"] == []


# ---- nothing of them leaves ------------------------------------------------------------------

CANARIES = ("Zqcanary", "ZQ-CODE-77", "Zqdefined", "Zqnotice", "Zqowner", "ZQ-OUTER-5", "zqlist")
LIST = (
    b"code,name,name_fr,definition\n"
    b"ZQ-CODE-77,Zqcanary beds,Zqcanary lits,Zqdefined as a bed that Zqowner grants\n"
)


@pytest.fixture
def tied(db: None, client: Client) -> Iterator[Service]:
    """A public service with a licensed term, below a category that knows a code of theirs."""
    shelf.forget()
    Line.objects.create(slug="night", name="Night line", cover_title="Notes")
    load_first_directory()
    take(LIST, Terms(code="zqlist", owner="Zqowner", notice="Zqnotice"))
    row = Service.objects.get(source_id="shop-court")
    Tagging.objects.create(service=row, term=Term.objects.get(code="ZQ-CODE-77"))
    Term.objects.filter(code="court").update(external_code="ZQ-OUTER-5")
    shelf.forget()
    held = shelf.get(row.pk)
    assert held
    assert held.terms["zqlist"] == {"ZQ-CODE-77"}
    yield row
    shelf.forget()


def leaked(found: bytes) -> list[str]:
    """Which of the canaries are in it, packed or not."""
    if found[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(found)) as package:
            found = b"".join(package.read(name) + name.encode() for name in package.namelist())
    text = found.decode().lower()
    return [word for word in CANARIES if word.lower() in text]


def test_a_planted_term_would_be_found(tied: Service, client: Client) -> None:
    Vocabulary.objects.filter(code="zqlist").update(may_export=True)
    shelf.forget()
    assert "Zqcanary" in leaked(client.get(f"{API}services/{tied.pk}").content)
    assert "Zqcanary" in leaked(client.get(f"{API}taxonomy_terms?per_page=100&page=2").content)
    assert "ZQ-CODE-77" in leaked(client.get(f"{API}package.zip").content)


@pytest.mark.parametrize("kind", ["zip", "json"])
def test_no_export_has_any_of_them(tied: Service, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"all.{kind}"
    call_command("export_directory", file, stdout=StringIO())
    data = file.read_bytes()
    assert leaked(data) == []
    assert b"SHOP" in data or kind == "zip"


def test_no_page_of_the_api_has_any_of_them(tied: Service, client: Client) -> None:
    owner: Organisation = tied.organisation
    addresses = [
        "",
        f"services/{tied.pk}",
        f"organizations/{owner.pk}",
        "package.zip",
        *(f"{kind}?per_page=100&page={n}" for kind in LISTED for n in (1, 2)),
        "services?search=court",
        "services?taxonomy_term_id=ZQ-CODE-77",
    ]
    for address in addresses:
        answer = client.get(f"{API}{address}")
        assert answer.status_code == 200, address
        assert leaked(answer.content) == [], address
    # Nor is it said who has one.
    for question in ("search=zqcanary", "search=zqcan", "taxonomy_term_id=ZQ-CODE-77"):
        assert client.get(f"{API}services?{question}").json()["total_items"] == 0, question


LISTED = ("services", "organizations", "taxonomies", "taxonomy_terms")


def test_no_page_for_seekers_has_any_of_them(tied: Service) -> None:
    shown = {"show": tied.pk.hex}
    for typed in ({}, {"words": "court"}, shown, {**shown, "card": "card"}):
        for locale in ("en", "fr"):
            page = looked(lang=locale, **typed)
            assert leaked(page) == [], typed
            assert not typed or b"ASK Wellness" in page
    assert tied.pk.hex in looked(words="court").decode()
    # What is typed stands in its field, and leads nowhere.
    assert tied.pk.hex not in looked(words="zqcanary").decode()
    assert tied.pk.hex not in looked(words="zqcanari").decode()
    assert [each.listing.id for each in finding.find("zqcanary", timezone.now()).found] == [tied.pk]


def looked(**typed: str) -> bytes:
    limits.forget()
    answer = Client().post("/help/night/", {"v": uuid4().hex, "lang": "en", **typed})
    assert answer.status_code == 200, typed
    return bytes(answer.content)
