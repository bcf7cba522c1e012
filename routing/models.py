"""Steps, offers, assignments, shifts, deliveries: what happened, without a word of it.

And what is kept of numbers, by keyed hash: who wants no texts, and who is blocked.
"""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from helpline.models import CHANNEL, Conversation, Counsellor, Line
from transcripts.models import Message


class Step(models.Model):
    """One numbered change of a conversation. No words, so it outlives the transcript.

    `actor` is "seeker", "helpline" or a counsellor's id in hex; `about` the seq of the message a
    delivery step concerns; `detail` a code such as a delivery state, never free text.
    """

    # Found through step_seq_once; an index of its own would only be written.
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, db_index=False)
    seq = models.IntegerField()
    happening = models.CharField(max_length=16)
    before = models.CharField(max_length=10)
    after = models.CharField(max_length=10)
    actor = models.CharField(max_length=32)
    at = models.DateTimeField()
    message_id = models.UUIDField(null=True)
    about = models.IntegerField(default=0)
    detail = models.CharField(max_length=40, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "seq"], name="step_seq_once"),
        ]


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


class Alert(models.Model):
    """Something that somebody must look at, until a supervisor has said that they do.

    `kind` is risk, hand or support; `sealed` what was said of it, under the conversation's key.
    It is heard by more people when `louder_at` has come.
    """

    line = models.ForeignKey(Line, on_delete=models.CASCADE)
    conversation = models.ForeignKey(Conversation, null=True, on_delete=models.CASCADE)
    counsellor = models.ForeignKey(Counsellor, on_delete=models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=8)
    level = models.SmallIntegerField(default=0)
    cause = models.CharField(max_length=12, blank=True)
    sealed = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    loudness = models.SmallIntegerField(default=0)
    louder_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(Counsellor, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "kind"],
                condition=Q(seen_at__isnull=True, conversation__isnull=False),
                name="one_open_alert",
            ),
            models.UniqueConstraint(
                fields=["counsellor", "kind"],
                condition=Q(seen_at__isnull=True, conversation__isnull=True),
                name="one_open_call",
            ),
        ]
        indexes = [
            models.Index(
                fields=["louder_at"], condition=Q(louder_at__isnull=False), name="alerts_louder"
            ),
        ]


class Delivery(models.Model):
    """One text going out: written with its message, sent by the worker, moved only forward.

    `next_at` is when somebody must take it in hand, if ever: to send it, to look it up, or, in
    state `sending`, because whoever did so must have died. Then nobody knows whether the provider
    took it, and it is looked up, never sent again. `posted_at` is when it was last handed over.
    What is `required` (the answer to a keyword) leaves though they want no texts.
    """

    message = models.OneToOneField(Message, on_delete=models.CASCADE)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE)
    seq = models.IntegerField()
    state = models.CharField(max_length=14, default="queued")
    attempts = models.SmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    posted_at = models.DateTimeField(null=True)
    external_id = models.CharField(max_length=64, null=True, unique=True)
    cause = models.CharField(max_length=40, default="")
    made_at = models.DateTimeField()
    automatic = models.BooleanField(default=False)
    required = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                # A person's words go before what is said unasked.
                fields=["automatic", "next_at"],
                condition=Q(next_at__isnull=False),
                name="deliveries_due",
            ),
        ]
        ordering = [F("made_at").asc()]

    @property
    def since(self) -> datetime:
        """Not before this can the provider have it."""
        return self.posted_at or self.made_at


class OptOut(models.Model):
    """Somebody wants no texts from a line, known by the keyed hash of their address.

    The hash is personal data too: it is forgotten with `START`, or when `until` has come.
    """

    line = models.ForeignKey(Line, on_delete=models.CASCADE)
    channel = models.CharField(max_length=CHANNEL)
    address_hash = models.BinaryField(max_length=32)
    since = models.DateTimeField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line", "channel", "address_hash"], name="opted_out_once"
            ),
        ]


class Block(models.Model):
    """Whatever comes from this address is not taken in, only counted, until `until`.

    Who made it and why is kept, and so is who undid it.
    """

    line = models.ForeignKey(Line, on_delete=models.CASCADE)
    channel = models.CharField(max_length=CHANNEL)
    address_hash = models.BinaryField(max_length=32)
    handle = models.CharField(max_length=40)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Counsellor, on_delete=models.PROTECT, related_name="blocks")
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        Counsellor, null=True, on_delete=models.PROTECT, related_name="blocks_ended"
    )
    turned_away = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line", "channel", "address_hash"],
                condition=Q(ended_at__isnull=True),
                name="blocked_once",
            ),
        ]


class Reveal(models.Model):
    """A counsellor was shown a seeker's number: why (`sealed`), and until when."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE)
    counsellor = models.ForeignKey(Counsellor, on_delete=models.PROTECT)
    sealed = models.BinaryField()
    at = models.DateTimeField(db_index=True)
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["counsellor", "until"], name="revealed_to")]


class Health(models.Model):
    """When something last happened on a channel, as far as any process knows.

    `what` is arrived, receipt, sent, listed (when it was last tried), complete (up to when nothing
    is missing) or error; `cause` the code of an error.
    """

    channel = models.CharField(max_length=CHANNEL)
    what = models.CharField(max_length=10)
    at = models.DateTimeField()
    cause = models.CharField(max_length=40, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "what"], name="health_once"),
        ]


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
