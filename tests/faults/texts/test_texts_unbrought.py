"""P6: a text that no webhook ever brought is asked for, and let in once like every other."""

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.faults import sizes
from tests.faults.texts.house import again, house, until

# As promised: seconds from a text's arrival at the provider to its being here.
FOUND = 120.0
# As many phones as write, and how many texts.
PHONES, TEXTS = 20, 120


@pytest.mark.promise("P6", "A text that no webhook brought is here within two minutes")
@pytest.mark.timeout(sizes.chosen().longest)
def test_a_text_that_no_webhook_brought_is_found(
    tmp_path: Path,
    on_sqlite: bool,
    size: sizes.Size,
    seed: int,
    rng: Random,
    figures: Callable[..., None],
) -> None:
    numbers = [f"+1204555{n:04d}" for n in range(2_000, 2_000 + PHONES)]
    texts = [(rng.choice(numbers), f"text {n}") for n in range(TEXTS)]
    with house(tmp_path, seed, sqlite=on_sqlite, workers=1) as made:
        made.faults(unbrought=0.5)
        began = time.monotonic()
        made.write(texts)
        made.rest(size.patience)
        brought = made.store.count("transcripts_message")
        if size.name != "soak":
            # Whoever begins asks at once; the soak waits for the next time, as in life.
            made.store.run("DELETE FROM routing_health")
            again(made.workers[0])
        until(lambda: made.store.count("transcripts_message") >= TEXTS, FOUND * size.room)
        took = time.monotonic() - began
        stored, alarms = made.stored(), made.alarms()
        attempted = {entry.sid: (entry.sender, entry.body) for entry in made.book().came}
    held = Counter(each.sid for each in stored)
    figures(attempted=TEXTS, brought=brought, found=TEXTS - brought, took_s=round(took, 1))
    assert 0 < brought < TEXTS
    assert {each.sid: (each.number, each.text) for each in stored} == attempted
    assert [sid for sid, times in held.items() if times > 1] == []
    assert len({each.conversation for each in stored}) == len({sender for sender, _ in texts})
    assert alarms == []
