"""Back to the queue for somebody who speaks or knows something; and what colleagues can take."""

from itertools import product

import pytest

from helpline.models import Conversation, Counsellor, Line
from helpline.states import State
from routing import desk, presence
from routing.consoles import snapshots
from routing.models import Shift
from routing.waiting import boards, room
from tests.desk.house import REAL, asked, new_counsellor, refused, row, state, talk

pytestmark = REAL


def knows(person: Counsellor, *skills: str) -> None:
    Counsellor.objects.filter(pk=person.pk).update(skills=list(skills))


def test_it_goes_to_who_speaks_the_language_that_was_asked_for(
    line: Line, robin: Counsellor, noor: Counsellor
) -> None:
    conversation = talk(line, robin)
    english = new_counsellor(line, "English only", here=True)
    Counsellor.objects.filter(pk=english.pk).update(languages=["en"])
    desk.transfer(robin.pk, conversation, "", "fr")
    assert (row(conversation).locale, asked(conversation)) == ("fr", None)
    presence.set_status(noor.pk, "here")
    assert asked(conversation) == noor.pk


def test_it_goes_to_who_knows_what_was_asked_for_and_no_more_to_others(
    line: Line, robin: Counsellor, noor: Counsellor
) -> None:
    knows(noor, "housing")
    conversation = talk(line, robin)
    presence.set_status(noor.pk, "here")
    third = new_counsellor(line, "Third", here=True)
    desk.transfer(robin.pk, conversation, "", skill="housing")
    assert (row(conversation).skill, asked(conversation)) == ("housing", noor.pk)
    desk.accept(noor.pk, conversation)
    desk.transfer(noor.pk, conversation, "", skill="")
    assert (row(conversation).skill, asked(conversation)) == ("", third.pk)


@pytest.mark.parametrize(
    ("locale", "skill"), [("en", "law"), ("fr", "housing"), ("en", "peer")], ids=str
)
def test_what_nobody_could_take_stays_where_it_is(
    line: Line, robin: Counsellor, noor: Counsellor, locale: str, skill: str
) -> None:
    knows(noor, "housing")
    Counsellor.objects.filter(pk=noor.pk).update(languages=["en"])
    conversation = talk(line, robin)
    with refused("nobody_knows"):
        desk.transfer(robin.pk, conversation, "", locale, skill)
    assert (state(conversation), row(conversation).counsellor_id) == (State.ACTIVE, robin.pk)
    assert (row(conversation).locale, row(conversation).skill) == ("en", "")


def test_nothing_said_of_whom_means_whoever_is_next(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    Conversation.objects.filter(pk=conversation).update(skill="law")
    desk.transfer(robin.pk, conversation)
    assert (row(conversation).locale, row(conversation).skill) == ("en", "law")


def test_a_desk_knows_what_may_be_asked_for_and_of_whom(line: Line, robin: Counsellor) -> None:
    knows(robin, "trans", "housing")
    gone = new_counsellor(line, "Gone")
    knows(gone, "law")
    gone.user.is_active = False
    gone.user.save()
    presence.set_status(robin.pk, "here")
    assert snapshots.snapshot(robin.pk, {}).skills == ["housing", "trans"]
    (colleague,) = boards.team(line.pk)
    assert colleague.skills == ["", "housing", "trans"]
    assert (colleague.live_room, colleague.text_room) == (room.WHOLE, room.WHOLE)


@pytest.mark.parametrize("capacity", [0, 1, 3])
def test_the_places_left_are_those_that_the_queue_goes_by(
    line: Line, robin: Counsellor, capacity: int
) -> None:
    conversation = talk(line, robin)
    for live, texts, most_live, most_texts, weight, channel in product(
        (0, 1, 2), (0, 1, 2), (None, 0, 2), (None, 0, 1), (1, 2), ("web", "sms")
    ):
        person = Counsellor(capacity=capacity, most_live=most_live, most_texts=most_texts)
        shift = Shift(load=live + texts, live=live)
        Conversation.objects.filter(pk=conversation).update(weight=weight, channel=channel)
        fits = Conversation.objects.filter(room.fitting(person, shift), pk=conversation).exists()
        left = room.left(person, shift)[channel == "sms"]
        assert (left >= weight) == fits, (live, texts, most_live, most_texts, weight, channel)
