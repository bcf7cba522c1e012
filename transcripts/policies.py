"""Retention as a table: what each policy is called, which clock it runs on, and for how long.

A policy is chosen per line and channel. The web's default erases at the close (the 15 minutes of
wrap-up are its only grace); a text's default lets a pause resume within a day.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Clock = Literal["closed", "last_word"]
# What was decided at a high risk is kept so long, whatever becomes of the words: where a record was
# used to decide about somebody, they may ask for it within a year (as in British Columbia's PIPA).
DECISIONS = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Policy:
    """Words are erased `keep` after the clock's moment.

    `en` and `fr` say so to the seeker, as the end of a sentence that begins "What we keep:".
    """

    name: str
    clock: Clock
    keep: timedelta
    en: str
    fr: str

    def says(self, locale: str) -> str:
        return self.fr if locale == "fr" else self.en

    def deadline(self, closed_at: datetime, last_word_at: datetime) -> datetime:
        """When the words of a conversation that closed at `closed_at` are to be gone."""
        return (closed_at if self.clock == "closed" else last_word_at) + self.keep


POLICIES = {
    policy.name: policy
    for policy in (
        Policy(
            "at_close",
            "closed",
            timedelta(0),
            "nothing. Your words are erased when the chat ends.",
            "rien. Vos mots sont effacés à la fin.",
        ),
        Policy(
            "day",
            "last_word",
            timedelta(hours=24),
            "your words, until 24 hours after the last one.",
            "vos mots, jusqu’à 24 heures après le dernier.",
        ),
        Policy(
            "month",
            "closed",
            timedelta(days=30),
            "your words, until 30 days after the chat ends.",
            "vos mots, jusqu’à 30 jours après la fin.",
        ),
    )
}
