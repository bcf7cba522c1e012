"""What must be answered for, in a chain; added and read, never changed."""

from typing import Any

from django.db import models

from helpline.models import Counsellor


class WrittenOnce(models.QuerySet["Audit"]):
    """Entries that are added and read; nobody has any business with changing one."""

    def update(self, **kwargs: Any) -> int:
        raise TypeError("What was written down is never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("What was written down is forgotten by `ledger.forget` only.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        raise TypeError("What was written down is never changed.")


class Audit(models.Model):
    """Something that must be answered for: who, when, what, about which; never a word of a talk.

    `name` and `who` stay when the person goes, so `who` is no constraint; `conversation` is no
    foreign key, for this outlives it. `sealed` is the reason that was typed, under the
    conversation's key; `mark` says that the entry is ours and as it was (`transcripts/chain.py`).
    """

    at = models.DateTimeField(db_index=True)
    who = models.ForeignKey(
        Counsellor, null=True, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    name = models.CharField(max_length=150)
    action = models.CharField(max_length=24)
    conversation = models.UUIDField(null=True)
    about = models.CharField(max_length=80, blank=True)
    detail = models.CharField(max_length=80, blank=True)
    sealed = models.BinaryField(null=True)
    mark = models.BinaryField(default=b"")

    objects = WrittenOnce.as_manager()

    class Meta:
        indexes = [models.Index(fields=["conversation"], name="audit_of")]
        default_permissions = ("view",)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("What was written down is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("What was written down is forgotten by `ledger.forget` only.")


class AuditLink(models.Model):
    """The place of an entry of the audit in its chain."""

    number = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(unique=True)
    hash = models.BinaryField(max_length=32)

    class Meta:
        default_permissions = ()


class AuditEnds(models.Model):
    """In the database of the keys: after which number the chain begins, and where it ends."""

    begins = models.BigIntegerField(default=0)
    begins_hash = models.BinaryField(max_length=32, default=b"")
    number = models.BigIntegerField(default=0)
    hash = models.BinaryField(max_length=32, default=b"")

    class Meta:
        default_permissions = ()
