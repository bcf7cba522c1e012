"""Phrases by which a conversation moves up in the queue: an open list that a line edits."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from helpline.models.choices import LOCALES
from helpline.models.lines import Line
from helpline.phrases import fold

TIERS = [
    (1, "1: ten minutes ahead"),
    (2, "2: half an hour ahead"),
    (3, "3: before all others"),
]


def validate_words(value: str) -> None:
    """Raises ValidationError unless there is a word in it."""
    if not fold(value):
        raise ValidationError("Write at least one word.")


class Phrase(models.Model):
    """Words that raise the tier of whoever writes them while they wait; nothing is sent for it.

    Without a line it holds for every line, unless that line has the same phrase itself: inactive
    there, it is switched off there.
    """

    line = models.ForeignKey(
        Line,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="phrases",
        help_text="Empty: every line.",
    )
    language = models.CharField(max_length=5, choices=LOCALES)
    phrase = models.CharField(
        max_length=80,
        validators=[validate_words],
        help_text="Whole words; capitals, accents and apostrophes make no difference.",
    )
    tier = models.PositiveSmallIntegerField(
        choices=TIERS, default=1, validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "language", "phrase"], name="phrase_once"),
            models.UniqueConstraint(
                fields=["language", "phrase"],
                condition=Q(line__isnull=True),
                name="common_phrase_once",
            ),
        ]
        ordering = ["line", "language", "-tier", "phrase"]

    def __str__(self) -> str:
        return self.phrase
