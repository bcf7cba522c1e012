"""A partner cannot, or somebody leaves: nobody is lost on the way, nor had by two."""

from collections import Counter
from datetime import timedelta
from functools import partial

from django.utils import timezone

from helpline.errors import Refused
from helpline.models import Counsellor, Overflow, Partner, Referral
from helpline.referred import Lot
from helpline.states import State
from routing import desk, presence, timers
from routing.hands import partners
from routing.models import Assignment
from tests.desk.house import (
    REAL,
    Clock,
    all_look,
    asked,
    at_once,
    happenings,
    has_no_gap,
    let_in,
    miscounted,
    new_counsellor,
    new_line,
    opened,
    refused,
    reply,
    row,
    state,
    talk,
    texts,
    web,
)
from tests.desk.passing import agreed, lot, made, passed, seen_by
from transcripts import record

pytestmark = REAL


def test_the_partner_says_it_cannot_and_they_are_back_at_their_place(
    robin: Counsellor, lee: Counsellor, partner: Partner
) -> None:
    conversation = passed(robin, partner)
    since = row(conversation).waiting_since
    partners.send_back(lee.pk, conversation)
    found = row(conversation)
    assert (found.line_id, found.giver_id, found.waiting_since) == (robin.line_id, None, since)
    assert (found.words_after, found.notes_after, lot()) == (0, 0, Lot.NOT_AVAILABLE)
    assert texts(conversation)[-1].startswith("Night Law cannot answer just now.")
    desk.take(robin.pk)
    assert seen_by(robin)[1:3] == ["before", "ours"]
    assert has_no_gap(conversation)
    assert not miscounted()


def test_one_who_declines_passes_it_to_a_colleague_at_the_partner(
    robin: Counsellor, lee: Counsellor, partner: Partner
) -> None:
    conversation = passed(robin, partner)
    jo = new_counsellor(lee.line, "Jo", here=True)
    desk.decline(lee.pk, conversation)
    assert (asked(conversation), row(conversation).line_id) == (jo.pk, lee.line_id)


def test_nobody_there_in_time_and_they_are_back(
    robin: Counsellor, lee: Counsellor, partner: Partner, clock: Clock
) -> None:
    conversation = passed(robin, partner)
    desk.decline(lee.pk, conversation)
    clock.forward(seconds=partner.answer_seconds - 2)
    all_look()
    partners.lapse(clock.now())
    assert row(conversation).line_id == lee.line_id
    clock.forward(seconds=3)
    assert partners.lapse(clock.now()) == 1
    assert (row(conversation).line_id, lot()) == (robin.line_id, Lot.NOT_AVAILABLE)
    assert partners.lapse(clock.now()) == 0


def test_who_answered_there_is_lost_and_nobody_else_comes(
    robin: Counsellor, lee: Counsellor, partner: Partner, clock: Clock
) -> None:
    conversation = passed(robin, partner, words=True)
    since = row(conversation).waiting_since
    desk.accept(lee.pk, conversation)
    let_in(web(robin.line, "for the law", conversation=conversation))
    let_in(reply(lee, conversation, "theirs", kind="note"))
    presence.set_status(lee.pk, "away")
    assert (row(conversation).line_id, lot()) == (lee.line_id, Lot.HANDED_OVER)
    let_in(web(robin.line, "anybody?", conversation=conversation))
    all_look()
    assert partners.lapse(clock.now() + timedelta(seconds=partner.answer_seconds - 2)) == 0
    clock.forward(seconds=partner.answer_seconds + 1)
    all_look()
    assert partners.lapse(clock.now()) == 1
    found = row(conversation)
    assert (found.line_id, found.giver_id, found.waiting_since) == (robin.line_id, None, since)
    assert lot() == Lot.NOT_AVAILABLE
    presence.set_status(robin.pk, "here")
    assert asked(conversation) == robin.pk
    desk.accept(robin.pk, conversation)
    # What was said to the partner was not said to them; what nobody has heard yet is theirs.
    assert seen_by(robin)[0] == "anybody?"
    assert not {"before", "for the law", "theirs"} & set(seen_by(robin))
    assert has_no_gap(conversation)
    assert not miscounted()


def test_who_answered_there_is_lost_and_a_colleague_takes_over(
    robin: Counsellor, lee: Counsellor, partner: Partner, clock: Clock
) -> None:
    conversation = passed(robin, partner)
    desk.accept(lee.pk, conversation)
    jo = new_counsellor(lee.line, "Jo", here=True)
    presence.set_status(lee.pk, "away")
    desk.accept(jo.pk, conversation)
    assert (row(conversation).line_id, lot()) == (lee.line_id, Lot.CONNECTED)
    clock.forward(seconds=partner.answer_seconds + 1)
    assert partners.lapse(clock.now()) == 0


