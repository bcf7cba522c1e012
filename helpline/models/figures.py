"""One row for each talk that is over, for the figures: nothing in it leads back to the talk."""

import uuid

from django.db import models

from helpline.models.choices import CHANNEL, LOCALES
from helpline.models.lines import Line


class Figure(models.Model):
    """What a talk was about and how it ended, in codes, without a key to the talk or to anybody.

    It has the week (its Monday) and the hour of the day, both on the line's clock, but no day, and
    its own key is random: neither a time nor an order can be held beside those of the talks.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(Line, on_delete=models.CASCADE)
    week = models.DateField()
    hour = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=CHANNEL)
    locale = models.CharField(max_length=5, choices=LOCALES)
    risk = models.SmallIntegerField()
    kind = models.CharField(max_length=40, blank=True)
    needs = models.JSONField(default=list, blank=True)
    outcome = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return str(self.id)
