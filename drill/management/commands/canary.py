"""`manage.py canary`: random words through every door, all purged, then looked for everywhere."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from drill.canary import controls, houses, living, marks, places, playing, serving
from drill.canary.houses import Place
from drill.canary.marks import CODE, CONTROL
from drill.canary.places import Found

SECONDS = 300


class Command(BaseCommand):
    help = (
        "Send random words through every door of a house made for it (a folder, databases of the "
        "same kinds, processes of its own), close and purge all, and look for them in every place. "
        "Nobody real is touched: it may be run while the line is in use."
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
        print(json.dumps(playing.play(told, Path(settings.VAR_DIR))))

    def _outside(self) -> None:
        made = marks.new()
        with houses.house() as house:
            with controls.kept_in_redis(made[CONTROL]), places.bells() as heard:
                controls.ring(made[CONTROL])
                everywhere = _played(house, made)
            self._judge(made, [*everywhere, *heard], controls.places(house))

    def _judge(self, made: dict[str, str], everywhere: list[Found], sure: set[str]) -> None:
        """Name each hit by its door and its place; the marks themselves are told to nobody.

        In every place that is `sure` the control must be found, or the search is worth nothing.
        """
        hits, told = list(_hits(made, everywhere)), dict[str, int]()
        for place, content in everywhere:
            told[place] = told.get(place, 0) + len(content)
        for place, size in told.items():
            self.stdout.write(f"{place}: {size} bytes looked through")
        if hits:
            raise CommandError("\n".join(hits))
        control = {CONTROL: made[CONTROL]}
        there = {place for place, content in everywhere if marks.found(control, content)}
        unseen = sorted(sure - there - _closed(told))
        if unseen:
            raise CommandError(
                f"The search finds nothing, not even what is there, in: {', '.join(unseen)}."
            )
        self.stdout.write(f"{len(made) - 1} marks, {len(told)} places: nothing was found.")


def _played(house: Place, made: dict[str, str]) -> list[Found]:
    """Everything that anybody does there, and then all places but the bells."""
    done = subprocess.run(
        [sys.executable, "manage.py", "canary", "--inside"],
        cwd=settings.BASE_DIR,
        env=house.environment(),
        input=json.dumps(made).encode(),
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    if done.returncode:
        raise CommandError(f"It could not be played:\n{done.stderr.decode()[-2000:]}")
    said, told = _apart(done.stdout)
    made[CODE] = told[CODE]
    with _told_why(house), serving.serving(house, made[CONTROL]) as served:
        shown = living.lived(living.Life(house, served, made, told))
        # As they lie there while it runs; what the processes say when they end comes after.
        with controls.writing(made[CONTROL], house.folder):
            lying = [*places.files(house.folder), *places.servers(house.servers)]
    ended = [each for each in places.files(house.folder) if each[0].endswith(".log")]
    return [("its output and log", said + done.stderr), *shown, *lying, *ended]


@contextlib.contextmanager
def _told_why(house: Place) -> Iterator[None]:
    """Where it goes wrong, what the processes said last is told: no log has a word in it."""
    try:
        yield
    except (marks.Unsaid, OSError) as fault:
        said = serving.words_of(house.folder)
        raise CommandError(f"It could not be lived: {fault}\n{said}") from None


def _apart(output: bytes) -> tuple[bytes, dict[str, str]]:
    """What was said, and what stands on the last line for us."""
    said, _, last = output.rstrip().rpartition(b"\n")
    told: dict[str, str] = json.loads(last)
    return said, told


def _closed(told: dict[str, int]) -> set[str]:
    """The places of a server whose own files only a superuser may read."""
    aliases = [each.split()[2] for each in told if each.endswith(places.CLOSED)]
    return {f"{what} of {alias}" for alias in aliases for what in ("files", "write-ahead log")}


def _hits(made: dict[str, str], everywhere: list[Found]) -> Iterator[str]:
    wanted = {door: mark for door, mark in made.items() if door != CONTROL}
    for place, content in everywhere:
        for door in sorted(marks.found(wanted, content)):
            yield f"{place}: {door}"
