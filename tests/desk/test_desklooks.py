"""A look at what rings for somebody, and what happens while it is under way."""

from collections.abc import Callable
from typing import Any
from unittest.mock import Mock
from uuid import UUID

import msgspec
import pytest

from helpline.models import Counsellor, Line, Phrase
from routing import hub, presence
from routing.consoles import desklooks
from routing.entering.phrasebook import phrasebook
from tests.desk.house import REAL, enters, let_in, opened, web

pytestmark = REAL

Answer = Callable[[Any], None]


class Looks:
    """The looks that were asked of the database thread, each done when the test says so."""

    def __init__(self) -> None:
        self.open: list[tuple[Callable[[], Any], Answer]] = []

    def do(self, work: Callable[[], Any], answer: Answer) -> None:
        self.open.append((work, answer))


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Looks:
    found = Looks()
    monkeypatch.setattr(desklooks, "turnstile", found)
    at_once = Mock(call_soon=lambda do, *what: do(*what))
    monkeypatch.setattr(desklooks, "asyncio", Mock(get_running_loop=lambda: at_once))
    return found


@pytest.fixture
def console(monkeypatch: pytest.MonkeyPatch, robin: Counsellor) -> Mock:
    """A console that shows nothing yet; what it is pushed is what it was called with."""
    desk = Mock(counsellor=robin.pk, held={}, offers={}, asks=[], beside=set(), company=[])
    monkeypatch.setattr(hub, "desks", {robin.pk: {desk}})
    return desk


def why_it_rings(console: Mock) -> list[str]:
    frames = [msgspec.json.decode(call.args[0]) for call in console.push.call_args_list]
    return [each["phrase"] for each in frames[-1].get("why", ())]


def says(line: Line, conversation: UUID, text: str, token: str) -> None:
    let_in(web(line, text, token=token, conversation=conversation))


def test_an_offer_that_was_looked_up_before_its_words_came_says_why_it_stands_first(
    line: Line, robin: Counsellor, console: Mock, looks: Looks
) -> None:
    Phrase.objects.all().delete()
    Phrase.objects.create(language="en", phrase="want to die", tier=2)
    phrasebook.forget()
    presence.set_status(robin.pk, "here")
    conversation = opened(enters(line, token="a"))
    desklooks.look({robin.pk})
    ((work, answer),) = looks.open
    old = work()
    says(line, conversation, "I want to die", "a")
    desklooks.moved({conversation})
    answer(old)
    assert why_it_rings(console) == []
    _, (work, answer) = looks.open
    answer(work())
    assert why_it_rings(console) == ["want to die"]
    assert len(looks.open) == 2
