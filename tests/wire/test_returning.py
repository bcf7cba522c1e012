"""Leaving in a hurry and coming back by a number, over the wire and from one process to another."""

import time
import uuid
from typing import Any

import httpx
import pytest

from helpline import protocol
from routing.returning import LINE_WRONG
from routing.sockets.seeker import WRONG_CODES
from tests.wire.client import Seeker
from tests.wire.conftest import Doors, Talk
from tests.wire.test_silence import hits, in_tables, on_disk, overheard
from tests.wire.world import World, eventually

# What seekers told, of all that is counted; the rest is what counsellors noted.
TOLD = "helpline_tally WHERE substr(what, 1, 4) <> 'talk'"
pytestmark = pytest.mark.asyncio


async def number_of(talk_or_seeker: Any) -> str:
    """The number that this tab asks for."""
    seeker = talk_or_seeker.seeker if isinstance(talk_or_seeker, Talk) else talk_or_seeker
    await seeker.send(protocol.Return(wanted=True))
    given = await seeker.wait(protocol.ReturnFrame)
    assert given.number
    assert given.until
    return str(given.number)


async def turned_away(doors: Doors, code: str, why: str = "bad_code", site: str = "site") -> None:
    stranger = await doors.seeker(process=1, greet=False)
    await stranger.send(protocol.Hello(site=site, code=code))
    await stranger.refused(why)
    await stranger.silent(protocol.Welcome)
    await stranger.leave()


async def gone(doors: Doors, token: str) -> None:
    back = await doors.seeker(greet=False)
    await back.send(protocol.Hello(site="site", token=token))
    await back.refused("token")


# ---- coming back -------------------------------------------------------------------------------


@pytest.mark.parametrize("process", [0, 1])
async def test_a_number_from_one_tab_opens_the_talk_in_another_browser(
    doors: Doors, process: int
) -> None:
    talk = await doors.talk("from the first device")
    await talk.ada.say(talk.id, "an answer")
    await talk.seeker.hears("an answer")
    number = await number_of(talk)

    back = await doors.seeker(process=process, greet=False)
    welcome = await back.hello(code=f"+1 ({number[:3]}) {number[4:7]} . {number[8:]}")
    assert [m.text for m in welcome.messages] == ["from the first device", "an answer"]
    assert (welcome.conversation, len(welcome.token)) == (talk.id, len(talk.seeker.token))
    assert welcome.token != talk.seeker.token
    assert (await back.state("active")).who == "Ada"
    await talk.ada.step("returned", state="active", gone=False)

    # The first tab is told at once, hears nothing more, and can say and do nothing more.
    await talk.seeker.refused("token")
    await talk.ada.say(talk.id, "for the new device")
    await back.hears("for the new device")
    await talk.seeker.silent(protocol.Message)
    for frame in (
        protocol.Say(id=uuid.uuid4(), text="whoever holds the old device"),
        protocol.Return(wanted=True),
        protocol.End(),
        protocol.Keep(choice="erase"),
    ):
        await talk.seeker.send(frame)
        await talk.seeker.refused("token")
    await gone(doors, talk.seeker.token)
    await back.say("from the new device")
    await talk.ada.hears("from the new device")
    await turned_away(doors, number)


async def test_after_a_quick_exit_it_opens_again_and_the_counsellor_is_told(doors: Doors) -> None:
    talk = await doors.talk("I have to go")
    number = await number_of(talk)
    await talk.seeker.send(protocol.Exit())
    await talk.ada.step("exited", state="active")
    await gone(doors, talk.seeker.token)
    back = await doors.seeker(process=1, greet=False)
    welcome = await back.hello(code=number)
    assert [m.text for m in welcome.messages] == ["I have to go"]
    await talk.ada.step("returned", state="active")
    await talk.ada.wait(protocol.Presence, lambda f: f.presence == "here")
    fresh = await doors.console("Ada", greet=False)
    assert [view.presence for view in (await fresh.hello()).conversations] == ["here"]
    await talk.ada.say(talk.id, "good that you are back")
    await back.hears("good that you are back")
    await gone(doors, talk.seeker.token)


