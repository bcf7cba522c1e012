"""A drill is erased whole, whoever plays in it or sees to its talks at that very moment."""

import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from drill import erasing, stage
from drill.models import Actor
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line, Seeker
from routing import desk, inbound
from routing.upkeep import aftercare
from tests.desk.house import REAL, Clock, at_once, new_counsellor, new_line, wrapped
from tests.desk.test_drill import begin, left_of_it, pass_time
from transcripts.models import Kept
from transcripts.redacted import closing

pytestmark = pytest.mark.django_db(
    **{**REAL.kwargs, "available_apps": [*REAL.kwargs["available_apps"], "drill"]}
)


@pytest.fixture
def stand(clock: Clock) -> Line:
    return new_line("drill", drill=True, name="Rehearsals", accept_seconds=600)


@pytest.fixture
def dana(stand: Line) -> Counsellor:
    return new_counsellor(stand, "Dana")


@pytest.fixture
def robin(stand: Line) -> Counsellor:
    return new_counsellor(stand, "Robin", here=True)


class Slow:
    """In the place of a function: says that it was begun, and takes its time before it does it."""

    def __init__(self, really: Callable[..., Any]) -> None:
        self._really = really
        self.begun = threading.Event()
        self.overtaken = threading.Event()

    def __call__(self, *given: Any) -> Any:
        self.begun.set()
        self.overtaken.wait(0.5)
        return self._really(*given)

    def overtake(self, dana: Counsellor, clock: Clock) -> None:
        assert self.begun.wait(60)
        erasing.now_all(dana, dana.line, clock.now())
        self.overtaken.set()


@pytest.mark.parametrize("script", ["imminent", "wrong"])
def test_what_somebody_writes_at_that_moment_goes_with_the_rest(
    dana: Counsellor, clock: Clock, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    """A made-up caller who texts after it would be somebody new."""
    begin(dana, script)
    pass_time(clock, 6)
    Actor.objects.update(pending="opens:0", said={}, next_at=clock.now())
    slow = Slow(inbound.receive)
    monkeypatch.setattr(inbound, "receive", slow)
    both = at_once(partial(slow.overtake, dana, clock), partial(stage.play, clock.now()))
    assert not [each for each in both if isinstance(each, Refused)]
    assert left_of_it() == {}
    assert not Seeker.objects.exists()


def test_what_is_redacted_at_that_moment_goes_with_the_rest(
    dana: Counsellor, robin: Counsellor, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(dana, "calm")
    pass_time(clock, 30)
    [talk] = Conversation.objects.values_list("pk", flat=True)
    desk.accept(robin.pk, talk)
    wrapped(robin, talk)
    later = clock.now() + timedelta(days=30)
    Kept.objects.update_or_create(conversation_id=talk, defaults={"until": later})
    Conversation.objects.update(erase_at=later)
    slow = Slow(closing.redact_all)
    monkeypatch.setattr(closing, "redact_all", slow)
    at_once(partial(slow.overtake, dana, clock), partial(aftercare.redact_due, clock.now()))
    assert left_of_it() == {}
