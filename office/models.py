"""What was changed in the settings, by whom and when: from what to what."""

from django.conf import settings
from django.db import models


class Change(models.Model):
    """One field that somebody changed on a page of the settings; written once, and never changed.

    `section` is the page, `subject` what it was about (as "line:1"), `name` the field by the
    page's own names. `before` and `after` are as people read them, and empty where it is a secret.
    `who` stays when the account goes.
    """

    at = models.DateTimeField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    who = models.CharField(max_length=150)
    section = models.CharField(max_length=20)
    subject = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["section", "subject", "-at"], name="changes_of_a_page")]
        default_permissions = ("view",)
