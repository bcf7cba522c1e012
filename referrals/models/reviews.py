"""What somebody made of a service, without who or when in the day; and what was then looked at."""

from django.db import models
from django.db.models import Q

from referrals.models.services import Service

FEEDBACK = [
    ("did_not_work", "it did not work"),
    ("judged", "felt judged"),
    ("unsafe", "was not safe"),
    ("wrong", "what is said of it is not true"),
]


class Review(models.Model):
    """A service that somebody must look at again; open while `outcome` is empty."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="reviews")
    opened_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    who = models.CharField(max_length=150, blank=True)
    outcome = models.CharField(
        max_length=8,
        blank=True,
        choices=[("mended", "mended"), ("stands", "it stands"), ("mistake", "a mistake")],
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service"], condition=Q(outcome=""), name="one_open_review"
            ),
        ]
        default_permissions = ("view",)


class Feedback(models.Model):
    """One sign that it was not good for somebody: a word of ours and a day, no way back to them."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="feedback")
    kind = models.CharField(max_length=12, choices=FEEDBACK)
    day = models.DateField()

    class Meta:
        verbose_name_plural = "feedback"
        default_permissions = ("view",)
