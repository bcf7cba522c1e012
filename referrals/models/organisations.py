"""Who runs services, where, and the programmes that several services belong to."""

from typing import Any

from django.db import models
from django.db.models import Q

from referrals.models.sourced import Sourced

KINDS = [
    ("", "not known"),
    ("community", "community organisation"),
    ("health", "health"),
    ("addiction", "addiction treatment"),
    ("shelter", "shelter"),
    ("legal", "legal"),
    ("government", "government"),
    ("police", "police"),
    ("research", "research"),
    ("helpline", "helpline"),
]
# Where a confidential place would be found: none of it is kept.
STREET = ("attention", "address_1", "address_2", "region", "postal_code")


class Organisation(Sourced):
    """An organisation of HSDS; `kind` marks what sort of partner it is, the police among them."""

    name = models.JSONField(default=dict, blank=True)
    kind = models.CharField(max_length=12, blank=True, choices=KINDS)
    public = models.BooleanField(default=True)
    description = models.JSONField(default=dict, blank=True)
    url = models.CharField(max_length=400, blank=True)
    email = models.EmailField(blank=True)
    phones = models.JSONField(default=list, blank=True)
    contacts = models.JSONField(default=list, blank=True)
    links = models.JSONField(default=list, blank=True)
    funding = models.JSONField(default=list, blank=True)
    staff_notes = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return next(iter(self.name.values()), "") or str(self.pk)


class Programme(Sourced):
    """Services that belong together, and the phases one goes through."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="programmes"
    )
    name = models.JSONField(default=dict, blank=True)
    description = models.JSONField(default=dict, blank=True)
    phases = models.JSONField(default=list, blank=True)
    staff_notes = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return next(iter(self.name.values()), "") or str(self.pk)


class Location(Sourced):
    """A place where services are. Of a confidential one no more is kept than town and province."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="locations"
    )
    name = models.JSONField(default=dict, blank=True)
    kind = models.CharField(max_length=8, default="physical")
    confidential = models.BooleanField(default=False)
    attention = models.CharField(max_length=120, blank=True)
    address_1 = models.CharField(max_length=200, blank=True)
    address_2 = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=80, blank=True)
    province = models.CharField(max_length=80, blank=True)
    postal_code = models.CharField(max_length=16, blank=True)
    country = models.CharField(max_length=40, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    zone = models.CharField(max_length=40, blank=True)
    transportation = models.JSONField(default=dict, blank=True)
    accessibility = models.JSONField(default=dict, blank=True)

    class Meta(Sourced.Meta):
        constraints = [
            *Sourced.Meta.constraints,
            # What is not kept cannot be shown, exported, or found in a backup.
            models.CheckConstraint(
                condition=Q(confidential=False)
                | Q(latitude=None, longitude=None, **dict.fromkeys(STREET, "")),
                name="confidential_place_has_no_street",
            ),
        ]

    def __str__(self) -> str:
        return next(iter(self.name.values()), "") or self.city or str(self.pk)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.hide()
        super().save(*args, **kwargs)

    def hide(self) -> None:
        """Forget where it is, if it is confidential."""
        if self.confidential:
            for name in STREET:
                setattr(self, name, "")
            self.latitude = self.longitude = None
            self.transportation = {}
