"""What was changed in the settings, by whom and when; and what waits for a second person's yes."""

from django.conf import settings
from django.db import models

from helpline.models import Counsellor


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


class Second(models.Model):
    """Something by which an administrator could come to words, until a supervisor has said yes.

    `what` is role (make `person` a supervisor), link (by which a supervisor's password is chosen)
    or step (take away a supervisor's second step). Open while `answer` is empty; the answers are
    yes, no, and done for a yes that was made use of.
    """

    person = models.ForeignKey(Counsellor, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=8)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    who = models.CharField(max_length=150)
    at = models.DateTimeField()
    until = models.DateTimeField()
    answer = models.CharField(max_length=4, blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "what"],
                condition=models.Q(answer__in=["", "yes"]),
                name="one_open_second",
            ),
        ]
        default_permissions = ("view",)


class Proposal(models.Model):
    """A change of what is published in the directory, until somebody else has agreed to it.

    `what` is save (the sheet of `section` as it was typed, in `sent`), out, delete, true (nothing
    is different), address (`sent`: old, new), confirmed (the organisation said so itself) or list
    (a file is written). `subject` is as in `Change`; one that is `fresh` is not there yet, and
    becomes part of `owner`. `version` tells whether the row is still what was looked at. `beside`
    names who asked for it and may not agree either. Open while `answer` is empty; the answers are
    yes, no and back. Nothing of what was typed is kept then.
    """

    what = models.CharField(max_length=10)
    section = models.CharField(max_length=20)
    subject = models.CharField(max_length=60)
    fresh = models.BooleanField(default=False)
    owner = models.UUIDField(null=True)
    title = models.CharField(max_length=200, blank=True)
    right = models.CharField(max_length=10)
    sent = models.JSONField(default=dict)
    version = models.CharField(max_length=20, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    who = models.CharField(max_length=150)
    beside = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField()
    answer = models.CharField(max_length=4, blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, max_length=500)

    class Meta:
        indexes = [
            models.Index(fields=["at"], condition=models.Q(answer=""), name="proposals_that_wait")
        ]
        default_permissions = ("view",)
