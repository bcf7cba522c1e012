"""Skills, peers, room beside what is in hand, unanswered offers, and what saving changes."""

from functools import partial
from uuid import UUID

import pytest
from msgspec.structs import replace

from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line, Site
from helpline.states import State
from routing import desk, presence
from routing.consoles import snapshots, visits
from routing.hands import care
from routing.models import Offer, Shift
from routing.texting.numbers import register
from routing.upkeep import duties
from routing.waiting import lineup
from tests.desk.house import (
    NUMBER,
    REAL,
    Clock,
    all_look,
    asked,
    at_once,
    make_offer_lapse,
    new_counsellor,
    opened,
    refused,
    row,
    sms,
    state,
    talk,
    web,
)

pytestmark = REAL


def wants(line: Line, skill: str) -> UUID:
    return opened(replace(web(line, token=f"wants {skill}"), skill=skill))


def shift(person: Counsellor) -> Shift:
    return Shift.objects.get(pk=person.pk)


# ---- skills and peers ----------------------------------------------------------------------------


def test_who_wants_a_skill_is_offered_to_nobody_without_it(
    line: Line, robin: Counsellor, noor: Counsellor
) -> None:
    Counsellor.objects.filter(pk=noor.pk).update(skills=["housing"])
    presence.set_status(robin.pk, "here")
    conversation = wants(line, "housing")
    assert asked(conversation) is None
    with refused("nobody_waiting"):
        desk.take(robin.pk)
    presence.set_status(noor.pk, "here")
    assert asked(conversation) == noor.pk


def test_a_peer_gets_what_is_for_peers_and_nothing_else(line: Line, robin: Counsellor) -> None:
    peer = new_counsellor(line, "Peer", here=True)
    Counsellor.objects.filter(pk=peer.pk).update(role="peer", skills=["housing"])
    for skill in ("", "housing"):
        assert asked(wants(line, skill)) is None
    with refused("nobody_waiting"):
        desk.take(peer.pk)
    conversation = wants(line, "peer")
    assert asked(conversation) == peer.pk
    Counsellor.objects.filter(pk=robin.pk).update(skills=["peer"])
    presence.set_status(robin.pk, "here")
    desk.decline(peer.pk, conversation)
    assert asked(conversation) is None


def test_a_peer_is_shown_who_waits_for_a_peer_and_nobody_else(
    line: Line, robin: Counsellor
) -> None:
    peer = new_counsellor(line, "Peer")
    Counsellor.objects.filter(pk=peer.pk).update(role="peer", skills=["housing"])
    for skill in ("", "housing", "peer"):
        wants(line, skill)
    assert [each.skill for each in snapshots.snapshot(peer.pk, {}).queue] == ["peer"]
    assert [each.skill for each in snapshots.snapshot(robin.pk, {}).queue] == [
        "",
        "housing",
        "peer",
    ]


def test_a_site_and_a_number_say_what_is_wanted(line: Line) -> None:
    Site.objects.create(line=line, key="peers", origin="https://peers.example", skill="peer")
    assert visits.visit("peers", None, 0, "en").skill == "peer"
    line.numbers.update(skill="housing")
    register.forget()
    ours = next(each for each in register.by_id().values() if each.number == NUMBER)
    assert ours.skill == "housing"


# ---- how much fits -------------------------------------------------------------------------------


def test_high_risk_counts_as_its_line_has_set_it_up(line: Line, robin: Counsellor) -> None:
    line.risk_weight = 2
    line.save()
    conversation = talk(line, robin)
    presence.set_status(robin.pk, "here")
    for level, load in [(1, 1), (2, 2), (3, 2), (0, 1), (2, 2)]:
        desk.flag(robin.pk, conversation, level, "it is better now")
        assert (shift(robin).load, shift(robin).live) == (load, load)
    second, third = opened(web(line, token="second")), opened(web(line, token="third"))
    assert (asked(second), asked(third)) == (robin.pk, None)
    desk.end(robin.pk, conversation, "it is better now")
    desk.wrap(robin.pk, conversation, "support")
    care.ready_again(robin.pk)
    assert asked(third) == robin.pk
    assert (shift(robin).load, shift(robin).live) == (2, 2)


def test_chats_and_texts_have_bounds_of_their_own(line: Line, robin: Counsellor) -> None:
    Counsellor.objects.filter(pk=robin.pk).update(most_live=1, most_texts=1)
    presence.set_status(robin.pk, "here")
    chats = [opened(web(line, token=f"{n}")) for n in range(2)]
    texts = [opened(sms(line, address=f"+1500555000{n}")) for n in range(2)]
    assert [asked(each) for each in (*chats, *texts)] == [robin.pk, None, robin.pk, None]
    desk.accept(robin.pk, chats[0])
    with refused("full"):
        desk.take(robin.pk)
    assert (shift(robin).load, shift(robin).live) == (2, 1)


def test_four_accepts_at_capacity_three(line: Line, robin: Counsellor) -> None:
    """The fourth cannot be offered, and cannot be taken."""
    presence.set_status(robin.pk, "here")
    conversations = [opened(web(line, token=f"{n}")) for n in range(4)]
    jobs = [partial(desk.accept, robin.pk, each) for each in conversations]
    jobs += [partial(desk.take, robin.pk)] * 2
    results = at_once(*jobs)
    assert sum(not isinstance(each, Refused) for each in results) == 3
    assert Conversation.objects.filter(counsellor=robin, state=State.ACTIVE).count() == 3
    assert shift(robin).load == 3


# ---- declining, and not answering ----------------------------------------------------------------


