"""`manage.py import_terms FILE`: takes over a licensed list of terms, which is never passed on."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from referrals.exchange.words import sentence
from referrals.licensed import Terms, take


class Command(BaseCommand):
    help = "Read your licensed list of terms (CSV: code, name, name_fr, definition, parent_code)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--code", required=True, help="what the list is called here")
        parser.add_argument("--owner", required=True, help="whose it is")
        parser.add_argument("--notice", required=True, help="what its licence wants to be shown")
        parser.add_argument("--licence", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        about = Terms(**{name: options[name] for name in ("code", "owner", "notice", "licence")})
        try:
            count, report = take(options["file"].read_bytes(), about)
        except OSError as fault:
            raise CommandError(f"{options['file']}: {fault.strerror}") from None
        for each in report.problems:
            self.stdout.write(f"Row {each.line}, {each.column}: {sentence(each.code)}")
        if report.graves:
            raise CommandError("Nothing was written.")
        self.stdout.write(f"Written: {count} terms. They are shown with their notice only.")
