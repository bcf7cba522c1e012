"""To which lines a line may pass people on, and what became of each who was; no word of theirs."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from helpline.models.choices import both_locales
from helpline.models.conversations import Conversation
from helpline.models.lines import Line
from helpline.models.people import Counsellor
from helpline.referred import Lot

KINDS = ("health", "shelter", "legal", "agency", "addiction", "police", "other")
POLICE = "police"


class Partner(models.Model):
    """The line `to` answers people whom `line` passes on, if they say yes to it.

    `names` is what seekers read it is called, by language: what is on their screen or phone says
    it too. Who is passed on and answered by nobody there for so many seconds comes back. A partner
    is never deleted, only no longer `active`: what was passed on to it is counted by it.
    """

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="partners")
    to = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="partner_of")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])
    names = models.JSONField(default=dict)
    answer_seconds = models.PositiveSmallIntegerField(
        default=180, validators=[MinValueValidator(30), MaxValueValidator(3600)]
    )
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "to"], name="partner_once"),
            models.CheckConstraint(condition=~Q(line=F("to")), name="partner_is_another"),
        ]

    def __str__(self) -> str:
        return f"{self.line} to {self.to}"

    def name(self, locale: str) -> str:
        """What it is called in this language, or else in another, or by its line."""
        said: dict[str, Any] = self.names or {}
        return said.get(locale) or next(filter(None, said.values()), "") or self.to.name

    def in_both(self) -> dict[str, str]:
        """The same in every language."""
        return {code: self.name(code) for code in both_locales()}

    @property
    def police(self) -> bool:
        return self.kind == POLICE


class Referral(models.Model):
    """What became of passing somebody on: its `lot` (`helpline/referred.py`), and when.

    `agreed_at` is when whoever sought help said yes and `agreed_by` who asked them; of police they
    are asked apart (`police_at`). Nothing leads from here to their words: `conversation` is known
    until it is over, and then forgotten. While they wait at the partner since `handed_at`, what
    their line must have again if it comes back (at `until`) is kept beside it (`before`).
    """

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="referrals")
    conversation = models.ForeignKey(
        Conversation, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    lot = models.CharField(
        max_length=14, choices=[(lot.value, lot.value) for lot in Lot], default=Lot.OFFERED.value
    )
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(
        Counsellor, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(
        Counsellor, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    police_at = models.DateTimeField(null=True)
    with_words = models.BooleanField(default=False)
    handed_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    before = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"],
                condition=Q(conversation__isnull=False),
                name="one_referral",
            ),
        ]
        indexes = [
            models.Index(fields=["until"], condition=Q(lot="handed_over"), name="referrals_open"),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.lot}"
