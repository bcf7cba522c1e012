"""Sealed messages in the main database; keys and tombstones in the database `keys`."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from helpline.models import CHANNEL, Conversation, Counsellor, Line


class Message(models.Model):
    """One message: who, when, and ciphertext. Only `transcripts.record` reads or writes `sealed`.

    `author` is "seeker", "helpline" or the counsellor's id in hex; `kind` is "" for words and
    "note" for a note. `external_id` is the provider's id of a text, once it has one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Found through message_seq_once; an index of its own would only be written.
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, db_index=False)
    seq = models.IntegerField()
    author = models.CharField(max_length=32)
    kind = models.CharField(max_length=8, default="")
    client_id = models.UUIDField()
    external_id = models.CharField(max_length=64, null=True)
    sealed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            # client_id first: repeats are then found by it alone, whatever the conversation.
            models.UniqueConstraint(
                fields=["client_id", "conversation", "author"], name="said_once"
            ),
            models.UniqueConstraint(fields=["conversation", "seq"], name="message_seq_once"),
            models.UniqueConstraint(
                fields=["external_id"], condition=Q(external_id__isnull=False), name="external_once"
            ),
        ]


class Removal(models.Model):
    """A text (or a picture of it) that must go at the provider too.

    Nothing but the provider's ids is kept of it; `next_at` is when it is asked for again. For some
    days after it is done it is known by its id, should the provider still list it.
    """

    channel = models.CharField(max_length=CHANNEL)
    external_id = models.CharField(max_length=64)
    picture = models.CharField(max_length=64, default="")
    made_at = models.DateTimeField()
    next_at = models.DateTimeField()
    attempts = models.SmallIntegerField(default=0)
    cause = models.CharField(max_length=40, default="")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "external_id", "picture"], name="removed_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], condition=Q(done_at__isnull=True), name="removals_due"
            ),
            models.Index(fields=["external_id"], name="removals_known"),
        ]


class Picture(models.Model):
    """A picture that came with a text, on a line that takes any: fetched later, then kept sealed.

    `state` is waiting, kept or refused; `seq` that of its text, `settled` that of the step
    which says what became of it; `picture` the provider's id of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE)
    seq = models.IntegerField()
    channel = models.CharField(max_length=CHANNEL)
    external_id = models.CharField(max_length=64)
    picture = models.CharField(max_length=64)
    state = models.CharField(max_length=8, default="waiting")
    cause = models.CharField(max_length=40, default="")
    sealed = models.BinaryField(null=True)
    attempts = models.SmallIntegerField(default=0)
    made_at = models.DateTimeField()
    settled = models.IntegerField(null=True)
    next_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["external_id", "picture"], name="picture_once"),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], condition=Q(next_at__isnull=False), name="pictures_due"
            ),
        ]


class Kept(models.Model):
    """A conversation that is over and of which something is kept `until` then, redacted.

    `redacted_at` once that is done, `doubtful` as long as somebody should look before it is kept,
    and then who did, and when; whoever wrote is forgotten at `forget_at`, before the words. The key
    under which they were not redacted is destroyed at `rekey_at`.
    """

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, primary_key=True)
    until = models.DateTimeField()
    redacted_at = models.DateTimeField(null=True)
    doubtful = models.BooleanField(default=False)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(
        Counsellor, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    forget_at = models.DateTimeField(null=True)
    rekey_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["rekey_at"], condition=Q(rekey_at__isnull=False), name="to_be_rekeyed"
            ),
            models.Index(
                fields=["until"], condition=Q(redacted_at__isnull=True), name="to_be_redacted"
            ),
            models.Index(
                fields=["forget_at"], condition=Q(forget_at__isnull=False), name="to_be_forgotten"
            ),
        ]
        default_permissions = ()


class Tightening(models.Model):
    """A line keeps less on a channel since then, also of what was there: until it is `done_at`."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=CHANNEL)
    policy = models.CharField(max_length=20)
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["at"], condition=Q(done_at__isnull=True), name="to_be_tightened"),
        ]
        default_permissions = ()


class Purge(models.Model):
    """Some conversations of one policy that are being erased together, and how far that is.

    What was counted on the way stays until a receipt says so; of which ones they were, nothing.
    `released` is how many of them had been held by law past their time.
    """

    policy = models.CharField(max_length=20)
    version = models.CharField(max_length=8)
    conversations = models.IntegerField()
    stage = models.CharField(max_length=12, default="provider")
    rows = models.JSONField(default=dict)
    keys = models.IntegerField(default=0)
    released = models.IntegerField(default=0)
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["begun_at"], condition=Q(done_at__isnull=True), name="purges_under_way"
            ),
            models.Index(
                fields=["done_at"], condition=Q(done_at__isnull=False), name="purges_done"
            ),
        ]
        default_permissions = ()


