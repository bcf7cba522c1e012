"""Whatever comes by the sockets: each bad frame has its answer, and the socket goes on working."""

import contextlib
import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from helpline import protocol
from tests.wire.client import Seeker
from tests.wire.conftest import Doors
from tests.wire.world import World

pytestmark = pytest.mark.asyncio

# Turned away by us, or by the web server for a header that is none.
AWAY = {403, 400}
# The web server may drop a connection that breaks its rules without a word, or name the rule.
DROPPED = 1006
HERE = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True)
class Bad:
    """A frame exactly as it is sent, and the code it is refused with."""

    label: str
    raw: str | bytes
    code: str


def frame(**fields: Any) -> str:
    return json.dumps(fields)


def say(text: object, ref: object = HERE) -> str:
    return frame(type="say", id=ref, text=text)


ANYWHERE = [
    Bad("nothing", "", "not_json"),
    Bad("words", "hello", "not_json"),
    Bad("half an object", '{"type": "say"', "not_json"),
    Bad("a trailing comma", '{"type":"end",}', "not_json"),
    Bad("not a number", '{"type":"typing","on":NaN}', "not_json"),
    Bad("a list", "[]", "bad_field"),
    Bad("null", "null", "bad_field"),
    Bad("a number", "7", "bad_field"),
    Bad("a string", '"hello"', "bad_field"),
    Bad("no type", frame(text="hello"), "bad_field"),
    Bad("an empty object", "{}", "bad_field"),
    Bad("an unknown type", frame(type="shout"), "unknown_type"),
    Bad("a type of the other direction", frame(type="welcome"), "unknown_type"),
    Bad("a method's name for a type", frame(type="websocket.disconnect"), "unknown_type"),
    Bad("a number for a type", frame(type=5), "unknown_type"),
    Bad("depth", "[" * 20_000, "bad_field"),
    Bad("depth in a field", '{"x":' + "[" * 20_000, "not_json"),
    Bad("bytes", b'{"type":"end"}', "binary"),
    Bad("bytes that are no text", b"\xff\xfe\x00", "binary"),
    Bad("too large", '{"type":"say","text":"' + "x" * 66_000 + '"}', "too_big"),
    Bad("too large in bytes only", '{"type":"say","text":"' + "é" * 40_000 + '"}', "too_big"),
]
SEEKER = [
    *ANYWHERE,
    Bad("two objects", '{"type":"end"}{"type":"end"}', "not_json"),
    Bad("an unknown field", frame(type="say", id=HERE, text="a", colour="red"), "bad_field"),
    Bad("a field of another frame", frame(type="end", choice="erase"), "bad_field"),
    Bad("no id", frame(type="say", text="a"), "bad_field"),
    Bad("no text", frame(type="say", id=HERE), "bad_field"),
    Bad("an id that is none", say("a", "first"), "bad_field"),
    Bad("a number for an id", say("a", 5), "bad_field"),
    Bad("a number for a text", say(5), "bad_field"),
    Bad("null for a text", say(None), "bad_field"),
    Bad("an object for a text", say({"$gt": ""}), "bad_field"),
    Bad("a list for a text", say(["a"]), "bad_field"),
    Bad("NUL", say("a\0b"), "bad_text"),
    Bad("half a surrogate pair", say("a\ud83d"), "bad_text"),
    Bad("the other half", say("\udc00b"), "bad_text"),
    Bad("no words", say(""), "empty"),
    Bad("blanks only", say(" \n\t\u3000"), "empty"),
    Bad("too long", say("x" * 2_001), "too_long"),
    Bad("too long in four bytes", say("🙂" * 2_001), "too_long"),
    Bad("a word for a truth", frame(type="typing", on="yes"), "bad_field"),
    Bad("an unknown choice", frame(type="keep", choice="sell"), "bad_field"),
    Bad("a second hello", frame(type="hello", site="site"), "hello_twice"),
]


def desk(type_: str, **fields: Any) -> str:
    return frame(type=type_, conversation=HERE, **fields)


