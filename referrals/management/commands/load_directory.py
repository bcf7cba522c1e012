"""`manage.py load_directory`: adds our categories and, if wanted, a first few real services."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from referrals.terms.categories import load_terms
from referrals.transfer.firstdirectory import load_first_directory


class Command(BaseCommand):
    help = "Add what is missing of our categories; what you have worded anew stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--services",
            action="store_true",
            help="also the organisations in Winnipeg, Kamloops and the UK that the project knows",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        terms = load_terms()
        self.stdout.write(f"Added: {terms} categories and tags.")
        if options["services"]:
            written = load_first_directory()
            self.stdout.write(f"Services and what they hang on: {written.made} new.")
