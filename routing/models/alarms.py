"""What a supervisor is told, and how each part of the house does."""

from django.db import models
from django.db.models import Q

from helpline.models import CHANNEL, Conversation, Counsellor, Line


class Alert(models.Model):
    """Something that somebody must look at, until a supervisor has said that they do.

    `kind` is risk, hand or support; `sealed` what was said of it, under the conversation's key.
    It is heard by more people when `louder_at` has come.
    """

    line = models.ForeignKey(Line, on_delete=models.CASCADE)
    conversation = models.ForeignKey(Conversation, null=True, on_delete=models.CASCADE)
    counsellor = models.ForeignKey(Counsellor, on_delete=models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=8)
    level = models.SmallIntegerField(default=0)
    cause = models.CharField(max_length=12, blank=True)
    sealed = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    loudness = models.SmallIntegerField(default=0)
    louder_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(Counsellor, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "kind"],
                condition=Q(seen_at__isnull=True, conversation__isnull=False),
                name="one_open_alert",
            ),
            models.UniqueConstraint(
                fields=["counsellor", "kind"],
                condition=Q(seen_at__isnull=True, conversation__isnull=True),
                name="one_open_call",
            ),
        ]
        indexes = [
            models.Index(
                fields=["louder_at"], condition=Q(louder_at__isnull=False), name="alerts_louder"
            ),
        ]


class Health(models.Model):
    """When something last happened on a channel, as far as any process knows.

    `what` is arrived, receipt, sent, listed (when it was last tried), complete (up to when nothing
    is missing) or error; `cause` the code of an error.
    """

    channel = models.CharField(max_length=CHANNEL)
    what = models.CharField(max_length=10)
    at = models.DateTimeField()
    cause = models.CharField(max_length=40, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "what"], name="health_once"),
        ]