async def test_a_place_in_the_queue_is_held_and_found_again(world: World, doors: Doors) -> None:
    seeker = await doors.seeker()
    await seeker.say("hello")
    await seeker.state("waiting")
    number = await number_of(seeker)
    await seeker.send(protocol.Exit())
    held = "SELECT count(*) FROM helpline_conversation WHERE paused_until IS NOT NULL"
    eventually(lambda: world.store.one(held) == 1)
    assert world.store.one("SELECT state FROM helpline_conversation") == "waiting"
    back = await doors.seeker(process=1, greet=False)
    assert [m.text for m in (await back.hello(code=number)).messages] == ["hello"]
    await back.state("waiting")
    assert world.store.one(held) == 0
    ada = await doors.on_shift("Ada")
    offer = await ada.offered()
    await ada.accept(offer.conversation)
    assert (await back.state("active")).who == "Ada"


async def test_a_number_is_revoked_replaced_and_grows_old(world: World, doors: Doors) -> None:
    talk = await doors.talk()
    first = await number_of(talk)
    second = await number_of(talk)
    await turned_away(doors, first)
    await talk.seeker.send(protocol.Return(wanted=False))
    assert (await talk.seeker.wait(protocol.ReturnFrame)).number == ""
    await turned_away(doors, second)
    third = await number_of(talk)
    world.store.run("UPDATE helpline_returncode SET until = '2020-01-01 00:00:00+00:00'")
    await turned_away(doors, third)
    await talk.seeker.say("still here")


async def test_erasing_kills_the_number(doors: Doors) -> None:
    talk = await doors.talk()
    number = await number_of(talk)
    await talk.seeker.send(protocol.Keep(choice="erase"))
    await talk.seeker.wait(protocol.StateFrame, lambda frame: frame.erased)
    await turned_away(doors, number)


async def test_no_number_before_there_is_a_talk(doors: Doors) -> None:
    seeker = await doors.seeker()
    await seeker.send(protocol.Return(wanted=True))
    await seeker.refused("no_conversation")


async def test_nothing_but_the_number_opens_a_talk(world: World, doors: Doors) -> None:
    talk = await doors.talk("only mine")
    number = await number_of(talk)
    await turned_away(doors, number, site="site-other")
    seeker_id, handle = world.store.run("SELECT id, handle FROM helpline_seeker")[0]
    for wrong in (talk.id.hex[:24], str(seeker_id)[:24], handle[:24], "204-234-5678"):
        await turned_away(doors, wrong)
    for token in (talk.id.hex, str(talk.id), str(seeker_id), number, number.replace("-", "")):
        await gone(doors, token)
    session = world.people["Ada"]["session"]
    headers = [
        ("Origin", world.origin),
        ("Cookie", f"desk={session}; token={talk.seeker.token}; code={number}"),
    ]
    raw = await doors.raw(f"/ws/chat/?token={talk.seeker.token}&code={number}", headers)
    await raw.send(protocol.encode(protocol.Hello(site="site")).decode())
    assert '"conversation":null' in str(await raw.recv())
    await raw.close()
    assert (await (await doors.seeker(greet=False)).hello(code=number)).conversation == talk.id


