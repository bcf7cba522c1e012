"""Takes out what says who somebody is: cards as soon as they are written, the rest at the close."""

from transcripts.redact.cards import CARD_MARK, cards
from transcripts.redact.checks import luhn

__all__ = ["CARD_MARK", "cards", "luhn"]
