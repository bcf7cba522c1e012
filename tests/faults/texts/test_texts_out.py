"""P7: a reply is texted once, or shown as not confirmed and settled, whatever breaks meanwhile."""

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from demo.texts import smart_encoded
from tests.faults import sizes
from tests.faults.sizes import Texts
from tests.faults.texts.desk import Desk, Text
from tests.faults.texts.house import House, Stored, again, house
from tests.faults.texts.provider import Book

CANARY = "zebra"
THERE = {"sent", "delivered"}
# 10 % accepted and then silent, 10 % errors (half of them after accepting), 5 % too many; receipts
# come twice, in any order, or not at all.
BAD_DAY = {
    "silent": 0.1,
    "silent_seconds": 3.0,
    "server_error": 0.05,
    "taken_error": 0.05,
    "too_many": 0.05,
    "lost": 0.75,
    "duplicate": 0.2,
    "shuffled": 0.2,
}
# What waits for its next look or try is due at once: nobody has two minutes here. A text that is
# under way is left alone until whoever sent it must have given up.
TURN_CLOCKS = (
    "UPDATE routing_delivery SET next_at = posted_at WHERE next_at > posted_at"
    " AND (state <> 'sending' OR posted_at < %s)"
)
GIVEN_UP_SECONDS = 4.0
# As promised: seconds in which a text that is shown as not confirmed is settled by look-up.
SETTLED = 120.0
# Taken and then silent, or not taken and an error; no receipt tells either.
UNCLEAR = {"silent": 0.5, "silent_seconds": 3.0, "lost": 1.0}
DUE = "SELECT count(*) FROM routing_delivery WHERE next_at IS NOT NULL"
RANKS = ["queued", "not_confirmed", "sent", "delivered"]


def replies(talk: int, count: int) -> list[str]:
    """What one texter is told: every third time the same, in marks that smart encoding changes."""
    same = f"{CANARY} {talk} – I’m here…"
    return [same if n % 3 == 2 else f"{CANARY} {talk}/{n} “yes”" for n in range(count)]


@pytest.mark.promise("P7", "A reply is texted once, or marked unknown")
@pytest.mark.timeout(sizes.chosen().longest)
@pytest.mark.asyncio
async def test_texts_out_arrive_once_in_order_or_are_shown_as_not_confirmed(
    tmp_path: Path, on_sqlite: bool, size: sizes.Size, seed: int, figures: Callable[..., None]
) -> None:
    plan = size.texts_embedded if on_sqlite else size.texts
    with house(tmp_path, seed, sqlite=on_sqlite) as made:
        made.store.run("UPDATE helpline_counsellor SET capacity = 1000")
        desk = Desk(made.ports, made.environment["PUBLIC_BASE_URL"], made.session)
        began = time.monotonic()
        async with desk.open():
            clocks = asyncio.create_task(_turn_clocks(made))
            said = await _talk(made, desk, plan, size.patience)
            await _come_to_rest(made, desk, size.patience)
            clocks.cancel()
        took = time.monotonic() - began
        book, stored = made.book(), [each for each in made.stored() if each.state]
        logs, alarms = made.said(), made.alarms()

    states = Counter(each.state for each in stored)
    shown = Counter(state for way in desk.ways.values() for state in way)
    looked_up = logs.count("text_found")
    figures(
        said=sum(map(len, said.values())),
        at_phones=len(book.left),
        **states,
        shown_not_confirmed=shown["not_confirmed"],
        found_by_look_up=looked_up,
        reconnects=desk.reconnects,
        kills=plan.kills,
        took_s=round(took, 1),
    )
    _holds(said, book, stored)
    assert looked_up > 0
    assert states["not_confirmed"] > 0
    assert {each.state for each in stored} <= {*THERE, "not_confirmed"}
    assert [each for each in stored if each.due] == [], "nobody will look, and nobody was told"
    assert [way for way in desk.ways.values() if not _forward(way)] == []
    assert alarms == []
    assert CANARY not in logs
    assert [number for number in said if number in logs] == []


