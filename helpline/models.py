"""Lines, sites, counsellors, seekers and conversations: what a helpline is made of.

No table here holds a word that somebody said. A seeker is known by the hash of a token or by the
keyed hash of an address, and by nothing else.
"""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from helpline.hours import zone_of
from helpline.origins import exact_origin
from helpline.states import OPEN, State

LOCALES = [("en", "English"), ("fr", "Français")]
CHANNEL = 12
OPEN_STATES = sorted(OPEN)


def both_locales() -> list[str]:
    """The languages a new line or counsellor starts with."""
    return ["en", "fr"]


def validate_zone(value: str) -> None:
    """Raises ValidationError unless `value` is the name of a time zone."""
    try:
        zone_of(value)
    except ValueError as complaint:
        raise ValidationError(str(complaint)) from None


class Line(models.Model):
    """One helpline service: its languages, number, waiting rules, texts and retention policies."""

    slug = models.SlugField(unique=True)
    name = models.CharField(
        max_length=80, help_text="Staff see this name; seekers see the cover title."
    )
    cover_title = models.CharField(
        max_length=40, default="Chat", help_text="Neutral title of the seeker's page and tab."
    )
    languages = models.JSONField(default=both_locales)
    accept_seconds = models.PositiveSmallIntegerField(
        default=30, validators=[MinValueValidator(5), MaxValueValidator(600)]
    )
    wrap_minutes = models.PositiveSmallIntegerField(default=15, validators=[MaxValueValidator(60)])
    exit_url = models.URLField(
        default="https://www.theweathernetwork.com/",
        help_text="Where the quick exit leads: a neutral page.",
    )
    policies = models.JSONField(
        default=dict,
        blank=True,
        help_text='Retention by channel, e.g. {"web": "at_close", "sms": "day"}.',
    )
    texts = models.JSONField(
        default=dict,
        blank=True,
        help_text='Own words by language and name: {"en": {"limits": "…"}}.',
    )
    hours = models.JSONField(
        default=dict,
        blank=True,
        help_text='When somebody answers, e.g. {"zone": "America/Winnipeg", "week": '
        '{"mon": ["18:00-02:00"]}, "dates": {"2026-12-25": []}}; empty: always.',
    )
    zone = models.CharField(
        max_length=64,
        blank=True,
        validators=[validate_zone],
        help_text="The line's clock, as America/Winnipeg: by it people say when it is safe to text "
        "them, where hours name no zone of their own. Empty: that of the installation.",
    )
    automatic = models.JSONField(
        default=dict,
        blank=True,
        help_text='Own automatic texts by language and name: {"en": {"greeting": "…"}}; an empty '
        "one is not sent.",
    )

    pictures = models.BooleanField(
        default=False,
        help_text="Take pictures that come with texts. Think of what may be on them, and of who "
        "has to look at it; without this they are declined, and deleted at the provider unseen.",
    )

    def __str__(self) -> str:
        return self.name


class Number(models.Model):
    """One of our numbers on a text channel; what it leaves empty is the line's.

    `free_at` is when the next text may leave from it.
    """

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="numbers")
    channel = models.CharField(max_length=CHANNEL, default="sms")
    number = models.CharField(max_length=16, help_text="As +12045550100.")
    language = models.CharField(
        max_length=5,
        choices=LOCALES,
        blank=True,
        help_text="Empty: guessed from what people write.",
    )
    hours = models.JSONField(default=dict, blank=True)
    automatic = models.JSONField(default=dict, blank=True)
    free_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "number"], name="number_once"),
        ]

    def __str__(self) -> str:
        return self.number


def validate_origin(value: str) -> None:
    """Raises ValidationError unless `value` is scheme://host[:port] and nothing more."""
    if exact_origin(value) != value:
        raise ValidationError(
            "Write the exact origin: https://example.org or http://localhost:8001, no path."
        )


class Site(models.Model):
    """A website that may embed the widget, by its exact origin (scheme, host, port)."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="sites")
    key = models.SlugField(unique=True, help_text="Public name of this site in the embedding code.")
    origin = models.CharField(max_length=200, validators=[validate_origin])
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.key} ({self.origin})"


class Counsellor(models.Model):
    """A person who answers, under a shift name; the account holds how they sign in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="counsellors")
    shift_name = models.CharField(max_length=40, help_text="The only name seekers ever see.")
    languages = models.JSONField(default=both_locales)
    capacity = models.PositiveSmallIntegerField(default=3, validators=[MaxValueValidator(6)])
    supervisor = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.shift_name


class Seeker(models.Model):
    """Someone seeking help, as little of them as can be: a token's hash or an address's keyed hash.

    `address` is the number, sealed under the seeker's own key; `seen_at` the last sign of life of a
    web seeker, from which the token's idle time is counted; `code` the salted hash of a word that
    was agreed on, by which they can be told from somebody else with their phone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(Line, on_delete=models.CASCADE)
    channel = models.CharField(max_length=CHANNEL)
    token_hash = models.BinaryField(max_length=32, null=True, unique=True)
    address_hash = models.BinaryField(max_length=32, null=True)
    address = models.BinaryField(null=True)
    handle = models.CharField(max_length=40)
    code = models.CharField(max_length=128, blank=True)
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line", "channel", "address_hash"],
                condition=Q(address_hash__isnull=False),
                name="seeker_address_once",
            ),
        ]

    def __str__(self) -> str:
        return self.handle


class Conversation(models.Model):
    """One conversation, from the first word to the last: its state and its clocks, never its words.

    `counsellor` holds it while it is active or in wrap-up; it repeats the open assignment so that
    one locked row answers both "is it open?" and "whose is it?".

    Of one by text: `number` is ours that they wrote to; `stopped_at` when they wanted no more
    texts; `writing` when it is safe to write to them, by day from `writing_from` to
    `writing_until` (minutes) if only then; `asked_at` when a counsellor asked whether it is a good
    time; `matched_at` when they gave the agreed word;
    `handed_back_at` when their counsellor had to go and they were not told yet; `waiting_said`
    that they were told to wait.
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
    last_seq = models.IntegerField(default=0)
    opened_at = models.DateTimeField()
    waiting_since = models.DateTimeField()
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
    kind = models.CharField(max_length=40, blank=True)
    previous = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="next")
    number = models.ForeignKey(Number, null=True, on_delete=models.SET_NULL, db_index=False)
    stopped_at = models.DateTimeField(null=True)
    writing = models.CharField(max_length=8, default="now")
    writing_from = models.PositiveSmallIntegerField(null=True)
    writing_until = models.PositiveSmallIntegerField(null=True)
    asked_at = models.DateTimeField(null=True)
    matched_at = models.DateTimeField(null=True)
    handed_back_at = models.DateTimeField(null=True)
    waiting_said = models.BooleanField(default=False)

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
                fields=["line", "-priority", "waiting_since", "id"],
                condition=Q(state="waiting"),
                name="queue",
            ),
            models.Index(fields=["erase_at"], condition=Q(erased_at__isnull=True), name="due"),
            models.Index(fields=["state", "state_at"], name="by_state"),
        ]

    def __str__(self) -> str:
        return str(self.id)
