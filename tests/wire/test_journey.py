"""The seeker's journey by the wire: heard, answered, resumed, ended, erased, or left in a hurry."""

import asyncio
import uuid
from itertools import pairwise

import pytest

from helpline import protocol
from tests.wire.conftest import Doors
from tests.wire.world import World, eventually

pytestmark = pytest.mark.asyncio


async def test_first_words_are_stored_offered_accepted_and_answered(
    world: World, doors: Doors
) -> None:
    ada = await doors.on_shift("Ada")
    seeker = await doors.seeker(greet=False)
    welcome = await seeker.hello(locale="fr")
    assert (welcome.conversation, welcome.seq, welcome.messages) == (None, 0, [])
    assert len(welcome.token) > 40
    assert welcome.limit == 2_000
    await seeker.state("none")
    assert world.store.count("helpline_seeker") == 0

    ref = uuid.uuid4()
    ack = await seeker.say("Bonjour, il y a quelqu'un ?", ref)
    assert (ack.id, ack.seq) == (ref, 2)
    waiting = await seeker.state("waiting")
    assert waiting.who == ""

    offer = await ada.offered()
    assert (offer.channel, offer.locale) == ("web", "fr")
    assert 25_000 < offer.until - offer.since < 35_000
    view = await ada.accept(offer.conversation)
    assert [(m.author, m.text) for m in view.messages] == [
        ("seeker", "Bonjour, il y a quelqu'un ?")
    ]
    assert (await seeker.state("active")).who == "Ada"

    said = await ada.say(offer.conversation, "Bonjour, je suis là.")
    heard = await seeker.hears("Bonjour, je suis là.")
    assert (heard.author, heard.name, heard.seq) == ("counsellor", "Ada", said.seq)
    await seeker.say("Merci")
    assert (await ada.hears("Merci")).author == "seeker"
    await seeker.silent(protocol.Message, lambda message: message.author == "seeker")


async def test_a_resumed_tab_gets_exactly_what_is_missing(doors: Doors) -> None:
    talk = await doors.talk("one")
    two = await talk.ada.say(talk.id, "two")
    await talk.seeker.hears("two")
    await talk.seeker.leave()
    await talk.ada.say(talk.id, "three")
    await talk.ada.send(protocol.Note(conversation=talk.id, id=uuid.uuid4(), text="a note"))
    await talk.ada.wait(protocol.DeskAck)
    last = await talk.ada.say(talk.id, "four")

    back = await doors.seeker(process=1, greet=False)
    welcome = await back.hello(token=talk.seeker.token, since=two.seq)
    assert [message.text for message in welcome.messages] == ["three", "four"]
    assert (welcome.conversation, welcome.seq, welcome.token) == (
        talk.id,
        last.seq,
        talk.seeker.token,
    )
    assert (await back.state("active")).who == "Ada"
    await talk.ada.say(talk.id, "five")
    await back.hears("five")

    reloaded = await doors.seeker(greet=False)
    welcome = await reloaded.hello(token=talk.seeker.token)
    assert [m.text for m in welcome.messages] == ["one", "two", "three", "four", "five"]
    assert welcome.messages[0].id is not None


async def test_a_console_that_comes_back_says_what_it_has_and_gets_the_rest(doors: Doors) -> None:
    talk = await doors.talk("one")
    two = await talk.seeker.say("two")
    await talk.ada.hears("two")
    await talk.ada.leave()
    await talk.seeker.say("three")
    back = await doors.console("Ada", process=0, greet=False)
    snapshot = await back.hello({talk.id: two.seq})
    [view] = snapshot.conversations
    assert [message.text for message in view.messages] == ["three"]
    assert snapshot.me.status == "here"
    await talk.seeker.say("four")
    await back.hears("four")


async def test_first_words_whose_answer_was_lost_are_found_again(doors: Doors) -> None:
    """The connection broke before the ack: the same token and id give the same conversation."""
    ada = await doors.on_shift("Ada")
    first = await doors.seeker()
    ref = uuid.uuid4()
    await first.send(protocol.Say(id=ref, text="once only"))
    await first.wait(protocol.Ack)
    await first.connection.close()
    # As if the welcome of the second socket had been read before that commit.
    second = await doors.seeker(process=1, token=first.token)
    ack = await second.say("once only", ref)
    assert ack.seq == 2
    offer = await ada.offered()
    view = await ada.accept(offer.conversation)
    assert [message.text for message in view.messages] == ["once only"]
    await ada.say(offer.conversation, "here")
    await second.hears("here")


