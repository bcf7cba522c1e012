"""A half-filled checklist: kept for who fills it in, shown to nobody else, gone when it is done."""

from uuid import UUID, uuid4

import pytest
from msgspec import UNSET

from helpline import firstchecks
from helpline.models import Counsellor, Line
from helpline.protocol import View, Weighed, WrittenDown
from routing import desk, presence
from routing.beside import deciding
from routing.consoles import snapshots, weighing
from routing.events import milliseconds
from routing.hands import company, handover, risks
from routing.models import Step, Weighing
from tests.desk.house import REAL, at_once, new_counsellor, new_line, refused, talk, wrapped
from transcripts.models import Decision

pytestmark = REAL


@pytest.fixture
def held(line: Line, robin: Counsellor) -> UUID:
    pk = talk(line, robin)
    desk.flag(robin.pk, pk, 2)
    return pk


@pytest.fixture
def half(line: Line) -> Weighed:
    """Two questions answered, and with whom; nothing decided yet."""
    first, second, *_ = firstchecks.read(line.checklist)
    return Weighed(checks={first.id: "yes", second.id: "unknown"}, beside="alone")


def shown(person: Counsellor, conversation: UUID) -> View:
    """The talk as it stands on this desk after a reload."""
    views = snapshots.snapshot(person.pk, {}).conversations
    return next(view for view in views if view.conversation == conversation)


def decide(person: Counsellor, conversation: UUID, reason: str = "") -> None:
    weighing.decide(person.pk, conversation, "plan", {}, "", UNSET, "", reason)


def test_it_is_there_after_a_reload_and_the_last_choice_counts(
    held: UUID, robin: Counsellor, half: Weighed
) -> None:
    weighing.weigh(robin.pk, held, Weighed(decided="with"))
    weighing.weigh(robin.pk, held, half)
    assert shown(robin, held).weighed == half
    assert weighing.read(robin.pk, held).weighed == half
    weighing.weigh(robin.pk, held, Weighed())
    assert shown(robin, held).weighed is UNSET
    assert not Weighing.objects.exists()


def test_a_colleague_is_kept_by_their_id_and_nobody_elses(
    held: UUID, line: Line, robin: Counsellor, noor: Counsellor
) -> None:
    with_noor = Weighed(decided="plan", beside="colleague", colleague=noor.pk)
    weighing.weigh(robin.pk, held, with_noor)
    assert shown(robin, held).weighed == with_noor
    stranger = new_counsellor(new_line("day"), "Eve")
    for colleague in (stranger.pk, uuid4(), UNSET):
        weighing.weigh(robin.pk, held, Weighed("plan", beside="colleague", colleague=colleague))
        assert shown(robin, held).weighed == Weighed("plan")
    weighing.weigh(robin.pk, held, Weighed("plan", beside="alone", colleague=noor.pk))
    assert shown(robin, held).weighed == Weighed("plan", beside="alone")


def test_answers_to_questions_that_are_gone_are_not_kept(
    held: UUID, line: Line, robin: Counsellor, half: Weighed
) -> None:
    strange = {**half.checks, "no-question": "yes"}
    weighing.weigh(robin.pk, held, Weighed(checks=strange, beside="alone"))
    assert shown(robin, held).weighed == half


def test_writing_it_down_ends_it_and_the_desk_says_when_and_by_whom(
    held: UUID, robin: Counsellor, half: Weighed
) -> None:
    assert shown(robin, held).decided is UNSET
    weighing.weigh(robin.pk, held, half)
    decide(robin, held, "a canary in the reason")
    step = Step.objects.get(conversation=held, happening="decided")
    view = shown(robin, held)
    assert view.weighed is UNSET
    assert view.decided == WrittenDown(step.seq, milliseconds(step.at), "Robin")
    assert "canary" not in repr(view)
    decide(robin, held)
    assert weighing.read(robin.pk, held).decided != view.decided
    assert Decision.objects.count() == 2


