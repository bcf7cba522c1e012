"""Pages elsewhere that the directory names, and what came of looking at them; nothing they say."""

from django.db import models


class PageCheck(models.Model):
    """One address. `code` and the days are those of `referrals.pagechecks.verdicts`.

    `answered_at` is when anything came back from there at all. A row whose address stands
    nowhere any more is let go of.
    """

    address = models.CharField(max_length=400, unique=True)
    host = models.CharField(max_length=255)
    next_at = models.DateTimeField(db_index=True)
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    code = models.CharField(max_length=12, blank=True)
    days_failed = models.PositiveSmallIntegerField(default=0)
    failed_on = models.DateField(null=True)
    since = models.DateField(null=True)
    moved_to = models.CharField(max_length=400, blank=True)
    settled = models.CharField(max_length=400, blank=True)

    class Meta:
        default_permissions = ("view",)


class PageTurn(models.Model):
    """One row: whoever moves `next_at` on may look at a page, and nobody else until then."""

    next_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
