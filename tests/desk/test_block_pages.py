"""Supervisors see who is blocked on their line, and lift it; nobody else does."""

from uuid import UUID

import pytest
from django.utils import timezone

from helpline.models import Counsellor, Line
from routing.hands import caution
from routing.models import Block
from tests.desk.house import new_line
from tests.desk.test_decision_pages import browser_of, supervisor
from transcripts.models import Audit

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PAGE = "/console/blocks/"


@pytest.fixture
def blocked(robin: Counsellor, conversation: UUID) -> Block:
    caution.block(robin.pk, conversation, "He writes threats.", 7)
    return Block.objects.get()


def test_a_supervisor_sees_why_and_lifts_it(blocked: Block, line: Line) -> None:
    dana = browser_of(supervisor(line, "Dana"))
    page = dana.get(PAGE).content.decode()
    for shown in (blocked.handle, "He writes threats.", "Robin", "0 texts were not taken in."):
        assert shown in page
    assert bytes(blocked.address_hash).hex() not in page
    answer = dana.post(PAGE, {"block": str(blocked.pk)}, follow=True).content.decode()
    assert "Lifted: what they write is taken in again." in answer
    assert "Nobody is blocked just now." in answer
    blocked.refresh_from_db()
    assert blocked.ended_by is not None
    assert blocked.ended_by.shift_name == "Dana"
    assert Audit.objects.get(action="unblock").about == f"block:{blocked.pk}"


def test_nobody_else_sees_or_lifts_it(blocked: Block, robin: Counsellor) -> None:
    stranger = browser_of(supervisor(new_line("day"), "Kit"))
    assert blocked.handle not in stranger.get(PAGE).content.decode()
    for odd in (str(blocked.pk), "", "x", "-1", "9" * 15):
        stranger.post(PAGE, {"block": odd})
    assert browser_of(robin).post(PAGE, {"block": str(blocked.pk)}).status_code == 404
    blocked.refresh_from_db()
    assert blocked.ended_at is None


def test_what_has_ended_by_time_is_not_listed(blocked: Block, line: Line) -> None:
    Block.objects.update(until=timezone.now())
    page = browser_of(supervisor(line, "Dana")).get(PAGE).content.decode()
    assert "Nobody is blocked just now." in page
