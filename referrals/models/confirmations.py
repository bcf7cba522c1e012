"""An organisation was asked whether what is published of it is true, and what it said."""

from django.db import models

from referrals.models.organisations import Organisation

ANSWERS = [("true", "all true"), ("wrong", "something is wrong"), ("unlist", "do not list us")]
LONGEST = 2000


class Confirmation(models.Model):
    """One question by a link that is good once; of the link only a hash is kept.

    Open until `answered_at`. `words` are what they typed; somebody reads them, and then it is
    `settled_at`.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="confirmations"
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    locale = models.CharField(max_length=5)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=150)
    until = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=6, blank=True, choices=ANSWERS)
    words = models.TextField(blank=True, max_length=LONGEST)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=150, blank=True)

    class Meta:
        default_permissions = ("view",)
