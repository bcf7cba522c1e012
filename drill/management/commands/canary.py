"""`manage.py canary`: random words through every door, all purged, then looked for everywhere."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from drill.canary import houses, marks, places, playing
from drill.canary.marks import CODE, CONTROL
from drill.canary.places import Found

SECONDS = 300
SHOWN = "pages"


class Command(BaseCommand):
    help = (
        "Send random words through every door of a house made for it (a folder, and databases of "
        "the same kinds), close and purge all, and look for them in every place. Nobody real is "
        "touched: it may be run while the line is in use."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--inside", action="store_true", help="for the command itself")

    def handle(self, *args: Any, inside: bool, **options: Any) -> None:
        if inside:
            self._inside()
        else:
            self._outside()

    def _inside(self) -> None:
        """In the house, in a process of its own: the marks come in by a pipe and are never told."""
        for alias in settings.DATABASES:
            call_command("migrate", database=alias, interactive=False, verbosity=0)
        told = json.load(sys.stdin)
        print(playing.play(told, Path(settings.VAR_DIR) / SHOWN))

    def _outside(self) -> None:
        made = marks.new()
        with houses.house() as house, places.bells() as heard:
            done = subprocess.run(
                [sys.executable, "manage.py", "canary", "--inside"],
                cwd=settings.BASE_DIR,
                env=house.environment(),
                input=json.dumps(made).encode(),
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
            said, number = _apart(done.stdout)
            if done.returncode:
                raise CommandError(f"It could not be played:\n{done.stderr.decode()[-2000:]}")
            made[CODE] = number
            everywhere = [("its output and log", said + done.stderr)]
            everywhere += [*places.files(house.folder), *places.servers(house.servers)]
        self._judge(made, [*everywhere, *heard])

    def _judge(self, made: dict[str, str], everywhere: list[Found]) -> None:
        """Name each hit by its door and its place; the marks themselves are told to nobody."""
        hits, told = list(_hits(made, everywhere)), dict[str, int]()
        for place, content in everywhere:
            told[place] = told.get(place, 0) + len(content)
        for place, size in told.items():
            self.stdout.write(f"{place}: {size} bytes looked through")
        if hits:
            raise CommandError("\n".join(hits))
        if not any(marks.found({CONTROL: made[CONTROL]}, content) for _, content in everywhere):
            raise CommandError("The search finds nothing, not even what is there.")
        self.stdout.write(f"{len(made) - 1} marks, {len(told)} places: nothing was found.")


def _apart(output: bytes) -> tuple[bytes, str]:
    """What was said, and the number for coming back, which stands on the last line for us."""
    said, _, last = output.rstrip().rpartition(b"\n")
    return said, last.decode()


def _hits(made: dict[str, str], everywhere: list[Found]) -> Iterator[str]:
    wanted = {door: mark for door, mark in made.items() if door != CONTROL}
    for place, content in everywhere:
        for door in sorted(marks.found(wanted, content)):
            yield f"{place}: {door}"
