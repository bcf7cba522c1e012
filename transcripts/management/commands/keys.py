"""`manage.py keys rotate|verify`: a new master key for everything; whether every key is right."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from transcripts.keyring import hashes, masterfile, masters
from transcripts.keyring.wrapping import Unreadable
from transcripts.upkeep import inspection, rotation


class Command(BaseCommand):
    help = "rotate: a new master key, and every key wrapped by it. verify: look at every key."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=("rotate", "verify"))

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        (self.rotate if act == "rotate" else self.verify)()

    def rotate(self) -> None:
        try:
            done = rotation.rotate()
        except rotation.InEnvironment:
            name = masterfile.free_name(masters.names(), timezone.now().date())
            raise CommandError(
                "MASTER_KEY comes from the environment, where you must add the new one yourself. "
                f"Make it (.venv/bin/python -m config.keyfiles {name}), put it before the others, "
                "start every process anew, and run this again."
            ) from None
        if done.new:
            self.stdout.write(f"The master key is {done.master} from now on.")
        self.stdout.write(f"Wrapped anew by {done.master}: {done.moved} keys.")
        if done.unreadable:
            raise CommandError(
                f"{done.unreadable} keys could not be opened and stay as they are. "
                "Run: manage.py keys verify"
            )
        self._may_go()

    def verify(self) -> None:
        report = inspection.look()
        for name in {**dict.fromkeys(masters.names()), **report.under}:
            first = ", for new ones" if name == masters.current() else ""
            self.stdout.write(f"{name}: {report.under[name]} keys{first}")
        self.stdout.write(f"Addresses are looked up by what was made from: {', '.join(self._by())}")
        wrong = list(report.lines())
        if wrong:
            raise CommandError("\n".join(wrong))
        self._may_go()
        self.stdout.write("Every key opens, and is where it belongs.")

    def _by(self) -> list[str]:
        try:
            return list(hashes.known())
        except Unreadable:
            return []

    def _may_go(self) -> None:
        """Names the master keys that nothing needs any more."""
        for name in rotation.unused():
            self.stdout.write(
                f"{name} wraps nothing any more. When every process was started anew, take it out "
                f"of {masters.source()}, and keep it only for as long as old copies of the keys."
            )
