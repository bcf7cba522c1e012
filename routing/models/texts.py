"""Texts on their way; by keyed hash, who wants none and who is blocked; whose number was read."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from helpline.models import CHANNEL, Conversation, Counsellor, Line
from transcripts.models import Message


class Delivery(models.Model):
    """One text going out: written with its message, sent by the worker, moved only forward.

    `next_at` is when somebody must take it in hand, if ever: to send it, to look it up, or, in
    state `sending`, because whoever did so must have died. Then nobody knows whether the provider
    took it, and it is looked up, never sent again. `posted_at` is when it was last handed over.
    What is `required` (the answer to a keyword) leaves though they want no texts.
    """

    message = models.OneToOneField(Message, on_delete=models.CASCADE)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE)
    seq = models.IntegerField()
    state = models.CharField(max_length=14, default="queued")
    attempts = models.SmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    posted_at = models.DateTimeField(null=True)
    external_id = models.CharField(max_length=64, null=True, unique=True)
    cause = models.CharField(max_length=40, default="")
    made_at = models.DateTimeField()
    automatic = models.BooleanField(default=False)
    required = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                # A person's words go before what is said unasked.
                fields=["automatic", "next_at"],
                condition=Q(next_at__isnull=False),
                name="deliveries_due",
            ),
        ]
        ordering = [F("made_at").asc()]

    @property
    def since(self) -> datetime:
        """Not before this can the provider have it."""
        return self.posted_at or self.made_at


class OptOut(models.Model):
    """Somebody wants no texts from a line, known by the keyed hash of their address.

    The hash is personal data too: it is forgotten with `START`, or when `until` has come.
    """

    line = models.ForeignKey(Line, on_delete=models.CASCADE)
    channel = models.CharField(max_length=CHANNEL)
    address_hash = models.BinaryField(max_length=32)
    since = models.DateTimeField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line", "channel", "address_hash"], name="opted_out_once"
            ),
        ]


class Block(models.Model):
    """Whatever comes from this address is not taken in, only counted, until `until`.

    Who made it and why is kept, and so is who undid it.
    """

    line = models.ForeignKey(Line, on_delete=models.CASCADE)
    channel = models.CharField(max_length=CHANNEL)
    address_hash = models.BinaryField(max_length=32)
    handle = models.CharField(max_length=40)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="blocks")
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        Counsellor, null=True, on_delete=models.PROTECT, related_name="blocks_ended"
    )
    turned_away = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line", "channel", "address_hash"],
                condition=Q(ended_at__isnull=True),
                name="blocked_once",
            ),
        ]


class Reveal(models.Model):
    """A counsellor was shown a seeker's number: why (`sealed`), and until when."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE)
    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT)
    sealed = models.BinaryField()
    at = models.DateTimeField(db_index=True)
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["counsellor", "until"], name="revealed_to")]
