"""Something to say, or a place to send someone, with a face for each channel."""

from typing import Any

from django.db import models

from referrals.wording.folding import fold


class Snippet(models.Model):
    """One thing to say or one place to send someone, ready to insert.

    `faces` is {"chat": {"en": …, "fr": …}, "sms": {…}, "discreet": {…}}; the text face fits one
    segment, the discreet one names no organisation and nothing of health. From `review` on it
    warns, from `expires` on it is not sent.
    """

    slug = models.SlugField(max_length=80, unique=True)
    shortcut = models.CharField(max_length=24, blank=True)
    # As it is compared, so that no two differ by a capital or an accent only.
    shortcut_key = models.CharField(max_length=40, null=True, unique=True, editable=False)
    category = models.CharField(max_length=40)
    tags = models.JSONField(default=list, blank=True)
    title = models.JSONField(default=dict)
    faces = models.JSONField(default=dict)
    referral = models.BooleanField(default=False)
    # The place it is about, whose facts are put into its words each time they are read.
    service = models.ForeignKey(
        "referrals.Service", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    source = models.CharField(max_length=80, blank=True)
    checked = models.DateField(null=True, blank=True)
    review = models.DateField(null=True, blank=True)
    expires = models.DateField(null=True, blank=True)
    active = models.BooleanField(default=True)
    # Who finds it: slugs of lines and roles (none: all), and countries whose lines do not.
    only_lines = models.JSONField(default=list, blank=True)
    only_roles = models.JSONField(default=list, blank=True)
    not_in = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.slug

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.shortcut_key = key_of(self.shortcut)
        super().save(*args, **kwargs)


def key_of(shortcut: str) -> str | None:
    """A shortcut as it is compared; None for none, which may be had by many."""
    return fold(shortcut) or None
