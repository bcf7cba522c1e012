"""`manage.py load_snippets`: adds what is missing of the first set of snippets and cards."""

from typing import Any

from django.core.management.base import BaseCommand

from referrals.guidance import load_first_cards
from referrals.snippets import load_first_set


class Command(BaseCommand):
    help = "Add what is missing of the first snippets and guidance; what you have changed stays."

    def handle(self, *args: Any, **options: Any) -> None:
        snippets, cards = load_first_set(), load_first_cards()
        self.stdout.write(f"Added: {snippets} snippets, {cards} guidance cards.")
