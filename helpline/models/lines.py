"""Lines, their numbers and their sites: what an organisation sets up."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from helpline.countries import COUNTRIES
from helpline.firstchecks import first_checks
from helpline.models.choices import (
    CHANNEL,
    LOCALES,
    both_locales,
    validate_origin,
    validate_zone,
)

SKILL = "Who comes by it is offered only to those with this skill; “peer”: to peers. Empty: to all."
COVER_ICONS = ("chat", "page", "sun", "list", "none")


class Line(models.Model):
    """One helpline service: its languages, number, waiting rules, texts and retention policies."""

    slug = models.SlugField(unique=True)
    name = models.CharField(
        max_length=80, help_text="Staff see this name; seekers see the cover title."
    )
    # Decided when it is made, and for good: people who seek help and made-up ones never mix.
    drill = models.BooleanField(
        default=False,
        editable=False,
        help_text="Made-up seekers write here, and nobody real can: nothing is counted or sent.",
    )
    cover_title = models.CharField(
        max_length=40, default="Chat", help_text="Neutral title of the seeker's page and tab."
    )
    languages = models.JSONField(default=both_locales)
    accept_seconds = models.PositiveSmallIntegerField(
        default=30, validators=[MinValueValidator(5), MaxValueValidator(600)]
    )
    risk_weight = models.PositiveSmallIntegerField(
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(3)],
        help_text="How many places a conversation at high risk takes of those a counsellor has.",
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

    # ---- who is let in, and when
    last_orders_minutes = models.PositiveSmallIntegerField(
        default=15,
        validators=[MaxValueValidator(240)],
        help_text="So long before it closes, a line lets no one else into its queue by the web.",
    )
    closing_since = models.DateTimeField(null=True, blank=True, editable=False)
    closing_by = models.ForeignKey(
        "helpline.Counsellor",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    most_waiting = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="When so many wait, others are told at once that it is full. Empty: no limit.",
    )
    only_staffed = models.BooleanField(
        default=False, help_text="Closed while nobody is on shift, whatever the hours say."
    )
    takes_overflow = models.BooleanField(
        default=False,
        help_text="Other lines of this installation may let people be answered here when they wait "
        "too long there.",
    )
    # ---- hard moments
    alert_seconds = models.PositiveSmallIntegerField(
        default=60,
        validators=[MinValueValidator(5), MaxValueValidator(600)],
        help_text="So long an alert (a high risk, a hand that is up) waits for a supervisor before "
        "it is heard again and by more people.",
    )
    cool_down_minutes = models.PositiveSmallIntegerField(
        default=10,
        validators=[MaxValueValidator(120)],
        help_text="So long nothing is offered to who has closed a conversation of high risk, "
        "unless they say that they are ready. 0: not.",
    )
    talk_minutes = models.PositiveSmallIntegerField(
        default=45,
        validators=[MaxValueValidator(240)],
        help_text="After so long a talk its counsellor is told, and nobody else, that it grows "
        "long. 0: not.",
    )
    answer_target_seconds = models.PositiveSmallIntegerField(
        default=300,
        validators=[MinValueValidator(10), MaxValueValidator(3600)],
        help_text="Within so long somebody should be answered; the wall says when it takes longer.",
    )
    checklist = models.JSONField(
        default=first_checks,
        blank=True,
        help_text='Asked of counsellors at a high risk: [{"en": "They are alone", "fr": "…"}].',
    )
    appeal = models.CharField(
        max_length=120,
        blank=True,
        help_text="Whom a blocked person may write to: an address of yours. Empty: none is named.",
    )
    # ---- what can be noted of a talk: while empty, ours count (helpline/terms.py)
    needs = models.JSONField(default=list, blank=True, editable=False)
    outcomes = models.JSONField(default=list, blank=True, editable=False)
    # ---- the seeker's page
    country = models.CharField(
        max_length=2,
        choices=COUNTRIES,
        default="CA",
        help_text="Whose emergency numbers are shown.",
    )
    cover_icon = models.CharField(
        max_length=8,
        choices=[(name, name) for name in COVER_ICONS],
        default="chat",
        help_text="The small picture in the browser's tab.",
    )
    ready_check = models.BooleanField(
        default=True,
        help_text="Ask whether they are alone with the screen before a counsellor may write.",
    )
    questions = models.JSONField(
        default=dict,
        blank=True,
        help_text="What may be told before the talk, and always skipped: "
        '{"name": true, "age": true, "topics": {"en": ["a bed tonight"], "fr": ["un lit"]}}.',
    )
    elsewhere = models.JSONField(
        default=list,
        blank=True,
        help_text='Other lines and places: [{"name": {"en": "Night bed line"}, '
        '"help": {"en": "A place to sleep"}, "call": "204-555-0117"}], or "open" with an address.',
    )
    directory_url = models.URLField(
        blank=True, help_text="A public page of places to go, if there is one."
    )
    stale_days = models.PositiveSmallIntegerField(
        default=365,
        validators=[MinValueValidator(7), MaxValueValidator(3650)],
        help_text="After so many days without a look somebody should make sure of a service of the "
        "directory again; until then it is shown as overdue, never hidden.",
    )
    # ---- what the person may choose
    keep_days = models.PositiveSmallIntegerField(
        default=7,
        validators=[MaxValueValidator(365)],
        help_text="Who wants to may have their words kept for so many days. 0: not offered.",
    )
    follow_up_days = models.PositiveSmallIntegerField(
        default=0,
        validators=[MaxValueValidator(365)],
        help_text="The same, so that the line can follow up. 0: not offered.",
    )
    unchecked_days = models.PositiveSmallIntegerField(
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
        help_text="What is kept redacted and in doubt goes after so many days, unless somebody "
        "has checked it.",
    )
    return_hours = models.PositiveSmallIntegerField(
        default=2,
        validators=[MaxValueValidator(72)],
        help_text="How long a number for coming back is good. 0: none is given.",
    )
    hold_minutes = models.PositiveSmallIntegerField(
        default=15,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
        help_text="How long a place is held for somebody who paused, or left in a hurry with a "
        "number for coming back.",
    )
    survey = models.BooleanField(
        default=False, help_text="Two questions at the end, which can be skipped; only counted."
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
    skill = models.SlugField(max_length=20, blank=True, help_text=SKILL)
    free_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "number"], name="number_once"),
        ]

    def __str__(self) -> str:
        return self.number


class Site(models.Model):
    """A website that may embed the widget, by its exact origin (scheme, host, port)."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="sites")
    key = models.SlugField(unique=True, help_text="Public name of this site in the embedding code.")
    origin = models.CharField(max_length=200, validators=[validate_origin])
    skill = models.SlugField(max_length=20, blank=True, help_text=SKILL)
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.key} ({self.origin})"
