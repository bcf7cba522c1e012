"""What is kept a while longer, what is being erased and how far that is, and its receipts."""

from django.db import models
from django.db.models import Q

from helpline.models import CHANNEL, Conversation, Counsellor, Line


class Kept(models.Model):
    """A conversation that is over and of which something is kept `until` then, redacted.

    `redacted_at` once that is done, `doubtful` as long as somebody should look before it is kept,
    and then who did, and when; whoever wrote is forgotten at `forget_at`, before the words. The key
    under which they were not redacted is destroyed at `rekey_at`, and the one after it in its turn
    if something was taken out meanwhile (`rekey_again`).
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
    rekey_again = models.BooleanField(default=False)

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
    """What a signed receipt says, as it was signed; see `transcripts/erasing/receipts.py`."""

    number = models.IntegerField(primary_key=True)
    body = models.TextField()
    signature = models.CharField(max_length=128)

    class Meta:
        default_permissions = ()


class Backup(models.Model):
    """What is known of the copies of one database (`kind`: words or keys): how many there are, and
    from when the newest and the oldest are.

    `unseen`: their folder cannot be read; `noted`: it is not ours, and somebody said that one was
    made. `said` is what the log has said of them, so that it is said once.
    """

    kind = models.CharField(max_length=8, primary_key=True)
    count = models.IntegerField(default=0)
    newest_at = models.DateTimeField(null=True)
    oldest_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField()
    unseen = models.BooleanField(default=False)
    noted = models.BooleanField(default=False)
    said = models.CharField(max_length=80, blank=True)

    class Meta:
        default_permissions = ()
