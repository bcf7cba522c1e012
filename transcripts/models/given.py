"""What was decided, given to somebody or asked for by law: records that outlive a transcript."""

import uuid

from django.db import models

from helpline.models import Conversation, Counsellor, Line


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


class Disclosure(models.Model):
    """A copy of what is left of one conversation may be given to somebody: its person said yes.

    `sealed` holds to whom and what for, under the conversation's key; `part` is all of the words or
    only `theirs`. It ends at `until`, or when the yes is withdrawn: who was named is taken out then
    (`closed_at`), and the name model is asked, if there is one, from `ask_at` on. It goes with the
    words.
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
    closed_at = models.DateTimeField(null=True)
    ask_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()


class Demand(models.Model):
    """Somebody asked for words or facts by law: who, on what basis and for what, sealed.

    Under a key of its own; emptied at `erase_at`. Nothing is ever put into it afterwards: what was
    decided, and any correction, is an `Answer` of its own. Words only go: by hand, and at the close
    (`closes_at` at the latest), when what says who somebody is is taken out. The key under which
    they stood there is destroyed at `rekey_at`, and the one after it in its turn if something was
    taken out meanwhile (`rekey_again`). From `ask_at` on the name model is asked, if there is one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(Line, null=True, on_delete=models.SET_NULL, related_name="+")
    came_on = models.DateField()
    at = models.DateTimeField()
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=12)
    sealed = models.BinaryField(null=True)
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    rekey_at = models.DateTimeField(null=True)
    rekey_again = models.BooleanField(default=False)
    ask_at = models.DateTimeField(null=True)
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
