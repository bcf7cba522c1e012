"""A line's own choices: what the talk's line asks can be noted, and nothing ticked is lost."""

from typing import Any
from uuid import UUID

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from helpline import terms
from helpline.models import Conversation, Counsellor, Line, Tally
from helpline.protocol import Noted
from routing import desk
from routing.beside import wrapups
from routing.consoles import noting, snapshots
from routing.models import WrapUp
from tests.desk.house import REAL, new_line, refused, row, state, talk

pytestmark = REAL

LIFT = {"id": "t1", "en": "A lift home", "fr": "Un retour à la maison"}
FOOD = {"id": "t2", "en": "Food", "fr": "À manger"}
CALLED = {"id": "t3", "en": "Somebody was called", "fr": "Quelqu’un a été appelé"}
UNKNOWN = [Noted(needs=["shelter"]), Noted(outcome="helped"), Noted(needs=["t1", "her-name"])]


def asks(line: Line, needs: list[dict[str, Any]], outcomes: list[dict[str, Any]]) -> None:
    Line.objects.filter(pk=line.pk).update(needs=needs, outcomes=outcomes)


def ended(line: Line, person: Counsellor) -> UUID:
    conversation = talk(line, person)
    desk.end(person.pk, conversation)
    return conversation


def counted() -> set[tuple[str, str]]:
    rows = Tally.objects.filter(what__in=["talk_need", "talk_outcome"])
    return set(rows.values_list("what", "value"))


def asked(person: Counsellor) -> tuple[list[str], list[str]]:
    """What the desk of this person asks about the one talk that they hold."""
    (view,) = snapshots.snapshot(person.pk, {}).conversations
    return [each.id for each in view.needs], [each.id for each in view.outcomes]


def test_a_line_begins_with_our_lists(line: Line, robin: Counsellor) -> None:
    ended(line, robin)
    assert asked(robin) == (
        [each.id for each in terms.FIRST_NEEDS],
        [each.id for each in terms.FIRST_OUTCOMES],
    )


def test_what_a_line_asks_is_noted_and_counted(line: Line, robin: Counsellor) -> None:
    asks(line, [LIFT, FOOD], [CALLED])
    conversation = ended(line, robin)
    assert asked(robin) == (["t1", "t2"], ["t3"])
    desk.wrap(robin.pk, conversation, "place", needs=["t2", "t1"], outcome="t3")
    assert counted() == {("talk_need", "t1"), ("talk_need", "t2"), ("talk_outcome", "t3")}


@pytest.mark.parametrize("chosen", UNKNOWN)
def test_what_was_never_a_choice_is_refused_and_closes_nothing(
    line: Line, robin: Counsellor, chosen: Noted
) -> None:
    asks(line, [LIFT], [CALLED])
    conversation = ended(line, robin)
    with refused("unknown_choice"):
        noting.note(robin.pk, conversation, chosen)
    with refused("unknown_choice"):
        desk.wrap(robin.pk, conversation, "place", needs=chosen.needs, outcome=chosen.outcome)
    assert not WrapUp.objects.exists()
    assert state(conversation) == "wrap_up"
    assert counted() == set()


def test_another_may_not_even_learn_what_is_a_choice(
    line: Line, robin: Counsellor, noor: Counsellor
) -> None:
    conversation = ended(line, robin)
    with refused("not_yours"):
        noting.note(noor.pk, conversation, UNKNOWN[2])


def test_a_choice_that_goes_while_a_wrap_up_is_open_stays_ticked(
    line: Line, robin: Counsellor
) -> None:
    asks(line, [LIFT, FOOD], [CALLED])
    conversation = ended(line, robin)
    half = Noted(kind="place", needs=["t1"], outcome="t3")
    noting.note(robin.pk, conversation, half)
    off = {"retired": "2026-11-27"}
    asks(line, [FOOD, LIFT | off], [CALLED | off])
    (view,) = snapshots.snapshot(robin.pk, {}).conversations
    assert view.noted == half
    assert [(each.id, each.retired) for each in view.needs] == [("t2", False), ("t1", True)]
    assert [(each.id, each.retired) for each in view.outcomes] == [("t3", True)]
    noting.note(robin.pk, conversation, replace(half, needs=["t1", "t2"]))
    desk.wrap(robin.pk, conversation, "place", needs=["t1", "t2"], outcome="t3")
    assert counted() == {("talk_need", "t1"), ("talk_need", "t2"), ("talk_outcome", "t3")}


def test_what_is_off_the_list_is_not_offered(line: Line, robin: Counsellor) -> None:
    asks(line, [LIFT | {"retired": "2026-11-20"}, FOOD], [])
    ended(line, robin)
    assert asked(robin)[0] == ["t2"]


def test_of_an_empty_list_nothing_is_asked(line: Line, robin: Counsellor) -> None:
    asks(line, [LIFT | {"retired": "2026-11-20"}], [CALLED])
    conversation = ended(line, robin)
    assert asked(robin) == ([], ["t3"])
    desk.wrap(robin.pk, conversation, "place")
    assert counted() == {("talk_outcome", "not_said")}


def test_a_talk_of_another_line_goes_by_the_list_of_its_own(line: Line, robin: Counsellor) -> None:
    """As in an overflow: it is of that line, and held by somebody of this one."""
    other = new_line("day", needs=[LIFT], outcomes=[CALLED])
    conversation = ended(line, robin)
    noting.note(robin.pk, conversation, Noted(needs=["legal"]))
    Conversation.objects.filter(pk=conversation).update(line=other)
    assert asked(robin) == (["t1"], ["t3"])
    # What was begun where it was asked is not counted where it never was.
    found = wrapups.of(row(conversation)).noted
    assert found is not UNSET
    assert found.needs == []
    with refused("unknown_choice"):
        desk.wrap(robin.pk, conversation, "place", needs=["legal"])
    desk.wrap(robin.pk, conversation, "place", needs=["t1"])
    assert set(Tally.objects.filter(what="talk_need").values_list("line", "value")) == {
        (other.pk, "t1")
    }


def test_a_drill_line_asks_its_own_and_counts_nothing(line: Line, robin: Counsellor) -> None:
    Line.objects.filter(pk=line.pk).update(drill=True)
    asks(line, [LIFT], [CALLED])
    conversation = ended(line, robin)
    desk.wrap(robin.pk, conversation, "place", needs=["t1"], outcome="t3")
    assert not Tally.objects.exists()
