"""Services that somebody must look at: one press each, written down; who may press."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from helpline.models import Line
from office.models import Change
from referrals import feedback
from referrals.models import Answered, Insertion, Review, Service
from referrals.search.shelf import shelf
from referrals.showing import freshness
from referrals.transfer.firstdirectory import load_first_directory
from tests.unit.office.conftest import of_role
from tests.unit.office.paper import Paper, words
from transcripts.models import Audit

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HOME = "/console/settings/directory/"
QUEUE = f"{HOME}reviews/"


@pytest.fixture(autouse=True)
def filled(db: None) -> None:
    shelf.forget()
    load_first_directory()
    Service.objects.update(verified=timezone.localdate())
    Answered.objects.update(to_check=False)
    shelf.forget()


def of(source_id: str) -> Service:
    return Service.objects.get(source_id=source_id)


def make_old(source_id: str, days: int = 400) -> Service:
    day = timezone.localdate() - timedelta(days=days)
    Service.objects.filter(source_id=source_id).update(verified=day)
    shelf.forget()
    return of(source_id)


def press(client: Client, row: Service, do: str, version: str = "") -> Any:
    version = version or of(row.source_id).changed_at.isoformat()
    return client.post(f"{QUEUE}{row.pk}/", {"do": do, "version": version}, follow=True)


def noted(row: Service) -> dict[str, tuple[str, str, str]]:
    about = Change.objects.filter(section="service", subject=f"service:{row.pk}")
    return {each.name: (each.before, each.after, each.who) for each in about}


def test_what_another_process_has_just_deleted_is_left_out(dana: Client) -> None:
    kept, gone = make_old("shop-court"), make_old("shop-friday")
    assert gone.name["en"] in words(dana.get(QUEUE))
    # This process has not heard of it: its shelf still has it.
    Service.objects.filter(pk=gone.pk).delete()
    said = words(dana.get(QUEUE))
    assert kept.name["en"] in said
    assert gone.name["en"] not in said


def test_what_is_still_true_is_made_sure_of_today_and_by_whom_is_written_down(
    dana: Client,
) -> None:
    row = make_old("shop-court")
    Answered.objects.filter(service=row, name="sobriety").update(to_check=True)
    Service.objects.filter(pk=row.pk).update(capacity={"state": "full", "asked": "2026-01-01"})
    shelf.forget()
    page = Paper(dana, QUEUE).text
    assert "Guessed by a rule:" in page
    assert "Whether there is room was last asked" in page
    assert "Not checked since" in page
    press(dana, row, "true")
    today = timezone.localdate()
    assert of("shop-court").verified == today
    assert of("shop-court").capacity["asked"] == f"{today}"
    assert not Answered.objects.get(service=row, name="sobriety").to_check
    assert noted(row)["verified"][1:] == (f"{today}", "Dana")
    assert noted(row)["ask_sobriety"][0].endswith("?")
    assert Audit.objects.filter(action="settings", detail="service.verified").exists()
    assert "Found: 0" in Paper(dana, QUEUE).text
    page = Paper(dana, f"{HOME}services/{row.pk}/").text
    assert "Checked on" in page
    assert "by Dana" in page
    # The list it came from may still bring it up to date.
    assert of("shop-court").corrected_at is None


def test_what_is_taken_out_is_sent_to_nobody_and_the_next_list_leaves_it_so(dana: Client) -> None:
    row = make_old("shop-court")
    press(dana, row, "out")
    assert noted(row)["status"] == ("takes people", "takes nobody now", "Dana")
    load_first_directory()
    assert of("shop-court").status == "inactive"
    assert "Found: 0" in Paper(dana, QUEUE).text


def test_a_complaint_waits_for_an_answer_of_its_own(dana: Client) -> None:
    row = of("shop-court")
    feedback.tell(row.pk, "judged")
    assert "felt judged" in Paper(dana, QUEUE).text
    assert "to be reviewed" in words(dana.get(HOME, {"only": "review"}))
    press(dana, row, "true")
    assert "felt judged" in Paper(dana, QUEUE).text
    assert press(dana, row, "nonsense").status_code == 404
    press(dana, row, "mended")
    assert Review.objects.get().outcome == "mended"
    assert Change.objects.filter(section="review", name="mended").exists()
    assert "felt judged" not in Paper(dana, QUEUE).text


def test_whoever_presses_on_what_was_changed_meanwhile_looks_once_more(dana: Client) -> None:
    row = make_old("shop-court")
    before = row.changed_at.isoformat()
    feedback.tell(row.pk, "unsafe")
    page = words(press(dana, row, "true", version=before))
    assert "Somebody has changed this meanwhile. Look once more." in page
    assert of("shop-court").verified == row.verified
    assert noted(row) == {}


def test_what_is_sent_most_comes_first_and_one_may_narrow_down(dana: Client) -> None:
    often, oldest = make_old("shop-court", 400), make_old("shop-friday", 2000)
    Insertion.objects.create(
        category="x", slug="x", service=f"{often.pk}", channel="web", locale="en",
        day=timezone.localdate(),
    )  # fmt: skip

    def order(query: str) -> list[str]:
        return re.findall(r'<h2 id="r-([\w-]+)"', Paper(dana, f"{QUEUE}{query}").text)

    assert order("") == [str(often.pk), str(oldest.pk)]
    assert order("?by=old") == [str(oldest.pk), str(often.pk)]
    assert order("?only=guess") == []
    assert "sent once in 90 days" in Paper(dana, QUEUE).text


def test_the_strictest_line_says_what_is_old(dana: Client, line: Line) -> None:
    make_old("shop-court", 40)
    assert "Found: 0" in Paper(dana, QUEUE).text
    page = Paper(dana, "/console/settings/lines/night/line/").send(stale_days="30")
    assert page.complaints == []
    Line.objects.create(slug="drill", name="Drill", drill=True, stale_days=7)
    assert freshness.after() == timedelta(days=30)
    assert "Found: 1" in Paper(dana, QUEUE).text
    assert "1 is to be checked again." in words(dana.get("/console/settings/"))
    assert "Not checked since" in words(dana.get(HOME, {"only": "stale"}))


def test_a_supervisor_may_press_and_a_counsellor_may_not_come_in(line: Line) -> None:
    row = make_old("shop-court")
    supervisor, counsellor = of_role(line, "supervisor", "sam"), of_role(line, "counsellor", "kim")
    page = Paper(supervisor, QUEUE).text
    assert f"{HOME}services/" not in page
    press(supervisor, row, "true")
    assert noted(row)["verified"][2] == "Sam"
    assert counsellor.get(QUEUE).status_code == 404
    assert press(counsellor, row, "out").status_code == 404
    assert of("shop-court").status == "active"
