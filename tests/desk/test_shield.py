"""A talk that hurts: ended with the line's own words, and nothing taken in for a while."""

import hashlib
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from helpline.models import Counsellor, Line, Seeker
from helpline.seekers import new_token, token_hash
from routing import desk, inbound
from routing.consoles import visits
from routing.entering.conversations import Inbound
from routing.events import UNTOLD
from routing.hands import caution
from routing.models import Block, Delivery, Step
from routing.texting import blocks
from routing.texting.numbers import register
from routing.waiting import doors
from tests.desk.house import (
    REAL,
    codes,
    has_no_gap,
    new_line,
    refused,
    row,
    sms,
    state,
    talk,
    texts,
    web,
)
from tests.lines import QUIET
from transcripts import record, retention
from transcripts.models import Audit, Message

pytestmark = REAL

WHY = "He writes what he would do to her."
OWN = {**QUIET, "en": {**QUIET["en"], "turned_away": "Not until {until}. {appeal}"}}


@pytest.fixture
def token(line: Line) -> str:
    return new_token(line.pk)


def said_by(token: str, line: Line, text: str = "hi") -> Inbound:
    return web(line, text, token=token)


def page(line: Line, token: str) -> visits.Visit:
    return visits.visit(f"line:{line.slug}", token, 0, "en")


def said_last(conversation: UUID) -> str:
    """The last words of it, though they are due to be erased."""
    last = Message.objects.filter(conversation_id=conversation).order_by("seq").last()
    assert last is not None
    return record.text_of(last.pk)


def speaks(line: Line) -> None:
    line.automatic, line.appeal = OWN, "appeals@night.example"
    line.save()
    line.refresh_from_db()


# ---- the neutral end ---------------------------------------------------------------------------


def test_a_neutral_end_says_the_line_s_words_last_and_ends(line: Line, robin: Counsellor) -> None:
    pk = talk(line, robin)
    desk.end(robin.pk, pk, neutral=True)
    assert texts(pk)[-1] == "We end this here now. You can write again at another time."
    assert state(pk) == "wrap_up"
    assert has_no_gap(pk)


def test_a_line_may_say_it_in_its_own_words_or_say_nothing(line: Line, robin: Counsellor) -> None:
    line.automatic = {"en": {**QUIET["en"], "neutral_end": "Goodbye."}}
    line.save()
    pk = talk(line, robin)
    desk.end(robin.pk, pk, neutral=True)
    assert texts(pk)[-1] == "Goodbye."
    desk.wrap(robin.pk, pk, "other")
    line.automatic = {"en": {**QUIET["en"], "neutral_end": ""}}
    line.save()
    silent = talk(line, robin)
    before = texts(silent)
    desk.end(robin.pk, silent, neutral=True)
    assert (texts(silent), state(silent)) == (before, "wrap_up")


def test_nothing_is_said_where_it_may_not_end(
    line: Line, robin: Counsellor, noor: Counsellor
) -> None:
    pk = talk(line, robin)
    with refused("not_yours"):
        desk.end(noor.pk, pk, neutral=True)
    desk.flag(robin.pk, pk, 2)
    before = texts(pk)
    with refused("high_risk"):
        desk.end(robin.pk, pk, neutral=True)
    assert (texts(pk), state(pk)) == (before, "active")
    desk.end(robin.pk, pk, "a supervisor read along", neutral=True)
    assert state(pk) == "wrap_up"


def test_who_paused_is_ended_without_a_word(line: Line, robin: Counsellor) -> None:
    pk = talk(line, robin)
    found = row(pk)
    found.paused_until = timezone.now() + timedelta(minutes=5)
    found.save()
    before = texts(pk)
    desk.end(robin.pk, pk, neutral=True)
    assert (texts(pk), state(pk)) == (before, "wrap_up")


# ---- a page that is blocked --------------------------------------------------------------------


