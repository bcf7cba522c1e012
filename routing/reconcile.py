"""Asks the provider for texts that no webhook brought, and lets them in by the usual door.

A webhook that fails is a line in the provider's log and nothing more, so every minute each number
is asked what has come to it lately. What is here already is a repeat and changes nothing.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from helpline import metrics
from helpline.errors import Refused
from routing import health, inbound
from routing.adapters import Incoming, TryAgain, channels
from routing.arrivals import arrived
from routing.texting.numbers import Ours, register
from transcripts import record, removals

log = logging.getLogger("helpline.reconcile")

EVERY = timedelta(seconds=45)
# What came shortly before the last look may not have been listed then.
OVERLAP = timedelta(minutes=10)
# Whoever was not running for longer than this has missed what is older.
FURTHEST = timedelta(days=2)
AT_ONCE = 50


def reconcile(now: datetime) -> int:
    """Look at every channel that is due; returns how many texts were brought in."""
    return sum(
        _reconcile(name, now)
        for name, channel in channels().items()
        if channel.arrived is not None and not channel.missing()
    )


def _reconcile(channel: str, now: datetime) -> int:
    last = health.claim(channel, "listed", now, EVERY)
    if last is None:
        return 0
    since = max(last - OVERLAP, now - FURTHEST) if last < now else now - FURTHEST
    numbers = [ours for ours in register.by_id().values() if ours.channel == channel]
    return sum(_bring_in(ours, since) for ours in numbers)


def _bring_in(ours: Ours, since: datetime) -> int:
    listed = channels()[ours.channel].arrived
    try:
        texts = listed(ours.number, since.timestamp()) if listed else ()
    except TryAgain as trouble:
        health.note(ours.channel, "error", trouble.cause)
        log.warning("texts_not_listed", extra={"cause": trouble.cause})
        return 0
    missed = _missed(texts)
    brought = 0
    for place in range(0, len(missed), AT_ONCE):
        some = [arrived(ours, text) for text in missed[place : place + AT_ONCE]]
        outcomes = inbound.receive(some)
        brought += sum(not isinstance(outcome, Refused) for outcome in outcomes)
    if brought:
        log.warning("texts_brought_late", extra={"count": brought})
        metrics.RECONCILED.inc(brought)
    return brought


def _missed(texts: Sequence[Incoming]) -> list[Incoming]:
    """Those that are not here and never were, the oldest first."""
    ids = [text.external_id for text in texts]
    here = {*record.conversations_of(ids), *removals.known(ids)}
    return [text for text in reversed(texts) if text.external_id not in here]
