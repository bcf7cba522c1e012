"""What happened in a conversation, numbered, without a word of it."""

from django.db import models

from helpline.models import Conversation


class Step(models.Model):
    """One numbered change of a conversation. No words, so it outlives the transcript.

    `actor` is "seeker", "helpline" or a counsellor's id in hex; `about` the seq of the message a
    delivery step concerns; `detail` a code such as a delivery state, never free text.
    """

    # Found through step_seq_once; an index of its own would only be written.
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, db_index=False)
    seq = models.IntegerField()
    happening = models.CharField(max_length=16)
    before = models.CharField(max_length=10)
    after = models.CharField(max_length=10)
    actor = models.CharField(max_length=32)
    at = models.DateTimeField()
    message_id = models.UUIDField(null=True)
    about = models.IntegerField(default=0)
    detail = models.CharField(max_length=40, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "seq"], name="step_seq_once"),
        ]
