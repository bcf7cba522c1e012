"""Where entries come from, and the files that were sent: looked at first, then taken or not."""

from django.db import models

SENT, CHECKED, WANTED, DONE, REFUSED = "sent", "checked", "wanted", "done", "refused"


class Source(models.Model):
    """Somebody's list. Without `may_export` nothing of it is passed on: it is read here alone."""

    name = models.CharField(max_length=80, unique=True)
    owner = models.CharField(max_length=120, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    notice = models.JSONField(default=dict, blank=True)
    may_export = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Import(models.Model):
    """A file on its way. `state`: sent, checked, wanted (then it is written), done, refused.

    `data` is let go of when it is done. `until` is a lease: who holds it and dies loses it.
    `problems` are those of the report, `counts` what would be, or was, written.
    """

    at = models.DateTimeField()
    who = models.CharField(max_length=150)
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="imports")
    name = models.CharField(max_length=120, blank=True)
    data = models.BinaryField(default=b"")
    region = models.CharField(max_length=2, default="CA")
    zone = models.CharField(max_length=40, blank=True)
    locale = models.CharField(max_length=5, default="en")
    overwrite = models.BooleanField(default=False)
    state = models.CharField(max_length=8, default=SENT)
    until = models.DateTimeField(null=True)
    read = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    found = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["at"],
                condition=models.Q(state__in=["sent", "wanted"]),
                name="imports_to_do",
            )
        ]
        default_permissions = ("view",)
