"""Sealed messages, pictures that came with a text, and what must go at the provider too."""

import uuid

from django.db import models
from django.db.models import Q

from helpline.models import CHANNEL, Conversation


class Message(models.Model):
    """One message: who, when, and ciphertext. Only `transcripts.record` reads or writes `sealed`.

    `author` is "seeker", "helpline" or the counsellor's id in hex; `kind` is "" for words and
    "note" for a note. `external_id` is the provider's id of a text, once it has one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Found through message_seq_once; an index of its own would only be written.
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, db_index=False)
    seq = models.IntegerField()
    author = models.CharField(max_length=32)
    kind = models.CharField(max_length=8, default="")
    client_id = models.UUIDField()
    external_id = models.CharField(max_length=64, null=True)
    sealed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            # client_id first: repeats are then found by it alone, whatever the conversation.
            models.UniqueConstraint(
                fields=["client_id", "conversation", "author"], name="said_once"
            ),
            models.UniqueConstraint(fields=["conversation", "seq"], name="message_seq_once"),
            models.UniqueConstraint(
                fields=["external_id"], condition=Q(external_id__isnull=False), name="external_once"
            ),
        ]


class Removal(models.Model):
    """A text (or a picture of it) that must go at the provider too.

    Nothing but the provider's ids is kept of it; `next_at` is when it is asked for again. For some
    days after it is done it is known by its id, should the provider still list it.
    """

    channel = models.CharField(max_length=CHANNEL)
    external_id = models.CharField(max_length=64)
    picture = models.CharField(max_length=64, default="")
    made_at = models.DateTimeField()
    next_at = models.DateTimeField()
    attempts = models.SmallIntegerField(default=0)
    cause = models.CharField(max_length=40, default="")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "external_id", "picture"], name="removed_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], condition=Q(done_at__isnull=True), name="removals_due"
            ),
            models.Index(fields=["external_id"], name="removals_known"),
        ]


class Picture(models.Model):
    """A picture that came with a text, on a line that takes any: fetched later, then kept sealed.

    `state` is waiting, kept or refused; `seq` that of its text, `settled` that of the step
    which says what became of it; `picture` the provider's id of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE)
    seq = models.IntegerField()
    channel = models.CharField(max_length=CHANNEL)
    external_id = models.CharField(max_length=64)
    picture = models.CharField(max_length=64)
    state = models.CharField(max_length=8, default="waiting")
    cause = models.CharField(max_length=40, default="")
    sealed = models.BinaryField(null=True)
    attempts = models.SmallIntegerField(default=0)
    made_at = models.DateTimeField()
    settled = models.IntegerField(null=True)
    next_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["external_id", "picture"], name="picture_once"),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], condition=Q(next_at__isnull=False), name="pictures_due"
            ),
        ]
