"""What every row of the directory has: its own id, where it comes from, and when it was changed."""

import uuid

from django.db import models
from django.db.models import Q


class Sourced(models.Model):
    """A row that may have come from elsewhere, where it is called `source_id`.

    `digest` is that of the entry as it came, so that the same file does nothing the second time.
    `corrected_at` says that somebody here knows better: what comes again does not undo that.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.CharField(max_length=80, blank=True)
    source_id = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    corrected_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"],
                condition=~Q(source_id=""),
                name="%(class)s_once_by_source",
            )
        ]
