"""Who is there, who is asked, who holds what, who reads along."""

from django.db import models
from django.db.models import Q

from helpline.models import Conversation, Counsellor


class Shift(models.Model):
    """A counsellor's presence: a lease the browser renews; without renewal it is gone within 60 s.

    `load` adds up what is held and offered, each by its weight (nearly always 1), and `live` what
    of it is live; kept in step by the transactions that change them, so that assignment compares
    columns instead of counting rows. `lapses` is how many offers in a row rang unanswered; `aside`
    that the shift was ended or paused because of that. Until `rest_until` nothing is offered: they
    have just had a hard one.
    """

    counsellor = models.OneToOneField(Counsellor, on_delete=models.CASCADE, primary_key=True)
    status = models.CharField(max_length=8, default="away")
    load = models.PositiveSmallIntegerField(default=0)
    live = models.PositiveSmallIntegerField(default=0)
    lapses = models.PositiveSmallIntegerField(default=0)
    aside = models.BooleanField(default=False)
    lease_until = models.DateTimeField()
    idle_since = models.DateTimeField()
    rest_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["lease_until"], condition=~Q(status="away"), name="leases"),
        ]


class Offer(models.Model):
    """A conversation was offered to a counsellor; open while `answer` is empty."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE)
    counsellor = models.ForeignKey(Counsellor, on_delete=models.CASCADE)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    answer = models.CharField(max_length=12, default="")
    reason = models.CharField(max_length=10, default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(answer=""), name="one_open_offer"
            ),
        ]
        indexes = [
            models.Index(fields=["counsellor"], condition=Q(answer=""), name="offers_open"),
            models.Index(fields=["until"], condition=Q(answer=""), name="offers_lapsing"),
            models.Index(fields=["conversation", "answered_at"], name="offers_answered"),
        ]


class Handing(models.Model):
    """A colleague (`to`) is asked to take a conversation over; open while `answer` is empty.

    Until they say yes it is the giver's. The note that goes with it is sealed under the
    conversation's key, and read by nobody once that is gone.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE)
    giver = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    answer = models.CharField(max_length=12, default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(answer=""), name="one_open_handing"
            ),
        ]
        indexes = [
            models.Index(fields=["until"], condition=Q(answer=""), name="handings_open"),
        ]


class Guest(models.Model):
    """Somebody reads along in a conversation that another holds, until `ended_at`.

    A `guest` was asked in by the holder (`by`) and is there from `came_at` on; until `shown_at` the
    seeker does not know of them and they write notes only. A `watch` is a supervisor's own (`by`
    themselves), and there at once. `how` says what became of it; the note of who asks is sealed
    under the conversation's key. `untold`: they are gone, and the seeker does not know it yet.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE)
    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="visits")
    by = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=8)
    sealed = models.BinaryField(null=True)
    asked_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    came_at = models.DateTimeField(null=True)
    shown_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=12, default="")
    untold = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"],
                condition=Q(ended_at__isnull=True, part="guest"),
                name="one_guest",
            ),
            models.UniqueConstraint(
                fields=["conversation", "counsellor"],
                condition=Q(ended_at__isnull=True),
                name="one_part_each",
            ),
        ]
        indexes = [
            models.Index(
                fields=["counsellor"], condition=Q(ended_at__isnull=True), name="guests_there"
            ),
            models.Index(
                fields=["until"],
                condition=Q(ended_at__isnull=True, came_at__isnull=True),
                name="guests_asked",
            ),
            models.Index(fields=["ended_at"], condition=Q(untold=True), name="guests_untold"),
        ]


class Assignment(models.Model):
    """A counsellor holds a conversation; open while `ended_at` is empty; one at most is."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE)
    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"],
                condition=Q(ended_at__isnull=True),
                name="one_open_assignment",
            ),
        ]
        indexes = [
            models.Index(fields=["counsellor"], condition=Q(ended_at__isnull=True), name="held_by"),
        ]
