"""A drill that a supervisor began, and each made-up seeker who plays in it."""

from django.db import models

from helpline.models import CHANNEL, LOCALES, Conversation, Counsellor, Line


class Drill(models.Model):
    """So many made-up seekers of one script, from `began_at` until all is erased at `until`."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="drills")
    by = models.ForeignKey(Counsellor, null=True, on_delete=models.SET_NULL, related_name="+")
    who = models.CharField(max_length=40)
    script = models.CharField(max_length=20)
    locale = models.CharField(max_length=5, choices=LOCALES)
    began_at = models.DateTimeField()
    until = models.DateTimeField(db_index=True)


class Actor(models.Model):
    """One made-up seeker: what they have said, what they are about to say, and when they go on.

    `pending` is the line that they are typing (as `opens:1`), `used` the answers they gave,
    `seen_seq` up to where they have read. `over` says why they play no more: ended, left, erased,
    or the code by which the line's own door refused them.
    """

    drill = models.ForeignKey(Drill, on_delete=models.CASCADE, related_name="actors")
    channel = models.CharField(max_length=CHANNEL)
    token_hash = models.BinaryField(max_length=32, null=True)
    address = models.CharField(max_length=16, blank=True)
    conversation = models.ForeignKey(
        Conversation, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    said = models.JSONField(default=dict)
    used = models.JSONField(default=list)
    pending = models.CharField(max_length=20, blank=True)
    seen_seq = models.IntegerField(default=0)
    spoke_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    over = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(next_at__isnull=False),
                name="actors_due",
            ),
        ]