CONSOLE = [
    *ANYWHERE,
    Bad("two objects", '{"type":"take"}{"type":"take"}', "not_json"),
    Bad("an unknown field", desk("accept", colour="red"), "bad_field"),
    Bad("no conversation", frame(type="accept"), "bad_field"),
    Bad("a conversation that is none", frame(type="accept", conversation="x"), "bad_field"),
    Bad("a conversation of nobody", desk("say", id=HERE, text="a"), "no_conversation"),
    Bad("an unknown status", frame(type="status", status="asleep"), "bad_field"),
    Bad("a level too high", desk("flag", level=4), "bad_field"),
    Bad("a level below", desk("flag", level=-1), "bad_field"),
    Bad("a level in words", desk("flag", level="high"), "bad_field"),
    Bad("a truth for a level", desk("flag", level=True), "bad_field"),
    Bad("too many snippets", desk("say", id=HERE, text="a", snippets=["s"] * 21), "bad_field"),
    Bad("a snippet too long", desk("say", id=HERE, text="a", snippets=["s" * 81]), "bad_field"),
    Bad("NUL in a snippet", desk("say", id=HERE, text="a", snippets=["\0"]), "bad_field"),
    Bad("NUL in a kind", desk("wrap", kind="\0"), "bad_field"),
    Bad("a kind too long", desk("wrap", kind="k" * 41), "bad_field"),
    Bad("NUL", desk("say", id=HERE, text="\0"), "bad_text"),
    Bad("NUL in a note", desk("note", id=HERE, text="\0"), "bad_text"),
    Bad("half a surrogate pair", desk("say", id=HERE, text="\ud800"), "bad_text"),
    Bad("no words", desk("say", id=HERE, text="  "), "empty"),
    Bad("too long", desk("say", id=HERE, text="x" * 2_001), "too_long"),
    Bad("a second hello", frame(type="hello"), "hello_twice"),
    Bad("a hello that asks for no number", frame(type="hello", since={HERE: -1}), "bad_field"),
    Bad("a hello that asks for nobody", frame(type="hello", since={"x": 1}), "bad_field"),
]


async def test_every_bad_frame_of_a_seeker_is_answered_and_harms_nobody(
    world: World, doors: Doors
) -> None:
    talk = await doors.talk("kept")
    for bad in SEEKER:
        await talk.seeker.raw(bad.raw)
        refusal = await talk.seeker.wait(protocol.Refusal)
        assert refusal.code == bad.code, (bad.label, refusal)
        assert refusal.detail, bad.label
        if isinstance(bad.raw, str) and HERE in bad.raw and bad.code != "bad_field":
            assert refusal.ref == uuid.UUID(HERE), bad.label
    assert world.store.count("transcripts_message") == 1
    await talk.seeker.say("the same socket still works")
    await talk.ada.hears("the same socket still works")
    await talk.ada.silent(protocol.DeskMessage)


async def test_every_bad_frame_of_a_console_is_answered_and_harms_nobody(
    world: World, doors: Doors
) -> None:
    talk = await doors.talk("kept")
    for bad in CONSOLE:
        await talk.ada.raw(bad.raw)
        refusal = await talk.ada.wait(protocol.Refusal)
        assert refusal.code == bad.code, (bad.label, refusal)
        assert refusal.detail, bad.label
    assert world.store.count("transcripts_message") == 1
    assert world.store.one("SELECT state FROM helpline_conversation") == "active"
    await talk.ada.say(talk.id, "the same socket still works")
    await talk.seeker.hears("the same socket still works")
    await talk.seeker.silent(protocol.Message)


@pytest.mark.parametrize("who", ["seeker", "console"])
async def test_nothing_is_done_before_hello(world: World, doors: Doors, who: str) -> None:
    socket: Any
    if who == "seeker":
        socket = await doors.seeker(greet=False)
        frames = [say("a"), frame(type="typing", on=True), frame(type="end")]
        frames.append(frame(type="keep", choice="erase"))
    else:
        socket = await doors.console("Ada", greet=False)
        frames = [desk("say", id=HERE, text="a"), desk("accept"), frame(type="take")]
        frames += [frame(type="status", status="here"), desk("end"), desk("flag", level=1)]
    for text in frames:
        await socket.raw(text)
        await socket.refused("hello_first")
    assert world.store.count("routing_shift") == 0
    await socket.hello()


