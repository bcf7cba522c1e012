"""Files of others on their way into the directory: looked at first, written only when wanted.

Nothing is written of a file in which something is wrong; of a good one, all in one transaction.
"""

import logging
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta

import msgspec
from django.db import DatabaseError
from django.db.models import Q
from django.utils import timezone

from referrals import entries
from referrals.exchange.inbox import About, Step, read, silent
from referrals.exchange.report import Report
from referrals.models import Import, Source, Term
from referrals.models.imports import CHECKED, DONE, REFUSED, SENT, WANTED
from referrals.terms import categories
from referrals.transfer.storing import Written, store, would

log = logging.getLogger("helpline.imports")

LEASE = timedelta(minutes=2)
# A file that nobody has decided about is let go of.
KEPT = timedelta(days=7)


class Outcome(msgspec.Struct, frozen=True):
    """What was found in a file, and what became of it or would."""

    report: Report
    written: Written | None

    @property
    def good(self) -> bool:
        return not self.report.graves


def terms() -> dict[str, list[str]]:
    """The terms that a form of ours may name, by vocabulary."""
    found: dict[str, list[str]] = {}
    for vocabulary, code in Term.objects.values_list("vocabulary__code", "code"):
        found.setdefault(vocabulary, []).append(code)
    return found


def take(
    data: bytes,
    source: Source,
    about: About,
    who: str,
    *,
    apply: bool = False,
    overwrite: bool = False,
    step: Step = silent,
) -> Outcome:
    """Look at a file, and write what is in it if that is wanted and nothing is wrong."""
    categories.load_terms()
    about = msgspec.structs.replace(about, terms=terms())
    directory, report = read(data, about, step)
    if report.graves:
        return Outcome(report, None)
    return Outcome(report, _written(directory, report, source, who, apply, overwrite))


def _written(
    directory: entries.Directory,
    report: Report,
    source: Source,
    who: str,
    apply: bool,
    overwrite: bool,
) -> Written | None:
    if not apply:
        return would(directory, source.name, overwrite=overwrite)
    try:
        return store(directory, source.name, who, overwrite=overwrite)
    except DatabaseError as fault:
        # Nothing was written. What the database says may quote the row, so only its name is kept.
        report.error("not_stored", detail=type(fault).__name__)
        return None


# ---- in the worker ---------------------------------------------------------------------------


def go_on(now: datetime) -> int:
    """Look at, or write, the file that has waited longest; returns how many that were."""
    forget(now)
    free = Q(until=None) | Q(until__lte=now)
    row = Import.objects.filter(free, state__in=[SENT, WANTED]).order_by("at").first()
    if row is None or not _claim(row):
        return 0
    _work(row)
    return 1


def _claim(row: Import) -> bool:
    mine = Import.objects.filter(pk=row.pk, state=row.state, until=row.until)
    return bool(mine.update(until=timezone.now() + LEASE))


def _work(row: Import) -> None:
    about = About(locale=row.locale, region=row.region, zone=row.zone)
    applied = row.state == WANTED
    outcome = take(
        bytes(row.data),
        row.source,
        about,
        row.who,
        apply=applied,
        overwrite=row.overwrite,
        step=_telling(row),
    )
    row.state = REFUSED if not outcome.good else DONE if applied else CHECKED
    row.problems = msgspec.to_builtins(outcome.report.problems)
    row.found = outcome.report.count
    row.counts = asdict(outcome.written) if outcome.written else {}
    row.read, row.until, row.finished_at = row.total, None, timezone.now()
    if row.state != CHECKED:
        row.data = b""
    row.save()
    log.info("directory_imported", extra={"state": row.state, "count": row.found})


def _telling(row: Import) -> Callable[[int, int], None]:
    """Writes down how far one is, and keeps the lease."""

    def step(done: int, total: int) -> None:
        row.read, row.total = done, total
        until = timezone.now() + LEASE
        Import.objects.filter(pk=row.pk).update(read=done, total=total, until=until)

    return step


def want(pk: int, who: str) -> bool:
    """Have a file written that was looked at and found good; False if it is not one."""
    good = Import.objects.filter(pk=pk, state=CHECKED)
    return bool(good.update(state=WANTED, who=who, until=None))


def forget(now: datetime) -> int:
    """Let go of files that nobody has decided about."""
    old = Import.objects.filter(at__lte=now - KEPT, state=CHECKED)
    return old.update(state=REFUSED, data=b"", finished_at=now)
