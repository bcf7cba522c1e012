"""Company in a talk: who may be asked in or watch, what they may write, and when it ends."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from helpline.errors import Refused
from helpline.models import Counsellor, Line
from helpline.protocol import Phone, Shown
from helpline.roles import Role
from helpline.states import State
from routing import asides, desk, inbound, presence, timers
from routing.beside import guests
from routing.consoles import snapshots, visits
from routing.hands import care, caution, company, departures, handover
from routing.models import Delivery, Guest, Shift
from routing.texting.words import words_of
from tests.desk.house import (
    REAL,
    at_once,
    codes,
    happenings,
    has_no_gap,
    let_in,
    miscounted,
    new_counsellor,
    new_line,
    refused,
    reply,
    row,
    sms,
    talk,
    texts,
    web,
)
from transcripts import keys
from transcripts.models import Audit

pytestmark = REAL

NOTE = "Do you know this shelter?"


@dataclass(frozen=True)
class House:
    """Ada holds a conversation; Ben is here, and so is Dana, who supervises."""

    line: Line
    ada: Counsellor
    ben: Counsellor
    dana: Counsellor
    talk: UUID


@pytest.fixture
def house() -> House:
    line = new_line(number="+12045550100")
    ada, ben = new_counsellor(line, "Ada"), new_counsellor(line, "Ben")
    dana = new_counsellor(line, "Dana")
    conversation = talk(line, ada)
    presence.set_status(ben.pk, "here")
    dana.role = Role.SUPERVISOR
    dana.save()
    presence.set_status(dana.pk, "resting")
    return House(line, ada, ben, dana, conversation)


def asks_in(house: House, note: str = NOTE) -> None:
    company.invite(house.ada.pk, house.talk, house.ben.pk, note)


def comes(house: House) -> None:
    asks_in(house)
    company.come(house.ben.pk, house.talk, yes=True)


def is_introduced(house: House) -> None:
    comes(house)
    company.introduce(house.ada.pk, house.talk)


def says(who: Counsellor, house: House, kind: str = "") -> str:
    return codes(inbound.receive([reply(who, house.talk, f"{who.shift_name}!", kind=kind)]))[0]


def test_who_comes_writes_notes_and_the_holder_goes_on_holding(house: House) -> None:
    asks_in(house)
    assert says(house.ben, house, "note") == "not_yours"
    company.come(house.ben.pk, house.talk, yes=True)
    assert says(house.ben, house, "note") == "stored"
    assert says(house.ben, house) == "not_introduced"
    assert says(house.ada, house) == "stored"
    assert row(house.talk).counsellor_id == house.ada.pk
    assert guests.beside(house.ben.pk) == [house.talk]
    assert [view.conversation for view in snapshots.snapshot(house.ben.pk, {}).conversations] == [
        house.talk
    ]
    assert Shift.objects.get(pk=house.ben.pk).load == 0
    assert not miscounted()
    assert has_no_gap(house.talk)


def test_the_seeker_is_told_in_one_line_and_reads_the_guest_without_a_name(house: House) -> None:
    comes(house)
    says(house.ben, house, "note")
    company.introduce(house.ben.pk, house.talk)
    assert says(house.ben, house) == "stored"
    said = seen_by_seeker(house)
    assert [(each.author, each.name) for each in said][-2:] == [("helpline", ""), ("guest", "")]
    assert "second person" in said[-2].text
    assert said[-1].text == "Ben!"
    assert not [each for each in said if each.author == "note"]
    [view] = snapshots.snapshot(house.ada.pk, {}).conversations
    assert (view.messages[-1].author, view.messages[-1].name) == ("counsellor", "Ben")


def seen_by_seeker(house: House) -> list[Shown]:
    return visits.look(row(house.talk).seeker_id, 0).messages


def test_the_seeker_is_told_once_however_often_it_is_pressed(house: House) -> None:
    comes(house)
    results = at_once(
        *[lambda who=who: company.introduce(who.pk, house.talk) for who in (house.ada, house.ben)]
    )
    assert not [each for each in results if isinstance(each, Refused) and each.code != "not_now"]
    assert sum("second person" in text for text in texts(house.talk)) == 1
    with refused("not_now"):
        company.introduce(house.ada.pk, house.talk)


def test_nobody_is_introduced_to_who_cannot_be_told(house: House) -> None:
    comes(house)
    asides.pause(row(house.talk).seeker_id, True)
    with refused("paused"):
        company.introduce(house.ada.pk, house.talk)
    assert says(house.ben, house) == "not_introduced"


def test_a_texter_is_told_by_text_and_the_guests_words_leave_as_one(house: House) -> None:
    presence.set_status(house.ben.pk, "resting")
    pk = talk(house.line, house.ada, sms(house.line))
    company.invite(house.ada.pk, pk, house.ben.pk, "")
    company.come(house.ben.pk, pk, yes=True)
    company.introduce(house.ada.pk, pk)
    let_in(reply(house.ben, pk, "Ben here."))
    assert Delivery.objects.filter(conversation=pk).count() == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"capacity": 0}, None),
        ({"languages": ["fr"]}, None),
        ({"role": Role.PEER}, "other_skill"),
        ({"role": Role.ADMINISTRATOR}, "not_here"),
    ],
)
def test_whom_one_may_ask_in(house: House, change: dict[str, object], code: str | None) -> None:
    Counsellor.objects.filter(pk=house.ben.pk).update(**change)
    if code is None:
        asks_in(house)
        return
    with pytest.raises(Refused) as caught:
        asks_in(house)
    assert caught.value.code == code


def test_nobody_away_of_another_line_or_oneself_is_asked_in(house: House) -> None:
    stranger = new_counsellor(new_line("day"), "Eve", here=True)
    presence.set_status(house.ben.pk, "away")
    for who in (house.ben, stranger):
        with refused("not_here"):
            company.invite(house.ada.pk, house.talk, who.pk, "")
    with refused("to_yourself"):
        company.invite(house.ada.pk, house.talk, house.ada.pk, "")
    with refused("not_yours"):
        company.invite(house.dana.pk, house.talk, house.ada.pk, "")


def test_one_guest_at_a_time(house: House) -> None:
    asks_in(house)
    with refused("somebody_there"):
        company.invite(house.ada.pk, house.talk, house.dana.pk, "")
    company.uninvite(house.ada.pk, house.talk)
    company.invite(house.ada.pk, house.talk, house.dana.pk, "")
    assert Guest.objects.filter(ended_at=None).count() == 1


def test_the_note_is_read_by_who_is_asked_and_dies_with_the_key(house: House) -> None:
    asks_in(house)
    now = timezone.now()
    [theirs], [mine] = guests.shown(house.ben.pk, now), guests.shown(house.ada.pk, now)
    assert (theirs.note, theirs.by, theirs.mine, theirs.here) == (NOTE, "Ada", True, False)
    assert (mine.note, mine.name, mine.mine) == ("", "Ben", False)
    kept = Guest.objects.get()
    assert NOTE.encode() not in bytes(kept.sealed or b"")
    keys.destroy([house.talk])
    assert guests.note_of(kept) == ""


@pytest.mark.parametrize("how", ["declined", "lapsed", "withdrawn", "away"])
def test_without_a_yes_nobody_is_there(house: House, how: str) -> None:
    asks_in(house)
    if how == "declined":
        company.come(house.ben.pk, house.talk, yes=False)
    elif how == "lapsed":
        assert company.lapse(timezone.now() + timedelta(minutes=2)) == 1
    elif how == "withdrawn":
        company.uninvite(house.ada.pk, house.talk)
    else:
        presence.set_status(house.ben.pk, "away")
    assert happenings(house.talk)[-1] == "guest_not"
    assert Guest.objects.get().how == how
    with refused("no_offer"):
        company.come(house.ben.pk, house.talk, yes=True)
    assert guests.beside(house.ben.pk) == []


def leaves(house: House) -> None:
    company.depart(house.ben.pk, house.talk)


def is_sent_away(house: House) -> None:
    company.uninvite(house.ada.pk, house.talk)


def talk_ends(house: House) -> None:
    desk.end(house.ada.pk, house.talk)


def talk_goes_back(house: House) -> None:
    desk.transfer(house.ada.pk, house.talk)


def holder_is_lost(house: House) -> None:
    presence.set_status(house.ada.pk, "away")


def signs_off(house: House) -> None:
    presence.set_status(house.ben.pk, "away")


def lease_lapses(house: House) -> None:
    Shift.objects.filter(pk=house.ben.pk).update(lease_until=timezone.now())
    presence.lapse_leases(timezone.now())


def loses_the_role(house: House) -> None:
    house.ben.role = Role.EVALUATOR
    house.ben.save()


def is_deactivated(house: House) -> None:
    house.ben.user.is_active = False
    house.ben.user.save()


def is_taken_over(house: House) -> None:
    care.take_over(house.dana.pk, house.talk)


@pytest.mark.parametrize(
    "what",
    [
        leaves,
        is_sent_away,
        talk_ends,
        talk_goes_back,
        holder_is_lost,
        signs_off,
        lease_lapses,
        loses_the_role,
        is_deactivated,
        is_taken_over,
    ],
)
def test_a_guests_rights_end_with(house: House, what: Callable[[House], None]) -> None:
    is_introduced(house)
    what(house)
    assert Guest.objects.filter(ended_at=None).count() == 0
    for kind in ("", "note"):
        assert says(house.ben, house, kind) in ("not_yours", "over")
    assert guests.beside(house.ben.pk) == []
    assert guests.shown(house.ben.pk, timezone.now()) == []
    assert not miscounted()


def test_a_lease_that_ran_out_takes_no_words_even_before_anybody_noticed(house: House) -> None:
    is_introduced(house)
    Shift.objects.filter(pk=house.ben.pk).update(lease_until=timezone.now())
    assert says(house.ben, house) == "not_yours"


def test_a_role_that_was_taken_without_a_word_takes_no_words(house: House) -> None:
    is_introduced(house)
    Counsellor.objects.filter(pk=house.ben.pk).update(role=Role.EVALUATOR)
    assert says(house.ben, house) == "not_yours"


def test_a_guest_who_takes_over_holds_it_and_is_a_guest_no_more(house: House) -> None:
    is_introduced(house)
    handover.hand(house.ada.pk, house.talk, house.ben.pk, "")
    handover.receive(house.ben.pk, house.talk, yes=True)
    assert Guest.objects.get().how == "over"
    assert says(house.ben, house) == "stored"
    assert seen_by_seeker(house)[-1].author == "counsellor"
    assert happenings(house.talk)[-3:] == ["guest_left", "handed", "said"]


# ---- when an introduced guest is gone ------------------------------------------------------------

GONE = words_of("second_left", "en")


def is_told(house: House) -> int:
    """How often the seeker has read that the second person is gone, after the next sweep."""
    assert departures.say_gone in timers.SWEEPS
    departures.say_gone(timezone.now())
    return [each.text for each in seen_by_seeker(house)].count(GONE)


@pytest.mark.parametrize("what", [leaves, is_sent_away, signs_off, lease_lapses, loses_the_role])
def test_the_seeker_is_told_once_that_an_introduced_guest_is_gone(
    house: House, what: Callable[[House], None]
) -> None:
    is_introduced(house)
    what(house)
    assert is_told(house) == 1
    last = seen_by_seeker(house)[-1]
    assert (last.author, last.name, last.text) == ("helpline", "", GONE)
    assert is_told(house) == 1
    assert has_no_gap(house.talk)
    assert not Guest.objects.filter(untold=True).exists()


@pytest.mark.parametrize("what", [talk_goes_back, holder_is_lost, is_taken_over])
def test_they_are_told_too_when_the_talk_goes_to_others(
    house: House, what: Callable[[House], None]
) -> None:
    is_introduced(house)
    what(house)
    assert is_told(house) == 1


def test_of_a_guest_who_was_never_introduced_nothing_is_said(house: House) -> None:
    comes(house)
    company.watch(house.dana.pk, house.talk)
    leaves(house)
    company.depart(house.dana.pk, house.talk)
    assert is_told(house) == 0


def test_nothing_is_said_when_the_talk_is_over_or_in_the_guests_own_hands(house: House) -> None:
    is_introduced(house)
    handover.hand(house.ada.pk, house.talk, house.ben.pk, "")
    handover.receive(house.ben.pk, house.talk, yes=True)
    assert is_told(house) == 0
    company.invite(house.ben.pk, house.talk, house.dana.pk, "")
    company.come(house.dana.pk, house.talk, yes=True)
    company.introduce(house.ben.pk, house.talk)
    desk.end(house.ben.pk, house.talk)
    assert is_told(house) == 0
    desk.wrap(house.ben.pk, house.talk, "support")
    assert is_told(house) == 0
    assert not Guest.objects.filter(untold=True).exists()


def test_whoever_comes_back_from_a_pause_is_told_then(house: House) -> None:
    is_introduced(house)
    asides.pause(row(house.talk).seeker_id, True)
    leaves(house)
    assert is_told(house) == 0
    asides.pause(row(house.talk).seeker_id, False)
    assert is_told(house) == 1


def test_who_is_gone_is_said_before_who_comes(house: House) -> None:
    is_introduced(house)
    leaves(house)
    is_introduced(house)
    said = [each.text for each in seen_by_seeker(house) if each.author == "helpline"]
    second = words_of("second", "en")
    assert said[-3:] == [second, GONE, second]
    assert is_told(house) == 1


def test_two_who_sweep_at_once_say_it_once(house: House) -> None:
    is_introduced(house)
    leaves(house)
    at_once(*[lambda: departures.say_gone(timezone.now())] * 2)
    assert is_told(house) == 1


def test_a_texter_is_told_by_text_in_the_language_of_the_talk(house: House) -> None:
    presence.set_status(house.ben.pk, "resting")
    pk = talk(house.line, house.ada, sms(house.line, "bonjour, ça va mal"))
    company.invite(house.ada.pk, pk, house.ben.pk, "")
    company.come(house.ben.pk, pk, yes=True)
    company.introduce(house.ada.pk, pk)
    company.depart(house.ben.pk, pk)
    assert departures.say_gone(timezone.now()) == 1
    assert texts(pk)[-1] == words_of("second_left", row(pk).locale)
    assert Delivery.objects.filter(conversation=pk).count() == 2


def test_a_line_that_wants_it_unsaid_says_nothing(house: House) -> None:
    Line.objects.filter(pk=house.line.pk).update(automatic={"en": {"second_left": ""}})
    is_introduced(house)
    leaves(house)
    assert is_told(house) == 0
    assert not Guest.objects.filter(untold=True).exists()


# ---- watching ------------------------------------------------------------------------------------


def test_a_supervisor_watches_and_whispers_and_the_counsellor_sees_it(house: House) -> None:
    company.watch(house.dana.pk, house.talk)
    [seen] = guests.shown(house.ada.pk, timezone.now())
    assert (seen.name, seen.part, seen.here) == ("Dana", "watch", True)
    assert says(house.dana, house, "note") == "stored"
    assert says(house.dana, house) == "not_introduced"
    assert "Dana!" not in [each.text for each in seen_by_seeker(house)]
    assert Audit.objects.filter(action="watch", conversation=house.talk).count() == 1
    company.depart(house.dana.pk, house.talk)
    assert happenings(house.talk)[-3:] == ["watched", "noted", "unwatched"]
    assert says(house.dana, house, "note") == "not_yours"


def test_who_may_watch(house: House) -> None:
    with refused("not_supervisor"):
        company.watch(house.ben.pk, house.talk)
    presence.set_status(house.ben.pk, "resting")
    with refused("yours_already"):
        company.watch(house.dana.pk, talk(house.line, house.dana))
    presence.set_status(house.dana.pk, "away")
    with refused("start_shift"):
        company.watch(house.dana.pk, house.talk)
    stranger = new_counsellor(new_line("day"), "Eve", here=True)
    stranger.role = Role.SUPERVISOR
    stranger.save()
    with refused("not_yours"):
        company.watch(stranger.pk, house.talk)


def test_watching_goes_on_from_hand_to_hand_but_not_in_ones_own(house: House) -> None:
    company.watch(house.dana.pk, house.talk)
    handover.hand(house.ada.pk, house.talk, house.ben.pk, "")
    handover.receive(house.ben.pk, house.talk, yes=True)
    [seen] = guests.shown(house.ben.pk, timezone.now())
    assert seen.name == "Dana"
    care.take_over(house.dana.pk, house.talk)
    assert guests.shown(house.dana.pk, timezone.now()) == []


def test_who_supervises_no_more_watches_no_more(house: House) -> None:
    company.watch(house.dana.pk, house.talk)
    Counsellor.objects.filter(pk=house.dana.pk).update(role=Role.COUNSELLOR)
    assert says(house.dana, house, "note") == "not_yours"


def test_a_number_that_was_shown_to_the_holder_is_not_shown_beside(house: House) -> None:
    presence.set_status(house.ben.pk, "resting")
    pk = talk(house.line, house.ada, sms(house.line))
    caution.reveal(house.ada.pk, pk, "They asked me to call.")
    company.watch(house.dana.pk, pk)
    views = {v.conversation: v for v in snapshots.snapshot(house.dana.pk, {}).conversations}
    phone = views[pk].phone
    assert isinstance(phone, Phone)
    assert not phone.number
    assert views[pk].seal != snapshots.views([pk], {})[0].seal


def test_the_sweep_ends_what_nobody_answers(house: House) -> None:
    asks_in(house)
    Guest.objects.update(until=timezone.now())
    assert company.lapse in timers.SWEEPS
    assert company.lapse(timezone.now()) == 1
    assert row(house.talk).state == State.ACTIVE


def test_words_of_a_stranger_are_nobodys(house: House) -> None:
    stranger = new_counsellor(house.line, "Eve")
    comes(house)
    assert says(stranger, house, "note") == "not_yours"
    assert codes(inbound.receive([web(house.line, "and I?", conversation=house.talk)])) == [
        "stored"
    ]