async def test_whoever_tries_numbers_is_slowed(world: World, doors: Doors) -> None:
    """First each connection, then the line, in all processes; the numbers stay good."""
    talk = await doors.talk()
    number = await number_of(talk)
    answers: list[str] = []
    while answers[-1:] != ["too_many_tries"]:
        assert len(answers) <= LINE_WRONG
        stranger = await doors.seeker(process=len(answers) // WRONG_CODES, greet=False)
        for _ in range(WRONG_CODES):
            await stranger.send(protocol.Hello(site="site-other", code="204-234-5678"))
            answers.append((await stranger.wait(protocol.Refusal)).code)
        if answers[-1] == "bad_code":
            await stranger.send(protocol.Hello(site="site-other", code="204-234-5678"))
            await stranger.refused("too_many_tries")
        await stranger.leave()
    # Other tests have tried some as well.
    assert LINE_WRONG - 10 < answers.count("bad_code") <= LINE_WRONG
    for process in (0, 1):
        stranger = await doors.seeker(process=process, greet=False)
        await stranger.send(protocol.Hello(site="site-other", code="2042349999"))
        await stranger.refused("too_many_tries")
        # To say hello without a number is as free as ever.
        await stranger.hello(site="site-other")
    back = await doors.seeker(greet=False)
    assert (await back.hello(code=number)).conversation == talk.id


# ---- the exit by a plain request -----------------------------------------------------------------


async def post(world: World, body: str, **headers: str) -> httpx.Response:
    async with httpx.AsyncClient() as client:
        return await client.post(
            world.url("/chat/exit/"),
            content=body,
            headers={"Content-Type": "text/plain;charset=UTF-8", **headers},
        )


@pytest.mark.parametrize("whose", ["own", "site", "null", "none"])
async def test_a_beacon_does_what_the_frame_does(world: World, doors: Doors, whose: str) -> None:
    talk = await doors.talk()
    headers = {
        "own": {"Origin": world.origin, "Sec-Fetch-Site": "same-origin"},
        "site": {"Origin": "http://127.0.0.1:9", "Sec-Fetch-Site": "cross-site"},
        "null": {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        "none": {},
    }
    answer = await post(world, talk.seeker.token, **headers[whose])
    assert (answer.status_code, answer.content, answer.headers.get("set-cookie")) == (
        204,
        b"",
        None,
    )
    await talk.ada.step("exited", state="active")
    await talk.seeker.refused("token")
    await gone(doors, talk.seeker.token)
    again = await post(world, talk.seeker.token, **headers[whose])
    assert again.status_code == 204
    await talk.ada.silent(protocol.Step)


async def test_a_beacon_that_is_nothing_is_answered_alike_and_does_nothing(
    world: World, doors: Doors
) -> None:
    talk = await doors.talk()
    token = talk.seeker.token
    for body, headers in (
        (token, {"Origin": "https://elsewhere.example"}),
        (token, {"Origin": "null", "Sec-Fetch-Site": "cross-site"}),
        (token + "x" * 1_000, {"Origin": world.origin}),
        ("x" * 300_000, {"Origin": world.origin}),
        (token[:-1], {"Origin": world.origin}),
        ("\0é\n", {"Origin": world.origin}),
        ("", {"Origin": world.origin}),
    ):
        answer = await post(world, body, **headers)
        assert (answer.status_code, answer.content) == (204, b"")
    async with httpx.AsyncClient() as client:
        assert (await client.get(world.url("/chat/exit/"))).status_code == 405
    await talk.ada.silent(protocol.Step)
    await talk.seeker.say("still here")


# ---- wishes ------------------------------------------------------------------------------------


async def test_every_tab_is_told_the_wish_and_goes_on_being_told(doors: Doors) -> None:
    seeker = await doors.seeker()
    await seeker.say("hello")
    await seeker.send(protocol.Keep(choice="days"))
    await seeker.wait(protocol.StateFrame, lambda f: f.wish == "days")
    ada = await doors.on_shift("Ada")
    await seeker.wait(protocol.StateFrame, lambda f: f.wait == "minutes" and f.wish == "days")
    offer = await ada.offered()
    assert (await ada.accept(offer.conversation)).kept == "days"
    assert (await seeker.state("active")).wish == "days"
    second = await doors.seeker(process=1, token=seeker.token)
    assert (await second.state("active")).wish == "days"
    await second.send(protocol.Keep(choice="at_end"))
    await seeker.wait(protocol.StateFrame, lambda f: f.wish == "at_end")
    await ada.step("wished", detail="at_end")
    await second.send(protocol.Keep(choice="follow_up"))
    await second.refused("not_offered")


@pytest.mark.parametrize("ended", ["wrap_up", "closed"])
async def test_a_wish_after_the_end_is_answered_with_the_true_hour(
    world: World, doors: Doors, ended: str
) -> None:
    talk = await doors.talk()
    world.store.run("UPDATE helpline_conversation SET policy = 'day'")
    await talk.seeker.send(protocol.End())
    await talk.seeker.state("wrap_up")
    if ended == "wrap_up":
        await talk.seeker.send(protocol.Keep(choice="days"))
        await talk.seeker.wait(protocol.StateFrame, lambda f: f.wish == "days")
    await talk.ada.send(protocol.Wrap(conversation=talk.id, kind="support"))
    frame = await talk.seeker.state("closed")
    if ended == "closed":
        await talk.seeker.send(protocol.Keep(choice="days"))
        frame = await talk.seeker.wait(protocol.StateFrame, lambda f: f.wish == "days")
    assert (frame.state, frame.wish, frame.erased) == ("closed", "days", False)
    fresh = await (await shown(doors, talk)).state("closed")
    assert (fresh.wish, fresh.erase_at) == ("days", frame.erase_at)
    assert isinstance(frame.erase_at, int)
    week = 7 * 86_400_000
    assert 0 <= time.time() * 1000 + week - frame.erase_at < 120_000
    await talk.seeker.send(protocol.Keep(choice="erase"))
    assert (await talk.seeker.wait(protocol.StateFrame, lambda f: f.erased)).state == "closed"


async def shown(doors: Doors, talk: Talk) -> Seeker:
    """The same talk in a second tab."""
    return await doors.seeker(process=1, token=talk.seeker.token)


# ---- how it was, and by which way they came ------------------------------------------------------


async def test_answers_and_ways_are_counted_over_the_wire(world: World, doors: Doors) -> None:
    world.store.run("UPDATE helpline_line SET survey = true")
    ada = await doors.on_shift("Ada")
    seeker = await doors.seeker(entry="Poster-7")
    await seeker.say("hello")
    offer = await ada.offered()
    await ada.accept(offer.conversation)
    answers = protocol.Survey(answers={"feel": "better", "helped": "some"})
    await seeker.send(answers)
    await seeker.refused("not_now")
    await seeker.send(protocol.End())
    await seeker.state("wrap_up")
    await seeker.send(answers)
    found = f"SELECT what, value, count FROM {TOLD} ORDER BY what"
    expected = [
        ("entry", "poster-7", 1),
        ("survey.feel", "better", 1),
        ("survey.helped", "some", 1),
    ]
    eventually(lambda: world.store.run(found) == expected)
    await seeker.send(answers)
    await seeker.refused("not_now")
    await seeker.send(protocol.Survey(answers={"feel": "17"}))
    await seeker.refused("bad_field")
    assert world.store.run(found) == expected
    await ada.silent(protocol.Step, lambda step: step.happening != "ended")


async def test_whose_words_are_erased_may_still_say_how_it_was(world: World, doors: Doors) -> None:
    world.store.run("UPDATE helpline_line SET survey = true")
    talk = await doors.talk()
    await talk.seeker.send(protocol.Keep(choice="erase"))
    await talk.seeker.wait(protocol.StateFrame, lambda f: f.erased)
    gone_by_now = "SELECT count(*) FROM helpline_conversation WHERE erased_at IS NOT NULL"
    eventually(lambda: world.store.one(gone_by_now) == 1, seconds=90)
    await talk.seeker.send(protocol.Survey(answers={"helped": "yes"}))
    eventually(lambda: world.store.run(f"SELECT value, count FROM {TOLD}") == [("yes", 1)])


# ---- silence -----------------------------------------------------------------------------------


async def test_the_number_is_written_nowhere(world: World, doors: Doors) -> None:
    numbers = []
    with overheard(world) as heard:
        talk = await doors.talk()
        numbers.append(await number_of(talk))
        await talk.seeker.send(protocol.Exit())
        await talk.ada.step("exited")
        back = await doors.seeker(process=1, greet=False)
        await back.hello(code=numbers[0])
        await turned_away(doors, numbers[0])
        numbers.append(await number_of(back))
        # What goes wrong must not tell it either.
        stranger = await doors.seeker(greet=False)
        for bad in (
            f'{{"type":"hello","site":"site","code":"{numbers[1]}","{numbers[1]}":1}}',
            f'{{"type":"hello","site":"{numbers[1]}","code":"{numbers[1]}"}}',
            f'{{"type":"hello","site":"site","code":"{numbers[1]}\\u0000"}}',
        ):
            await stranger.raw(bad)
            await stranger.wait(protocol.Refusal)
        async with httpx.AsyncClient() as client:
            figures = {url: (await client.get(url)).content for url in world.figures()}
        tables, disk = in_tables(world), on_disk(world)
    forms = [form for each in numbers for form in (each, each.replace("-", ""), each[4:])]
    spoken = {process.name: process.said().encode() for process in world.processes}
    bells = {"redis": "\n".join(heard).encode()}
    assert hits(tables, ["Wire line"])
    assert hits(tables, forms) == []
    assert hits(disk, forms) == []
    assert hits({**spoken, **bells, **figures}, [*forms, talk.seeker.token, back.token]) == []
