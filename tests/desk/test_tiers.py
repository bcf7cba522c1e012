"""Who moves up in the queue and why: by what they write, by a flag, by a counsellor who is gone."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.utils import timezone

from helpline import sql
from helpline.models import Conversation, Counsellor, Line, Phrase
from helpline.protocol import Why
from helpline.ranks import rank
from routing import desk, presence, queue
from routing.consoles import snapshots
from routing.entering.phrasebook import phrasebook
from routing.models import Step
from routing.upkeep import duties
from routing.waiting import boards, lineup, room
from tests.desk.house import (
    REAL,
    Clock,
    asked,
    happenings,
    let_in,
    new_counsellor,
    opened,
    row,
    sms,
    talk,
    web,
    wrapped,
)

pytestmark = REAL


@pytest.fixture(autouse=True)
def list_of_phrases(db: None) -> None:
    Phrase.objects.all().delete()
    Phrase.objects.create(language="en", phrase="i'm scared", tier=1)
    Phrase.objects.create(language="fr", phrase="envie de mourir", tier=2)
    Phrase.objects.create(language="en", phrase="has a gun", tier=3)
    phrasebook.forget()


def order(line: Line) -> list[UUID]:
    queued = Conversation.objects.filter(line=line, state="waiting")
    return list(queued.order_by("-priority", "rank_at", "pk").values_list("pk", flat=True))


def ranked(conversation: UUID) -> bool:
    """Whether the stored moment is the one that follows from what is stored beside it."""
    found = row(conversation)
    return found.rank_at == rank(found.waiting_since, found.risk, found.tier)


# ---- words ---------------------------------------------------------------------------------------


def test_first_words_with_a_phrase_stand_before_those_who_came_earlier(
    line: Line, robin: Counsellor
) -> None:
    first = opened(web(line, "hello", token="first"))
    second = opened(web(line, "He has a GUN", token="second"))
    assert order(line) == [second, first]
    assert happenings(second) == ["opened", "said", "raised"]
    assert boards.waiting(line.pk)[0].why == [Why("phrase", 3, "has a gun")]
    presence.set_status(robin.pk, "here")
    offered = {offer.conversation: offer.why for offer in snapshots.offers(robin.pk)}
    assert offered[second] == [Why("phrase", 3, "has a gun")]
    assert ranked(first)
    assert ranked(second)


def test_later_words_raise_and_never_lower(line: Line) -> None:
    conversation = opened(web(line, "hello"))
    for text, tier in [("j'ai ENVIE de mourir", 2), ("I’m scared", 2), ("he has a gun", 3)]:
        let_in(web(line, text, conversation=conversation))
        assert row(conversation).tier == tier
        assert ranked(conversation)
    assert happenings(conversation).count("raised") == 2


def test_a_phrase_in_two_messages_of_one_batch_raises_once(line: Line) -> None:
    let_in(web(line, "i'm scared"), web(line, "i'm scared, really"))
    found = Conversation.objects.get()
    assert happenings(found.pk).count("raised") == 1
    assert ranked(found.pk)


def test_nothing_is_sent_because_of_a_phrase(line: Line) -> None:
    plain, raised = opened(sms(line, "hi", address="+15005550001")), None
    raised = opened(sms(line, "envie de mourir", address="+15005550002"))
    said = [each for each in happenings(raised) if each != "raised"]
    assert said == happenings(plain)


def test_no_word_of_a_phrase_stands_in_the_steps(line: Line) -> None:
    conversation = opened(web(line, "he has a gun"))
    step = Step.objects.get(conversation_id=conversation, happening="raised")
    assert (step.detail, step.about, step.actor) == ("3", 0, "helpline")


def test_in_a_talk_a_phrase_moves_nothing(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin, web(line, "hello"))
    let_in(web(line, "he has a gun", conversation=conversation))
    assert (row(conversation).tier, "raised" in happenings(conversation)) == (0, False)


def test_the_counsellor_sees_which_phrase_until_the_words_are_over(
    line: Line, robin: Counsellor
) -> None:
    conversation = talk(line, robin, web(line, "he has a gun"))
    (view,) = snapshots.views([conversation], {})
    assert view.why == [Why("phrase", 3, "has a gun")]
    wrapped(robin, conversation)
    assert row(conversation).phrase_id is None


def test_a_line_switches_a_common_phrase_off_and_has_its_own(line: Line) -> None:
    other = Line.objects.create(slug="other", name="Other line")
    Phrase.objects.create(line=line, language="en", phrase="Has a gun!", tier=3, active=False)
    Phrase.objects.create(line=line, language="en", phrase="blue door", tier=2)
    phrasebook.forget()
    assert row(opened(web(line, "he has a gun", token="a"))).tier == 0
    assert row(opened(web(line, "the blue door", token="b"))).tier == 2
    assert row(opened(web(other, "he has a gun", token="c"))).tier == 3
    assert row(opened(web(other, "the blue door", token="d"))).tier == 0


def test_a_phrase_that_was_just_deleted_keeps_nobodys_words_out(line: Line) -> None:
    opened(web(line, "hello", token="a"))
    Phrase.objects.all().delete()
    conversation = opened(web(line, "he has a gun", token="b"))
    assert row(conversation).tier == 3
    assert [each.why for each in boards.waiting(line.pk)] == [[], []]


# ---- flags, and whoever is dropped ---------------------------------------------------------------


def test_a_flag_is_a_head_start_when_it_goes_back(line: Line, robin: Counsellor) -> None:
    waits = opened(web(line, token="waits"))
    Conversation.objects.filter(pk=waits).update(
        waiting_since=timezone.now() - timedelta(minutes=9),
        rank_at=timezone.now() - timedelta(minutes=9),
    )
    desk_talk = _talk_about(line, robin)
    desk.flag(robin.pk, desk_talk, 1)
    desk.transfer(robin.pk, desk_talk)
    assert order(line) == [desk_talk, waits]
    assert boards.waiting(line.pk)[0].why == [Why("risk", 1)]
    assert ranked(desk_talk)


def _talk_about(line: Line, person: Counsellor) -> UUID:
    """A talk in these hands, though somebody else waits longer: it was offered first."""
    presence.set_status(person.pk, "resting")
    conversation = opened(web(line, token="talk"))
    Conversation.objects.filter(pk=conversation).update(rank_at=timezone.now() - timedelta(days=40))
    desk.take(person.pk)
    assert row(conversation).counsellor_id == person.pk
    return conversation


@pytest.mark.parametrize(("risk", "first"), [(0, False), (1, False), (2, True), (3, True)])
def test_high_risk_that_was_dropped_goes_to_the_top(
    line: Line, robin: Counsellor, clock: Clock, risk: int, first: bool
) -> None:
    conversation = talk(line, robin, web(line, token="talk"))
    desk.flag(robin.pk, conversation, risk)
    clock.forward(seconds=1)
    urgent = opened(web(line, "he has a gun", token="urgent"))
    clock.forward(seconds=presence.LEASE_SECONDS + 1)
    presence.lapse_leases(clock.now())
    assert (order(line)[0] == conversation) is first
    whys = {each.code for each in boards.why(row(conversation))}
    assert ("dropped" in whys) is first
    assert row(urgent).state == "waiting"
    assert ranked(conversation)


def test_who_is_at_the_top_rings_first(line: Line, robin: Counsellor, clock: Clock) -> None:
    waits = opened(web(line, token="waits"))
    clock.forward(minutes=20)
    urgent = opened(web(line, "envie de mourir", token="urgent"))
    new_counsellor(line, "One", capacity=1, here=True)
    duties.assign_all(clock.now())
    assert (asked(waits) is None, asked(urgent) is None) == (True, False)
    assert robin.pk != asked(urgent)


# ---- the order is kept by an index ---------------------------------------------------------------


def test_the_queue_is_read_by_its_index(line: Line) -> None:
    """However many wait, the head is found without a scan or a sort of them."""
    if not sql.postgresql():
        statement, plan = _sqlite_plan(line)
        assert "USING INDEX queue" in plan, statement
        assert "TEMP B-TREE" not in plan, statement
        return
    plan = _postgresql_plan(line)
    assert "Index Scan using queue" in plan or "Index Only Scan using queue" in plan
    assert "Sort Key: c.priority" not in plan


def _sqlite_plan(line: Line) -> tuple[str, str]:
    found = Conversation.objects.filter(line=line, state="waiting").order_by(
        "-priority", "rank_at", "pk"
    )
    statement = str(found.query)
    return statement, found.explain()


def _postgresql_plan(line: Line) -> str:
    given: dict[str, Any] = {
        "line": line.pk,
        "now": timezone.now(),
        "answers": list(lineup.PASSED),
        "passed": timezone.now(),
        "most": queue.AT_ONCE,
        "live": room.live_names(),
        "quiet": timezone.now(),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        # Of nobody who waits, a sort costs nothing; of many it would be taken only for want of an
        # index, and then it is taken here all the same.
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN {queue.LOOK_SQL}", given)
        return "\n".join(line for (line,) in cursor.fetchall())
