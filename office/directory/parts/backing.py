"""Whom something serves by where they are, who pays for it, and what others say of it, as rows."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from babel import Locale
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from office.directory.parts.cells import Cells, Words, both
from referrals.entries import Area, Funding, Listed

# What most choose from; the others stand below them.
NEAR = ("CA", "US", "GB", "FR")
COUNTRY = 2
LISTED = [
    ("unknown", later("not known")),
    ("listed", later("listed")),
    ("not listed", later("not listed")),
    ("not applicable", later("does not apply")),
]


@cache
def countries(locale: str) -> list[tuple[str, str]]:
    """Every country by its code, the near ones first."""
    names = {code: name for code, name in Locale(locale).territories.items() if code.isalpha()}
    known = {code: name for code, name in names.items() if len(code) == COUNTRY}
    near = [(code, known[code]) for code in NEAR]
    rest = sorted(
        ((c, name) for c, name in known.items() if c not in NEAR), key=lambda each: each[1]
    )
    return [*near, *rest]


def country_choices(standing: str) -> list[tuple[str, str]]:
    """All of them; what a list of others called a country stays until somebody chooses one."""
    known = countries((get_language() or "en")[:2])
    other = [] if standing in ("", *dict(known)) else [(standing, standing)]
    return [("", _("not known")), *other, *known]


def day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget)


class AreaCells(Cells):
    """A whole country where nothing smaller is named."""

    shape = Area
    texts = {"name": later("What it is called")}
    first = ("city", "province", "country")

    city = Words(later("Town"), longest=80)
    province = Words(later("Province"), longest=80)
    country = forms.ChoiceField(label=later("Country"), required=False)

    def __init__(self, *about: Any, **options: Any) -> None:
        super().__init__(*about, **options)
        field: Any = self.fields["country"]
        field.choices = country_choices(self.part.country if self.part else "")

    @classmethod
    def said(cls, part: Area) -> Iterable[str]:
        return both(part.name), part.city, part.province, part.country


class FundingCells(Cells):
    shape = Funding
    texts = {"source": later("Who")}
    first = ("source_en", "source_fr")

    starts = day(later("Since"))
    ends = day(later("Until"))

    def complain(self, typed: dict[str, Any]) -> None:
        if not (typed.get("source_en") or typed.get("source_fr")):
            self.add_error("source_en", _("Write who pays, in one language at least."))
        if typed.get("starts") and typed.get("ends") and typed["ends"] < typed["starts"]:
            self.add_error("ends", _("It ends before it begins."))

    @classmethod
    def said(cls, part: Funding) -> Iterable[str]:
        return both(part.source), f"{part.starts or ''}–{part.ends or ''}".strip("–")


class ListedCells(Cells):
    """What a scheme that grades programmes says."""

    shape = Listed

    scheme = Words(later("Scheme"), longest=200)
    status = forms.ChoiceField(label=later("What it says"), choices=LISTED, initial="unknown")

    def complain(self, typed: dict[str, Any]) -> None:
        if not typed.get("scheme"):
            self.add_error("scheme", _("Write what the scheme is called."))

    @classmethod
    def said(cls, part: Listed) -> Iterable[str]:
        return part.scheme, f"{dict(LISTED)[part.status]}"
