"""Counsellors, and seekers: as little of them as can be."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from helpline.models.choices import CHANNEL, both_locales
from helpline.models.lines import Line
from helpline.roles import Role


class Counsellor(models.Model):
    """A person who answers, under a shift name; the account holds how they sign in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="counsellors")
    shift_name = models.CharField(max_length=40, help_text="The only name seekers ever see.")
    languages = models.JSONField(default=both_locales)
    capacity = models.PositiveSmallIntegerField(default=3, validators=[MaxValueValidator(6)])
    most_live = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MaxValueValidator(6)],
        help_text="Most chats of these. Empty: as many as in all.",
    )
    most_texts = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MaxValueValidator(6)],
        help_text="Most conversations by text of these. Empty: as many as in all.",
    )
    skills = models.JSONField(
        default=list,
        blank=True,
        help_text="What only some can take, as sites and numbers name it: housing, trans.",
    )
    role = models.CharField(
        max_length=14,
        choices=[(role.value, role.value) for role in Role],
        default=Role.COUNSELLOR.value,
    )

    def __str__(self) -> str:
        return self.shift_name

    @property
    def supervisor(self) -> bool:
        return self.role == Role.SUPERVISOR


class Preference(models.Model):
    """What a person has chosen for their desk, as `protocol.Choices` has it; no words of people."""

    counsellor = models.OneToOneField(Counsellor, on_delete=models.CASCADE, primary_key=True)
    choices = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"choices of {self.counsellor_id}"


class Seeker(models.Model):
    """Someone seeking help, as little of them as can be: a token's hash or an address's keyed hash.

    `address` is the number, sealed under the seeker's own key; `seen_at` the last sign of life of a
    web seeker, from which the token's idle time is counted; `code` the salted hash of a word that
    was agreed on, by which they can be told from somebody else with their phone; `ticket_hash` is
    of what a page without scripts may look again with, once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(Line, on_delete=models.CASCADE)
    channel = models.CharField(max_length=CHANNEL)
    token_hash = models.BinaryField(max_length=32, null=True, unique=True)
    address_hash = models.BinaryField(max_length=32, null=True)
    address = models.BinaryField(null=True)
    handle = models.CharField(max_length=40)
    code = models.CharField(max_length=128, blank=True)
    ticket_hash = models.BinaryField(max_length=32, null=True, unique=True)
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


class ReturnCode(models.Model):
    """A number that somebody asked for, to come back to their talk from elsewhere, once.

    Only its keyed hash is kept. It is good until `until`; asking again makes another.
    """

    seeker = models.OneToOneField(Seeker, on_delete=models.CASCADE, related_name="return_code")
    code_hash = models.BinaryField(max_length=32, unique=True)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"until {self.until:%H:%M}"
