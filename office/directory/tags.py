"""The terms of a service as boxes to tick, categories in their groups."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from referrals.models import Service, Tagging, Term
from referrals.wording.texts import said

LABELS = {
    "category": later("What it is for"),
    "population": later("For whom in particular"),
    "gender": later("Gender"),
    "setting": later("What kind of place"),
    "attending": later("How one takes part"),
    "topic": later("What it is about"),
    "prevention": later("At which point it helps"),
    "preferred": later("Meant for them above all"),
}
POPULATION = "population"


def of(service: Service, vocabulary: str) -> list[str]:
    """The codes that it has."""
    if service._state.adding:
        return []
    found = service.taggings.filter(term__vocabulary__code=vocabulary)
    return list(found.order_by("pk").values_list("term__code", flat=True))


def field(
    vocabulary: str, locale: str, standing: Collection[str] = ()
) -> forms.MultipleChoiceField:
    """Those that can be chosen; one that is off the list is offered where it stands already."""
    return forms.MultipleChoiceField(
        label=LABELS[vocabulary],
        choices=choices(vocabulary, locale, standing),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def preferred(service: Service) -> list[str]:
    """Of those whom it serves, for whom it is meant above all."""
    if service._state.adding:
        return []
    found = service.taggings.filter(term__vocabulary__code=POPULATION, preferred=True)
    return list(found.order_by("pk").values_list("term__code", flat=True))


def prefer(service: Service, codes: Collection[str]) -> None:
    """Note for whom it is meant above all, of those whom it serves."""
    found = service.taggings.filter(term__vocabulary__code=POPULATION)
    found.filter(term__code__in=codes).update(preferred=True)
    found.exclude(term__code__in=codes).update(preferred=False)


def choices(vocabulary: str, locale: str, standing: Collection[str] = ()) -> list[Any]:
    vocabulary = POPULATION if vocabulary == "preferred" else vocabulary
    found = Term.objects.filter(vocabulary__code=vocabulary)
    rows = {row.pk: row for row in found if row.active or row.code in standing}
    tops = [row for row in rows.values() if row.parent_id not in rows]
    below = {top.pk: [row for row in rows.values() if row.parent_id == top.pk] for top in tops}
    if len(tops) == len(rows):
        return [_choice(row, locale) for row in tops]
    return [
        (said(top.label, locale).words, [_choice(row, locale) for row in (top, *below[top.pk])])
        for top in tops
    ]


def flat(grouped: list[Any]) -> list[tuple[str, str]]:
    """Choices without the headings of their groups."""
    found: list[tuple[str, str]] = []
    for code, label in grouped:
        found += label if isinstance(label, list) else [(code, label)]
    return found


def _choice(row: Term, locale: str) -> tuple[str, str]:
    words = said(row.label, locale).words or row.code
    return row.code, words if row.active else _("%s (off the list)") % words


def keep(service: Service, vocabulary: str, codes: Collection[str]) -> None:
    """Tie it to these terms; what is known of one that it had already stays."""
    terms = dict(Term.objects.filter(vocabulary__code=vocabulary).values_list("code", "pk"))
    wanted = {terms[code] for code in codes if code in terms}
    of_these = service.taggings.filter(term__in=terms.values())
    had = set(of_these.values_list("term", flat=True))
    if had - wanted:
        service.taggings.filter(term__in=had - wanted).delete()
    Tagging.objects.bulk_create(
        Tagging(service=service, term_id=term) for term in sorted(wanted - had)
    )
