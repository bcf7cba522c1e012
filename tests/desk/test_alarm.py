"""Somebody who waits too long is said to whoever reads the log: once, in time, and wordless."""

import logging
from collections.abc import Iterator

import pytest
from django.test import override_settings

from helpline.models import Counsellor, Line
from routing import desk, presence, timers
from routing.upkeep import duties
from tests.desk.house import REAL, Clock, let_in, opened, talk, web

pytestmark = REAL


class Sweeps:
    """Lets time pass as the worker would see it, and hears what it warns of."""

    def __init__(self, clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
        self.clock, self.caplog = clock, caplog

    def after(self, **time: float) -> list[tuple[int, int]]:
        """How many wait too long and how long the first of them has, for each warning since."""
        self.caplog.clear()
        duties.alarm_long_waits(self.clock.forward(**time))
        said = [r for r in self.caplog.records if r.getMessage() == "queue_waits_long"]
        return [(vars(record)["count"], vars(record)["seconds"]) for record in said]


@pytest.fixture
def sweeps(clock: Clock, caplog: pytest.LogCaptureFixture) -> Iterator[Sweeps]:
    caplog.set_level(logging.WARNING)
    made = Sweeps(clock, caplog)
    yield made
    clock.forward(days=-1)
    duties.alarm_long_waits(clock.now())


def test_the_alarm_is_given_within_a_sweep_of_the_limit(line: Line, sweeps: Sweeps) -> None:
    opened(web(line))
    assert sweeps.after(minutes=9, seconds=59) == []
    assert sweeps.after(seconds=timers.SWEEP_SECONDS) == [(1, 600)]


def test_one_breach_is_said_once_however_many_wait(line: Line, sweeps: Sweeps) -> None:
    let_in(web(line, token="a"), web(line, token="b"))
    assert [people for people, _ in sweeps.after(minutes=11)] == [2]
    opened(web(line, token="c"))
    assert sweeps.after(seconds=1) == []
    assert sweeps.after(minutes=11) == []


def test_the_next_breach_is_said_again(line: Line, robin: Counsellor, sweeps: Sweeps) -> None:
    opened(web(line))
    assert len(sweeps.after(minutes=11)) == 1
    presence.set_status(robin.pk, "resting")
    desk.take(robin.pk)
    assert sweeps.after(seconds=1) == []
    opened(web(line, token="later"))
    assert len(sweeps.after(minutes=11)) == 1


def test_who_is_being_offered_still_waits(line: Line, robin: Counsellor, sweeps: Sweeps) -> None:
    presence.set_status(robin.pk, "here")
    opened(web(line))
    assert len(sweeps.after(minutes=11)) == 1


def test_who_comes_back_from_a_talk_has_waited_since_then(
    line: Line, robin: Counsellor, sweeps: Sweeps
) -> None:
    conversation = talk(line, robin)
    assert sweeps.after(hours=1) == []
    desk.transfer(robin.pk, conversation)
    assert sweeps.after(minutes=9) == []
    assert len(sweeps.after(minutes=2)) == 1


def test_each_line_has_its_own_alarm(line: Line, sweeps: Sweeps) -> None:
    other = Line.objects.create(slug="day", name="Day line")
    opened(web(line))
    sweeps.clock.forward(minutes=5)
    opened(web(other, token="other"))
    assert len(sweeps.after(minutes=6)) == 1
    assert len(sweeps.after(minutes=6)) == 1


@override_settings(QUEUE_ALARM_MINUTES=0)
def test_the_alarm_can_be_switched_off(line: Line, sweeps: Sweeps) -> None:
    opened(web(line))
    assert sweeps.after(hours=1) == []
