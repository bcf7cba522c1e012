"""`manage.py import_terms FILE`: takes over a licensed list of terms, which is never passed on."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from referrals.exchange.words import sentence
from referrals.terms.licensed import Terms, take


class Command(BaseCommand):
    help = "Read your licensed list of terms (CSV: code, name, name_fr, definition, parent_code)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--code", required=True, help="what the list is called here")
        parser.add_argument("--owner", required=True, help="whose it is")
        parser.add_argument("--notice", required=True, help="what its licence wants to be shown")
        parser.add_argument("--notice-fr", default="", help="the same in French")
        parser.add_argument("--licence", default="")
        parser.add_argument("--look", action="store_true", help="write nothing, say what is wrong")

    def handle(self, *args: Any, **options: Any) -> None:
        about = Terms(**{name: options[name] for name in Terms.__struct_fields__})
        try:
            count, report = take(options["file"].read_bytes(), about, write=not options["look"])
        except OSError as fault:
            raise CommandError(f"{options['file']}: {fault.strerror}") from None
        for each in report.problems:
            where = f"Row {each.line}, {each.column}: " if each.line else ""
            self.stdout.write(f"{where}{sentence(each.code)} {each.detail}".rstrip())
        if report.graves:
            raise CommandError("Nothing was written.")
        if options["look"]:
            self.stdout.write(f"Nothing is written yet. New or worded anew: {count} terms.")
            return
        self.stdout.write(f"Written: {count} terms. They are shown with their notice only.")
