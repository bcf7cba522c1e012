"""A hold: who asked, who agreed, till when, and how it ended; its reason is sealed."""

import uuid

from django.db import models
from django.db.models import Q

from helpline.models import Conversation, Counsellor


class Hold(models.Model):
    """One conversation may not be erased before `until`, by law: one person asked, another agreed.

    `state` is one of `transcripts/held/rules.py`, `sealed` why, under the conversation's key;
    `aside_at` when its own time was over meanwhile, and whoever wrote was forgotten; `told_at` when
    whoever texts was told. It goes with the words.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="holds")
    state = models.CharField(max_length=10, default="asked")
    until = models.DateTimeField()
    sealed = models.BinaryField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Counsellor, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_account = models.IntegerField()
    asked_name = models.CharField(max_length=150)
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(
        Counsellor, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    agreed_name = models.CharField(max_length=150, blank=True)
    over_at = models.DateTimeField(null=True)
    over_name = models.CharField(max_length=150, blank=True)
    aside_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"],
                condition=Q(state__in=("asked", "holding")),
                name="one_hold_at_a_time",
            ),
        ]
        ordering = ["-asked_at"]
        default_permissions = ()
