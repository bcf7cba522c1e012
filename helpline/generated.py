"""Commands that keep files made from the code: write them, or check that they are current."""

from abc import abstractmethod
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class GeneratedFiles(BaseCommand):
    """A command that writes `files()`; with `--check` it only fails where they differ."""

    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail if a file is not current"
        )

    @abstractmethod
    def files(self) -> dict[str, str]:
        """What belongs into each file, by its path from the project's root."""

    def handle(self, *, check: bool, **options: object) -> None:
        root = Path(settings.BASE_DIR)
        stale = [path for path, text in self.files().items() if read(root / path) != text]
        if check and stale:
            command = type(self).__module__.rpartition(".")[2]
            raise CommandError(f"not current: {', '.join(stale)}. Run: manage.py {command}")
        for path in stale:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(self.files()[path], encoding="utf-8")
            self.stdout.write(f"written: {path}")


def read(path: Path) -> str:
    """The text of a file, or "" if it is not there."""
    return path.read_text(encoding="utf-8") if path.exists() else ""
