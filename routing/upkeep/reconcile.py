"""Asks the provider for texts that no webhook brought, and lets them in by the usual door.

A webhook that fails is a line in the provider's log and nothing more, so every minute each number
is asked what has come to it lately. What is here already is a repeat and changes nothing.
"""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from helpline import metrics
from helpline.errors import Refused
from routing import inbound
from routing.adapters import Incoming, TryAgain, channels
from routing.entering.arrivals import arrived
from routing.entering.plan import Outcome
from routing.models import Step
from routing.texting import optouts
from routing.texting.keywords import keyword
from routing.texting.numbers import Ours, register
from routing.waiting import health
from transcripts import record, removals
from transcripts.keyring import hashes

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
    if not health.claim(channel, "listed", now, EVERY):
        return 0
    since = max(health.reached(channel, "complete", now) - OVERLAP, now - FURTHEST)
    numbers = [ours for ours in register.by_id().values() if ours.channel == channel]
    brought = [_bring_in(ours, since) for ours in numbers]
    if None not in brought:
        health.reach(channel, "complete", now)
    return sum(each or 0 for each in brought)


def _bring_in(ours: Ours, since: datetime) -> int | None:
    """How many were brought in; None if the provider or the database could not be asked."""
    listed = channels()[ours.channel].arrived
    try:
        texts = listed(ours.number, since.timestamp()) if listed else ()
    except TryAgain as trouble:
        health.note(ours.channel, "error", trouble.cause)
        log.warning("texts_not_listed", extra={"cause": trouble.cause})
        return None
    missed = [
        arrived(ours, text, overtaken=_overtaken(ours, text)) for text in _missed(ours, texts)
    ]
    outcomes: list[Outcome] = []
    for place in range(0, len(missed), AT_ONCE):
        outcomes += inbound.receive(missed[place : place + AT_ONCE])
    brought = sum(not isinstance(outcome, Refused) for outcome in outcomes)
    if brought:
        log.warning("texts_brought_late", extra={"count": brought})
        metrics.RECONCILED.inc(brought)
    failed = any(isinstance(each, Refused) and each.code == "try_again" for each in outcomes)
    return None if failed else brought


def _missed(ours: Ours, texts: Sequence[Incoming]) -> list[Incoming]:
    """Those that are not here and never were, the oldest first; none from a number of ours."""
    ids = [text.external_id for text in texts]
    here = {*record.conversations_of(ids), *removals.known(ids)}
    return [
        text
        for text in reversed(texts)
        if text.external_id not in here and register.known(ours.channel, text.sender) is None
    ]


def _overtaken(ours: Ours, text: Incoming) -> bool:
    """Whether this is STOP or START, and they have said the other, or it again, since then."""
    found = keyword(text.text)
    if found is None or found.meaning == "help" or text.made_at is None:
        return False
    at = datetime.fromtimestamp(text.made_at, UTC)
    address = (ours.line, ours.channel, text.sender)
    later = Step.objects.filter(
        happening__in=("stopped", "started"),
        at__gt=at,
        conversation__seeker__line=ours.line,
        conversation__seeker__channel=ours.channel,
        conversation__seeker__address_hash__in=hashes.address_hashes(ours.line, text.sender),
    )
    return later.exists() or optouts.noted_after(address, at)
