"""A high risk: who hears of it, who lets it go, and what time may not do meanwhile."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from msgspec.structs import replace

from helpline.models import Conversation, Counsellor, Line
from helpline.roles import Role
from helpline.states import State
from routing import alerts, desk, guards, presence, queue, timers
from routing.hands import care
from routing.models import Alert, Offer, Shift
from routing.upkeep import duties
from tests.desk.house import (
    REAL,
    Clock,
    let_in,
    miscounted,
    new_counsellor,
    refused,
    reply,
    row,
    sms,
    talk,
    web,
)
from transcripts import audit
from transcripts.models import Audit

pytestmark = REAL

REASON = "the ambulance is there"


@pytest.fixture
def dana(line: Line) -> Counsellor:
    person = new_counsellor(line, "Dana", here=True)
    person.role = Role.SUPERVISOR
    person.save()
    presence.set_status(person.pk, "resting")
    return person


@pytest.fixture
def held(line: Line, robin: Counsellor) -> UUID:
    pk = talk(line, robin)
    desk.flag(robin.pk, pk, 3)
    return pk


def open_alerts() -> list[tuple[str, int, int]]:
    rows = Alert.objects.filter(seen_at=None).order_by("made_at")
    return [(each.kind, each.level, each.loudness) for each in rows]


# ---- alerts ------------------------------------------------------------------------------------


def test_a_concern_alerts_nobody_and_a_high_risk_does_once(line: Line, robin: Counsellor) -> None:
    pk = talk(line, robin)
    desk.flag(robin.pk, pk, 1)
    assert open_alerts() == []
    desk.flag(robin.pk, pk, 2)
    desk.flag(robin.pk, pk, 3)
    assert open_alerts() == [("risk", 3, 0)]


def test_nobody_who_looks_makes_it_louder_until_everybody_hears(held: UUID, line: Line) -> None:
    now = timezone.now()
    step = timedelta(seconds=line.alert_seconds + 1)
    assert alerts.grow_louder(now) == 0
    assert alerts.grow_louder(now + step) == 1
    assert open_alerts() == [("risk", 3, 1)]
    shown = alerts.shown(line.pk)
    assert alerts.for_desk(shown, supervisor=False) == []
    assert alerts.grow_louder(now + 2 * step) == 1
    assert alerts.grow_louder(now + 5 * step) == 0
    everybody = alerts.for_desk(alerts.shown(line.pk), supervisor=False)
    assert [(each.who, each.loudness, each.handle, each.words) for each in everybody] == [
        ("Robin", 2, "", "")
    ]
    assert alerts.for_desk(alerts.shown(line.pk), supervisor=True)[0].conversation == held


def test_one_supervisor_looks_after_it_and_the_second_is_told(
    held: UUID, robin: Counsellor, dana: Counsellor
) -> None:
    pk = Alert.objects.get().pk
    with refused("not_supervisor"):
        alerts.acknowledge(robin.pk, pk)
    alerts.acknowledge(dana.pk, pk)
    with refused("already_seen"):
        alerts.acknowledge(dana.pk, pk)
    with refused("no_alert"):
        alerts.acknowledge(dana.pk, pk + 1000)
    assert alerts.grow_louder(timezone.now() + timedelta(hours=1)) == 0
    assert row(held).risk == 3


def test_a_hand_says_why_and_its_words_go_with_the_conversation(
    line: Line, robin: Counsellor, noor: Counsellor
) -> None:
    pk = talk(line, robin)
    with refused("bad_reason"):
        care.raise_hand(robin.pk, pk, "minor", "call 204 555 0188")
    with refused("not_yours"):
        care.raise_hand(noor.pk, pk, "minor", "")
    care.raise_hand(robin.pk, pk, "minor", "a canary sings")
    stored = bytes(Alert.objects.get().sealed or b"")
    assert b"canary" not in stored
    assert alerts.shown(line.pk)[0].words == "a canary sings"
    care.lower_hand(robin.pk, pk)
    assert open_alerts() == []
    care.raise_hand(robin.pk, pk, "", "")
    desk.end(robin.pk, pk)
    desk.wrap(robin.pk, pk, "support")
    assert open_alerts() == []


def test_support_needs_no_conversation_and_no_reason(robin: Counsellor, line: Line) -> None:
    care.ask_support(robin.pk)
    care.ask_support(robin.pk)
    assert open_alerts() == [("support", 0, 0)]
    assert alerts.shown(line.pk)[0].who == "Robin"


# ---- letting go --------------------------------------------------------------------------------


def test_neither_end_nor_transfer_nor_a_lower_flag_without_a_second_person_or_a_reason(
    held: UUID, robin: Counsellor
) -> None:
    with refused("high_risk"):
        desk.end(robin.pk, held)
    with refused("high_risk"):
        desk.transfer(robin.pk, held)
    with refused("high_risk"):
        desk.flag(robin.pk, held, 0)
    with refused("high_risk"):
        desk.end(robin.pk, held, "  ")
    with refused("no_reason"):
        desk.end(robin.pk, held, "x")
    assert (row(held).state, row(held).risk) == (State.ACTIVE, 3)


def test_a_reason_lets_it_go_and_is_sealed(held: UUID, robin: Counsellor) -> None:
    desk.end(robin.pk, held, REASON)
    desk.wrap(robin.pk, held, "support")
    written = Audit.objects.get(action="let_go")
    assert (written.name, written.detail) == ("Robin", "reason")
    assert REASON.encode() not in bytes(written.sealed or b"")
    assert audit.reason_of(written) in (REASON, None)
    assert row(held).state == State.CLOSED


def test_a_second_person_lets_it_go_but_not_the_one_who_holds_it(
    line: Line, held: UUID, robin: Counsellor, dana: Counsellor
) -> None:
    robin.role = Role.SUPERVISOR
    robin.save()
    with refused("second_person"):
        guards.release(robin.pk, held)
    guards.release(dana.pk, held)
    with refused("not_now"):
        guards.release(dana.pk, held)
    assert open_alerts() == []
    desk.end(robin.pk, held)
    assert row(held).state == State.WRAP_UP


def test_another_flag_holds_it_again(held: UUID, robin: Counsellor, dana: Counsellor) -> None:
    guards.release(dana.pk, held)
    desk.flag(robin.pk, held, 2)
    with refused("high_risk"):
        desk.end(robin.pk, held)


def test_time_ends_none_of_it(held: UUID, clock: Clock) -> None:
    for hours in (1, 24, 24):
        timers.sweep(clock.forward(hours=hours))
    assert row(held).state in (State.ACTIVE, State.WAITING)


def test_a_counsellor_who_drops_off_leaves_it_at_the_top(
    line: Line, held: UUID, robin: Counsellor
) -> None:
    earlier = let_in(web(line, token="patient"))[0].conversation
    Conversation.objects.filter(pk=earlier).update(state=State.WAITING)
    Offer.objects.all().delete()
    presence.set_status(robin.pk, "away")
    order = Conversation.objects.filter(line=line).order_by("-priority", "rank_at", "pk")
    waiting = [each.pk for each in order if each.state in (State.WAITING, State.OFFERED)]
    assert waiting[0] == held


def test_what_is_in_wrap_up_stays_with_who_dropped_off_until_somebody_lets_it_go(
    held: UUID, line: Line, robin: Counsellor, dana: Counsellor
) -> None:
    desk.leave(row(held).seeker_id)
    presence.set_status(robin.pk, "away")
    assert row(held).state == State.WRAP_UP
    guards.release(dana.pk, held)
    duties.lapse_wrap_ups(timezone.now() + timedelta(minutes=line.wrap_minutes + 1))
    assert row(held).state == State.CLOSED


def test_a_wrap_up_that_nobody_let_go_closes_after_three_days_and_its_words_go(
    held: UUID, line: Line, robin: Counsellor, clock: Clock
) -> None:
    """They were told that their words go at the end: a press that was forgotten is no reason."""
    desk.leave(row(held).seeker_id)
    duties.lapse_wrap_ups(clock.forward(hours=71))
    assert row(held).state == State.WRAP_UP
    duties.lapse_wrap_ups(clock.forward(hours=2))
    found = row(held)
    assert found.state == State.CLOSED
    assert found.erase_at is not None
    assert found.erase_at <= clock.now()
    written = Audit.objects.get(action="let_go")
    assert (written.who, written.name, written.detail) == (None, "helpline", "time")
    assert not Alert.objects.filter(kind="risk", seen_at=None).exists()


def test_a_text_talk_that_nobody_let_go_is_over_three_days_after_its_last_word(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    """Told was: a day after the last word."""
    pk = talk(line, robin, sms(line, "I cannot go on"))
    desk.flag(robin.pk, pk, 3)
    presence.set_status(robin.pk, "away")
    Conversation.objects.filter(pk=pk).update(state=State.ACTIVE, counsellor=robin)
    duties.end_the_silent(clock.forward(hours=71))
    assert row(pk).state == State.ACTIVE
    duties.end_the_silent(clock.forward(hours=2))
    duties.lapse_wrap_ups(clock.forward(minutes=line.wrap_minutes + 1))
    assert row(pk).state == State.CLOSED
    erase_at = row(pk).erase_at
    assert erase_at is not None
    assert erase_at <= clock.now()


def test_a_seekers_wish_to_erase_waits_three_days_at_most_and_not_for_who_let_it_go(
    held: UUID, robin: Counsellor, dana: Counsellor
) -> None:
    desk.keep(row(held).seeker_id, "erase")
    found = row(held)
    assert found.state == State.WRAP_UP
    assert found.erase_at is not None
    assert timedelta() < found.erase_at - timezone.now() <= timedelta(hours=72)
    guards.release(dana.pk, held)
    erase_at = row(held).erase_at
    assert erase_at is not None
    assert erase_at <= timezone.now()


# ---- after a hard one --------------------------------------------------------------------------


def test_after_a_hard_one_nothing_is_offered_for_a_while_unless_they_are_ready(
    line: Line, held: UUID, robin: Counsellor, clock: Clock
) -> None:
    desk.end(robin.pk, held, REASON)
    desk.wrap(robin.pk, held, "support")
    assert presence.rests_until(robin.pk) > 0
    presence.set_status(robin.pk, "here")
    waiting = let_in(web(line, token="next"))[0].conversation
    queue.assign(line.pk)
    assert row(waiting).state == State.WAITING
    care.ready_again(robin.pk)
    assert row(waiting).state == State.OFFERED
    assert presence.rests_until(robin.pk) == 0


def test_after_an_easy_one_there_is_no_such_time(line: Line, robin: Counsellor) -> None:
    pk = talk(line, robin)
    desk.end(robin.pk, pk)
    desk.wrap(robin.pk, pk, "support")
    assert Shift.objects.get(pk=robin.pk).rest_until is None


# ---- what a supervisor does --------------------------------------------------------------------


def test_a_supervisor_takes_over_and_it_belongs_to_one_of_them_at_each_step(
    line: Line, robin: Counsellor, dana: Counsellor
) -> None:
    pk = talk(line, robin)
    before = Shift.objects.get(pk=robin.pk).load
    care.take_over(dana.pk, pk)
    assert (row(pk).counsellor_id, row(pk).state) == (dana.pk, State.ACTIVE)
    assert Shift.objects.get(pk=robin.pk).load == before - 1
    assert not miscounted()
    with refused("yours_already"):
        care.take_over(dana.pk, pk)
    with refused("not_yours"):
        desk.end(robin.pk, pk)
    assert Audit.objects.filter(action="take_over", conversation=pk).count() == 1


def test_a_talk_that_is_taken_over_goes_on_without_asking_again_if_they_are_alone(
    line: Line, robin: Counsellor, dana: Counsellor
) -> None:
    pk = talk(line, robin)
    long_ago = timezone.now() - timedelta(minutes=10)
    Conversation.objects.filter(pk=pk).update(ready_at=long_ago, last_seeker_word_at=long_ago)
    care.take_over(dana.pk, pk)
    assert row(pk).ready_at == long_ago
    assert let_in(reply(dana, pk, "I am Dana."))


def test_who_never_said_that_they_are_alone_is_not_held_to_have(
    line: Line, robin: Counsellor, dana: Counsellor
) -> None:
    pk = talk(line, robin)
    Conversation.objects.filter(pk=pk).update(ready_at=None)
    care.take_over(dana.pk, pk)
    assert row(pk).ready_at is None


def test_one_of_high_risk_takes_its_places_of_whoever_takes_it_over(
    line: Line, robin: Counsellor, dana: Counsellor
) -> None:
    Line.objects.filter(pk=line.pk).update(risk_weight=2)
    pk = talk(line, robin)
    desk.flag(robin.pk, pk, 2)
    care.take_over(dana.pk, pk)
    assert not miscounted()
    mine = Shift.objects.get(pk=dana.pk)
    assert (mine.load, mine.live) == (2, 2)


def test_nobody_else_takes_over_and_nobody_who_is_away(
    line: Line, robin: Counsellor, noor: Counsellor, dana: Counsellor
) -> None:
    pk = talk(line, robin)
    with refused("not_supervisor"):
        care.take_over(noor.pk, pk)
    presence.set_status(dana.pk, "away")
    with refused("start_shift"):
        care.take_over(dana.pk, pk)
    assert row(pk).counsellor_id == robin.pk


def test_what_somebody_may_be_offered_is_changed_live(
    line: Line, robin: Counsellor, noor: Counsellor, dana: Counsellor
) -> None:
    Counsellor.objects.filter(pk=noor.pk).update(skills=["housing"])
    presence.set_status(noor.pk, "away")
    presence.set_status(robin.pk, "here")
    waiting = let_in(replace(web(line), skill="housing"))[0].conversation
    assert row(waiting).state == State.WAITING
    with refused("no_colleague"):
        care.set_skills(dana.pk, "Nobody", ["housing"])
    for unknown in ("houses", "peer"):
        with refused("no_skill"):
            care.set_skills(dana.pk, "Robin", [unknown])
    with refused("not_supervisor"):
        care.set_skills(noor.pk, "Robin", ["housing"])
    care.set_skills(dana.pk, "Robin", ["housing", "housing"])
    assert row(waiting).state == State.OFFERED
    assert Counsellor.objects.get(pk=robin.pk).skills == ["housing"]
    assert Audit.objects.get(action="skills").detail == "housing"
    Counsellor.objects.filter(pk=noor.pk).update(role=Role.PEER)
    with refused("no_skill"):
        care.set_skills(dana.pk, "Noor", [])


def test_how_much_somebody_may_hold_is_changed_live(
    line: Line, robin: Counsellor, dana: Counsellor
) -> None:
    with refused("no_colleague"):
        care.set_capacity(dana.pk, "Nobody", 1)
    care.set_capacity(dana.pk, "Robin", 1)
    talk(line, robin)
    presence.set_status(robin.pk, "here")
    waiting = let_in(web(line, token="next"))[0].conversation
    queue.assign(line.pk)
    assert row(waiting).state == State.WAITING
    care.set_capacity(dana.pk, "Robin", 2)
    assert row(waiting).state == State.OFFERED