def test_it_is_given_back_only_while_it_is_asked_about(
    robin: Counsellor, lee: Counsellor, partner: Partner
) -> None:
    jo = new_counsellor(lee.line, "Jo")
    conversation = passed(robin, partner)
    for person in (jo, robin):
        with refused("no_offer"):
            partners.send_back(person.pk, conversation)
    desk.accept(lee.pk, conversation)
    with refused("no_offer"):
        partners.send_back(lee.pk, conversation)
    own = opened(web(lee.line, token="own"))
    assert asked(own) == lee.pk
    with refused("no_offer"):
        partners.send_back(lee.pk, own)


def test_who_leaves_while_they_wait_there_is_unknown(
    robin: Counsellor, lee: Counsellor, partner: Partner
) -> None:
    conversation = passed(robin, partner)
    desk.leave(row(conversation).seeker_id)
    assert (state(conversation), lot()) == (State.ABANDONED, Lot.UNKNOWN)
    assert Referral.objects.get().conversation is None


def test_another_partner_takes_the_place_of_the_first(
    robin: Counsellor, lee: Counsellor, partner: Partner
) -> None:
    other = made(robin.line, new_line("beds"), "shelter")
    conversation = agreed(robin, partner, talk(robin.line, robin))
    partners.name(robin.pk, conversation, other.pk)
    with refused("no_such_partner"):
        partners.agree(robin.pk, conversation, partner.pk, True, False)
    assert Counter(Referral.objects.values_list("partner", "lot")) == Counter(
        [(partner.pk, Lot.UNKNOWN), (other.pk, Lot.OFFERED)]
    )


def test_whom_a_partner_has_is_not_offered_to_a_third_line(
    robin: Counsellor, lee: Counsellor, partner: Partner, clock: Clock
) -> None:
    third = new_line("third", takes_overflow=True)
    sam = new_counsellor(third, "Sam", here=True)
    now = timezone.now()
    Overflow.objects.create(
        line=lee.line, to=third, after_seconds=5, began_at=now, until=now + timedelta(hours=1)
    )
    conversation = passed(robin, partner)
    desk.decline(lee.pk, conversation)
    clock.forward(seconds=20)
    all_look()
    timers.sweep(clock.now())
    assert asked(conversation) != sam.pk
    with refused("nobody_waiting"):
        desk.take(sam.pk)


def test_the_partner_may_pass_on_again_and_no_more_is_read_than_it_read(
    robin: Counsellor, lee: Counsellor, partner: Partner
) -> None:
    beds = new_line("beds")
    kit = new_counsellor(beds, "Kit", here=True)
    conversation = passed(robin, partner)
    desk.accept(lee.pk, conversation)
    agreed(lee, made(lee.line, beds, "shelter"), conversation)
    partners.pass_on(lee.pk, conversation, True)
    desk.accept(kit.pk, conversation)
    assert "before" not in seen_by(kit)
    assert sorted(Referral.objects.values_list("lot", flat=True)) == ["connected", "connected"]


def test_two_windows_of_the_giver_pass_it_on_once(
    robin: Counsellor, lee: Counsellor, partner: Partner
) -> None:
    conversation = agreed(robin, partner, talk(robin.line, robin))
    job = partial(partners.pass_on, robin.pk, conversation, False)
    results = at_once(job, job)
    codes = sorted(each.code if isinstance(each, Refused) else "" for each in results)
    assert codes[0] == ""
    assert codes[1] in ("not_yours", "no_consent", "not_now")
    assert happenings(conversation).count("transferred") == 1
    assert texts(conversation)[1:] == [
        "Night Law will answer you here from now on. You keep your place."
    ]
    assert not miscounted()


def test_giving_back_while_it_is_accepted_leaves_one_owner(
    robin: Counsellor, lee: Counsellor, partner: Partner
) -> None:
    conversation = passed(robin, partner)
    results = at_once(
        partial(desk.accept, lee.pk, conversation),
        partial(partners.send_back, lee.pk, conversation),
    )
    found = row(conversation)
    assert sum(isinstance(each, Refused) for each in results) == 1
    if found.line_id == lee.line_id:
        assert (found.counsellor_id, lot()) == (lee.pk, Lot.CONNECTED)
    else:
        assert (found.giver_id, lot()) == (None, Lot.NOT_AVAILABLE)
    assert Assignment.objects.filter(conversation=conversation, ended_at=None).count() == (
        found.counsellor_id is not None
    )
    assert not miscounted()


def test_time_runs_out_while_it_is_accepted(
    robin: Counsellor, lee: Counsellor, partner: Partner
) -> None:
    conversation = passed(robin, partner)
    late = timezone.now() + timedelta(seconds=partner.answer_seconds + 1)
    at_once(
        partial(desk.accept, lee.pk, conversation),
        partial(partners.lapse, late),
        partial(partners.lapse, late),
    )
    assert lot() in (Lot.CONNECTED, Lot.NOT_AVAILABLE)
    assert (row(conversation).line_id == lee.line_id) is (lot() == Lot.CONNECTED)
    assert happenings(conversation).count("sent_back") == (lot() == Lot.NOT_AVAILABLE)
    assert record.after({conversation: 0})
    assert not miscounted()