def test_why_an_offer_was_declined_is_kept_with_it(line: Line, robin: Counsellor) -> None:
    presence.set_status(robin.pk, "here")
    conversation = opened(web(line))
    desk.decline(robin.pk, conversation, "break")
    assert Offer.objects.values_list("answer", "reason").get() == ("declined", "break")


def lapse(conversation: UUID, clock: Clock) -> None:
    make_offer_lapse(conversation)
    duties.lapse_offers(clock.now())


def test_two_lapses_in_a_row_end_the_shift_and_say_so(
    line: Line, robin: Counsellor, noor: Counsellor, clock: Clock
) -> None:
    presence.set_status(robin.pk, "here")
    first, second = opened(web(line, token="1")), opened(web(line, token="2"))
    third = opened(web(line, token="3"))
    lapse(first, clock)
    assert snapshots.snapshot(robin.pk, {}).me.status == "here"
    lapse(second, clock)
    shown = snapshots.snapshot(robin.pk, {})
    assert (shown.me.status, shown.aside) == ("away", True)
    presence.lapse_leases(clock.now())
    presence.set_status(noor.pk, "here")
    assert {asked(each) for each in (first, second, third)} == {noor.pk}
    presence.set_status(robin.pk, "here")
    assert not snapshots.snapshot(robin.pk, {}).aside
    assert shift(robin).lapses == 0


def test_an_answer_between_two_lapses_begins_anew(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    presence.set_status(robin.pk, "here")
    lapse(opened(web(line, token="1")), clock)
    desk.decline(robin.pk, opened(web(line, token="2")))
    lapse(opened(web(line, token="3")), clock)
    assert presence.status_of(robin.pk) == "here"


def test_who_has_somebody_in_hand_keeps_them(line: Line, robin: Counsellor, clock: Clock) -> None:
    held = talk(line, robin)
    presence.set_status(robin.pk, "here")
    for token in ("1", "2"):
        lapse(opened(web(line, token=token)), clock)
    shown = snapshots.snapshot(robin.pk, {})
    assert (shown.me.status, shown.aside) == ("resting", True)
    assert state(held) == State.ACTIVE


def test_an_offer_rings_again_until_it_is_taken(
    line: Line, robin: Counsellor, noor: Counsellor, clock: Clock
) -> None:
    presence.set_status(robin.pk, "here")
    conversation = opened(web(line))
    presence.set_status(noor.pk, "here")
    for _ in range(2):
        for person in (robin, noor):
            assert asked(conversation) == person.pk
            desk.decline(person.pk, conversation)
        clock.forward(seconds=lineup.PASSED_SECONDS + 1)
        all_look()
        presence.beat({robin.pk, noor.pk})
        for person in (robin, noor):
            presence.set_status(person.pk, "here")
        duties.assign_all(clock.now())
    assert asked(conversation) is not None


# ---- what is saved assigns at once, and what a bell missed is found ------------------------------


def test_more_room_is_used_at_once(line: Line, robin: Counsellor) -> None:
    Counsellor.objects.filter(pk=robin.pk).update(capacity=0)
    presence.set_status(robin.pk, "here")
    conversation = opened(web(line))
    assert asked(conversation) is None
    robin.capacity = 2
    robin.save()
    assert asked(conversation) == robin.pk


@pytest.mark.parametrize("change", [{"skills": ["housing"]}, {"languages": ["en"]}])
def test_another_skill_or_language_is_used_at_once(
    line: Line, robin: Counsellor, change: dict[str, list[str]]
) -> None:
    Counsellor.objects.filter(pk=robin.pk).update(languages=["fr"])
    if "skills" in change:
        Counsellor.objects.filter(pk=robin.pk).update(languages=["en"])
    presence.set_status(robin.pk, "here")
    conversation = wants(line, "housing" if "skills" in change else "")
    assert asked(conversation) is None
    person = Counsellor.objects.get(pk=robin.pk)
    for name, value in change.items():
        setattr(person, name, value)
    person.save()
    assert asked(conversation) == robin.pk


def test_a_role_that_changes_is_used_at_once(line: Line, robin: Counsellor) -> None:
    presence.set_status(robin.pk, "here")
    conversation = wants(line, "peer")
    robin.role = "peer"
    robin.save()
    assert asked(conversation) == robin.pk


def test_the_sweeper_catches_what_no_bell_announced(line: Line, robin: Counsellor) -> None:
    Counsellor.objects.filter(pk=robin.pk).update(capacity=0)
    presence.set_status(robin.pk, "here")
    conversation = opened(web(line))
    Counsellor.objects.filter(pk=robin.pk).update(capacity=1)
    assert asked(conversation) is None
    duties.assign_all(row(conversation).opened_at)
    assert asked(conversation) == robin.pk


# ---- a closed console ----------------------------------------------------------------------------


def test_a_closed_console_is_noticed_within_half_a_minute(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin)
    presence.console_gone(robin.pk)
    presence.lapse_leases(clock.forward(seconds=presence.CLOSED_SECONDS - 1))
    assert state(conversation) == State.ACTIVE
    presence.lapse_leases(clock.forward(seconds=2))
    assert state(conversation) == State.WAITING


def test_a_page_that_loads_again_keeps_the_shift(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin)
    presence.console_gone(robin.pk)
    clock.forward(seconds=5)
    snapshots.snapshot(robin.pk, {})
    presence.lapse_leases(clock.forward(seconds=presence.CLOSED_SECONDS + 5))
    assert state(conversation) == State.ACTIVE


def test_a_closed_console_lengthens_no_lease(line: Line, robin: Counsellor, clock: Clock) -> None:
    talk(line, robin)
    clock.forward(seconds=presence.LEASE_SECONDS - 5)
    before = shift(robin).lease_until
    presence.console_gone(robin.pk)
    assert shift(robin).lease_until == before
