"""A page without a socket: the same conversation and queue, the same refusals, and no cookie."""

import json
import uuid
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from helpline import protocol
from tests.wire.conftest import Doors
from tests.wire.poller import FRAMES, Answer, Poller
from tests.wire.test_bad_input import SEEKER
from tests.wire.world import World

pytestmark = pytest.mark.asyncio

HELLO = b'{"hello":{"type":"hello","site":"site"},"frames":[%s]}'


@pytest_asyncio.fixture
async def poller(world: World) -> AsyncIterator[Poller]:
    made = Poller(world)
    yield made
    await made.close()


async def test_a_whole_talk(world: World, doors: Doors, poller: Poller) -> None:
    first = await poller.ask()
    assert first.one(protocol.Welcome).conversation is None
    assert first.one(protocol.StateFrame).state == "none"
    assert world.store.count("helpline_seeker") == 0

    ref = uuid.uuid4()
    said = await poller.say("is somebody there", ref)
    assert said.one(protocol.Ack).id == ref
    assert said.one(protocol.StateFrame).state == "waiting"
    conversation = said.one(protocol.Welcome).conversation
    assert conversation is not None

    ada = await doors.on_shift("Ada")
    await ada.offered(conversation)
    view = await ada.accept(conversation)
    assert view.presence == "here"
    here = await poller.ask()
    assert here.one(protocol.StateFrame).who == "Ada"
    assert here.texts() == []
    await ada.say(conversation, "I am here")
    assert (await poller.ask()).texts() == ["I am here"]
    assert (await poller.ask()).texts() == []
    await poller.say("thank you")
    await ada.hears("thank you")

    over = await poller.ask(protocol.End())
    assert over.one(protocol.StateFrame).state == "wrap_up"
    erased = await poller.ask(protocol.Keep(choice="erase"))
    assert erased.one(protocol.StateFrame).erased
    assert (await poller.ask(since=0)).texts() == []


async def test_what_comes_twice_is_stored_once(world: World, poller: Poller) -> None:
    await poller.ask()
    ref = uuid.uuid4()
    for _ in range(3):
        assert (await poller.say("once", ref)).one(protocol.Ack).id == ref
    assert world.store.count("transcripts_message") == 1
    assert (await poller.say("something else", ref)).code() == "other_text"


async def test_several_frames_go_in_in_order_and_each_is_answered(poller: Poller) -> None:
    await poller.ask()
    refs = [uuid.uuid4() for _ in range(3)]
    says = [protocol.Say(id=ref, text=f"words {n}") for n, ref in enumerate(refs)]
    answer = await poller.ask(says[0], protocol.Typing(on=True), says[1], protocol.Beat(), says[2])
    acks = answer.all(protocol.Ack)
    assert [ack.id for ack in acks] == refs
    assert [ack.seq for ack in acks] == sorted(ack.seq for ack in acks)
    assert answer.texts() == ["words 0", "words 1", "words 2"]
    assert [type(frame).__name__ for frame in answer.frames[:2]] == ["Welcome", "StateFrame"]
    assert not answer.all(protocol.Typing)


async def test_a_talk_goes_on_between_a_socket_and_polls(doors: Doors, poller: Poller) -> None:
    talk = await doors.talk("by the socket")
    poller.token = talk.seeker.token
    assert (await poller.ask()).texts() == ["by the socket"]
    await poller.say("by a poll")
    await talk.seeker.hears("by a poll")
    await talk.ada.hears("by a poll")
    await talk.seeker.say("by the socket again")
    assert (await poller.ask()).texts() == ["by the socket again"]


async def test_a_quick_exit_ends_it_here_too(world: World, doors: Doors, poller: Poller) -> None:
    talk = await doors.talk("hello")
    poller.token = talk.seeker.token
    gone = await poller.ask(protocol.Exit())
    assert not gone.all(protocol.Welcome)[1:]
    await talk.ada.step("exited")
    assert (await poller.ask()).code() == "token"


async def test_the_counsellor_is_told_when_somebody_looks_again(
    doors: Doors, poller: Poller
) -> None:
    talk = await doors.talk("hello")
    await talk.seeker.leave()
    await talk.ada.wait(protocol.Presence, lambda frame: frame.presence == "quiet")
    poller.token = talk.seeker.token
    await poller.ask()
    await talk.ada.wait(protocol.Presence, lambda frame: frame.presence == "here")


async def test_every_bad_frame_is_refused_as_by_the_socket(world: World, poller: Poller) -> None:
    await poller.ask()
    await poller.say("kept")
    for bad in SEEKER:
        if not isinstance(bad.raw, str) or not is_json(bad.raw):
            continue
        hello = json.dumps({"type": "hello", "site": "site", "token": poller.token})
        body = f'{{"hello":{hello},"frames":[{bad.raw}]}}'.encode(errors="surrogatepass")
        response = await poller.post(body)
        answer = Answer(FRAMES.decode(response.content)["frames"])
        assert response.status_code == 200, bad.label
        assert answer.code() == bad.code, (bad.label, answer.frames)
    assert world.store.count("transcripts_message") == 1


def is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return len(text) < protocol.FRAME_LIMIT


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "not_json"),
        (b"\xff\xfe", "not_json"),
        (b"[]", "bad_field"),
        (b"{}", "bad_field"),
        (b'{"hello":1}', "bad_field"),
        (b'{"hello":{"type":"hello"},"frames":[],"more":1}', "bad_field"),
        (b'{"hello":{"type":"end"}}', "hello_first"),
        (b'{"hello":{"type":"hello","site":"nobody"}}', "site"),
        (b'{"hello":{"type":"hello","site":"site-off"}}', "site"),
        (b'{"hello":{"type":"hello","site":"site","token":"forged"}}', "token"),
        (HELLO % b",".join([b"1"] * 21), "slow_down"),
        (HELLO % (b'"%s"' % (b"x" * 65_536)), "too_big"),
        (b" " * 300_000, "too_big"),
    ],
)
async def test_a_body_that_is_none(world: World, poller: Poller, body: bytes, code: str) -> None:
    response = await poller.post(body)
    assert Answer(FRAMES.decode(response.content)["frames"]).code() == code
    assert world.store.count("helpline_seeker") == 0


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
async def test_only_our_own_pages_ask(poller: Poller, headers: dict[str, str], status: int) -> None:
    body = b'{"hello":{"type":"hello","site":"site"}}'
    assert (await poller.post(body, **headers)).status_code == status
    answer = await poller.post(body)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in answer.headers
    assert (await poller.client.get(poller.url, headers=poller.headers)).status_code == 405


async def test_one_address_that_opens_and_opens_sinks(world: World) -> None:
    crowd = [Poller(world, address="9.9.9.9") for _ in range(31)]
    for each in crowd:
        await each.ask()
        assert (await each.say("me too")).all(protocol.Ack)
    other = Poller(world, address="9.9.9.8, 8.8.8.8")
    await other.ask()
    await other.say("and me")
    sunk = world.store.run("SELECT priority, count(*) FROM helpline_conversation GROUP BY priority")
    assert sorted(sunk) == [(-1, 1), (0, 31)]
    for each in (*crowd, other):
        await each.close()
