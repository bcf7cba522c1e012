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

from helpline.origins import exact_origin
from helpline.states import OPEN, State

LOCALES = [("en", "English"), ("fr", "Français")]
CHANNELS = [("web", "Web chat"), ("sms", "Text")]
OPEN_STATES = sorted(OPEN)


def both_locales() -> list[str]:
    """The languages a new line or counsellor starts with."""
    return ["en", "fr"]


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
    number = models.CharField(
        max_length=16, blank=True, help_text="The line's text number, as +12045550100."
    )
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
        help_text='Own words by language and name: {"en": {"greeting": "…"}}.',
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="line_number_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


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
    web seeker, from which the token's idle time is counted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(Line, on_delete=models.CASCADE)
    channel = models.CharField(max_length=8, choices=CHANNELS)
    token_hash = models.BinaryField(max_length=32, null=True, unique=True)
    address_hash = models.BinaryField(max_length=32, null=True)
    address = models.BinaryField(null=True)
    handle = models.CharField(max_length=40)
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
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(Line, on_delete=models.PROTECT)
    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="conversations")
    channel = models.CharField(max_length=8, choices=CHANNELS)
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
