"""`manage.py retention`: prints what is due to be erased; with `--apply`, erases it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from transcripts import policies, retention


class Command(BaseCommand):
    help = (
        "Print how many conversations are due to be erased under each policy; --apply erases them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--apply", action="store_true", help="erase what is due")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        planned = retention.plan(now)
        for row in planned:
            known = policies.is_one(row.policy)
            meaning = policies.of(row.policy).says("en") if known else "(no such policy)"
            following = (
                f"next at {row.next_at:%Y-%m-%d %H:%M} UTC" if row.next_at else "no date set"
            )
            self.stdout.write(
                f"{row.policy}: {row.due} due, {row.kept} kept, {following}. We keep {meaning}"
            )
        if not planned:
            self.stdout.write("Nothing is kept.")
        if options["apply"]:
            self.stdout.write(f"Erased: {retention.apply(now)} conversations.")
        elif any(row.due for row in planned):
            self.stdout.write("Nothing was erased. Run again with --apply to erase what is due.")