async def test_typing_crosses_both_ways_and_is_kept_nowhere(world: World, doors: Doors) -> None:
    talk = await doors.talk()
    steps = world.store.count("routing_step")
    await talk.seeker.send(protocol.Typing(on=True))
    assert (await talk.ada.wait(protocol.DeskTyping)).on
    await talk.ada.send(protocol.DeskTyping(conversation=talk.id, on=True))
    assert (await talk.seeker.wait(protocol.Typing)).on
    await talk.ada.send(protocol.DeskTyping(conversation=talk.id, on=False))
    assert not (await talk.seeker.wait(protocol.Typing)).on
    assert world.store.count("routing_step") == steps


async def test_the_counsellor_sees_who_is_there_and_who_is_gone(doors: Doors) -> None:
    talk = await doors.talk()
    await talk.seeker.leave()
    await talk.ada.wait(protocol.Presence, lambda frame: frame.presence == "quiet")
    await doors.seeker(token=talk.seeker.token)
    await talk.ada.wait(protocol.Presence, lambda frame: frame.presence == "here")


async def test_whoever_closes_one_of_two_tabs_is_still_here(doors: Doors) -> None:
    talk = await doors.talk()
    for process in (0, 1):
        tab = await doors.seeker(process=process, token=talk.seeker.token)
        await talk.ada.wait(protocol.Presence, lambda frame: frame.presence == "here")
        await tab.leave()
        await asyncio.sleep(0.3)
        told = [f.presence for f in talk.ada.frames if isinstance(f, protocol.Presence)]
        assert told[-1:] in ([], ["here"])
        talk.ada.frames.clear()


async def test_a_burst_is_numbered_without_a_gap_and_heard_in_order(doors: Doors) -> None:
    talk = await doors.talk()
    refs = [uuid.uuid4() for _ in range(60)]
    for number, ref in enumerate(refs):
        await talk.seeker.send(protocol.Say(id=ref, text=f"word {number}"))
    acks = [await talk.seeker.wait(protocol.Ack) for _ in refs]
    assert [ack.id for ack in acks] == refs
    assert {later.seq - ack.seq for ack, later in pairwise(acks)} == {1}
    heard = [
        await talk.ada.wait(protocol.DeskMessage, lambda m: m.author == "seeker") for _ in refs
    ]
    assert [message.text for message in heard] == [f"word {n}" for n in range(60)]
    assert [message.seq for message in heard] == [ack.seq for ack in acks]


async def test_a_talk_longer_than_a_frame_may_come_in_is_shown_whole(doors: Doors) -> None:
    talk = await doors.talk()
    long = "x" * 1_950
    for _ in range(160):
        await talk.ada.say(talk.id, long)
    tab = await doors.seeker(greet=False)
    welcome = await tab.hello(token=talk.seeker.token)
    assert [shown.text for shown in welcome.messages[1:]] == [long] * 160


async def test_more_at_once_than_a_socket_may_have_under_way_is_said_so(doors: Doors) -> None:
    talk = await doors.talk()
    refs = [uuid.uuid4() for _ in range(150)]
    for ref in refs:
        await talk.seeker.send(protocol.Say(id=ref, text="again"))

    def all_answered() -> bool:
        answers = (protocol.Ack, protocol.Refusal)
        return sum(isinstance(frame, answers) for frame in talk.seeker.frames) == len(refs)

    await talk.seeker.until(all_answered)
    refused = [frame for frame in talk.seeker.frames if isinstance(frame, protocol.Refusal)]
    acked = {frame.id for frame in talk.seeker.frames if isinstance(frame, protocol.Ack)}
    assert {refusal.code for refusal in refused} <= {"slow_down"}
    assert acked | {refusal.ref for refusal in refused} == set(refs)
    talk.seeker.frames.clear()
    for refusal in refused:
        assert isinstance(refusal.ref, uuid.UUID)
        await talk.seeker.say("again", refusal.ref)


async def test_the_seeker_ends_the_counsellor_wraps_up_and_the_words_go(
    world: World, doors: Doors
) -> None:
    talk = await doors.talk("words to be erased")
    await talk.seeker.send(protocol.End())
    assert (await talk.seeker.state("wrap_up")).who == "Ada"
    await talk.ada.step("ended", state="wrap_up", gone=False)
    await talk.ada.send(protocol.Wrap(conversation=talk.id, kind="place"))
    await talk.ada.step("wrapped", state="closed", gone=True)
    await talk.seeker.state("closed")
    eventually(lambda: world.store.count("transcripts_message") == 0)
    owner = world.keys.key(talk.id)
    assert world.keys.run("SELECT 1 FROM transcripts_sealedkey WHERE owner = %s", owner) == []
    assert world.keys.run("SELECT 1 FROM transcripts_tombstone WHERE owner = %s", owner)
    assert world.store.count("routing_step") > 4


