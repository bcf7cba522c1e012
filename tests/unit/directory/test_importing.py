"""A file is looked at, wanted and written in one piece; what goes out is nobody's secret."""

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from referrals import entries
from referrals.exchange.inbox import About, read
from referrals.models import Import, Organisation, Service, Source
from referrals.terms.categories import load_terms, notices
from referrals.terms.licensed import Terms
from referrals.terms.licensed import take as take_terms
from referrals.terms.tying import Ties
from referrals.transfer import importing
from referrals.transfer.firstdirectory import SOURCE, load_first_directory
from referrals.transfer.importing import Outcome, take
from referrals.transfer.storing import store
from tests.unit.directory.files import ABOUT, form, packed, sample, sheet
from tests.unit.directory.shelves import service
from tests.unit.directory.test_storing import STREET, one

pytestmark = pytest.mark.django_db
API = "/api/directory/"
BED = {"name_en": "A bed", "organisation_en": "Open door", "id_here": "bed"}


def source(name: str = "partner", **about: Any) -> Source:
    return Source.objects.get_or_create(name=name, defaults=about)[0]


def put(data: bytes, **more: Any) -> Outcome:
    return take(data, source(), ABOUT, "Dana", apply=True, **more)


# ---- in one piece ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "folder", ["hsds-3-json", "hsds-3-page", "hsds-3-csv", "hsds-1-csv", "ohana-csv"]
)
def test_each_public_sample_is_taken_and_the_second_time_changes_nothing(folder: str) -> None:
    first = put(sample(folder))
    assert first.written
    assert first.written.made == Service.objects.count() + sum(
        each.objects.count() for each in (Organisation, *_others())
    )
    again = put(sample(folder))
    assert again.written
    assert (again.written.made, again.written.changed) == (0, 0)
    assert again.written.same == first.written.made


def _others() -> list[Any]:
    return [Organisation._meta.apps.get_model("referrals", n) for n in ("Location", "Programme")]


def test_a_look_says_what_would_be_and_writes_nothing() -> None:
    data = form(BED, {**BED, "id_here": "meal", "name_en": "A meal"})
    outcome = take(data, source(), ABOUT, "Dana")
    assert outcome.written
    assert (outcome.written.made, Service.objects.count()) == (3, 0)
    put(data)
    looked = take(form({**BED, "status": "inactive"}), source(), ABOUT, "Dana").written
    assert looked
    assert (looked.made, looked.changed, looked.same) == (0, 1, 1)


def test_one_bad_row_keeps_all_out() -> None:
    outcome = put(form(BED, {**BED, "id_here": "2", "status": "sometimes"}))
    assert not outcome.good
    assert (Service.objects.count(), Organisation.objects.count()) == (0, 0)


