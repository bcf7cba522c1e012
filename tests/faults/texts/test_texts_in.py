"""P6: every text that reached the provider is stored once, whatever it and our processes do."""

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import quantiles

import pytest

from tests.faults import sizes
from tests.faults.texts.house import again, house

# What must not be in any log: it is in every text.
CANARY = "zebra"
# As promised: seconds in which all but one in a hundred webhooks are answered (the provider's
# patience is 15).
ANSWERED = 1.0


@pytest.mark.promise("P6", "Every text that reached the provider reaches us, once")
@pytest.mark.timeout(sizes.chosen().longest)
def test_texts_in_are_stored_once_each_and_none_is_lost(
    tmp_path: Path,
    on_sqlite: bool,
    size: sizes.Size,
    seed: int,
    rng: Random,
    figures: Callable[..., None],
) -> None:
    plan = size.texts_embedded if on_sqlite else size.texts
    numbers = [f"+1204555{n:04d}" for n in range(1_000, 1_000 + plan.numbers)]
    texts = [(rng.choice(numbers), f"{CANARY} {n}") for n in range(plan.texts_in)]
    with house(tmp_path, seed, sqlite=on_sqlite, workers=0) as made:
        made.faults(duplicate=0.15, same_instant=0.15, late=0.1, late_seconds=0.3, hurry=0.05)
        began = time.monotonic()
        batch = -(-len(texts) // (plan.kills + 1))
        for kill in range(plan.kills + 1):
            made.write(texts[kill * batch : (kill + 1) * batch])
            if kill < plan.kills:
                time.sleep(0.4)
                again(made.webs[kill % len(made.webs)])
        book = made.rest(size.patience)
        took = time.monotonic() - began
        stored = made.stored()
        said, alarms = made.said(), made.alarms()

    attempted = {entry.sid: (entry.sender, entry.body) for entry in book.came}
    held = Counter(each.sid for each in stored)
    answered = quantiles(book.answered, n=100)
    figures(
        attempted=len(attempted),
        stored=len(stored),
        lost=len(set(attempted) - set(held)),
        duplicated=sum(times > 1 for times in held.values()),
        webhooks=book.tried,
        gave_up=book.gave_up,
        kills=plan.kills,
        p50_s=round(answered[49], 3),
        p99_s=round(answered[98], 3),
        took_s=round(took, 1),
    )
    assert answered[98] <= ANSWERED * size.room
    assert book.gave_up > 0
    assert book.tried > 1.3 * len(texts)
    assert [entry.status for entry in book.came if entry.status != "received"] == []
    assert set(attempted) - set(held) == set(), "lost"
    assert set(held) - set(attempted) == set(), "unexpected"
    assert [sid for sid, times in held.items() if times > 1] == [], "doubled"
    assert {each.sid: (each.number, each.text) for each in stored} == attempted
    talks = {each.conversation: each.number for each in stored if each.open}
    assert sorted(talks.values()) == sorted({sender for sender, _ in texts})
    assert len({each.conversation for each in stored}) == len(talks)
    assert alarms == []
    assert CANARY not in said
    assert [number for number in numbers if number in said] == []
