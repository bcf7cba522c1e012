"""Counts without anything to join them to: what people answered, and by which way they came."""

from django.db import models

from helpline.models.lines import Line


class Tally(models.Model):
    """How often, in one week (its Monday), something was answered or come by on a line.

    A number that grows: no row stands for a person, and none has a time of day.
    """

    line = models.ForeignKey(Line, on_delete=models.CASCADE)
    week = models.DateField()
    what = models.CharField(max_length=40)
    value = models.CharField(max_length=40)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "week", "what", "value"], name="tally_once"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.value}: {self.count}"
