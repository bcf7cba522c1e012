"""Retention as a table: what each policy is called, which clock it runs on, and for how long.

A policy is chosen per line and channel. The web's default erases at the close (the 15 minutes of
wrap-up are its only grace); a text's default lets a pause resume within a day.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Clock = Literal["closed", "last_word"]


@dataclass(frozen=True, slots=True)
class Policy:
    """Words are erased `keep` after the clock's moment; `en` and `fr` say so in plain words."""

    name: str
    clock: Clock
    keep: timedelta
    en: str
    fr: str

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
            "Erased when the conversation is closed.",
            "Effacé à la fermeture de la conversation.",
        ),
        Policy(
            "day",
            "last_word",
            timedelta(hours=24),
            "Erased 24 hours after the last word.",
            "Effacé 24 heures après le dernier mot.",
        ),
        Policy(
            "month",
            "closed",
            timedelta(days=30),
            "Erased 30 days after the conversation is closed.",
            "Effacé 30 jours après la fermeture de la conversation.",
        ),
    )
}
