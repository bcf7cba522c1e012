"""A hold: whose, who asked, who agreed, till when, and how it ended; its reason is sealed."""

import uuid

from django.db import models
from django.db.models import Q

from helpline.models import Conversation, Counsellor, Line


class Hold(models.Model):
    """One conversation may not be erased before `until`, by law: one person asked, another agreed.

    It is the line's that had the conversation then. Where it was passed on since, `words_from`,
    `notes_from` and `upto` are the seqs between which that line had it to read.

    `silent`: nobody else may be told of it yet, and not before `silent_until`.

    `state` is one of `transcripts/held/rules.py`, `sealed` why, under the conversation's key;
    `aside_at` when its own time was over meanwhile, and whoever wrote was forgotten; `told_at` when
    whoever texts was told. It goes with the words.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="holds")
    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="+")
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
    silent = models.BooleanField(default=False)
    silent_until = models.DateTimeField(null=True)
    words_from = models.IntegerField(null=True)
    notes_from = models.IntegerField(null=True)
    upto = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "line"],
                condition=Q(state__in=("asked", "holding")),
                name="one_hold_of_a_line",
            ),
        ]
        ordering = ["-asked_at"]
        default_permissions = ()
