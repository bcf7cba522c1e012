"""What somebody is sent to."""

from django.db import models
from django.db.models import Q

from referrals.models.organisations import Location, Organisation, Programme
from referrals.models.sourced import Sourced

STATUSES = [
    ("active", "active"),
    ("inactive", "inactive"),
    ("defunct", "defunct"),
    ("temporarily closed", "temporarily closed"),
]


class Service(Sourced):
    """A service of HSDS. Its columns are the fields of `referrals.entries.Service`.

    What is nothing without it (phones, schedules, costs) stands in its row, as JSON of the shapes
    there; what has a life of its own is a table. Who finds it is not in its entry: no list of
    others knows our lines.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="services"
    )
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.SET_NULL, related_name="services"
    )
    locations = models.ManyToManyField(Location, blank=True, related_name="services")
    name = models.JSONField(default=dict, blank=True)
    status = models.CharField(max_length=20, choices=STATUSES, default="active")
    public = models.BooleanField(default=True)
    description = models.JSONField(default=dict, blank=True)
    application = models.JSONField(default=dict, blank=True)
    alert = models.JSONField(default=dict, blank=True)
    interpretation = models.JSONField(default=dict, blank=True)
    commitment = models.JSONField(default=dict, blank=True)
    pickup = models.JSONField(default=dict, blank=True)
    wait = models.JSONField(default=dict, blank=True)
    url = models.CharField(max_length=400, blank=True)
    email = models.EmailField(blank=True)
    max_stay_days = models.PositiveIntegerField(null=True, blank=True)
    duration_months = models.PositiveIntegerField(null=True, blank=True)
    languages = models.JSONField(default=list, blank=True)
    phones = models.JSONField(default=list, blank=True)
    contacts = models.JSONField(default=list, blank=True)
    links = models.JSONField(default=list, blank=True)
    schedules = models.JSONField(default=list, blank=True)
    areas = models.JSONField(default=list, blank=True)
    cost = models.JSONField(default=dict, blank=True)
    eligibility = models.JSONField(default=dict, blank=True)
    funding = models.JSONField(default=list, blank=True)
    evidence = models.JSONField(default=dict, blank=True)
    capacity = models.JSONField(default=dict, blank=True)
    documents = models.JSONField(default=list, blank=True)
    verified = models.DateField(null=True, blank=True)
    source_note = models.JSONField(default=dict, blank=True)
    staff_notes = models.JSONField(default=dict, blank=True)
    # Slugs of lines and roles (none: all), and countries whose lines do not.
    only_lines = models.JSONField(default=list, blank=True)
    only_roles = models.JSONField(default=list, blank=True)
    not_in = models.JSONField(default=list, blank=True)

    class Meta(Sourced.Meta):
        indexes = [models.Index(fields=["changed_at"], name="services_by_change")]

    def __str__(self) -> str:
        return next(iter(self.name.values()), "") or str(self.pk)


class Answered(models.Model):
    """The answer to one question of `referrals.barriers`; a row less is an answer not known."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="facts")
    name = models.CharField(max_length=20)
    answer = models.CharField(max_length=8, choices=[("yes", "yes"), ("no", "no")])
    note = models.JSONField(default=dict, blank=True)
    to_check = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "name"], name="one_answer"),
            models.CheckConstraint(condition=Q(answer__in=["yes", "no"]), name="yes_or_no"),
        ]


class AnswerChange(models.Model):
    """That an answer became another one: when, by whom or by which source; written once."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="answer_changes")
    at = models.DateTimeField()
    who = models.CharField(max_length=150)
    name = models.CharField(max_length=20)
    before = models.CharField(max_length=8)
    after = models.CharField(max_length=8)

    class Meta:
        indexes = [models.Index(fields=["service", "-at"], name="answers_as_they_were")]
        default_permissions = ("view",)
