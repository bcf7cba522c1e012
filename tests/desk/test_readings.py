"""What was said, opened after the end: by a supervisor, for a reason, written down first."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from helpline.models import Conversation, Counsellor, Line
from helpline.roles import Role
from routing import desk
from routing.models import Step
from tests.desk.house import new_counsellor, new_line, talk, web, wrapped
from transcripts import audit, keys, ledger
from transcripts.models import Audit, Kept

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

SECRET = "the canary sang at noon"
REASON = "a complaint about this talk"


@pytest.fixture
def ended(line: Line, robin: Counsellor) -> Conversation:
    line.policies = {"web": "month"}
    line.save()
    pk = talk(line, robin, web(line, SECRET))
    wrapped(robin, pk)
    return Conversation.objects.get(pk=pk)


def browser(line: Line, role: str) -> Client:
    person = new_counsellor(line, "Dana")
    person.role = role
    person.save()
    client = Client()
    client.force_login(person.user)
    return client


def page(conversation: Conversation) -> str:
    return f"/console/transcript/{conversation.pk}/"


def test_a_supervisor_opens_it_for_a_reason_that_is_written_down(
    line: Line, ended: Conversation
) -> None:
    dana = browser(line, Role.SUPERVISOR)
    assert ended.seeker.handle in dana.get("/console/transcripts/").content.decode()
    asked = dana.get(page(ended)).content.decode()
    assert "Why do you open it?" in asked
    assert SECRET not in asked
    for short in ("", " ", "x"):
        answer = dana.post(page(ended), {"reason": short}).content.decode()
        assert SECRET not in answer
        assert "in a few words" in answer
    assert "no number" in dana.post(page(ended), {"reason": "call 204 555 0188"}).content.decode()
    assert not Audit.objects.exists()
    opened = dana.post(page(ended), {"reason": REASON})
    assert SECRET in opened.content.decode()
    assert "no-store" in opened.headers["Cache-Control"]
    written = Audit.objects.get()
    assert (written.name, written.action, written.conversation) == ("Dana", "transcript", ended.pk)
    assert REASON.encode() not in bytes(written.sealed or b"")
    assert audit.reason_of(written) == REASON
    assert Step.objects.filter(conversation=ended, happening="looked").count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SUPERVISOR])
def test_to_every_other_role_nothing_is_there_and_that_they_tried_is_written_down(
    line: Line, ended: Conversation, role: str
) -> None:
    somebody = browser(line, role)
    assert somebody.get("/console/transcripts/").status_code == 404
    for answer in (somebody.get(page(ended)), somebody.post(page(ended), {"reason": REASON})):
        assert answer.status_code == 404
        assert SECRET not in answer.content.decode()
    tried = Audit.objects.values_list("action", "detail", "conversation")
    assert set(tried) == {("transcript", "not_supervisor", ended.pk)}


def test_nor_to_a_supervisor_of_another_line(ended: Conversation) -> None:
    other = browser(new_line("day"), Role.SUPERVISOR)
    assert other.get(page(ended)).status_code == 404
    assert other.post(page(ended), {"reason": REASON}).status_code == 404
    assert ended.seeker.handle not in other.get("/console/transcripts/").content.decode()
    assert set(Audit.objects.values_list("detail", flat=True)) == {"not_yours"}


def test_not_before_the_end_and_not_after_its_promise(
    line: Line, robin: Counsellor, ended: Conversation
) -> None:
    dana = browser(line, Role.SUPERVISOR)
    open_one = Conversation.objects.get(pk=talk(line, robin, web(line, SECRET, token="second")))
    answer = dana.post(page(open_one), {"reason": REASON})
    assert (answer.status_code, SECRET in answer.content.decode()) == (409, False)
    Conversation.objects.filter(pk=ended.pk).update(erase_at=timezone.now() - timedelta(seconds=1))
    answer = dana.post(page(ended), {"reason": REASON})
    assert (answer.status_code, SECRET in answer.content.decode()) == (410, False)
    assert ended.seeker.handle not in dana.get("/console/transcripts/").content.decode()
    assert dana.get(f"/console/transcript/{uuid.uuid4()}/").status_code == 404


def test_a_form_of_another_site_opens_nothing(line: Line, ended: Conversation) -> None:
    person = new_counsellor(line, "Dana")
    Counsellor.objects.filter(pk=person.pk).update(role=Role.SUPERVISOR)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person.user)
    answer = strict.post(
        page(ended), {"reason": REASON}, headers={"origin": "https://evil.example"}
    )
    assert answer.status_code == 403
    assert not Audit.objects.exists()


def test_the_reason_goes_with_the_words_and_the_row_after_a_year(
    line: Line, ended: Conversation
) -> None:
    dana = browser(line, Role.SUPERVISOR)
    dana.post(page(ended), {"reason": REASON})
    desk.keep(ended.seeker_id, "erase")
    written = Audit.objects.get()

    keys.destroy([ended.pk])
    assert audit.reason_of(written) is None
    assert ledger.forget(timezone.now()) == 0
    assert ledger.forget(timezone.now() + timedelta(days=401)) == 1


@pytest.mark.parametrize("doubtful", [True, False])
def test_doubt_is_shown_in_the_list_and_above_the_words(
    line: Line, ended: Conversation, doubtful: bool
) -> None:
    assert ended.erase_at is not None
    Kept.objects.update_or_create(
        conversation=ended, defaults={"until": ended.erase_at, "doubtful": doubtful}
    )
    dana = browser(line, Role.SUPERVISOR)
    for said in (dana.get("/console/transcripts/"), dana.post(page(ended), {"reason": REASON})):
        assert ("Check before keeping" in said.content.decode()) == doubtful