def test_killed_half_way_nothing_is_there_and_the_next_try_takes_it() -> None:
    with (
        patch.object(Ties, "renew", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        put(form(BED))
    assert not Organisation.objects.exists()
    outcome = put(form(BED))
    assert outcome.written
    assert outcome.written.made == 2


def test_what_the_database_refuses_is_said_without_what_it_quotes() -> None:
    with patch.object(importing, "store", side_effect=DatabaseError("row: 12 Hidden Lane")):
        outcome = put(form(BED))
    assert [each.code for each in outcome.report.problems] == ["not_stored"]
    assert STREET not in str(outcome.report.problems)


# ---- by the worker ---------------------------------------------------------------------------


def sent(data: bytes, **more: Any) -> Import:
    about = {"at": timezone.now(), "who": "Dana", "source": source(), "zone": "America/Winnipeg"}
    return Import.objects.create(data=data, name="list.csv", **{**about, **more})


def test_the_worker_looks_first_and_writes_once_it_is_wanted() -> None:
    row = sent(form(BED))
    assert importing.go_on(timezone.now()) == 1
    row.refresh_from_db()
    assert (row.state, row.counts["made"], Service.objects.count()) == ("checked", 2, 0)
    assert importing.go_on(timezone.now()) == 0
    assert importing.want(row.pk, "Dana")
    assert not importing.want(row.pk, "Dana")
    importing.go_on(timezone.now())
    row.refresh_from_db()
    assert (row.state, bytes(row.data), Service.objects.count()) == ("done", b"", 1)


def test_a_bad_file_is_refused_with_what_is_wrong_and_let_go_of() -> None:
    row = sent(form({**BED, "verified": "lately"}))
    importing.go_on(timezone.now())
    row.refresh_from_db()
    assert (row.state, bytes(row.data), row.found) == ("refused", b"", 1)
    assert row.problems[0]["column"] == "verified"
    assert not importing.want(row.pk, "Dana")


def test_somebody_else_goes_on_with_the_file_of_a_worker_that_died() -> None:
    row = sent(form(BED), until=timezone.now() + timedelta(seconds=60))
    assert importing.go_on(timezone.now()) == 0
    assert importing.go_on(timezone.now() + timedelta(seconds=90)) == 1
    row.refresh_from_db()
    assert row.state == "checked"


def test_a_long_list_says_how_far_it_is() -> None:
    heard: list[tuple[int, int]] = []
    rows = [[str(n), "", f"Bed {n}"] for n in range(600)]
    data = packed({"service.csv": sheet(["id", "organization_id", "name"], rows)})
    read(data, ABOUT, lambda done, total: heard.append((done, total)))
    assert heard == [(0, 600), (250, 600), (500, 600)]


def test_a_file_that_nobody_decides_about_is_let_go_of() -> None:
    row = sent(form(BED), state="checked", at=timezone.now() - timedelta(days=8))
    importing.go_on(timezone.now())
    row.refresh_from_db()
    assert (row.state, bytes(row.data)) == ("refused", b"")


def test_the_command_looks_writes_and_says_what_is_wrong(tmp_path: Path) -> None:
    file, said = tmp_path / "list.csv", StringIO()
    file.write_bytes(form(BED))
    call_command("import_directory", file, source="x", stdout=said, stderr=StringIO())
    assert "Would be written: 2 new" in said.getvalue()
    assert not Source.objects.filter(name="x").exists()
    call_command("import_directory", file, source="x", apply=True, stdout=said, stderr=StringIO())
    assert Service.objects.get().source == "x"
    file.write_bytes(form({**BED, "verified": "lately"}))
    with pytest.raises(CommandError):
        call_command("import_directory", file, source="x", stdout=said, stderr=StringIO())
    assert "Wrong: row 2, verified: This is no date. lately" in said.getvalue()


# ---- what others may have --------------------------------------------------------------------


def test_what_goes_out_comes_back_elsewhere(tmp_path: Path) -> None:
    load_first_directory()
    for name in ("all.json", "all.zip"):
        file = tmp_path / name
        call_command("export_directory", file, stdout=StringIO())
        directory, report = read(file.read_bytes(), About(zone=""))
        assert report.graves == 0
        back = {s.name["en"]: s for o in directory.organisations for s in o.services}
        assert len(back) == Service.objects.filter(public=True, source=SOURCE).count()
        assert back["Friday food and company"].schedules[0].opens_at == "14:00"
        written = store(directory, f"copy of {name}", "copy")
        assert written.made > len(back)
    with pytest.raises(CommandError):
        call_command("export_directory", tmp_path / "all.txt", stdout=StringIO())


def everything(client: Client) -> str:
    """All that the API says, whatever is asked."""
    names = (
        "",
        "services?per_page=100",
        "organizations",
        "taxonomies",
        "taxonomy_terms?per_page=100",
    )
    said = [client.get(f"{API}{name}").content.decode() for name in names]
    said.append(str(client.get(f"{API}package.zip").content))
    ids = Service.objects.values_list("pk", flat=True)
    said += [client.get(f"{API}services/{pk}").content.decode() for pk in ids]
    return "\n".join(said)


def test_nothing_secret_licensed_or_for_the_staff_goes_out(client: Client) -> None:
    load_terms()
    take_terms(
        b"code,name\nBH-1,Their word\n", Terms(code="theirs", owner="They", notice="By them")
    )
    hidden = {
        "source_id": "h",
        "confidential": True,
        "name": {"en": "House at Zqbend"},
        "city": "Zqtown",
        "country": "CA",
        "accessibility": {"en": "The zqred door"},
    }
    directory = one(
        service(
            "Open bed",
            places=["h"],
            staff_notes={"en": "Ring twice"},
            tags={"theirs": ["BH-1"], "category": ["shelter"]},
        ),
        service("Inner bed", public=False),
    )
    directory.organisations[0].places = [_place(hidden)]
    store(directory, "", "Dana")
    store(one(service("Their bed")), "partner", "Dana")
    said = everything(client)
    assert "Open bed" in said
    assert "shelter" in said
    # Town, name and door of a secret place would lead there as well as its street.
    where = ("Zqtown", "Zqbend", "zqred")
    for secret in (STREET, "Ring twice", "BH-1", "Their word", "Inner bed", "Their bed", *where):
        assert secret not in said
    source(may_export=True, owner="Partner", notice={"en": "Thanks to them"})
    assert "Their bed" in everything(client)
    assert "Thanks to them" in client.get(API).content.decode()
    assert [each.owner for each in notices()] == ["They"]


def _place(about: dict[str, Any]) -> Any:
    from_street = {**about, "address_1": STREET}
    return entries.Place(**from_street)


def test_a_guess_goes_out_as_what_it_is(client: Client) -> None:
    """As an attribute it would be a yes or a no to whoever reads it."""
    told = [
        entries.Fact(name="id", answer="no", to_check=True),
        entries.Fact(name="curfew", answer="yes"),
    ]
    store(one(service("Bed", facts=told)), "", "Dana")
    made = client.get(f"{API}services/{Service.objects.get().pk}").json()
    sent = {each["taxonomy_term"]["code"]: each["value"] for each in made["attributes"]}
    assert sent == {"curfew": "yes"}
    directory, _report = read(msgspec.json.encode(made), ABOUT)
    back = directory.organisations[0].services[0]
    assert {(f.name, f.answer, f.to_check) for f in back.facts} == {
        ("id", "no", True),
        ("curfew", "yes", False),
    }


def test_the_api_is_read_page_by_page_and_kept(client: Client) -> None:
    load_first_directory()
    first = client.get(f"{API}services?per_page=3")
    page = first.json()
    assert (page["total_items"], page["size"], page["first_page"]) == (20, 3, True)
    assert page["contents"][0]["organization"]["name"]
    assert first["Cache-Control"] == "public, max-age=300"
    assert first["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in first
    again = client.get(f"{API}services?per_page=3", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Service.objects.filter(source_id=page["contents"][0]["id"]).update(status="inactive")
    assert client.get(f"{API}services?search=counselling").json()["total_items"] > 0
    assert client.get(f"{API}services?search=zzz").json()["total_items"] == 0
    meals = client.get(f"{API}services?taxonomy_term_id=meals").json()
    assert [each["name"] for each in meals["contents"]] == ["Friday food and company"]
    row = Service.objects.get(source_id="wsrp-support")
    assert client.get(f"{API}services/{row.pk}").json()["id"] == str(row.pk)
    assert client.get(f"{API}organizations/{row.organisation_id}").status_code == 200
    hidden = Service.objects.get(source_id="shop-landlords")
    assert client.get(f"{API}services/{hidden.pk}").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=99999999999", "per_page=x", "organization_id=x", "search=%00"],
)
def test_an_odd_question_gets_an_answer(client: Client, query: str) -> None:
    assert client.get(f"{API}services?{query}").status_code == 200
    assert client.post(f"{API}services").status_code == 405
