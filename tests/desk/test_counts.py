"""What happens is counted where it happens, and the present moment is read from the database."""

import httpx
import pytest
from django.db import OperationalError, connection, connections
from django.test.utils import CaptureQueriesContext

from config import metrics_page
from helpline import metrics
from helpline.models import Counsellor, Line
from helpline.states import State
from routing import deliver, deliveries, gauges, inbound, presence, timers
from routing.entering.conversations import Inbound
from routing.models import Delivery
from routing.turnstile import Turnstile
from tests.desk.house import (
    REAL,
    Clock,
    all_look,
    let_in,
    new_counsellor,
    new_line,
    opened,
    reply,
    row,
    sms,
    talk,
    web,
)
from tests.servers import free_port

pytestmark = REAL


def count(name: str, **labels: str) -> float:
    return metrics.registry.get_sample_value(f"helpline_{name}", labels) or 0.0


class Counted:
    """How much each of these has grown since the test began."""

    def __init__(self) -> None:
        self._began: dict[str, float] = {}
        for family in metrics.registry.collect():
            for sample in family.samples:
                self._began[f"{sample.name}{sample.labels}"] = sample.value

    def __call__(self, name: str, **labels: str) -> float:
        return count(name, **labels) - self._began.get(f"helpline_{name}{labels}", 0.0)


@pytest.fixture
def more() -> Counted:
    return Counted()


def gauge(name: str, **labels: str) -> float:
    """What a gauge of the database shows now."""
    for family in gauges.Gauges().collect():
        for sample in family.samples:
            if sample.name == f"helpline_{name}" and sample.labels == labels:
                return float(sample.value)
    raise AssertionError(f"there is no {name} with {labels}")


def through_the_turnstile(*items: Inbound) -> None:
    Turnstile()._let_in([(item, lambda outcome: None) for item in items])


# ---- words -------------------------------------------------------------------------------------


def test_words_repeats_and_refusals_are_counted_by_the_batch(line: Line, more: Counted) -> None:
    said = web(line, "one")
    through_the_turnstile(said, web(line, "two"), said, web(line, " "), web(line, "x" * 3_000))
    assert (more("messages_stored_total"), more("messages_repeated_total")) == (2, 1)
    assert more("messages_refused_total", code="empty") == 1
    assert more("messages_refused_total", code="too_long") == 1
    assert more("batch_messages_count") == more("commit_seconds_count") == 1
    assert more("batch_messages_sum") == 2


def test_a_batch_that_fails_is_counted(
    line: Line, more: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost() -> None:
        raise OperationalError

    monkeypatch.setattr(connections["default"], "commit", lost)
    through_the_turnstile(web(line))
    assert more("batches_failed_total") == 1
    assert more("messages_refused_total", code="try_again") == 1
    assert more("messages_stored_total") == 0


def test_a_batch_that_breaks_is_counted(
    line: Line, more: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(batch: object) -> None:
        raise ValueError

    monkeypatch.setattr(inbound, "receive", broken)
    through_the_turnstile(web(line))
    assert more("batches_failed_total") == 1


def test_a_job_that_fails_is_counted_by_its_error(more: Counted) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    Turnstile()._work((broken, None, ""))
    assert more("jobs_failed_total", cause="ZeroDivisionError") == 1


# ---- what time and others do ---------------------------------------------------------------------


def test_a_sweep_that_fails_is_counted_by_its_name(
    clock: Clock, more: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lapse_offers(now: object) -> int:
        raise OperationalError

    monkeypatch.setattr(timers, "SWEEPS", (lapse_offers,))
    timers.sweep(clock.now())
    assert more("sweeps_failed_total", sweep="lapse_offers") == 1


def test_what_a_lost_counsellor_held_is_counted(
    line: Line, robin: Counsellor, clock: Clock, more: Counted
) -> None:
    for token in ("a", "b"):
        talk(line, robin, web(line, token=token))
    presence.lapse_leases(clock.forward(minutes=2))
    assert more("conversations_put_back_total") == 2


def test_texts_are_counted_by_how_far_they_came_and_why(
    line: Line, robin: Counsellor, more: Counted
) -> None:
    conversation = talk(line, robin, sms(line))
    let_in(reply(robin, conversation), reply(robin, conversation), reply(robin, conversation))
    one, two, three = Delivery.objects.order_by("seq")
    deliveries.move(one.pk, "sent", external_id="SM1")
    deliveries.move(one.pk, "delivered")
    deliveries.move(one.pk, "sent")
    deliveries.move(two.pk, "not_delivered", cause="opted_out")
    three.attempts = 1
    deliver._again(three, "too_fast")
    assert more("texts_total", state="sent", cause="") == 1
    assert more("texts_total", state="delivered", cause="") == 1
    assert more("texts_total", state="not_delivered", cause="opted_out") == 1
    assert more("texts_total", state="not_taken", cause="too_fast") == 1


# ---- the present moment --------------------------------------------------------------------------


def test_who_waits_and_since_when(line: Line, robin: Counsellor, clock: Clock) -> None:
    quiet = Line.objects.create(slug="day", name="Day line")
    first = opened(web(line, token="a"))
    clock.forward(seconds=90)
    opened(web(line, token="b"))
    assert gauge("waiting", line="night") == 2
    waited = clock.now() - row(first).waiting_since
    assert abs(gauge("waiting_oldest_seconds", line="night") - waited.total_seconds()) < 1
    assert gauge("waiting", line=quiet.slug) == gauge("waiting_oldest_seconds", line="day") == 0
    all_look()
    presence.set_status(robin.pk, "here")
    assert gauge("waiting", line="night") == 2
    assert gauge("conversations_open", state=State.OFFERED) == 2
    assert gauge("counsellors", status="here") == 1
    clock.forward(minutes=2)
    assert gauge("counsellors", status="here") == 0


@pytest.mark.parametrize("state", gauges.STUCK)
def test_texts_that_have_not_gone(line: Line, robin: Counsellor, state: str) -> None:
    conversation = talk(line, robin, sms(line))
    let_in(reply(robin, conversation))
    Delivery.objects.update(state=state)
    assert {each: gauge("texts_waiting", state=each) for each in gauges.STUCK} == {
        each: float(each == state) for each in gauges.STUCK
    }


def test_without_a_database_the_page_says_so_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(now: object) -> None:
        raise OperationalError

    monkeypatch.setattr(gauges, "queue", gone)
    shown = {family.name: family.samples[0].value for family in gauges.Gauges().collect()}
    assert shown == {"helpline_database_up": 0}


def test_a_look_costs_as_many_statements_however_much_there_is(
    line: Line, robin: Counsellor
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            list(gauges.Gauges().collect())
        return len(asked)

    talk(line, robin, sms(line))
    before = statements()
    for number in range(3):
        other = new_line(f"line-{number}", number=f"+1204555017{number}")
        talk(other, new_counsellor(other, "Noor"), sms(other, address=f"+1500555002{number}"))
        let_in(web(other, "Hello", token=f"t{number}"), sms(other, address=f"+1500555001{number}"))
    assert statements() == before


def test_whoever_reads_the_figures_of_a_worker_takes_no_connection_from_it(line: Line) -> None:
    """More often than the pool has connections."""
    port = free_port()
    metrics.listen(port)
    for _ in range(12):
        figures = httpx.get(f"http://127.0.0.1:{port}/metrics").text
        assert metrics_page.VERSION in figures
        assert "helpline_database_up 1.0" in figures