async def test_the_longest_text_is_taken_whole(doors: Doors) -> None:
    talk = await doors.talk()
    longest = "🙂" * 2_000
    await talk.seeker.say(longest)
    await talk.ada.hears(longest)
    await talk.ada.say(talk.id, "é" * 2_000)
    await talk.seeker.hears("é" * 2_000)
    odd = "\u202e right-to-left \u200b \ufeff <script>alert(1)</script> ' OR 1=1 -- \\u0000 %s {}"
    await talk.seeker.say(odd)
    await talk.ada.hears(odd)


async def test_the_limit_is_stated_where_a_text_is_too_long(doors: Doors) -> None:
    talk = await doors.talk()
    ref = uuid.uuid4()
    await talk.seeker.send(protocol.Say(id=ref, text="x" * 2_001))
    refusal = await talk.seeker.refused("too_long")
    assert "2,000" in refusal.detail
    assert refusal.ref == ref
    await talk.seeker.say("x" * 2_000, ref)


async def test_a_repeated_id_gets_the_same_ack_or_keeps_the_first_words(
    world: World, doors: Doors
) -> None:
    talk = await doors.talk()
    ref = uuid.uuid4()
    first = await talk.seeker.say("the first words", ref)
    await talk.ada.hears("the first words")
    assert await talk.seeker.say("the first words", ref) == first
    await talk.seeker.send(protocol.Say(id=ref, text="other words"))
    assert (await talk.seeker.refused("other_text")).ref == ref
    await talk.ada.silent(protocol.DeskMessage)
    answer = await talk.ada.say(talk.id, "an answer", ref)
    assert answer.seq == first.seq + 1
    assert await talk.ada.say(talk.id, "an answer", ref) == answer
    await talk.ada.send(protocol.DeskSay(conversation=talk.id, id=ref, text="another answer"))
    assert (await talk.ada.refused("other_text")).ref == ref
    assert world.store.count("transcripts_message") == 3


async def test_the_same_new_id_twice_at_once_is_stored_once(world: World, doors: Doors) -> None:
    talk = await doors.talk()
    tab = await doors.seeker(process=1, token=talk.seeker.token)
    for _ in range(10):
        ref = uuid.uuid4()
        for socket in (talk.seeker, tab, talk.seeker, tab):
            await socket.send(protocol.Say(id=ref, text="once"))
        acks = [await s.wait(protocol.Ack) for s in (talk.seeker, tab, talk.seeker, tab)]
        assert len({(ack.id, ack.seq, ack.at) for ack in acks}) == 1
    assert world.store.count("transcripts_message") == 11


# ---- tokens --------------------------------------------------------------------------------------


async def refused_token(seeker: Seeker, token: str, site: str = "site") -> None:
    await seeker.send(protocol.Hello(site=site, token=token))
    await seeker.refused("token")


async def test_a_token_opens_its_own_conversation_and_nothing_else(
    world: World, doors: Doors
) -> None:
    talk = await doors.talk()
    token = talk.seeker.token
    seeker = await doors.seeker(greet=False)
    flipped = token[:-5] + ("A" if token[-5] != "A" else "B") + token[-4:]
    conversation = str(talk.id)
    for forged in ("", "x", "x" * 64, token[:-1], token + "A", token.swapcase(), flipped):
        await refused_token(seeker, forged)
    for forged in (conversation, conversation.replace("-", ""), "../" + token[:50], "é", "\0"):
        await refused_token(seeker, forged)
    await refused_token(seeker, token, site="site-other")
    await seeker.raw(frame(type="hello", site="site", token="x" * 65))
    await seeker.refused("bad_field")
    await seeker.raw(frame(type="hello", site="site", token=["x"]))
    await seeker.refused("bad_field")
    welcome = await seeker.hello(token=token)
    assert welcome.conversation == talk.id
    assert len(welcome.messages) == 1


async def test_a_token_nobody_has_used_for_long_opens_nothing(world: World, doors: Doors) -> None:
    talk = await doors.talk()
    await talk.seeker.leave()
    old = datetime(2020, 1, 1, tzinfo=UTC)
    world.store.run("UPDATE helpline_seeker SET seen_at = %s", old)
    world.store.run("UPDATE helpline_conversation SET last_seeker_word_at = %s", old)
    await refused_token(await doors.seeker(greet=False), talk.seeker.token)


@pytest.mark.parametrize("site", ["nowhere", "site-off", "SITE", "line:nowhere", "' OR 1=1", "é"])
async def test_a_site_that_is_not_registered_is_told_so(doors: Doors, site: str) -> None:
    seeker = await doors.seeker(greet=False)
    await seeker.send(protocol.Hello(site=site))
    await seeker.refused("site")
    await seeker.hello()


