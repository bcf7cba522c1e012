"""`manage.py audit verify|head|anew`: is what was written down whole, and where does it end."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from transcripts import audit, ledger


class Command(BaseCommand):
    help = (
        "verify: name the first entry that was altered, is missing, was inserted or exchanged. "
        "head: the number and the hash of the last one, to be kept elsewhere. "
        "anew: go on after a copy of a database was put back."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=("verify", "head", "anew"))
        parser.add_argument(
            "--head", default="", help="a head that was kept elsewhere: NUMBER:HASH"
        )

    def handle(self, *args: Any, act: str, head: str, **options: Any) -> None:
        ledger.extend(timezone.now())
        if act == "anew":
            audit.note(
                None, "audit_anew", account="manage.py", detail=f"after {ledger.begin_anew()}"
            )
            ledger.extend(timezone.now())
        if act == "verify":
            self._verify(head)
        number, hashed = ledger.head()
        self.stdout.write(f"{number}:{hashed}")

    def _verify(self, head: str) -> None:
        try:
            unlike = ledger.unlike(head)
        except ValueError:
            raise CommandError(
                "--head is a line that `manage.py audit head` printed once: NUMBER:HASH."
            ) from None
        if said := ledger.wrong():
            raise CommandError(
                f"{said} If a copy of a database was put back, `manage.py audit anew` goes on."
            )
        if unlike:
            raise CommandError(unlike)
        self.stdout.write("Whole.")
