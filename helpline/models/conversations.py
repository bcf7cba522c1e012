"""Conversations: their state and their clocks, never their words."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from helpline.models.choices import CHANNEL, LOCALES
from helpline.models.lines import Line, Number
from helpline.models.people import Counsellor, Seeker
from helpline.models.phrases import Phrase
from helpline.ranks import rank
from helpline.states import OPEN, State

OPEN_STATES = sorted(OPEN)


class Conversation(models.Model):
    """One conversation, from the first word to the last: its state and its clocks, never its words.

    `counsellor` holds it while it is active or in wrap-up; it repeats the open assignment so that
    one locked row answers both "is it open?" and "whose is it?".

    Of its place in the queue: `risk` is what a counsellor has flagged, `tier` what its words or
    its past raised it to, `raised_by` how (`phrase`, `help`, or `dropped` by its counsellor) and
    by which `phrase`; `rank_at` follows from them (`helpline/ranks.py`) and is the order of the
    queue. One of high risk may not leave the hands that hold it before `let_go_at`. `priority` is
    below 0 for what sinks in a rush. `weight` is how many places it takes of those a counsellor
    has, `skill` what they must know (none: nothing).

    Of one by text: `number` is ours that they wrote to; `stopped_at` when they wanted no more
    texts; `writing` when it is safe to write to them, by day from `writing_from` to
    `writing_until` (minutes) if only then; `asked_at` when a counsellor asked whether it is a good
    time; `matched_at` when they gave the agreed word;
    `handed_back_at` when their counsellor had to go and they were not told yet; `passed_at`
    when a colleague took them over and they were not told yet; `waiting_said` that they were told
    to wait.

    Of one by the web: `ready_at` when they last said, or showed by writing, that they are alone
    with the screen; `paused_until` till when nobody writes to them and nobody is asked for them;
    `keep_wish` what they want to become of their words when it ends; `surveyed` that they were
    asked how it was (what they said is only counted, elsewhere).

    `erase_at` is when its words can be read no more and go, `held_until` till when they may not go
    all the same, by law, and lie there unread (`transcripts/held/`); `held_openly` how much of that
    whoever wrote, and whoever answers, may be told just now.

    Of one that was passed on: `giver` is the line it came from. Whoever answers now reads the words
    after the seq `words_after`, and the notes after `notes_after`; what was before is not theirs.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(Line, on_delete=models.PROTECT)
    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="conversations")
    channel = models.CharField(max_length=CHANNEL)
    locale = models.CharField(max_length=5, choices=LOCALES)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in State], default=State.WAITING
    )
    priority = models.SmallIntegerField(default=0)
    risk = models.SmallIntegerField(default=0)
    tier = models.SmallIntegerField(default=0)
    weight = models.SmallIntegerField(default=1)
    skill = models.SlugField(max_length=20, blank=True, db_index=False)
    raised_by = models.CharField(max_length=8, blank=True)
    phrase = models.ForeignKey(
        Phrase,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_index=False,
        # One that was deleted a moment ago must not keep the words of a seeker out.
        db_constraint=False,
    )
    last_seq = models.IntegerField(default=0)
    opened_at = models.DateTimeField()
    waiting_since = models.DateTimeField()
    rank_at = models.DateTimeField()
    last_word_at = models.DateTimeField()
    last_seeker_word_at = models.DateTimeField()
    state_at = models.DateTimeField()
    counsellor = models.ForeignKey(
        Counsellor, null=True, on_delete=models.PROTECT, related_name="held", db_index=False
    )
    exited_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    policy = models.CharField(max_length=20)
    erase_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    held_openly = models.DateTimeField(null=True)
    previous = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="next")
    number = models.ForeignKey(Number, null=True, on_delete=models.SET_NULL, db_index=False)
    stopped_at = models.DateTimeField(null=True)
    writing = models.CharField(max_length=8, default="now")
    writing_from = models.PositiveSmallIntegerField(null=True)
    writing_until = models.PositiveSmallIntegerField(null=True)
    asked_at = models.DateTimeField(null=True)
    matched_at = models.DateTimeField(null=True)
    handed_back_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)
    waiting_said = models.BooleanField(default=False)
    ready_at = models.DateTimeField(null=True)
    paused_until = models.DateTimeField(null=True)
    keep_wish = models.CharField(max_length=10, blank=True)
    let_go_at = models.DateTimeField(null=True)
    surveyed = models.BooleanField(default=False)
    giver = models.ForeignKey(
        Line, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    words_after = models.IntegerField(default=0)
    notes_after = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seeker", "channel"],
                condition=Q(state__in=OPEN_STATES),
                name="one_open_conversation",
            ),
        ]
        indexes = [
            models.Index(
                # The whole order of the queue: its head is then found without looking at the rest.
                fields=["line", "-priority", "rank_at", "id"],
                condition=Q(state="waiting"),
                name="queue",
            ),
            models.Index(fields=["erase_at"], condition=Q(erased_at__isnull=True), name="due"),
            models.Index(fields=["state", "state_at"], name="by_state"),
            models.Index(
                fields=["held_until"], condition=Q(held_until__isnull=False), name="held_by_law"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.rank_at = rank(self.waiting_since, self.risk, self.tier)
        super().save(*args, **kwargs)
