"""What the worker leaves undone is counted, said once in the log, and stands in the settings."""

import itertools
from uuid import UUID

import pytest
from django.utils import translation
from prometheus_client.core import GaugeMetricFamily

from helpline.models import Counsellor, Line
from office import backups
from routing import gauges
from routing.upkeep import aftercare, behind
from tests.desk.house import REAL, Clock, row, talk, web, wrapped
from transcripts import lateness, retention
from transcripts.erasing import watch
from transcripts.models import Watch

pytestmark = REAL


@pytest.fixture
def ended(line: Line, robin: Counsellor) -> UUID:
    line.policies = {"web": "month"}
    line.save()
    pk = talk(line, robin, web(line, "I am Wren"))
    wrapped(robin, pk)
    return pk


@pytest.fixture(autouse=True)
def just_begun() -> None:
    behind.forget()


def shown(clock: Clock) -> dict[str, float]:
    family: GaugeMetricFamily = gauges.overdue(clock.now())
    return {each.labels["what"]: each.value for each in family.samples}


NOTHING = {"redacting": 0, "new_key": 0, "erasing": 0}


def test_a_house_whose_worker_works_has_nothing_to_say(ended: UUID, clock: Clock) -> None:
    assert lateness.late(clock.now()) == NOTHING
    aftercare.redact_due(clock.now())
    assert lateness.late(clock.forward(minutes=14)) == NOTHING
    aftercare.rekey_due(clock.now())
    assert lateness.late(clock.forward(minutes=30)) == NOTHING
    retention.apply(clock.forward(days=31), despite=True)
    assert lateness.late(clock.forward(hours=2)) == NOTHING
    assert backups.undone(clock.now()) == []


def test_a_worker_that_stops_between_the_two_keys_is_noticed(
    ended: UUID, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    aftercare.redact_due(clock.now())
    clock.forward(minutes=18)
    assert lateness.late(clock.now()) == {**NOTHING, "new_key": 1}
    assert shown(clock) == {**NOTHING, "new_key": 1}
    assert behind.look() == 1
    behind._looked[0] = float("-inf")
    assert behind.look() == 1
    said = [(each.message, getattr(each, "cause", "")) for each in caplog.records]
    assert said == [("worker_late", "new_key")]
    with translation.override("en"):
        told, still = backups.undone(clock.now())
    assert told.startswith("A new key waits (1)")
    assert still.startswith("Does the worker run?")
    assert aftercare.rekey_due(clock.now()) == 1
    assert lateness.late(clock.now()) == NOTHING


def test_it_is_said_again_when_it_begins_again(
    ended: UUID, clock: Clock, caplog: pytest.LogCaptureFixture, line: Line, robin: Counsellor
) -> None:
    for _ in range(2):
        clock.forward(minutes=16)
        behind.look()
        behind._looked[0] = float("-inf")
        aftercare.redact_due(clock.now())
        aftercare.rekey_due(clock.forward(minutes=3))
        assert behind.look() == 0
        behind._looked[0] = float("-inf")
        wrapped(robin, talk(line, robin, web(line, token=clock.now().isoformat())))
    assert [getattr(each, "cause", "") for each in caplog.records] == ["redacting", "redacting"]


def test_it_is_not_asked_more_than_once_a_minute(
    ended: UUID, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = itertools.count()
    monkeypatch.setattr(lateness, "late", lambda now: {"erasing": next(asked)})
    assert [behind.look() for _ in range(5)] == [0] * 5
    assert next(asked) == 1


def test_words_that_should_be_gone_for_an_hour_are_noticed(ended: UUID, clock: Clock) -> None:
    aftercare.redact_due(clock.now())
    aftercare.rekey_due(clock.forward(minutes=3))
    due = row(ended).erase_at
    assert due is not None
    clock.forward(days=30, minutes=50)
    assert lateness.late(clock.now()) == NOTHING
    assert lateness.late(clock.forward(minutes=11)) == {**NOTHING, "erasing": 1}
    with translation.override("en"):
        assert backups.undone(clock.now())[0].startswith("Erasing waits (1)")


def test_where_erasing_stopped_on_purpose_that_is_the_alarm(ended: UUID, clock: Clock) -> None:
    watch.standing(clock.now())
    Watch.objects.update(cause="clock")
    assert lateness.late(clock.forward(days=40))["erasing"] == 0