async def test_a_hello_out_of_form_is_refused_and_may_be_said_again(doors: Doors) -> None:
    seeker = await doors.seeker(greet=False)
    for fields in (
        {"site": "\0"},
        {"site": "s" * 65},
        {"site": 5},
        {"locale": "de"},
        {"since": -1},
        {"since": 2**31},
        {"since": "1"},
        {"since": 1.5},
        {"cookie": "a"},
    ):
        await seeker.raw(frame(type="hello", **fields))
        await seeker.refused("bad_field")
    await seeker.hello(since=2**31 - 1)


# ---- who may open a socket at all ----------------------------------------------------------------


async def test_a_socket_opens_for_our_own_pages_only(world: World, doors: Doors) -> None:
    own = world.origin
    port = own.rpartition(":")[2]
    for path in ("/ws/chat/", "/ws/console/"):
        cookie = ("Cookie", f"desk={world.people['Ada']['session']}")
        for origin in (
            "https://evil.example",
            own.replace("http:", "https:"),
            f"http://127.0.0.1:{int(port) + 1}",
            "http://127.0.0.1",
            f"http://127.0.0.1.evil.example:{port}",
            f"http://user@127.0.0.1:{port}",
            own + "/",
            own.upper(),
            "http://127.0.0.1:9",
            "null",
            "file://",
            "",
        ):
            assert await doors.turned_away(path, [("Origin", origin), cookie]) in AWAY, origin
        assert await doors.turned_away(path, [cookie]) == 403
        assert await doors.turned_away(path, [("Origin", own), ("Origin", own), cookie]) in AWAY
        twice = [("Origin", own), ("Origin", "https://evil.example"), cookie]
        assert await doors.turned_away(path, twice) in AWAY
        assert await doors.turned_away(path, [("Origin", own), cookie]) == 101


async def test_the_console_opens_for_counsellors_only(world: World, doors: Doors) -> None:
    origin = ("Origin", world.origin)
    assert await doors.turned_away("/ws/console/", [origin]) == 403
    nuls = '"' + "\\000" * 32 + '"'
    sessions = [*world.sessions.values(), "", "x", "x" * 32, nuls]
    for session in sessions:
        cookies = ("Cookie", f"desk={session}")
        assert await doors.turned_away("/ws/console/", [origin, cookies]) == 403, session
    cookie = ("Cookie", f"desk={world.people['Ada']['session']}")
    assert await doors.turned_away("/ws/nowhere/", [origin, cookie]) == 403
    assert await doors.turned_away("/ws/chat", [origin]) == 403


async def test_a_message_past_all_limits_closes_the_socket_by_the_rule(doors: Doors) -> None:
    """Up to 256 KiB there is an answer; what is larger ends the connection (1009)."""
    talk = await doors.talk("kept")
    await talk.seeker.raw('{"type":"say","text":"' + "x" * 262_000 + '"}')
    await talk.seeker.refused("too_big")
    with contextlib.suppress(ConnectionClosed):
        await talk.seeker.raw("x" * 300_000)
    await talk.seeker.until(lambda: talk.seeker.closed_with is not None)
    assert talk.seeker.closed_with in {DROPPED, 1009}
    back = await doors.seeker(greet=False)
    assert len((await back.hello(token=talk.seeker.token)).messages) == 1


async def test_bytes_that_are_no_text_close_the_socket_by_the_rule(
    world: World, doors: Doors, alarms_expected: list[str]
) -> None:
    """A text frame that is not UTF-8 ends the connection (RFC 6455, section 8.1: 1007)."""
    before = world.lengths()
    talk = await doors.talk("kept")
    await talk.seeker.connection.send(b"\xff\xfe", text=True)
    await talk.seeker.until(lambda: talk.seeker.closed_with is not None)
    assert talk.seeker.closed_with in {DROPPED, 1007}
    back = await doors.seeker(greet=False)
    assert len((await back.hello(token=talk.seeker.token)).messages) == 1
    # Daphne says nothing of it, uvicorn one line.
    assert all("uvicorn.error" in alarm and "Unicode" in alarm for alarm in world.alarms(before))