async def test_words_in_wrap_up_bring_the_seeker_back_into_the_same_hands(doors: Doors) -> None:
    talk = await doors.talk()
    await talk.ada.send(protocol.DeskEnd(conversation=talk.id))
    await talk.seeker.state("wrap_up")
    await talk.seeker.say("one thing more")
    await talk.ada.step("seeker_returned", state="active")
    await talk.ada.hears("one thing more")
    assert (await talk.seeker.state("active")).who == "Ada"


async def test_a_seeker_may_have_the_words_erased_at_once(world: World, doors: Doors) -> None:
    talk = await doors.talk("erase this")
    await talk.seeker.send(protocol.Keep(choice="erase"))
    await talk.seeker.wait(protocol.StateFrame, lambda frame: frame.erased)
    eventually(lambda: world.store.count("transcripts_message") == 0)
    again = await doors.seeker(greet=False)
    await again.send(protocol.Hello(site="site", token=talk.seeker.token))
    assert (await again.wait(protocol.Welcome)).messages == []


async def test_who_writes_after_the_close_opens_a_linked_conversation(
    world: World, doors: Doors
) -> None:
    talk = await doors.talk("first time")
    await talk.ada.send(protocol.DeskEnd(conversation=talk.id))
    await talk.ada.send(protocol.Wrap(conversation=talk.id, kind="support"))
    await talk.seeker.state("closed")
    ack = await talk.seeker.say("second time")
    assert ack.seq == 2
    offer = await talk.ada.offered()
    assert offer.conversation != talk.id
    view = await talk.ada.accept(offer.conversation)
    assert [message.text for message in view.messages] == ["second time"]
    assert view.again
    await talk.ada.say(offer.conversation, "welcome back")
    await talk.seeker.hears("welcome back")


async def test_leaving_the_queue_abandons_the_offer(doors: Doors) -> None:
    ada = await doors.on_shift("Ada")
    seeker = await doors.seeker()
    await seeker.say("never mind")
    offer = await ada.offered()
    await seeker.send(protocol.End())
    await seeker.state("abandoned")
    await ada.wait(protocol.Step, lambda step: step.gone)
    await ada.send(protocol.Accept(conversation=offer.conversation))
    await ada.refused("no_offer")


# ---- two tabs, and leaving in a hurry ------------------------------------------------------------


async def test_two_tabs_of_one_seeker_show_the_same(doors: Doors) -> None:
    talk = await doors.talk("from the first tab")
    second = await doors.seeker(process=1, greet=False)
    welcome = await second.hello(token=talk.seeker.token)
    assert [message.text for message in welcome.messages] == ["from the first tab"]
    ack = await second.say("from the second tab")
    there = await talk.seeker.hears("from the second tab")
    assert (there.author, there.seq, there.id) == ("seeker", ack.seq, ack.id)
    await talk.ada.say(talk.id, "to both")
    await talk.seeker.hears("to both")
    await second.hears("to both")


async def test_a_quick_exit_tells_the_counsellor_and_kills_the_token(doors: Doors) -> None:
    talk = await doors.talk()
    other_tab = await doors.seeker(process=1, token=talk.seeker.token)
    await talk.ada.wait(protocol.Presence, lambda f: f.presence == "here")
    await talk.seeker.send(protocol.Exit())
    await talk.seeker.leave()
    await talk.ada.wait(protocol.Presence, lambda f: f.presence == "left_in_a_hurry")
    await talk.ada.step("exited", state="active")
    await talk.ada.silent(protocol.Presence, lambda f: f.presence != "left_in_a_hurry")

    back = await doors.seeker(greet=False)
    await back.send(protocol.Hello(site="site", token=talk.seeker.token))
    await back.refused("token")
    # The other tab is told, shown nothing more, and can say nothing more.
    await other_tab.refused("token")
    await other_tab.send(protocol.Say(id=uuid.uuid4(), text="whoever holds this device"))
    await other_tab.refused("token")
    await talk.ada.say(talk.id, "not for other eyes")
    await other_tab.silent(protocol.Message)
    await talk.ada.silent(protocol.DeskMessage, lambda m: m.author == "seeker")


