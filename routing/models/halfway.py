"""What is only half done: a wrap-up, a checklist, what was inserted meanwhile."""

from django.db import models

from helpline.models import Conversation, Counsellor


class Used(models.Model):
    """That a snippet was inserted in a talk, until it closes: what its wrap-up begins with."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, db_index=False)
    slug = models.SlugField(max_length=80, db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "slug"], name="used_once"),
        ]


class WrapUp(models.Model):
    """What is chosen so far in the wrap-up of a talk, until it closes: codes, never words."""

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, primary_key=True)
    chosen = models.JSONField(default=dict)


class Weighing(models.Model):
    """What whoever holds a talk of high risk has chosen of a decision and not written down yet:
    codes, never words. It is theirs, and is shown to nobody who holds the talk after them."""

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, primary_key=True)
    counsellor = models.ForeignKey(Counsellor, on_delete=models.CASCADE, related_name="+")
    chosen = models.JSONField(default=dict)
