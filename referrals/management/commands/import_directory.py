"""`manage.py import_directory FILE --source NAME`: looks at a list; `--apply` takes it over."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from referrals.exchange.inbox import About
from referrals.exchange.words import sentence
from referrals.models import Source
from referrals.transfer.importing import Outcome, take


class Command(BaseCommand):
    help = (
        "Read a list of services: HSDS 3 (JSON, or a CSV package as .zip), HSDS 1.1 or 2.0 (.zip),"
        " or our own form (.csv). Says what is in it and what is wrong; without --apply nothing"
        " is written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, help="what this list is called here")
        parser.add_argument("--apply", action="store_true", help="write it, if nothing is wrong")
        parser.add_argument("--overwrite", action="store_true", help="undo what was corrected here")
        parser.add_argument("--zone", default="", help="its time zone, as America/Winnipeg")
        parser.add_argument("--region", default="CA", help="the country of its phone numbers")
        parser.add_argument("--locale", default="en", choices=["en", "fr"], help="its language")
        parser.add_argument("--owner", default="", help="whose list it is")
        parser.add_argument("--licence", default="", help="under which licence")
        parser.add_argument(
            "--may-export", action="store_true", help="its licence lets us pass it on"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            data = options["file"].read_bytes()
        except OSError as fault:
            raise CommandError(f"{options['file']}: {fault.strerror}") from None
        about = About(locale=options["locale"], region=options["region"], zone=options["zone"])
        outcome = take(
            data,
            self._source(options),
            about,
            "import_directory",
            apply=options["apply"],
            overwrite=options["overwrite"],
            step=self._step,
        )
        self._tell(outcome, applied=options["apply"])

    def _source(self, options: dict[str, Any]) -> Source:
        names = ("owner", "licence", "may_export")
        said = {name: options[name] for name in names if options[name]}
        if not options["apply"]:
            return Source(name=options["source"], **said)
        return Source.objects.update_or_create(name=options["source"], defaults=said)[0]

    def _step(self, done: int, total: int) -> None:
        self.stderr.write(f"{done} of {total}")

    def _tell(self, outcome: Outcome, *, applied: bool) -> None:
        for each in outcome.report.problems:
            row = f"row {each.line}" if each.line else ""
            where = ", ".join(filter(None, [each.file, row, each.column]))
            mark = "Wrong" if each.grave else "Note"
            self.stdout.write(f"{mark}: {where}: {sentence(each.code)} {each.detail}".rstrip())
        left = outcome.report.count - len(outcome.report.problems)
        if left:
            self.stdout.write(f"and {left} more")
        if outcome.written is None:
            raise CommandError(f"Nothing was written: {outcome.report.graves} wrong.")
        told, did = outcome.written, "Written" if applied else "Would be written"
        self.stdout.write(
            f"{did}: {told.made} new, {told.changed} changed;"
            f" {told.same} the same, {len(told.kept)} kept as corrected here."
        )
