"""From hand to hand by the wire, between two processes where there are two."""

from uuid import UUID

import pytest

from helpline import protocol
from tests.wire.client import Console
from tests.wire.conftest import Doors, Talk
from tests.wire.world import World

pytestmark = pytest.mark.asyncio

NOTE = "Speaks of court on Monday."


async def with_ben(world: World, doors: Doors) -> tuple[Talk, Console, UUID]:
    """A talk in Ada's hands, and Ben, who is here on the other process."""
    talk = await doors.talk()
    ben = await doors.on_shift("Ben", process=0)
    team = await talk.ada.wait(protocol.Team, lambda frame: len(frame.team) == 2)
    [to] = [each.id for each in team.team if each.name == "Ben"]
    assert str(to) == world.people["Ben"]["id"]
    return talk, ben, to


async def asked(console: Console) -> list[protocol.Ask]:
    return (await console.wait(protocol.Asks)).asks


async def test_a_colleague_reads_the_note_says_yes_and_answers_the_seeker(
    world: World, doors: Doors
) -> None:
    talk, ben, to = await with_ben(world, doors)
    await talk.ada.send(protocol.Hand(conversation=talk.id, to=to, note=NOTE))
    [here], [mine] = await asked(ben), await asked(talk.ada)
    assert (here.name, here.note, here.mine) == ("Ada", NOTE, False)
    assert (mine.name, mine.note, mine.mine) == ("Ben", "", True)
    await talk.seeker.silent(protocol.StateFrame, lambda frame: frame.who == "Ben")
    await talk.ada.say(talk.id, "I ask a colleague.")
    await ben.send(protocol.Receive(conversation=talk.id, yes=True))
    view = await ben.shown(talk.id)
    assert [shown.text for shown in view.messages][-1] == "I ask a colleague."
    gone = await talk.ada.step("handed")
    assert gone.gone
    assert await asked(ben) == await asked(talk.ada) == []
    state = await talk.seeker.wait(protocol.StateFrame, lambda frame: frame.who == "Ben")
    assert (state.state, state.unready) == ("active", False)
    await ben.say(talk.id, "I read on from here.")
    await talk.seeker.hears("I read on from here.")
    ref = UUID(int=7)
    await talk.ada.send(protocol.DeskSay(conversation=talk.id, id=ref, text="One more."))
    await talk.ada.refused("not_yours")
    # The note is no word of the talk: nothing that a seeker was sent has it.
    assert not [text for text in talk.seeker.heard if "court" in text]


async def test_a_no_leaves_it_where_it_is(world: World, doors: Doors) -> None:
    talk, ben, to = await with_ben(world, doors)
    await talk.ada.send(protocol.Hand(conversation=talk.id, to=to))
    await asked(ben)
    await ben.send(protocol.Receive(conversation=talk.id, yes=False))
    told = await talk.ada.step("unasked")
    assert (told.detail, told.gone) == ("declined", False)
    assert await asked(ben) == []
    await talk.ada.say(talk.id, "I am still here.")
    await talk.seeker.hears("I am still here.")
    await talk.ada.send(protocol.Hand(conversation=talk.id, to=to))
    await talk.ada.refused("just_passed")


async def test_a_reloaded_window_finds_what_is_asked(world: World, doors: Doors) -> None:
    talk, ben, to = await with_ben(world, doors)
    await talk.ada.send(protocol.Hand(conversation=talk.id, to=to, note=NOTE))
    await asked(ben)
    again = await doors.console("Ben", greet=False)
    assert [ask.note for ask in (await again.hello()).asks] == [NOTE]
    await again.send(protocol.Receive(conversation=talk.id, yes=True))
    await again.shown(talk.id)
    await ben.shown(talk.id)


async def test_whoever_was_not_asked_takes_nothing(world: World, doors: Doors) -> None:
    talk, ben, _ = await with_ben(world, doors)
    await ben.send(protocol.Receive(conversation=talk.id, yes=True))
    refusal = await ben.refused("no_offer")
    assert refusal.conversation == talk.id
    await ben.send(protocol.Hand(conversation=talk.id, to=UUID(world.people["Ben"]["id"])))
    await ben.refused("not_yours")
