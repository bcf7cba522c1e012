"""What is asked for a page that is gone by the time it would be read is not read."""

from collections.abc import Callable
from typing import Any

import pytest

from helpline.errors import Refused
from routing.sockets import SeekerSocket
from routing.turnstile import turnstile

Job = tuple[Callable[[], Any], Callable[[Any], None]]


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """Jobs that nobody does yet."""
    waiting: list[Job] = []
    monkeypatch.setattr(turnstile, "do", lambda work, answer: waiting.append((work, answer)))
    return waiting


@pytest.fixture
def socket() -> SeekerSocket:
    made = SeekerSocket()
    made.closed, made.under_way = False, 0
    return made


def test_a_page_that_is_there_is_answered(queue: list[Job], socket: SeekerSocket) -> None:
    heard: list[str] = []
    socket.ask(lambda: "all there is", heard.append)
    [(work, answer)] = queue
    answer(work())
    assert heard == ["all there is"]
    assert socket.under_way == 0


def test_nothing_is_read_for_a_page_that_is_gone(queue: list[Job], socket: SeekerSocket) -> None:
    read: list[bool] = []
    socket.ask(lambda: read.append(True), lambda result: None)
    socket.closed = True
    [(work, _)] = queue
    with pytest.raises(Refused):
        work()
    assert read == []


def test_what_a_page_did_is_done_even_if_it_is_gone(queue: list[Job], socket: SeekerSocket) -> None:
    done: list[bool] = []
    socket.job(lambda: done.append(True), lambda result: None)
    socket.closed = True
    [(work, _)] = queue
    work()
    assert done == [True]
