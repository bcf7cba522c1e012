"""Somebody is passed on to a partner: after they said yes, into its queue, at their place."""

from datetime import timedelta

import pytest
from django.utils import timezone

from helpline.models import Conversation, Counsellor, Line, Partner, Referral
from helpline.referred import Lot
from helpline.roles import Role
from helpline.states import State
from routing import desk, guards, timers
from routing.consoles import snapshots
from routing.hands import partners
from routing.models import Alert
from routing.staffpages import wall
from tests.desk.house import (
    REAL,
    Clock,
    asked,
    has_no_gap,
    let_in,
    miscounted,
    new_counsellor,
    new_line,
    refused,
    reply,
    row,
    sms,
    state,
    talk,
    texts,
    web,
    wrapped,
)
from tests.desk.passing import agreed, lot, made, passed, seen_by
from transcripts.models import Audit

pytestmark = REAL


def test_who_said_yes_waits_at_the_partner_at_their_place(
    robin: Counsellor, lee: Counsellor, partner: Partner
) -> None:
    conversation = agreed(robin, partner, talk(robin.line, robin))
    since = row(conversation).waiting_since
    partners.pass_on(robin.pk, conversation, False)
    found = row(conversation)
    assert (found.line_id, found.giver_id, found.waiting_since) == (
        lee.line_id,
        robin.line_id,
        since,
    )
    assert asked(conversation) == lee.pk
    assert texts(conversation)[-1] == (
        "Night Law will answer you here from now on. You keep your place."
    )
    assert snapshots.snapshot(robin.pk, {}).conversations == []
    with refused("not_yours"):
        desk.end(robin.pk, conversation)
    [offer] = snapshots.offers(lee.pk)
    assert offer.giver == robin.line.name
    desk.accept(lee.pk, conversation)
    assert lot() == Lot.CONNECTED
    let_in(reply(lee, conversation))
    wrapped(lee, conversation)
    assert (state(conversation), lot()) == (State.CLOSED, Lot.CONNECTED)
    assert Referral.objects.get().conversation is None
    assert has_no_gap(conversation)
    assert not miscounted()


def test_the_givers_wall_says_where_somebody_waits_and_nothing_more(
    robin: Counsellor, lee: Counsellor, partner: Partner, clock: Clock
) -> None:
    conversation = passed(robin, partner)
    [shown] = wall.of(robin.line, clock.forward(seconds=20))["passed_on"]
    assert (shown["names"]["en"], shown["back"]) == ("Night Law", partner.answer_seconds)
    assert 20 <= shown["seconds"] < 30
    assert wall.of(lee.line, clock.now())["passed_on"] == []
    desk.accept(lee.pk, conversation)
    assert wall.of(robin.line, clock.now())["passed_on"] == []


def test_without_a_yes_nothing_is_handed_over(
    robin: Counsellor, lee: Counsellor, partner: Partner
) -> None:
    conversation = talk(robin.line, robin)
    with refused("no_consent"):
        partners.pass_on(robin.pk, conversation, False)
    partners.name(robin.pk, conversation, partner.pk)
    with refused("no_consent"):
        partners.pass_on(robin.pk, conversation, False)
    partners.agree(robin.pk, conversation, partner.pk, True, False)
    partners.agree(robin.pk, conversation, partner.pk, False, False)
    with refused("no_consent"):
        partners.pass_on(robin.pk, conversation, False)
    assert (row(conversation).counsellor_id, lot()) == (robin.pk, Lot.OFFERED)
    assert texts(conversation) == ["Is somebody there?"]


def test_when_and_who_asked_is_written_down_and_no_word(
    robin: Counsellor, lee: Counsellor, partner: Partner
) -> None:
    conversation = agreed(robin, partner, talk(robin.line, robin))
    partners.pass_on(robin.pk, conversation, True)
    written = Audit.objects.filter(conversation=conversation).order_by("pk")
    assert [(each.name, each.action, each.about, each.detail) for each in written] == [
        ("Robin", "consent", f"partner:{partner.pk}", "yes"),
        ("Robin", "pass_on", f"partner:{partner.pk}", "with"),
    ]
    referral = Referral.objects.get()
    assert (referral.agreed_by, referral.with_words) == (robin, True)
    assert referral.agreed_at is not None
    assert referral.handed_at is not None


def test_police_are_agreed_to_apart(robin: Counsellor, lee: Counsellor, law: Line) -> None:
    police = made(robin.line, law, "police")
    conversation = talk(robin.line, robin)
    partners.name(robin.pk, conversation, police.pk)
    with refused("no_consent"):
        partners.agree(robin.pk, conversation, police.pk, True, True)
    partners.agree(robin.pk, conversation, police.pk, True, False)
    with refused("no_police_yes"):
        partners.pass_on(robin.pk, conversation, False)
    partners.agree(robin.pk, conversation, police.pk, True, True)
    # A yes that was taken back takes the second with it.
    partners.agree(robin.pk, conversation, police.pk, False, False)
    partners.agree(robin.pk, conversation, police.pk, True, False)
    with refused("no_police_yes"):
        partners.pass_on(robin.pk, conversation, False)
    partners.agree(robin.pk, conversation, police.pk, True, True)
    partners.pass_on(robin.pk, conversation, False)
    assert row(conversation).line_id == law.pk


