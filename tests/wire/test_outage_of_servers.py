"""Redis or PostgreSQL away for a while: named by /readyz, told to who speaks, mended by itself."""

import asyncio
import time
import uuid

import httpx
import pytest
import redis
from websockets.exceptions import InvalidStatus

from helpline import protocol
from tests.wire.client import Seeker
from tests.wire.conftest import Doors, Talk
from tests.wire.world import World, eventually

pytestmark = pytest.mark.asyncio

# The slow look comes every ten seconds.
LOOK = 40
# It gives up after a second; a probe that waited for the database itself would take half a minute.
SOON = 15.0


async def ready(world: World, process: int = 0) -> tuple[list[str], float]:
    """What fails, as /readyz says it, and how long it took to say so."""
    began = time.monotonic()
    async with httpx.AsyncClient(timeout=60) as client:
        answer = await client.get(world.url("/readyz", process))
        assert (await client.get(world.url("/healthz", process))).status_code == 200
    failing: list[str] = answer.json()["failing"]
    assert answer.status_code == (503 if failing else 200)
    return failing, time.monotonic() - began


async def said_at_last(seeker: Seeker, text: str, ref: uuid.UUID, seconds: float = 60) -> None:
    """Send the same message until it is stored, as a page does that was told to try again."""
    answers = (protocol.Ack, protocol.Refusal)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        await seeker.send(protocol.Say(id=ref, text=text))
        await seeker.until(lambda: any(isinstance(f, answers) for f in seeker.frames))
        if any(isinstance(frame, protocol.Ack) for frame in seeker.frames):
            return
        assert (await seeker.wait(protocol.Refusal)).code == "try_again"
        await asyncio.sleep(0.3)
    raise AssertionError("it was never stored")


async def rings(talk: Talk, deadline: float) -> bool:
    """Whether words cross at once again; fails after the deadline."""
    assert time.monotonic() < deadline, "the bells never came back"
    text = str(uuid.uuid4())
    await talk.seeker.say(text)
    try:
        await talk.ada.wait(protocol.DeskMessage, lambda m: m.text == text, seconds=1.0)
    except AssertionError:
        return False
    return True


async def test_an_emptied_redis_changes_nothing(world: World, doors: Doors) -> None:
    talk = await doors.talk()
    assert world.redis
    with redis.Redis(port=world.redis.port) as client:
        client.flushall()
    await talk.seeker.say("one")
    await talk.ada.hears("one")


async def test_bells_that_are_no_bells_are_passed_over(world: World, doors: Doors) -> None:
    talk = await doors.talk()
    assert world.redis
    with redis.Redis(port=world.redis.port) as client:
        for nonsense in (b"", b"nonsense", b"\x80", b"\x81\xa5pairs\x01", b"\xff" * 100):
            client.publish("asgi__group__bells", nonsense)
    await asyncio.sleep(0.3)
    await talk.seeker.say("after the nonsense")
    await talk.ada.hears("after the nonsense")
    await talk.ada.say(talk.id, "indeed")
    await talk.seeker.hears("indeed")


async def test_without_redis_words_and_offers_cross_by_the_slow_look(
    world: World, doors: Doors, alarms_expected: list[str]
) -> None:
    talk = await doors.talk()
    assert world.redis
    world.redis.kill()
    failing, took = await ready(world)
    assert failing == ["redis"]
    assert took < SOON
    await talk.seeker.say("nobody rings")
    await talk.ada.say(talk.id, "and yet we hear")
    late = await doors.seeker(process=0)
    await late.say("I came while it was down")
    await talk.ada.wait(protocol.DeskMessage, lambda m: m.text == "nobody rings", seconds=LOOK)
    await talk.seeker.wait(protocol.Message, lambda m: m.text == "and yet we hear", seconds=LOOK)
    await talk.ada.wait(protocol.Offer, seconds=LOOK)

    world.redis.start()
    deadline = time.monotonic() + 60
    while not await rings(talk, deadline):
        pass
    assert (await ready(world))[0] == []


