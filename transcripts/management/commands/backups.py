"""`manage.py backups`: how old the copies of both databases are; makes one, or notes one."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from transcripts.backups import looking, taking
from transcripts.backups.folders import KINDS, Found, Kind

VARIABLES: dict[Kind, str] = {"words": "BACKUPS", "keys": "KEYS_BACKUPS"}
NOTHING_KNOWN = (
    "No copies of the {kind} are known: set {variable} to the folder where they lie, or say after "
    "each one `manage.py backups note {kind}`."
)


class Command(BaseCommand):
    help = (
        "Show how old the copies of the words and of the keys are; exit with 1 if any is older "
        "than was promised. `take words` and `take keys` make a copy, `note` says that one was "
        "made elsewhere."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("do", nargs="?", choices=("show", "take", "note"), default="show")
        parser.add_argument("kind", nargs="?", choices=KINDS, help="of which database")
        parser.add_argument("--into", type=Path, help="the folder, if not the one that is set")

    def handle(self, *args: Any, do: str, kind: Kind | None, **options: Any) -> None:
        now = timezone.now()
        if do == "show":
            self._show(now)
        elif kind is None:
            raise CommandError(f"Of which database? `manage.py backups {do} words`, or keys.")
        elif do == "note":
            looking.noted(kind, now)
        else:
            self._take(kind, options["into"] or looking.folder_of(kind), now)

    def _take(self, kind: Kind, folder: Path | None, now: datetime) -> None:
        if folder is None:
            raise CommandError(f"Where to? Set {VARIABLES[kind]}, or say --into=FOLDER.")
        try:
            self.stdout.write(f"{taking.take(kind, folder, now)} was made.")
        except taking.NotTaken as fault:
            raise CommandError(str(fault)) from None
        if kind == "keys":
            for name in taking.thrown_away(folder, now - looking.promise().keys):
                self.stdout.write(f"{name} was thrown away.")
        looking.write_down(kind, now)

    def _show(self, now: datetime) -> None:
        for kind in KINDS:
            looking.write_down(kind, now)
        standing = looking.standing(now)
        for kind in KINDS:
            known = standing.get(kind)
            unknown = NOTHING_KNOWN.format(kind=kind, variable=VARIABLES[kind])
            self.stdout.write(said(kind, known[0], now) if known else unknown)
        if late := [each for _, causes in standing.values() for each in causes]:
            raise CommandError("\n".join(complaint(each) for each in late))


def said(kind: Kind, there: Found, now: datetime) -> str:
    if there.newest is None:
        return f"{kind}: none"
    told = f"{kind}: the newest {age(now - there.newest)} old ({there.newest:%Y-%m-%d %H:%M} UTC)"
    if there.oldest is None:
        return f"{told}, as somebody noted"
    return f"{told}, the oldest {age(now - there.oldest)}, {there.count} in all"


def age(much: timedelta) -> str:
    """In the largest whole unit of which there are two."""
    hours = int(much.total_seconds() // 3600)
    if hours >= 48:
        return f"{hours // 24} days"
    return f"{hours} hours" if hours >= 2 else f"{max(int(much.total_seconds() // 60), 0)} minutes"


def complaint(cause: str) -> str:
    hours, days = settings.BACKUP_HOURS, settings.KEYS_BACKUP_DAYS
    return {
        "words_old": f"No copy of the words is younger than {hours} hours (BACKUP_HOURS).",
        "keys_old": f"No copy of the keys is younger than {hours} hours (BACKUP_HOURS).",
        "keys_kept": f"A copy of the keys is older than {days} days (KEYS_BACKUP_DAYS): what was "
        "erased since then can be read by whoever has it, the words and the master key. Delete it.",
        "words_unseen": "BACKUPS cannot be read. Is the folder there, and open to this user?",
        "keys_unseen": "KEYS_BACKUPS cannot be read. Is the folder there, and open to this user?",
    }[cause]
