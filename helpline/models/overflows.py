"""When one line takes people of another: who switched that on, since when and until when."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from helpline.models.lines import Line
from helpline.models.people import Counsellor


class Overflow(models.Model):
    """Whoever has waited on `line` for `after_seconds` may be offered to counsellors of `to`.

    The conversations stay those of their line: its rules, its supervisors, its figures. People of
    the other line read what they took, and nothing else. It is over at `until`, or when somebody
    ended it before (`ended_at`).
    """

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="overflows")
    to = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="overflows_here")
    after_seconds = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(5), MaxValueValidator(3600)]
    )
    by = models.ForeignKey(Counsellor, null=True, on_delete=models.SET_NULL, related_name="+")
    began_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line"], condition=Q(ended_at__isnull=True), name="one_overflow"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} to {self.to}"
