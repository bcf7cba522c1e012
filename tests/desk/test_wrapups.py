"""A half-filled wrap-up is kept until it closes; what was inserted is what was offered."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from msgspec import UNSET, UnsetType

from helpline.models import Counsellor, Line, Tally
from helpline.protocol import Noted
from helpline.states import State
from referrals.models import Snippet
from routing import desk
from routing.beside import wrapups
from routing.consoles import noting, snapshots
from routing.models import Used, WrapUp
from routing.upkeep import duties
from tests.desk.house import REAL, let_in, refused, reply, row, state, talk, web

pytestmark = REAL
HALF = Noted(kind="place", needs=["shelter"], outcome="referred", relation="family")


@pytest.fixture(autouse=True)
def snippets(line: Line) -> None:
    for slug, category in (("beds", "housing"), ("lawyer", "legal"), ("court", "legal")):
        Snippet.objects.create(slug=slug, category=category)


def stands(conversation: UUID) -> tuple[list[str], Noted | UnsetType]:
    found = wrapups.of(row(conversation))
    return found.used, found.noted


def counted(what: str) -> dict[str, int]:
    return dict(Tally.objects.filter(what=what).values_list("value", "count"))


def offered(person: Counsellor, conversation: UUID, *slugs: str) -> UUID:
    """The talk, in which these were inserted, and which is over."""
    let_in(reply(person, conversation, snippets=slugs))
    desk.end(person.pk, conversation)
    return conversation


def test_what_was_inserted_is_counted_by_its_category_and_once(
    line: Line, robin: Counsellor
) -> None:
    conversation = offered(robin, talk(line, robin), "lawyer", "court", "beds", "lawyer")
    assert stands(conversation)[0] == ["lawyer", "court", "beds"]
    desk.wrap(robin.pk, conversation, "place", left_out=["beds"])
    assert counted("talk_offered") == {"legal": 1}


def test_only_what_is_a_snippet_is_kept(line: Line, robin: Counsellor) -> None:
    conversation = offered(robin, talk(line, robin), "her-name", "beds")
    assert stands(conversation)[0] == ["beds"]


def test_an_insertion_in_one_talk_is_none_in_another(line: Line, robin: Counsellor) -> None:
    one, other = talk(line, robin), talk(line, robin)
    let_in(reply(robin, one, snippets=("beds",)), reply(robin, other, snippets=("court",)))
    let_in(reply(robin, one, snippets=("beds",)))
    assert (stands(one)[0], stands(other)[0]) == (["beds"], ["court"])


def test_what_was_half_filled_is_there_again(line: Line, robin: Counsellor) -> None:
    conversation = offered(robin, talk(line, robin), "beds", "court")
    noting.note(robin.pk, conversation, Noted(kind="place", left_out=["court"]))
    noting.note(robin.pk, conversation, HALF)
    (view,) = snapshots.snapshot(robin.pk, {}).conversations
    assert (view.noted, view.used) == (HALF, ["beds", "court"])


def test_nothing_is_kept_that_was_not_inserted(line: Line, robin: Counsellor) -> None:
    conversation = offered(robin, talk(line, robin), "beds")
    noting.note(robin.pk, conversation, Noted(needs=["legal"], left_out=["beds", "jo"]))
    assert WrapUp.objects.get().chosen == {"needs": ["legal"], "left_out": ["beds"]}


def test_nobody_elses_can_be_noted(line: Line, robin: Counsellor, noor: Counsellor) -> None:
    conversation = talk(line, robin)
    with refused("not_yours"):
        noting.note(noor.pk, conversation, HALF)
    assert not WrapUp.objects.exists()


def test_it_goes_when_it_closes(line: Line, robin: Counsellor) -> None:
    conversation = offered(robin, talk(line, robin), "beds")
    noting.note(robin.pk, conversation, HALF)
    desk.wrap(robin.pk, conversation, "support")
    assert not WrapUp.objects.exists()
    assert not Used.objects.exists()
    # What was chosen last counts, not what was kept before.
    assert counted("talk_kind") == {"support": 1}
    with refused("over"):
        noting.note(robin.pk, conversation, HALF)


def test_it_goes_with_somebody_who_leaves_the_queue(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    let_in(reply(robin, conversation, snippets=("beds",)))
    desk.transfer(robin.pk, conversation)
    desk.leave(row(conversation).seeker_id)
    assert not Used.objects.exists()


def test_a_wrap_up_that_nobody_finished_counts_as_far_as_it_went(
    line: Line, robin: Counsellor
) -> None:
    conversation = offered(robin, talk(line, robin), "beds", "lawyer")
    noting.note(robin.pk, conversation, Noted(kind="place", left_out=["lawyer"]))
    duties.lapse_wrap_ups(timezone.now() + timedelta(minutes=line.wrap_minutes + 1))
    assert counted("talk_kind") == {"place": 1}
    assert counted("talk_offered") == {"housing": 1}
    assert not WrapUp.objects.exists()


def test_who_comes_back_finds_the_talk_and_its_counsellor_the_draft(
    line: Line, robin: Counsellor
) -> None:
    conversation = offered(robin, talk(line, robin), "beds")
    noting.note(robin.pk, conversation, HALF)
    let_in(web(line, "one more thing", conversation=conversation))
    assert state(conversation) == State.ACTIVE
    assert stands(conversation) == (["beds"], HALF)


def test_what_another_program_has_kept_is_nothing(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    WrapUp.objects.create(conversation_id=conversation, chosen={"kind": "of another time"})
    assert stands(conversation) == ([], UNSET)
