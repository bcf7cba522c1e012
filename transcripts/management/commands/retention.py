"""`manage.py retention`: prints what is due to be erased; with `--apply`, erases it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from transcripts import policies, retention
from transcripts.erasing import receipts, watch
from transcripts.held import times
from transcripts.models import Removal
from transcripts.retention import Planned

WHY = {
    "clock": "the clock has jumped since erasing last went its usual way",
    "many": "more is due at once than is usual",
}


class Command(BaseCommand):
    help = (
        "Print how many conversations are due to be erased under each policy; --apply erases them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--apply", action="store_true", help="erase what is due")
        parser.add_argument(
            "--despite-jump",
            action="store_true",
            help="with --apply: also where the clock has jumped or very much is due at once",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        planned = retention.plan(now)
        for row in planned:
            self.stdout.write(said(row))
        if not planned:
            self.stdout.write("Nothing is kept.")
        waiting = Removal.objects.filter(done_at=None).count()
        if waiting:
            self.stdout.write(f"To be erased at the provider: {waiting} texts and pictures.")
        held = times.counted(now)
        if held["holding"]:
            self.stdout.write(
                f"Held by law: {held['holding']} conversations, {held['past_their_time']} of them "
                "past their time. They are erased when their hold ends."
            )
        if options["apply"]:
            erased = retention.apply(now, despite=options["despite_jump"])
            receipts.draw_up(now)
            self.stdout.write(f"Erased: {erased} conversations.")
        elif any_due(planned):
            self.stdout.write("Nothing was erased. Run again with --apply to erase what is due.")
        self._stopped()

    def _stopped(self) -> None:
        row = watch.standing(timezone.now())
        if row.cause:
            self.stdout.write(
                f"Erasing has stopped: {WHY[row.cause]} ({row.due} due). What is due cannot be "
                "read. Look at the clock and the settings; --apply --despite-jump then goes on."
            )


def any_due(planned: list[Planned]) -> bool:
    return sum(row.due for row in planned) > 0


def said(row: Planned) -> str:
    known = policies.is_one(row.policy)
    meaning = policies.of(row.policy).says("en") if known else "(no such policy)"
    following = f"next at {row.next_at:%Y-%m-%d %H:%M} UTC" if row.next_at else "no date set"
    kept = f"{row.kept} kept"
    kept += f", {row.held} of them held by law" if row.held else ""
    kept += f", {row.chosen} of them as whoever wrote chose" if row.chosen else ""
    return f"{row.policy}: {row.due} due, {kept}, {following}. We keep {meaning}"
