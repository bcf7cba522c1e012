"""Decisions are listed without what they say, and one opens to a supervisor for a reason."""

from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from helpline.models import Counsellor, Line
from helpline.roles import Role
from routing import desk
from tests.desk.house import new_counsellor, new_line, talk
from tests.desk.test_decisions import REASON, decide
from transcripts import keys
from transcripts.models import Audit, Decision

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def held(line: Line, robin: Counsellor) -> UUID:
    pk = talk(line, robin)
    desk.flag(robin.pk, pk, 3)
    return pk


@pytest.fixture
def dana(line: Line) -> Counsellor:
    return supervisor(line, "Dana")


def supervisor(line: Line, name: str) -> Counsellor:
    person = new_counsellor(line, name)
    person.role = Role.SUPERVISOR
    person.save()
    return person


def browser_of(person: Counsellor) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def test_the_list_says_nothing_of_it_and_a_reason_opens_one(
    held: UUID, robin: Counsellor, dana: Counsellor
) -> None:
    decide(robin, held, reason=REASON)
    record, browser = Decision.objects.get(), browser_of(dana)
    page = f"/console/decisions/{record.pk}/"
    listed = browser.get("/console/decisions/").content.decode()
    assert page in listed
    assert "Robin" in listed
    assert "Emergency" not in listed
    assert REASON not in browser.get(page).content.decode()
    assert REASON not in browser.post(page, {"reason": "ok"}).content.decode()
    assert not Audit.objects.filter(action="decision").exists()
    keys.destroy([held])
    opened = browser.post(page, {"reason": "a debriefing"}).content.decode()
    assert REASON in opened
    assert "Emergency services, as they wish" in opened
    noted = Audit.objects.get(action="decision")
    assert (noted.name, noted.about) == ("Dana", f"decision:{record.pk}")
    assert b"debriefing" not in bytes(noted.sealed or b"")


def test_nobody_else_finds_one(held: UUID, robin: Counsellor) -> None:
    decide(robin, held)
    page = f"/console/decisions/{Decision.objects.get().pk}/"
    stranger = supervisor(new_line("day"), "Kit")
    for person in (robin, stranger):
        assert browser_of(person).post(page, {"reason": "curious"}).status_code == 404
    Decision.objects.update(erase_at=timezone.now())
    stranger.line = robin.line
    stranger.save()
    assert browser_of(stranger).post(page, {"reason": "too late"}).status_code == 404


def test_the_checklist_is_for_whoever_holds_it(
    held: UUID, line: Line, robin: Counsellor, noor: Counsellor
) -> None:
    asked = browser_of(robin).get(f"/console/checklist/{held}/").json()
    assert [each["en"] for each in asked] == [each["en"] for each in line.checklist]
    assert asked[0].keys() == {"id", "en", "fr"}
    assert browser_of(noor).get(f"/console/checklist/{held}/").status_code == 404
    assert Audit.objects.filter(name="Noor", action="checklist", detail="not_yours").exists()