def test_a_decision_that_is_turned_down_leaves_what_was_chosen(
    held: UUID, robin: Counsellor, half: Weighed
) -> None:
    weighing.weigh(robin.pk, held, half)
    with refused("checklist_changed"):
        weighing.decide(robin.pk, held, "plan", {"gone": "yes"}, "", UNSET, "", "")
    assert shown(robin, held).weighed == half


def test_who_takes_it_over_sees_what_was_written_down_and_begins_anew(
    held: UUID, line: Line, robin: Counsellor, noor: Counsellor, half: Weighed
) -> None:
    decide(robin, held)
    weighing.weigh(robin.pk, held, half)
    presence.set_status(noor.pk, "here")
    desk.flag(robin.pk, held, 0, "they are safe now")
    handover.hand(robin.pk, held, noor.pk, "")
    handover.receive(noor.pk, held, yes=True)
    view = shown(noor, held)
    assert (view.weighed, view.was_high) == (UNSET, True)
    assert isinstance(view.decided, WrittenDown)
    assert view.decided.by == "Robin"
    with refused("not_yours"):
        weighing.weigh(robin.pk, held, half)
    weighing.weigh(noor.pk, held, Weighed("stay"))
    assert shown(noor, held).weighed == Weighed("stay")


def test_who_reads_along_sees_nothing_of_it(
    held: UUID, robin: Counsellor, noor: Counsellor, half: Weighed
) -> None:
    weighing.weigh(robin.pk, held, half)
    decide(robin, held)
    presence.set_status(noor.pk, "here")
    company.invite(robin.pk, held, noor.pk, "")
    company.come(noor.pk, held, yes=True)
    view = shown(noor, held)
    assert (view.weighed, view.decided, view.was_high) == (UNSET, UNSET, True)
    with refused("not_yours"):
        weighing.weigh(noor.pk, held, half)


def test_a_flag_that_is_taken_back_leaves_it(held: UUID, robin: Counsellor, half: Weighed) -> None:
    weighing.weigh(robin.pk, held, half)
    desk.flag(robin.pk, held, 0, "they are safe now")
    assert (shown(robin, held).weighed, shown(robin, held).was_high) == (half, True)


def test_of_a_talk_that_was_never_high_nothing_is_kept(line: Line, robin: Counsellor) -> None:
    low = talk(line, robin)
    desk.flag(robin.pk, low, 1)
    with refused("not_now"):
        weighing.weigh(robin.pk, low, Weighed("plan"))
    assert not shown(robin, low).was_high
    assert not Weighing.objects.exists()


def test_it_goes_when_the_talk_closes(held: UUID, robin: Counsellor, half: Weighed) -> None:
    weighing.weigh(robin.pk, held, half)
    desk.flag(robin.pk, held, 0, "they are safe now")
    wrapped(robin, held)
    assert not Weighing.objects.exists()
    with refused("over"):
        weighing.weigh(robin.pk, held, half)


def test_what_another_program_has_kept_is_nothing(held: UUID, robin: Counsellor) -> None:
    Weighing.objects.create(conversation_id=held, counsellor=robin, chosen={"decided": "of old"})
    assert shown(robin, held).weighed is UNSET


def test_two_windows_at_once_keep_one_of_both(held: UUID, robin: Counsellor, half: Weighed) -> None:
    other = Weighed("stay")
    results = at_once(
        *[lambda each=each: weighing.weigh(robin.pk, held, each) for each in (half, other)]
    )
    assert not [each for each in results if isinstance(each, Exception)]
    assert shown(robin, held).weighed in (half, other)


def test_each_talk_has_its_own(held: UUID, line: Line, robin: Counsellor, half: Weighed) -> None:
    other = talk(line, robin)
    desk.flag(robin.pk, other, 3)
    weighing.weigh(robin.pk, held, half)
    risks.decide(robin.pk, other, "stay", {}, "", UNSET, "", "")
    stands = deciding.standing([held, other])
    assert stands(held, robin.pk) == (True, half, UNSET)
    assert stands(other, robin.pk)[1] is UNSET
    assert isinstance(stands(other, robin.pk)[2], WrittenDown)
