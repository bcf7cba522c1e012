"""Something to say, or a place to send someone, with a face for each channel."""

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