async def test_without_redis_an_old_tab_does_nothing_once_they_are_back_elsewhere(
    world: World, doors: Doors, alarms_expected: list[str]
) -> None:
    """No bell tells the tab in the other process: it must not need one to be harmless."""
    talk = await doors.talk("from the first device")
    await talk.seeker.send(protocol.Return(wanted=True))
    number = (await talk.seeker.wait(protocol.ReturnFrame)).number
    assert world.redis
    world.redis.kill()
    back = await doors.seeker(process=1, greet=False)
    assert (await back.hello(code=number)).conversation == talk.id
    for frame in (
        protocol.Say(id=uuid.uuid4(), text="whoever holds the old device"),
        protocol.Return(wanted=True),
        protocol.Keep(choice="erase"),
        protocol.Another(),
        protocol.End(),
    ):
        await talk.seeker.send(frame)
        await talk.seeker.refused("token")
    assert world.store.count("helpline_returncode") == 0
    assert world.store.count("transcripts_message") == 1
    await talk.ada.say(talk.id, "for the new device")
    await back.hears("for the new device")
    await talk.seeker.silent(protocol.Message)
    world.redis.start()
    deadline = time.monotonic() + 60
    # Only what crosses from one process to the other tells that they hear each other again.
    across = await doors.seeker(process=0, token=back.token)
    while not await rings(Talk(across, talk.ada, talk.id), deadline):
        pass
    await talk.seeker.silent(protocol.Message)


async def test_without_postgresql_everybody_is_told_and_nobody_is_thrown_out(
    world: World, doors: Doors, alarms_expected: list[str]
) -> None:
    talk = await doors.talk("before")
    pids = [process.pid() for process in world.processes]
    assert world.postgres
    world.postgres.kill()
    for process in (0, 1):
        failing, took = await ready(world, process)
        assert failing == ["database", "keys"]
        assert took < SOON
    ref = uuid.uuid4()
    await talk.seeker.send(protocol.Say(id=ref, text="can you hear me?"))
    refusal = await talk.seeker.wait(protocol.Refusal)
    assert (refusal.code, refusal.ref) == ("try_again", ref)
    note = protocol.Note(conversation=talk.id, id=uuid.uuid4(), text="it is down")
    await talk.ada.send(note)
    told = await talk.ada.wait(protocol.Refusal)
    assert (told.code, told.ref, told.conversation) == ("try_again", note.id, talk.id)
    late = await doors.seeker(greet=False)
    await late.send(protocol.Hello(site="site"))
    assert (await late.wait(protocol.Refusal)).code == "try_again"
    for process in (0, 1):
        with pytest.raises(InvalidStatus) as away:
            await doors.console("Ada", process=process)
        assert away.value.response.status_code == 403

    world.postgres.start()
    began = time.monotonic()
    await said_at_last(talk.seeker, "can you hear me?", ref)
    await talk.ada.wait(protocol.DeskMessage, lambda m: m.text == "can you hear me?")
    assert time.monotonic() - began < 12
    await said_at_last(talk.seeker, "can you hear me?", ref)
    # Whoever came meanwhile need not say hello again, and the console opens as before.
    await late.wait(protocol.Welcome)
    await (await doors.console("Ada", process=0)).leave()
    assert world.store.count("transcripts_message") == 2
    # The worker is back as well: what is closed is erased.
    await talk.ada.send(protocol.DeskEnd(conversation=talk.id))
    await talk.ada.send(protocol.Wrap(conversation=talk.id, kind="support"))
    await talk.ada.wait(protocol.Step, lambda step: step.gone)
    eventually(lambda: world.store.count("transcripts_message") == 0, 12)
    assert [process.pid() for process in world.processes] == pids
    assert all([(await ready(world, process))[0] == [] for process in (0, 1)])
