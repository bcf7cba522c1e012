"""Words that were altered or exchanged in the database: both sides are told, and nothing breaks."""

import httpx
import pytest

from tests.wire.conftest import Doors
from tests.wire.world import World
from transcripts.keys import UNREADABLE

pytestmark = pytest.mark.asyncio

ONE = "SELECT id, sealed FROM transcripts_message ORDER BY at, seq"
CHANGE = "UPDATE transcripts_message SET sealed = %s WHERE id = %s"


def told(world: World) -> float:
    """What the pages of figures say of it, all processes together."""
    lines = [line for url in world.figures() for line in httpx.get(url).text.splitlines()]
    return sum(float(line.split()[-1]) for line in lines if line.startswith("helpline_unreadable"))


async def test_exchanged_words_are_shown_to_neither_side_and_told(
    world: World, doors: Doors, alarms_expected: list[str]
) -> None:
    talk = await doors.talk("the first")
    await talk.seeker.say("the second")
    await talk.ada.hears("the second")
    before, lengths = told(world), world.lengths()
    (one, first), (two, second) = world.store.run(ONE)
    world.store.run(CHANGE, second, one)
    world.store.run(CHANGE, first[:-1] + b"?", two)
    again = await doors.seeker(greet=False)
    welcome = await again.hello(token=talk.seeker.token)
    assert [message.text for message in welcome.messages] == [UNREADABLE, UNREADABLE]
    ada = await doors.console("Ada", greet=False)
    snapshot = await ada.hello()
    [view] = snapshot.conversations
    assert [message.text for message in view.messages] == [UNREADABLE, UNREADABLE]
    await again.say("and a third")
    assert (await ada.hears("and a third")).author == "seeker"
    assert told(world) >= before + 4
    assert any("words_unreadable" in alarm for alarm in world.alarms(lengths))
