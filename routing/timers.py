"""The worker: everything that time brings, done by guarded changes so that two workers are safe."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import DatabaseError, InterfaceError, connections
from django.utils import timezone

from helpline import metrics
from helpline.errors import Refused
from referrals.pagechecks import rounds
from referrals.transfer import importing
from routing import alerts, deliver, deliveries, overflow, presence, returning
from routing.hands import company, departures, handover, partners
from routing.texting import blocks, optouts, reveals
from routing.upkeep import (
    aftercare,
    duties,
    fetching,
    lawtexts,
    reconcile,
    removing,
    tightening,
    unasked,
)
from transcripts import decisions, ledger, removals, retention
from transcripts.backups import looking
from transcripts.copies import asking, demands, disclosures, ending
from transcripts.erasing import leftovers, receipts
from transcripts.upkeep import strays

log = logging.getLogger("helpline.timers")

SWEEP_SECONDS = 1.0
DELIVER_SECONDS = 0.3
PROVIDER_SECONDS = 5.0
# So many texts may wait for the provider's answer at once.
SENDERS = 8


SWEEPS: tuple[Callable[[datetime], int], ...] = (
    duties.lapse_offers,
    handover.lapse,
    company.lapse,
    partners.lapse,
    presence.lapse_leases,
    returning.hold_places,
    duties.end_pauses,
    duties.close_doors,
    duties.leave_for_the_gone,
    duties.leave_for_the_unanswered,
    duties.end_the_silent,
    duties.lapse_wrap_ups,
    alerts.grow_louder,
    duties.assign_all,
    overflow.end_those_over,
    overflow.assign,
    duties.alarm_long_waits,
    unasked.say_handed_back,
    unasked.say_taken_over,
    unasked.say_waiting,
    lawtexts.say_held,
    departures.say_gone,
    tightening.tighten,
    aftercare.redact_due,
    aftercare.rekey_due,
    aftercare.forget_due,
    optouts.forget,
    blocks.forget,
    reveals.forget,
    ledger.extend,
    ledger.forget,
    alerts.forget,
    decisions.forget,
    disclosures.close_due,
    ending.close_due,
    asking.ask_due,
    ending.rekey_due,
    demands.forget,
    returning.forget,
    removals.forget,
    duties.forget_keys,
    strays.look.throw_away,
    leftovers.clear,
    looking.look_at_copies,
    duties.write_health,
)


def erase(now: datetime) -> int:
    """Erase what is due, and say so in a receipt when it is time for one."""
    erased = retention.apply(now)
    receipts.draw_up(now)
    return erased


# What rooms above have the worker do.
_more: list[Callable[[datetime], int]] = []


def also(each: Callable[[datetime], int]) -> None:
    """Have this done with every sweep, too; done twice it counts once."""
    if each not in _more:
        _more.append(each)


def sweep(now: datetime) -> dict[str, int]:
    """Everything time brings, once; a sweep that fails does not keep the others from running."""
    done: dict[str, int] = {}
    for each in (*SWEEPS, *_more):
        try:
            done[each.__name__] = each(now)
        except (DatabaseError, InterfaceError, Refused) as fault:
            log.error("sweep_failed", extra={"sweep": each.__name__, "cause": type(fault).__name__})
            metrics.SWEEPS_FAILED.labels(each.__name__).inc()
            connections.close_all()
    return done


def _overflow_due() -> float:
    return overflow.due_in(timezone.now())


def _never() -> float:
    return float("inf")


class Worker:
    """A thread for the clocks of the house, one that looks for texts, those that send them, one
    that erases, three that ask the provider (what came, for pictures, to erase there, too), one for
    lists, and one that looks whether pages elsewhere answer.

    A provider that answers slowly keeps one sender waiting, and none of the other texts.
    """

    def __init__(self) -> None:
        self.ending = threading.Event()
        self.senders = threading.Semaphore(SENDERS)
        self.threads = [
            self._thread("timers", partial(self._run, sweep, SWEEP_SECONDS, _overflow_due)),
            self._thread("deliver", partial(self._run, self._deliver, DELIVER_SECONDS)),
            # These wait for the provider, and nobody waits for them.
            self._thread("reconcile", partial(self._run, reconcile.reconcile, PROVIDER_SECONDS)),
            self._thread("fetch", partial(self._run, fetching.fetch_due, DELIVER_SECONDS)),
            # Where much is due it takes its time, and nothing else may wait for it.
            self._thread("erase", partial(self._run, erase, SWEEP_SECONDS)),
            self._thread("remove", partial(self._run, removing.remove_due, PROVIDER_SECONDS)),
            # A long list takes its time, which no clock of the house may wait for.
            self._thread("imports", partial(self._run, importing.go_on, PROVIDER_SECONDS)),
            # Strangers' servers answer when they like.
            self._thread("pages", partial(self._run, rounds.go_on, PROVIDER_SECONDS)),
        ]

    def start(self) -> None:
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        """Ask all threads to end after what is under way; a kill does no harm either."""
        self.ending.set()
        for thread in self.threads:
            thread.join(15)
        for _ in range(SENDERS):
            self.senders.acquire(timeout=15)

    def _thread(self, name: str, work: Callable[[], None]) -> threading.Thread:
        return threading.Thread(target=work, name=name, daemon=True)

    def _run(
        self, work: Callable[[datetime], object], pause: float, due: Callable[[], float] = _never
    ) -> None:
        """Do this again and again after a pause, or sooner when something is due."""
        while not self.ending.wait(min(pause, due())):
            self._try(work)

    def _try(self, work: Callable[[datetime], object]) -> bool:
        try:
            return bool(work(timezone.now()))
        except Exception as fault:
            log.error("worker_failed", extra={"cause": type(fault).__name__})
            metrics.SWEEPS_FAILED.labels(threading.current_thread().name).inc()
            return False
        finally:
            # There are fewer connections than threads: nobody rests with one in the hand.
            connections.close_all()

    def _deliver(self, now: datetime) -> None:
        """As many senders as there are texts due, up to those that are free."""
        if not deliveries.is_any_due(now):
            return
        for _ in deliveries.due(now, SENDERS):
            if not self.senders.acquire(blocking=False):
                return
            self._thread("sender", self._send).start()

    def _send(self) -> None:
        try:
            while not self.ending.is_set() and self._try(deliver.deliver_due):
                pass
        finally:
            self.senders.release()
