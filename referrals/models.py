"""Snippets, with a chat face and a text-message face in each language; and cards to read."""

from django.db import models


class Snippet(models.Model):
    """One thing to say or one place to send someone, ready to insert.

    `faces` is {"chat": {"en": …, "fr": …}, "sms": {…}}; the text face fits one segment.
    """

    slug = models.SlugField(max_length=80, unique=True)
    category = models.CharField(max_length=40)
    tags = models.JSONField(default=list, blank=True)
    title = models.JSONField(default=dict)
    faces = models.JSONField(default=dict)
    referral = models.BooleanField(default=False)
    source = models.CharField(max_length=80, blank=True)
    checked = models.DateField(null=True, blank=True)
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.slug


class Insertion(models.Model):
    """That something of a category was inserted on a channel: a figure without a way back."""

    category = models.CharField(max_length=40)
    slug = models.SlugField(max_length=80)
    channel = models.CharField(max_length=8)
    locale = models.CharField(max_length=5)
    day = models.DateField()


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
