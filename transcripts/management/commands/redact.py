"""`manage.py redact --jsonl`: reads messages, an object a line, prints what is to be hidden."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import thread_time_ns
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from transcripts.redact.allowed import NOBODY, Allowed, BadAllowList
from transcripts.redact.engine import Found, over
from transcripts.redacted import plugged
from transcripts.redacted.lines import BadLine, Line, read


class Command(BaseCommand):
    help = (
        "Read one JSON object a line (id, text, and if known lang, region, role, prev, conv, turn);"
        " print for each its id, the spans to hide and the microseconds of processor time it took."
        " By rules, and by NAME_FINDER if one is set."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--jsonl", action="store_true", required=True, help="JSON lines")
        parser.add_argument("--allow", metavar="FILE", help="what the line publishes, as JSON")
        parser.add_argument("file", nargs="?", default="-", help="where to read; - is stdin")

    def handle(self, *args: Any, **options: Any) -> None:
        allowed = _allowed(options["allow"])
        try:
            lines = list(read(_source(options["file"])))
        except BadLine as bad:
            raise CommandError(str(bad)) from None
        results: dict[int, str] = {}
        for talk in _talks(lines):
            results |= _answered(talk, allowed)
            self._print_ready(results)
        self._print_ready(results)

    def _print_ready(self, results: dict[int, str]) -> None:
        """Print answers in the order of the lines, as far as they are there."""
        while self.printed in results:
            self.stdout.write(results.pop(self.printed))
            self.printed += 1

    printed = 0


def _allowed(file: str | None) -> Allowed:
    if file is None:
        return NOBODY
    try:
        lists = json.loads(Path(file).read_text(encoding="utf-8"))
        if not isinstance(lists, dict):
            raise BadAllowList("An allow-list is a JSON object.")
        return Allowed.of(lists)
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}.") from None
    except (ValueError, BadAllowList) as error:
        raise CommandError(f"{file}: {error}") from None


def _source(file: str) -> Iterable[str]:
    if file == "-":
        return sys.stdin
    try:
        return Path(file).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CommandError(f"{file} is not UTF-8.") from None


def _talks(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines by conversation, each in the order of its turns; others by themselves."""
    talks: dict[str, list[Line]] = {}
    for line in lines:
        talks.setdefault(f"c{line.conv}" if line.conv else f"l{line.number}", []).append(line)
    for talk in talks.values():
        yield sorted(talk, key=lambda line: line.turn)


def _answered(talk: list[Line], allowed: Allowed) -> dict[int, str]:
    began = thread_time_ns()
    found = over([line.said for line in talk], allowed, finder=plugged.finder())
    each = (thread_time_ns() - began) / 1000 / len(talk)
    return {line.number: _answer(line, one, each) for line, one in zip(talk, found, strict=True)}


def _answer(line: Line, found: Found, microseconds: float) -> str:
    spans = [span._asdict() for span in found.spans]
    answer = {
        "id": line.id,
        "spans": spans,
        "us": round(microseconds, 1),
        "check": bool(found.doubts),
    }
    return json.dumps(answer, ensure_ascii=False)
