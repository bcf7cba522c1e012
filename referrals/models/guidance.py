"""The cards that a counsellor reads beside the talk."""

from django.db import models


class Guidance(models.Model):
    """A card that a counsellor reads beside the talk; it is never sent to anybody.

    `body` is plain text by language: a line that begins with "- " is one of a list.
    """

    slug = models.SlugField(max_length=80, unique=True)
    title = models.JSONField(default=dict)
    body = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "slug"]
        verbose_name_plural = "guidance"

    def __str__(self) -> str:
        return self.slug
