"""One database thread per process: what queued up during the last commit goes in together.

There is no timer, so a lone message waits for nothing and a burst costs one commit. Messages go
first: between two jobs (reads and desk actions) every message that waits is let in. Then comes what
another process let in and is waited for here, then the other jobs, and last the receipts of texts:
there may be thousands, and nobody waits for them. All are answered on the event loop.
"""

import asyncio
import contextlib
import logging
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any, Literal

from django.db import InterfaceError, OperationalError, connections

from helpline import failpoints, metrics, sql
from helpline.errors import Refused
from routing import inbound
from routing.entering.conversations import Inbound
from routing.entering.plan import Outcome

log = logging.getLogger("helpline.turnstile")

LARGEST_BATCH = 100
# Without a database everybody is answered at once, and only so often is it looked for again.
DOWN_SECONDS = 1.0
Answer = Callable[[Any], None]
Place = Literal["first", "", "last"]
Job = tuple[Callable[[], Any], Answer | None, Place]
Message = tuple[Inbound, Callable[[Outcome], None]]


class Turnstile:
    """Takes messages and jobs from the event loop, runs them on its thread, answers on the loop."""

    def __init__(self) -> None:
        self.waiting: SimpleQueue[Message | Job | None] = SimpleQueue()
        self.jobs: deque[Job] = deque()
        self.last: deque[Job] = deque()
        self.ending = False
        self.down_until = 0.0
        self.thread: threading.Thread | None = None
        self.loop: asyncio.AbstractEventLoop | None = None

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin, once per process."""
        if self.thread is None:
            self.loop = loop
            self.thread = threading.Thread(target=self._run, name="turnstile", daemon=True)
            self.thread.start()

    def stop(self) -> None:
        """End the thread after what is under way, and close its connections (for tests)."""
        if self.thread is not None:
            self.waiting.put(None)
            self.thread.join(10)
            self.thread, self.ending = None, False

    def say(self, message: Inbound, answer: Callable[[Outcome], None]) -> None:
        """Let a message in; `answer` gets its outcome on the loop."""
        self.waiting.put((message, answer))

    def do(
        self, work: Callable[[], Any], answer: Answer | None = None, *, place: Place = ""
    ) -> None:
        """Run `work` on the database thread; `answer` gets its result or the `Refused` raised.

        `place` puts it before or behind all other jobs that wait.
        """
        self.waiting.put((work, answer, place))

    def _run(self) -> None:
        while not self.ending or self.jobs or self.last:
            batch = self._gather()
            if batch:
                self._receive(batch)
            if jobs := self.jobs or self.last:
                self._work(jobs.popleft())
        connections.close_all()

    def _gather(self) -> list[Message]:
        """Every message that is waiting; waits for something to do if there is nothing."""
        batch: list[Message] = []
        with contextlib.suppress(Empty):
            item = self.waiting.get(block=not (self.jobs or self.last or self.ending))
            while item is not None:
                if isinstance(item[0], Inbound):
                    batch.append(item)
                elif item[2] == "first":
                    self.jobs.appendleft(item)
                else:
                    (self.last if item[2] else self.jobs).append(item)
                if len(batch) >= LARGEST_BATCH:
                    return batch
                item = self.waiting.get_nowait()
            self.ending = True
        return batch

    def _receive(self, batch: list[Message]) -> None:
        outcomes: list[Outcome] = [Refused("try_again")] * len(batch)
        if time.monotonic() >= self.down_until:
            outcomes = self._let_in(batch)
        self._call(partial(_answer_all, [answer for _, answer in batch], outcomes))

    def _let_in(self, batch: list[Message]) -> list[Outcome]:
        began = time.perf_counter()
        try:
            outcomes = inbound.receive([message for message, _ in batch])
        except Exception:
            # Whatever it was, every sender is told and may send again; repeats make that safe.
            log.error("receive_failed", extra={"cause": _kind_of_error()})
            metrics.BATCHES_FAILED.inc()
            outcomes = [Refused("try_again")] * len(batch)
        refused = [each.code for each in outcomes if isinstance(each, Refused)]
        repeats = sum(not isinstance(each, Refused) and each.repeat for each in outcomes)
        stored = len(outcomes) - len(refused) - repeats
        metrics.batch(stored, repeats, refused, time.perf_counter() - began)
        if "try_again" in refused:
            self._failed()
        return outcomes

    def _work(self, job: Job) -> None:
        work, answer, _ = job
        result: Any = Refused("try_again")
        try:
            if time.monotonic() >= self.down_until:
                result = _with_one_retry(work)
        except Refused as refusal:
            result = refusal
        except Exception:
            log.error("job_failed", extra={"cause": _kind_of_error()})
            metrics.JOBS_FAILED.labels(_kind_of_error()).inc()
            self._failed()
        if answer is not None:
            self._call(partial(answer, result))

    def _failed(self) -> None:
        """If no database can be reached, the others are told at once instead of one by one."""
        try:
            for alias in connections:
                connections[alias].ensure_connection()
        except (OperationalError, InterfaceError):
            self.down_until = time.monotonic() + DOWN_SECONDS

    def _call(self, call: Callable[[], None]) -> None:
        if self.loop is not None:
            with contextlib.suppress(
                RuntimeError
            ):  # the loop is closing: the clients will ask again
                self.loop.call_soon_threadsafe(call)


def _with_one_retry(work: Callable[[], Any]) -> Any:
    """A job whose connection was lost before it began is done on a new one."""
    try:
        return work()
    except (OperationalError, InterfaceError):
        if not sql.let_go():
            raise
        return work()


def _answer_all(answers: list[Callable[[Outcome], None]], outcomes: list[Outcome]) -> None:
    failpoints.reach("before_ack")
    for answer, outcome in zip(answers, outcomes, strict=True):
        answer(outcome)
    failpoints.reach_when_sent("after_ack")


def _kind_of_error() -> str:
    """The class of the error under way: its text may hold words, so it is never logged."""
    kind = sys.exc_info()[0]
    return kind.__name__ if kind else ""


turnstile = Turnstile()