def test_a_second_yes_is_for_police_only(
    robin: Counsellor, lee: Counsellor, partner: Partner
) -> None:
    conversation = agreed(robin, partner, talk(robin.line, robin))
    with refused("no_consent"):
        partners.agree(robin.pk, conversation, partner.pk, True, True)


@pytest.mark.parametrize("why", ["another line's", "off", "drill", "none"])
def test_only_a_partner_of_the_line_is_named(
    robin: Counsellor, law: Line, lee: Counsellor, why: str
) -> None:
    conversation = talk(robin.line, robin)
    if why == "another line's":
        wanted = made(law, robin.line).pk
    elif why == "off":
        wanted = made(robin.line, law, active=False).pk
    elif why == "drill":
        wanted = made(robin.line, new_line("try", drill=True)).pk
    else:
        wanted = 999
    with refused("no_such_partner"):
        partners.name(robin.pk, conversation, wanted)
    assert why == "another line's" or partners.shown(robin.pk) == []


def test_where_nobody_is_or_nobody_speaks_the_language_nobody_is_sent(
    robin: Counsellor, law: Line, partner: Partner
) -> None:
    conversation = agreed(robin, partner, talk(robin.line, robin, web(robin.line, locale="fr")))
    assert [each.here for each in partners.shown(robin.pk)] == [False]
    with refused("partner_away"):
        partners.pass_on(robin.pk, conversation, False)
    new_counsellor(law, "Jo", languages=["en"], here=True)
    assert [each.here for each in partners.shown(robin.pk)] == [True]
    with refused("nobody_knows"):
        partners.pass_on(robin.pk, conversation, False)
    assert texts(conversation) == ["Is somebody there?"]


def test_who_cannot_be_told_just_now_stays(
    robin: Counsellor, lee: Counsellor, partner: Partner
) -> None:
    conversation = agreed(robin, partner, talk(robin.line, robin))
    Conversation.objects.filter(pk=conversation).update(
        paused_until=timezone.now() + timedelta(minutes=5)
    )
    with refused("paused"):
        partners.pass_on(robin.pk, conversation, False)
    assert row(conversation).counsellor_id == robin.pk


def test_a_texter_is_told_and_goes_on_with_the_same_number(clock: Clock) -> None:
    line, law = new_line("txt", number="+12045550199"), new_line("law")
    ada, lee = new_counsellor(line, "Ada"), new_counsellor(law, "Lee", here=True)
    conversation = agreed(ada, made(line, law), talk(line, ada, sms(line)))
    partners.pass_on(ada.pk, conversation, False)
    desk.accept(lee.pk, conversation)
    let_in(sms(line, "and now?"), reply(lee, conversation, "I am here."))
    assert texts(conversation)[1:] == [
        "Night Law will answer you here from now on. You keep your place.",
        "and now?",
        "I am here.",
    ]
    timers.sweep(clock.now())
    assert "had to go" not in " ".join(texts(conversation))
    assert seen_by(lee) == ["and now?", "I am here."]


def test_one_of_high_risk_goes_with_a_second_person_or_a_reason(
    robin: Counsellor, lee: Counsellor, partner: Partner
) -> None:
    boss = new_counsellor(robin.line, "Dana")
    Counsellor.objects.filter(pk=boss.pk).update(role=Role.SUPERVISOR)
    conversation = agreed(robin, partner, talk(robin.line, robin))
    desk.flag(robin.pk, conversation, 3)
    with refused("high_risk"):
        partners.pass_on(robin.pk, conversation, False)
    assert texts(conversation) == ["Is somebody there?"]
    guards.release(boss.pk, conversation)
    partners.pass_on(robin.pk, conversation, False)
    assert row(conversation).line_id == lee.line_id
    assert not Alert.objects.filter(conversation=conversation, seen_at=None).exists()


def test_how_many_places_it_takes_is_as_whoever_has_it_counts(
    robin: Counsellor, lee: Counsellor, partner: Partner
) -> None:
    Line.objects.filter(pk=robin.line_id).update(risk_weight=2)
    conversation = agreed(robin, partner, talk(robin.line, robin))
    desk.flag(robin.pk, conversation, 2)
    assert row(conversation).weight == 2
    partners.pass_on(robin.pk, conversation, False, "they asked for a lawyer")
    assert row(conversation).weight == 1
    assert not miscounted()
    partners.send_back(lee.pk, conversation)
    assert row(conversation).weight == 2
    assert not miscounted()
