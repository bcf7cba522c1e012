"""The worker's senders: a slow answer of the provider keeps one waiting, and nobody else's text."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.db import connections

from helpline.models import Counsellor, Line
from routing import timers
from routing.adapters import Outgoing
from routing.models import Delivery
from routing.timers import Worker
from tests.desk.house import REAL, has_no_gap, let_in, reply, sms, talk
from tests.desk.texts import Provider, left

pytestmark = REAL

# Long enough for a claim to run out: a machine may be as slow as that.
PATIENCE = 60.0


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Worker]]:
    """Starts workers that only send texts; none of them outlives the test."""
    monkeypatch.setattr(timers, "SWEEPS", ())
    monkeypatch.setattr(timers, "_more", [])
    # Few hands each: what they wait for is one another's turn of one number.
    monkeypatch.setattr(timers, "SENDERS", 3)
    started: list[Worker] = []

    def start() -> Worker:
        started.append(Worker())
        started[-1].start()
        return started[-1]

    yield start
    for each in started:
        each.stop()


def until(check: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not check():
        assert time.monotonic() < deadline, "it did not come true"
        time.sleep(0.02)


def texters(line: Line, robin: Counsellor, count: int) -> list[str]:
    """So many people who text, each with three replies on their way; the words of these."""
    Counsellor.objects.filter(pk=robin.pk).update(capacity=count)
    words = []
    for person in range(count):
        conversation = talk(line, robin, sms(line, address=f"+150055500{person:02d}"))
        parts = [f"{person}/{number}" for number in range(3)]
        let_in(*(reply(robin, conversation, part) for part in parts))
        words += parts
    return words


def test_a_slow_answer_holds_up_nobody_elses_text(
    provider: Provider, line: Line, robin: Counsellor, workers: Callable[[], Worker]
) -> None:
    answer = threading.Event()

    def dawdle(outgoing: Outgoing) -> None:
        if outgoing.text == "0/0":
            answer.wait(PATIENCE)

    provider.meanwhile = dawdle
    workers()
    words = texters(line, robin, 4)
    until(lambda: len(left(provider)) == len(words) - 3)
    assert set(words) - set(left(provider)) == {"0/0", "0/1", "0/2"}
    answer.set()
    until(lambda: Delivery.objects.filter(state="sent").count() == len(words))


def test_whoever_rests_in_the_worker_holds_no_connection(
    provider: Provider,
    line: Line,
    workers: Callable[[], Worker],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # There are fewer of them than threads: the senders would have none.
    used = []

    def look(now: datetime) -> int:
        Line.objects.exists()
        used.append(connections["default"])
        return 0

    monkeypatch.setattr(timers, "SWEEPS", (look,))
    monkeypatch.setattr(timers, "SWEEP_SECONDS", 0.5)
    workers()
    until(lambda: bool(used))
    until(lambda: used[0].connection is None)


def test_many_senders_send_each_text_once_and_in_its_turn(
    provider: Provider, line: Line, robin: Counsellor, workers: Callable[[], Worker]
) -> None:
    provider.meanwhile = lambda outgoing: time.sleep(0.01)
    workers()
    workers()
    words = texters(line, robin, 8)
    until(lambda: Delivery.objects.filter(state="sent").count() == len(words))
    assert Counter(left(provider)) == dict.fromkeys(words, 1)
    for person in range(8):
        mine = [text for text in left(provider) if text.startswith(f"{person}/")]
        assert mine == sorted(mine)
    assert all(map(has_no_gap, Delivery.objects.values_list("conversation_id", flat=True)))