def test_a_blocked_page_is_told_why_and_opens_nothing_more(
    line: Line, robin: Counsellor, token: str
) -> None:
    speaks(line)
    pk = talk(line, robin, said_by(token, line))
    caution.block(robin.pk, pk, WHY, 7)
    assert "write to appeals@night.example." in said_last(pk)
    ends = Step.objects.filter(conversation=pk, happening__in=["ended", "wrapped"])
    assert set(ends.values_list("detail", flat=True)) == {UNTOLD}
    assert state(pk) == "closed"
    assert codes(inbound.receive([said_by(token, line, "again")])) == ["blocked"]
    assert codes(inbound.receive([said_by("somebody else", line)])) == ["stored"]


def test_it_holds_by_a_keyed_hash_and_after_the_words_are_gone(
    line: Line, robin: Counsellor, token: str
) -> None:
    pk = talk(line, robin, said_by(token, line))
    caution.block(robin.pk, pk, WHY, 7)
    kept = bytes(Block.objects.get().address_hash)
    assert kept not in (token_hash(token), hashlib.sha256(token_hash(token)).digest())
    retention.shred([pk], timezone.now())
    assert not Seeker.objects.filter(token_hash=token_hash(token)).exists()
    assert codes(inbound.receive([said_by(token, line, "again")])) == ["blocked"]


def test_a_blocked_page_that_comes_back_finds_a_closed_door_until_when_and_whom_to_write_to(
    line: Line, robin: Counsellor, token: str
) -> None:
    speaks(line)
    pk = talk(line, robin, said_by(token, line))
    caution.block(robin.pk, pk, WHY, 7)
    until = timezone.localtime(Block.objects.get().until)
    for gone in (False, True):
        if gone:
            retention.shred([pk], timezone.now())
        back = page(line, token)
        assert (back.conversation, back.door.door.state) == (None, "closed")
        assert back.texts["opens_unknown"] == (
            f"Not until {until:%Y-%m-%d}. If this is wrong, write to appeals@night.example."
        )
    assert page(line, new_token(line.pk)).door.door.state == "open"


def test_it_ends_by_time_or_when_it_is_lifted(line: Line, robin: Counsellor, token: str) -> None:
    pk = talk(line, robin, said_by(token, line))
    caution.block(robin.pk, pk, WHY, 7)
    blocks.lift(Block.objects.get(), by=robin, now=timezone.now())
    doors.forget()
    assert codes(inbound.receive([said_by(token, line, "again")])) == ["stored"]


def test_another_line_knows_nothing_of_it(line: Line, robin: Counsellor, token: str) -> None:
    caution.block(robin.pk, talk(line, robin, said_by(token, line)), WHY, 7)
    other = new_line("day")
    assert doors.blocked_until(other.pk, token_hash(token)) is None


def test_nobody_else_pays_for_it_by_a_look_at_the_database(
    line: Line, robin: Counsellor, token: str
) -> None:
    caution.block(robin.pk, talk(line, robin, said_by(token, line)), WHY, 7)
    doors.of(line.pk)
    with CaptureQueriesContext(connection) as seen:
        assert codes(inbound.receive([said_by("another", line)])) == ["stored"]
    assert not [each for each in seen if "routing_block" in each["sql"]]


# ---- a phone that is blocked -------------------------------------------------------------------


def test_a_blocked_phone_is_told_once_and_nothing_else_leaves(
    line: Line, robin: Counsellor, conversation: UUID, answered: int
) -> None:
    speaks(line)
    register.forget()
    caution.block(robin.pk, conversation, WHY, 7)
    left = list(Delivery.objects.order_by("seq").values_list("state", flat=True))
    assert left == ["not_delivered", "queued"]
    assert "appeals@night.example" in said_last(conversation)
    assert codes(inbound.receive([sms(line, "hello?")])) == ["blocked"]


def test_who_blocks_without_a_reason_has_said_nothing(line: Line, robin: Counsellor) -> None:
    speaks(line)
    pk = talk(line, robin)
    before = texts(pk)
    with refused("no_reason"):
        caution.block(robin.pk, pk, " ", 7)
    assert texts(pk) == before
    assert not Audit.objects.filter(action="unblock").exists()