class Purged(models.Model):
    """A conversation that is being erased; gone when it is."""

    purge = models.ForeignKey(Purge, on_delete=models.CASCADE)
    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, primary_key=True)

    class Meta:
        default_permissions = ()


class Watch(models.Model):
    """When erasing last went its usual way, and why it stands still, if it does.

    `cause` is clock (it has jumped) or many (too much is due at once).
    """

    last_at = models.DateTimeField()
    cause = models.CharField(max_length=8, blank=True)
    since = models.DateTimeField(null=True)
    due = models.IntegerField(default=0)

    class Meta:
        default_permissions = ()


class Receipt(models.Model):
    """What a signed receipt says, as it was signed; see `transcripts/receipts.py`."""

    number = models.IntegerField(primary_key=True)
    body = models.TextField()
    signature = models.CharField(max_length=128)

    class Meta:
        default_permissions = ()


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


class Decision(models.Model):
    """What was decided at a high risk; never a word of a talk, and no foreign key to one.

    `checks` are the line's questions as they were read, each with its answer; `sealed` a reason,
    under a key of this record's own. Emptied at `erase_at` (`decided` is "" then).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="+")
    conversation = models.UUIDField()
    at = models.DateTimeField()
    who = models.ForeignKey(Counsellor, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=40, blank=True)
    risk = models.SmallIntegerField()
    decided = models.CharField(max_length=12, blank=True)
    beside = models.CharField(max_length=10, blank=True)
    beside_name = models.CharField(max_length=40, blank=True)
    confirmed = models.CharField(max_length=8, blank=True)
    checks = models.JSONField(default=list)
    sealed = models.BinaryField(null=True)
    erase_at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["line", "-at"], name="decisions_of")]
        default_permissions = ("view",)


class SealedKey(models.Model):
    """The key of one conversation or seeker, wrapped by the master key named `master`.

    `fresh` is the one that takes its place, while it is being changed (`transcripts/rekeying.py`).
    """

    owner = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField()
    fresh = models.BinaryField(null=True)
    master = models.CharField(max_length=16)
    made_at = models.DateTimeField()


class Tombstone(models.Model):
    """The key of this owner was destroyed; no copy of it may ever be used again.

    `of_key`: just one key of somebody's was, and `owner` is its mark (`wrapping.grave`).
    """

    owner = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    of_key = models.BooleanField(default=False)


class Disclosure(models.Model):
    """A copy of what is left of one conversation may be given to somebody: its person said yes.

    `sealed` holds to whom and what for, under the conversation's key; `part` is all of the words or
    only `theirs`. It ends at `until`, or when the yes is withdrawn, and goes with the words.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=8)
    agreed_on = models.DateField()
    until = models.DateTimeField()
    made_at = models.DateTimeField()
    by = models.ForeignKey(Counsellor, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=40)
    sealed = models.BinaryField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()


class Demand(models.Model):
    """Somebody asked for words or facts by law: who, on what basis and for what, sealed.

    Under a key of its own; emptied at `erase_at`. Nothing in it is ever changed: what was decided,
    and any correction, is an `Answer` of its own.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(Line, null=True, on_delete=models.SET_NULL, related_name="+")
    came_on = models.DateField()
    at = models.DateTimeField()
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=12)
    sealed = models.BinaryField(null=True)
    erase_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-at"]
        default_permissions = ()


class Answer(models.Model):
    """What was decided about a demand, and why (sealed under its key).

    What gives something away counts only once a second person has agreed to it.
    """

    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="answers")
    at = models.DateTimeField()
    account = models.IntegerField()
    name = models.CharField(max_length=150)
    decision = models.CharField(max_length=8)
    sealed = models.BinaryField(null=True)
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["at"]
        default_permissions = ()


class Hold(models.Model):
    """One conversation may not be erased before `until`, by law: one person asked, another agreed.

    `state` is one of `transcripts/holdrules.py`, `sealed` why, under the conversation's key;
    `aside_at` when its own time was over meanwhile, and whoever wrote was forgotten; `told_at` when
    whoever texts was told. It goes with the words.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="holds")
    state = models.CharField(max_length=10, default="asked")
    until = models.DateTimeField()
    sealed = models.BinaryField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Counsellor, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_account = models.IntegerField()
    asked_name = models.CharField(max_length=150)
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(
        Counsellor, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    agreed_name = models.CharField(max_length=150, blank=True)
    over_at = models.DateTimeField(null=True)
    over_name = models.CharField(max_length=150, blank=True)
    aside_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"],
                condition=Q(state__in=("asked", "holding")),
                name="one_hold_at_a_time",
            ),
        ]
        ordering = ["-asked_at"]
        default_permissions = ()
