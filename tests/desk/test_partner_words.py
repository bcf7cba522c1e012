"""What a partner may read of whom it answers, what it may not, and how long it is kept."""

from datetime import timedelta

import pytest
from django.utils import timezone
from msgspec import UNSET

from helpline.models import Conversation, Counsellor, Line, Partner
from helpline.protocol import Weighed, WrittenDown
from routing import desk
from routing.consoles import noting, snapshots, weighing
from routing.hands import caution, partners
from routing.models import Used
from tests.desk.house import (
    REAL,
    let_in,
    reply,
    row,
    talk,
    texts,
    web,
    wrapped,
)
from tests.desk.passing import agreed, passed, seen_by

pytestmark = REAL


@pytest.mark.parametrize("words", [False, True])
def test_what_was_said_before_is_read_only_with_a_yes_to_that(
    robin: Counsellor, lee: Counsellor, partner: Partner, words: bool
) -> None:
    conversation = passed(robin, partner, words=words)
    desk.accept(lee.pk, conversation)
    let_in(web(robin.line, "after", conversation=conversation))
    seen = seen_by(lee)
    assert ("before" in seen) is words
    assert "ours" not in seen
    assert seen[-1] == "after"
    [view] = snapshots.views([conversation], {conversation: 0})
    assert (view.begins, view.giver) == (not words, robin.line.name)
    assert "before" in texts(conversation)


def test_what_was_inserted_and_noted_stays_with_the_giver(
    robin: Counsellor, lee: Counsellor, partner: Partner
) -> None:
    conversation = agreed(robin, partner, talk(robin.line, robin))
    Used.objects.create(conversation_id=conversation, slug="beds")
    partners.pass_on(robin.pk, conversation, True)
    desk.accept(lee.pk, conversation)
    assert noting.read(lee.pk, conversation).used == []


def test_the_talk_before_and_the_number_are_not_the_partners(
    robin: Counsellor, lee: Counsellor, partner: Partner
) -> None:
    first = talk(robin.line, robin, web(robin.line, "long ago", token="same"))
    wrapped(robin, first)
    second = agreed(robin, partner, talk(robin.line, robin, web(robin.line, token="same")))
    Conversation.objects.filter(pk=first).update(erase_at=timezone.now() + timedelta(days=1))
    assert [each.text for each in caution.earlier(robin.pk, second)] == ["long ago"]
    partners.pass_on(robin.pk, second, True)
    desk.accept(lee.pk, second)
    assert caution.earlier(lee.pk, second) == []


def test_the_giver_does_not_read_what_was_said_with_the_partner(
    robin: Counsellor, lee: Counsellor, partner: Partner
) -> None:
    first = talk(robin.line, robin, web(robin.line, token="same"))
    partners.name(robin.pk, first, partner.pk)
    partners.agree(robin.pk, first, partner.pk, True, False)
    partners.pass_on(robin.pk, first, True)
    desk.accept(lee.pk, first)
    let_in(reply(lee, first, "with the partner"))
    wrapped(lee, first)
    Conversation.objects.filter(pk=first).update(erase_at=timezone.now() + timedelta(days=1))
    again = talk(robin.line, robin, web(robin.line, token="same"))
    assert row(again).previous_id == first
    assert caution.earlier(robin.pk, again) == []


def test_the_stricter_policy_holds(
    line: Line, robin: Counsellor, law: Line, lee: Counsellor, partner: Partner
) -> None:
    Line.objects.filter(pk=line.pk).update(policies={"web": "month"})
    conversation = agreed(robin, partner, talk(line, robin))
    assert row(conversation).policy == "month"
    partners.pass_on(robin.pk, conversation, False)
    assert row(conversation).policy == "at_close"


def test_who_chose_days_has_them_only_where_the_partner_offers_as_many(
    robin: Counsellor, lee: Counsellor, law: Line, partner: Partner
) -> None:
    Line.objects.filter(pk=law.pk).update(keep_days=0)
    conversation = agreed(robin, partner, talk(robin.line, robin))
    seeker = row(conversation).seeker_id
    desk.keep(seeker, "days")
    partners.pass_on(robin.pk, conversation, False)
    assert row(conversation).keep_wish == ""


def test_what_the_giver_wrote_down_of_a_decision_stays_with_the_giver(
    robin: Counsellor, lee: Counsellor, partner: Partner
) -> None:
    conversation = agreed(robin, partner, talk(robin.line, robin))
    desk.flag(robin.pk, conversation, 2)
    weighing.weigh(robin.pk, conversation, Weighed("plan"))
    weighing.decide(robin.pk, conversation, "passed", {}, "", UNSET, "", "")
    desk.flag(robin.pk, conversation, 0, "they are safe now")
    partners.pass_on(robin.pk, conversation, True)
    desk.accept(lee.pk, conversation)
    [view] = snapshots.snapshot(lee.pk, {}).conversations
    assert (view.decided, view.weighed) == (UNSET, UNSET)
    weighing.decide(lee.pk, conversation, "with", {}, "", UNSET, "", "")
    [view] = snapshots.snapshot(lee.pk, {}).conversations
    assert isinstance(view.decided, WrittenDown)
    assert view.decided.by == lee.shift_name
