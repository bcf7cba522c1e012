"""Words to sort services by: our own categories and tags, and an organisation's licensed ones."""

from django.db import models

from referrals.models.services import Service


class Vocabulary(models.Model):
    """A list of terms. Of one that is not ours nothing leaves the house; its notice is shown."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.JSONField(default=dict, blank=True)
    owner = models.CharField(max_length=120, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    notice = models.JSONField(default=dict, blank=True)
    may_export = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "vocabularies"

    def __str__(self) -> str:
        return self.code


class Term(models.Model):
    """One of its terms. `pin` puts it on top, small numbers first; `see_also` are codes."""

    vocabulary = models.ForeignKey(Vocabulary, on_delete=models.CASCADE, related_name="terms")
    code = models.CharField(max_length=80)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children"
    )
    label = models.JSONField(default=dict, blank=True)
    definition = models.JSONField(default=dict, blank=True)
    see_also = models.JSONField(default=list, blank=True)
    pin = models.PositiveSmallIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)
    external_code = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["vocabulary", "code"], name="a_term_once"),
        ]

    def __str__(self) -> str:
        return self.code


class Tagging(models.Model):
    """That a service has a term: for them in particular, in the house or by a partner."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="taggings")
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="taggings")
    preferred = models.BooleanField(default=False)
    delivery = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "term"], name="a_term_of_a_service_once"),
        ]