async def test_a_quick_exit_from_the_queue_leaves_it(world: World, doors: Doors) -> None:
    seeker = await doors.seeker()
    await seeker.say("hello")
    await seeker.state("waiting")
    await seeker.send(protocol.Exit())
    eventually(lambda: world.store.one("SELECT state FROM helpline_conversation") == "abandoned")
    back = await doors.seeker(greet=False)
    await back.send(protocol.Hello(site="site", token=seeker.token))
    await back.refused("token")


async def test_a_quick_exit_right_behind_the_first_words_kills_the_token(
    world: World, doors: Doors
) -> None:
    seeker = await doors.seeker()
    await seeker.send(protocol.Say(id=uuid.uuid4(), text="I have to"))
    await seeker.send(protocol.Exit())
    await seeker.leave()
    back = await doors.seeker(process=1, greet=False)
    # Still dead when the words are erased and nothing is known of the seeker any more.
    erased = "SELECT count(*) FROM helpline_conversation WHERE erased_at IS NOT NULL"
    eventually(lambda: world.store.one(erased) == 1)
    await back.send(protocol.Hello(site="site", token=seeker.token))
    await back.refused("token")


async def test_a_quick_exit_before_any_word_stores_nothing(world: World, doors: Doors) -> None:
    seeker = await doors.seeker()
    await seeker.send(protocol.Exit())
    await seeker.send(protocol.Say(id=uuid.uuid4(), text="too late"))
    await seeker.refused("hello_first")
    assert world.store.count("helpline_seeker") == 0


# ---- in the wrong moment -------------------------------------------------------------------------


async def test_words_on_the_heels_of_hello_are_refused_or_stored_under_the_welcomes_token(
    world: World, doors: Doors
) -> None:
    """A quick server has said welcome by then; a slow one must not store them under no token."""
    seeker = await doors.seeker(greet=False)
    ref = uuid.uuid4()
    await seeker.send(protocol.Hello(site="site"))
    await seeker.send(protocol.Say(id=ref, text="too early"))
    welcome = await seeker.wait(protocol.Welcome)
    answer = await seeker.wait(
        protocol.Frame, lambda f: ref in (getattr(f, "id", None), getattr(f, "ref", None))
    )
    if isinstance(answer, protocol.Refusal):
        assert answer.code == "hello_first"
        assert world.store.count("helpline_seeker") == 0
        await seeker.say("too early", ref)
    back = await doors.seeker(greet=False)
    again = await back.hello(token=welcome.token)
    assert [message.text for message in again.messages] == ["too early"]


async def test_hello_is_said_once(doors: Doors) -> None:
    seeker = await doors.seeker(greet=False)
    for _ in range(2):
        await seeker.send(protocol.Hello(site="site"))
    await seeker.refused("hello_twice")
    await seeker.wait(protocol.Welcome)
    await seeker.say("still here")


async def test_closing_in_the_middle_of_hello_leaves_nothing_behind(doors: Doors) -> None:
    talk = await doors.talk()
    for process in (0, 1) * 5:
        tab = await doors.seeker(process=process, greet=False)
        await tab.send(protocol.Hello(site="site", token=talk.seeker.token))
        await tab.connection.close()
        window = await doors.console("Ada", process=process, greet=False)
        await window.send(protocol.DeskHello())
        await window.connection.close()
    await talk.ada.say(talk.id, "still the two of us")
    await talk.seeker.hears("still the two of us")


async def test_a_tab_that_arrives_in_the_middle_of_a_burst_misses_nothing(doors: Doors) -> None:
    """What was said between reading and joining comes by the socket: all of it, whoever served."""
    talk = await doors.talk()
    everything: set[str] = set()
    arrived = asyncio.Event()

    async def say(text: str) -> None:
        await talk.ada.send(protocol.DeskSay(conversation=talk.id, id=uuid.uuid4(), text=text))
        await talk.ada.wait(protocol.DeskAck)

    async def chatter() -> None:
        while not arrived.is_set():
            everything.add(f"line {len(everything)}")
            await say(f"line {len(everything) - 1}")
        await say("the last line")

    speaking = asyncio.create_task(chatter())
    tabs = []
    for number in range(12):
        tab = await doors.seeker(process=number, greet=False)
        welcome = await tab.hello(token=talk.seeker.token)
        tabs.append((tab, {message.text for message in welcome.messages}))
    arrived.set()
    await speaking
    for tab, had in tabs:
        await tab.wait(protocol.Message, lambda said: said.text == "the last line")
        told = {frame.text for frame in tab.frames if isinstance(frame, protocol.Message)}
        assert everything <= had | told
