"""Keys and tombstones, in the database `keys`."""

from django.db import models


class SealedKey(models.Model):
    """The key of one conversation or seeker, wrapped by the master key named `master`.

    `fresh` takes its place, while it is being changed (`transcripts/redacted/rekeying.py`).
    """

    owner = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField()
    fresh = models.BinaryField(null=True)
    master = models.CharField(max_length=16)
    made_at = models.DateTimeField()


class Tombstone(models.Model):
    """The key of this owner was destroyed; no copy of it may ever be used again.

    `of_key`: just one key of somebody's was, and `owner` is its mark (`wrapping.grave`).
    """

    owner = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    of_key = models.BooleanField(default=False)
