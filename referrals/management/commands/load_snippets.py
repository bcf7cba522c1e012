"""`manage.py load_snippets`: adds what is missing of the first set of snippets."""

from typing import Any

from django.core.management.base import BaseCommand

from referrals.snippets import load_first_set


class Command(BaseCommand):
    help = "Add what is missing of the first set of snippets; what you have changed stays as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_first_set()
        self.stdout.write(f"Added: {added} snippets.")
