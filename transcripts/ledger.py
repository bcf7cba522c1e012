"""Joins what was written down into its chain, a moment after it was; finds what is wrong with it.

Nobody who writes waits for a link: an entry bears its mark at once, and one worker joins those that
are there. Where the chain begins and ends is kept in the database `keys` as well, where somebody
who may write into the main one does not come.
"""

import json
import logging
import re
import time
from datetime import datetime

from django.db import IntegrityError, transaction

from helpline import metrics
from transcripts import chain, keys
from transcripts.chain import End, Entry, Link
from transcripts.keyring import hashes
from transcripts.models import Audit, AuditEnds, AuditLink
from transcripts.policies import AUDIT

log = logging.getLogger("transcripts.ledger")

BATCH = 500
# An entry has its number before it is seen, and may be seen after others with higher ones; but it
# is not overtaken by so many.
OVERTAKEN = 1_000
# So often the head is written into the log, which lies outside the database.
TOLD_SECONDS = 3_600.0
# Before the first entry there is a head as well, with nothing behind its colon.
HEAD = re.compile(r"0:|[1-9][0-9]{0,17}:[0-9a-f]{64}")

_told: list[float] = []


class Broken(Exception):
    """The chain does not end where it was known to end."""


def content_of(row: Audit) -> bytes:
    """Everything of an entry that must not change."""
    about = [
        row.who_id.hex if row.who_id else "",
        row.name,
        row.action,
        row.conversation.hex if row.conversation else "",
        row.about,
        row.detail,
        bytes(row.sealed or b"").hex(),
    ]
    return keys.moment(row.at) + json.dumps(about).encode()


def entry_of(row: Audit) -> Entry:
    return Entry(row.pk, content_of(row), bytes(row.mark))


def link_of(row: AuditLink) -> Link:
    return Link(row.number, row.entry, bytes(row.hash))


# ---- the ends ------------------------------------------------------------------------------------


def ends() -> tuple[End, End]:
    """Where what is kept begins, and the last that is known, by the database of the keys."""
    row = AuditEnds.objects.using("keys").filter(pk=1).first() or AuditEnds()
    return End(row.begins, bytes(row.begins_hash)), End(row.number, bytes(row.hash))


def _note_ends(**changed: int | bytes) -> None:
    AuditEnds.objects.using("keys").update_or_create(pk=1, defaults=changed)


def _last() -> End:
    """The end of the chain in the main database; raises `Broken` if it is not the one known."""
    begins, known = ends()
    row = AuditLink.objects.order_by("-number").first()
    here = End(row.number, bytes(row.hash)) if row else begins
    if here.number < known.number or (here.number == known.number and here.hash != known.hash):
        raise Broken
    return here


# ---- the chain grows -----------------------------------------------------------------------------


def extend(now: datetime) -> int:
    """Join what has no link yet; two at once do it once. Returns how many were joined."""
    total = 0
    try:
        # Without marks there is only what was there before there was a chain.
        new = not ends()[1].number
        while joined := _extend(unmarked=new):
            total += joined
    except Broken:
        _alarm()
    except IntegrityError:
        pass  # another worker was there first
    if not _told or time.monotonic() - _told[0] > TOLD_SECONDS:
        _tell()
    return total


def _extend(*, unmarked: bool) -> int:
    here, links = _last(), list[Link]()
    metrics.AUDIT_ENTRIES.set(here.number)
    for row in _waiting():
        found = entry_of(row)
        if chain.is_ours(found, hashes.mark) or (unmarked and not found.mark):
            before = End(links[-1].number, links[-1].hash) if links else here
            links.append(chain.joined(before, found, hashes.mark))
    if links:
        with transaction.atomic():
            AuditLink.objects.bulk_create(
                AuditLink(number=each.number, entry=each.entry, hash=each.hash) for each in links
            )
        _note_ends(number=links[-1].number, hash=links[-1].hash)
    return len(links)


def _waiting() -> list[Audit]:
    latest = AuditLink.objects.order_by("-entry").values_list("entry", flat=True).first()
    since = (latest or 0) - OVERTAKEN
    linked = AuditLink.objects.filter(entry__gt=since).values("entry")
    return list(Audit.objects.filter(pk__gt=since).exclude(pk__in=linked).order_by("pk")[:BATCH])


def _alarm() -> None:
    metrics.AUDIT_BROKEN.set(1)
    log.error("audit_broken")


def _tell() -> None:
    _told[:] = [time.monotonic()]
    _, head = ends()
    if head.number:
        log.info("audit_head", extra={"count": head.number, "code": f"h{head.hash.hex()[:39]}"})


def begin_anew() -> int:
    """Join everything anew, after a copy of a database was put back; says how far it had come."""
    _, known = ends()
    with transaction.atomic():
        AuditLink.objects.all().delete()
    AuditEnds.objects.using("keys").all().delete()
    return known.number


# ---- looked at, and forgotten --------------------------------------------------------------------


def wrong() -> str:
    """The first thing that is wrong, in a sentence; empty if nothing is."""
    begins, head = ends()
    entries = {row.pk: entry_of(row) for row in Audit.objects.order_by("pk").iterator()}
    links = [link_of(row) for row in AuditLink.objects.order_by("number").iterator()]
    said = chain.wrong(entries, links, begins, head, hashes.mark)
    metrics.AUDIT_BROKEN.set(bool(said))
    return said


def head() -> tuple[int, str]:
    """Number and hash of the last entry: kept elsewhere, they prove what was there."""
    _, known = ends()
    return known.number, known.hash.hex()


def unlike(kept: str) -> str:
    """What is wrong by a head that was kept elsewhere, as `head` told it, NUMBER:HASH; empty if
    nothing is. Raises `ValueError` if it is not written so."""
    if kept and not HEAD.fullmatch(kept):
        raise ValueError
    if not kept:
        return ""
    number, _, hashed = kept.partition(":")
    begins, _head = ends()
    if int(number) < begins.number:
        return f"Number {number} went by its time: what is kept begins after {begins.number}."
    if int(number) == begins.number:
        return "" if begins.hash.hex() == hashed else _another(number)
    row = AuditLink.objects.filter(number=number).first()
    if row is None:
        return f"Number {number} is missing."
    same = bytes(row.hash).hex() == hashed
    return "" if same else _another(number)


def _another(number: str) -> str:
    return f"The chain up to number {number} is another one than was kept."


def forget(now: datetime) -> int:
    """Strike out what was written down more than a year ago; returns how many.

    From the beginning of the chain only, and where it then begins is noted first.
    """
    limit, begins, gone = now - AUDIT, None, list[int]()
    if not Audit.objects.filter(at__lte=limit).exists():
        return 0
    extend(now)
    for row in AuditLink.objects.order_by("number")[:BATCH]:
        entry = Audit.objects.filter(pk=row.entry).first()
        if entry is None or entry.at > limit:
            break
        begins = row
        gone.append(row.entry)
    if begins is None:
        return 0
    _note_ends(begins=begins.number, begins_hash=bytes(begins.hash))
    with transaction.atomic():
        old = Audit.objects.filter(pk__in=gone)
        count = old._raw_delete(using=old.db)
        AuditLink.objects.filter(number__lte=begins.number).delete()
    return count