@pytest.mark.promise("P7", "What is not confirmed is settled by look-up within two minutes")
@pytest.mark.timeout(sizes.chosen().longest)
@pytest.mark.asyncio
async def test_a_text_that_is_not_confirmed_is_settled_in_time(
    tmp_path: Path, on_sqlite: bool, size: sizes.Size, seed: int, figures: Callable[..., None]
) -> None:
    """By the clock as it is. Only the soak has the patience for those that were never taken."""
    soak = size.name == "soak"
    with house(tmp_path, seed, sqlite=on_sqlite, workers=1) as made:
        made.store.run("UPDATE helpline_counsellor SET capacity = 1000")
        desk = Desk(made.ports, made.environment["PUBLIC_BASE_URL"], made.session)
        async with desk.open():
            made.write([(f"+1204555{n:04d}", f"{CANARY} asks") for n in range(2_000, 2_020)])
            await _until(lambda: len(desk.held) == 20, size.patience)
            made.faults(**UNCLEAR, server_error=0.5 if soak else 0.0)
            for talk in desk.held:
                await desk.say(talk, f"{CANARY} answers")
            await _until(lambda: not made.store.one(DUE), SETTLED * size.room)
            ended = time.monotonic()
            await _until(lambda: _shown(desk) == _so(made), size.patience)

    unclear = {text: way for text, way in desk.ways.items() if "not_confirmed" in way}
    stay = [text for text, way in unclear.items() if way[-1] == "not_confirmed"]
    took = [
        (ended if text in stay else desk.moments[text][-1])
        - desk.moments[text][way.index("not_confirmed")]
        for text, way in unclear.items()
    ]
    figures(said=20, not_confirmed=len(unclear), stay_so=len(stay), settled_s=round(max(took), 1))
    assert bool(stay) == soak
    assert max(took) <= SETTLED * size.room


async def _talk(made: House, desk: Desk, plan: Texts, patience: float) -> dict[str, list[str]]:
    """Answer everybody at once while what sends the texts is killed; what each number was told."""
    numbers = [f"+1204555{n:04d}" for n in range(2_000, 2_000 + plan.talks)]
    made.write([(number, f"{CANARY} {n} asks") for n, number in enumerate(numbers)])
    await _until(lambda: len(desk.held) == plan.talks, patience)
    made.faults(**BAD_DAY)
    said = {number: replies(n, plan.replies) for n, number in enumerate(numbers)}

    async def answer(conversation: UUID, asked: str) -> None:
        for text in said[numbers[int(asked.split()[1])]]:
            await desk.say(conversation, text)

    async with asyncio.timeout(2 * patience), asyncio.TaskGroup() as all_at_once:
        for conversation, asked in desk.held.items():
            all_at_once.create_task(answer(conversation, asked))
        for kill in range(plan.kills):
            await asyncio.sleep(1.0)
            await asyncio.to_thread(again, made.workers[kill % len(made.workers)])
    return said


async def _until(check: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not await asyncio.to_thread(check):
        assert time.monotonic() < deadline, "it did not come to rest"
        await asyncio.sleep(0.3)


async def _turn_clocks(made: House) -> None:
    while True:
        given_up = datetime.now(UTC) - timedelta(seconds=GIVEN_UP_SECONDS)
        await asyncio.to_thread(made.store.run, TURN_CLOCKS, given_up)
        await asyncio.sleep(0.3)


async def _come_to_rest(made: House, desk: Desk, patience: float) -> None:
    """Wait until nothing is due any more, receipts have come, and the console shows what is so."""
    await _until(lambda: not made.store.one(DUE), 2 * patience)
    try:
        await _until(lambda: _shown(desk) == _so(made), patience)
    except AssertionError:
        so, shown = _so(made), _shown(desk)
        wrong = {
            text: (so.get(text), way) for text, way in desk.ways.items() if so[text] != way[-1]
        }
        raise AssertionError(
            f"{len(so) - len(shown)} not shown; shown otherwise: {wrong}"
        ) from None


def _so(made: House) -> dict[Text, str]:
    rows = made.store.run("SELECT conversation_id, seq, state FROM routing_delivery")
    return {(UUID(str(conversation)), seq): state for conversation, seq, state in rows}


def _shown(desk: Desk) -> dict[Text, str]:
    return {text: way[-1] for text, way in desk.ways.items()}


def _forward(way: list[str]) -> bool:
    return way == sorted(set(way), key=RANKS.index)


def _holds(said: Mapping[str, list[str]], book: Book, stored: list[Stored]) -> None:
    """What phones have is what the house says of it, once each and in the order of the words."""
    at_phones: dict[str, list[str]] = defaultdict(list)
    for entry in book.left:
        at_phones[entry.to].append(entry.body)
    known = {entry.sid: (entry.to, entry.body) for entry in book.left}
    there = [each for each in stored if each.state in THERE]
    assert {each.sid: (each.number, smart_encoded(each.text)) for each in there} == known
    assert len(there) == len(known)
    for number, told in said.items():
        rows = sorted((each for each in stored if each.number == number), key=lambda e: e.seq)
        assert [each.text for each in rows] == told
        sent = [smart_encoded(text) for text in told]
        doubled = Counter(at_phones[number]) - Counter(sent)
        assert not doubled, f"doubled at a phone: {doubled}"
        assert _in_order(at_phones[number], sent), (at_phones[number], sent)


def _in_order(some: list[str], everything: list[str]) -> bool:
    """Is `some` what is left of `everything` when parts of it are left out?"""
    rest = iter(everything)
    return all(each in rest for each in some)
