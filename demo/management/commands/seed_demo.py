"""`manage.py seed_demo`: the demo's line, people, snippets and stories; safe to repeat."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from demo import seed
from demo.cast import PEOPLE


class Command(BaseCommand):
    help = "Make what is missing of the demo data and print the logins."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--fresh",
            action="store_true",
            help="erase the demo's conversations and play them again",
        )

    def handle(self, *, fresh: bool, verbosity: int, **options: object) -> None:
        try:
            played = seed.seed(fresh=fresh)
        except seed.NotDemo as refusal:
            raise CommandError(f"Nothing was touched. {refusal}") from None
        if verbosity == 0:
            return
        self.stdout.write(f"Demo data is there; {played} conversations were played.")
        for person in PEOPLE:
            self.stdout.write(
                f"  {person.shift_name:<6} {person.email:<20} {person.password} ({person.role})"
            )
