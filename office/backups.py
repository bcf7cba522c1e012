"""How old the copies of both databases are, and what the worker has left undone, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from transcripts import lateness
from transcripts.backups import looking
from transcripts.backups.folders import KINDS, Found, Kind


@dataclass(frozen=True, slots=True)
class Shown:
    """The copies of one database: ages are empty where none is known."""

    title: str
    known: bool
    noted: bool
    count: int
    newest: str
    newest_at: datetime | None
    oldest: str
    open: list[str]


def shown(now: datetime) -> list[Shown]:
    """Of the words, and of the keys."""
    standing = looking.standing(now)
    return [_one(kind, standing.get(kind), now) for kind in KINDS]


def _one(kind: Kind, known: tuple[Found, list[str]] | None, now: datetime) -> Shown:
    there, causes = known or (Found(0, None, None), [])
    return Shown(
        title=_("The words") if kind == "words" else _("The keys"),
        known=known is not None,
        noted=looking.folder_of(kind) is None,
        count=there.count,
        newest=age(there.newest, now),
        newest_at=there.newest,
        oldest=age(there.oldest, now),
        open=complaints(causes),
    )


def age(since: datetime | None, now: datetime) -> str:
    """In the largest unit of which there are two; empty where there is nothing."""
    if since is None:
        return ""
    minutes = max(int((now - since) / timedelta(minutes=1)), 0)
    if minutes < 120:
        return ngettext("%d minute", "%d minutes", minutes) % minutes
    if minutes < 48 * 60:
        return _("%d hours") % (minutes // 60)
    return _("%d days") % (minutes // (24 * 60))


def complaints(causes: Iterable[str]) -> list[str]:
    """A sentence for each thing that is not as it was promised."""
    hours, days = settings.BACKUP_HOURS, settings.KEYS_BACKUP_DAYS
    said = {
        "words_old": _("No copy of the words is younger than %d hours.") % hours,
        "keys_old": _("No copy of the keys is younger than %d hours.") % hours,
        "keys_kept": _(
            "A copy of the keys is older than %d days: until it is gone, what was erased since can "
            "be read by whoever has it, the words and the master key."
        )
        % days,
        "words_unseen": _("The folder with the copies of the words cannot be read."),
        "keys_unseen": _("The folder with the copies of the keys cannot be read."),
    }
    return [said[each] for each in causes]


def undone(now: datetime) -> list[str]:
    """What the worker should have done long ago; it may stand still."""
    said = {
        "redacting": _("Redacting waits (%d): nothing is kept without it."),
        "new_key": _(
            "A new key waits (%d): until then an old copy shows words as they were written."
        ),
        "erasing": _("Erasing waits (%d): nobody can read it, and it is still there."),
    }
    late = {what: count for what, count in lateness.late(now).items() if count}
    if not late:
        return []
    still = _("Does the worker run? Whoever runs the installation must look.")
    return [*(said[what] % count for what, count in late.items()), still]


def open_ones(now: datetime) -> list[str]:
    """Everything that somebody should look at."""
    late = [sentence for each in shown(now) for sentence in each.open]
    unwatched = settings.PRODUCTION and not all(each.known for each in shown(now))
    return [
        *([_("Nobody watches whether copies are made.")] if unwatched else []),
        *late,
        *undone(now),
    ]
