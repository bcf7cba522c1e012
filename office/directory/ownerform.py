"""An organisation of the directory, and a place of it."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from office.directory.parts.backing import country_choices
from office.directory.parts.lists import CONTACTS, FUNDING, LINKS, PHONES
from office.directory.web import Web
from office.directory.wordsheet import WordSheet
from office.lines.clocks import Zone
from office.models import Change, Proposal
from referrals.models import STREET, Location

PARTNERS = [
    ("", later("not known")),
    ("community", later("community organisation")),
    ("health", later("health")),
    ("addiction", later("addiction treatment")),
    ("shelter", later("shelter")),
    ("legal", later("legal help")),
    ("government", later("government")),
    ("police", later("police")),
    ("research", later("research")),
    ("helpline", later("helpline")),
]


class OwnerForm(WordSheet):
    section = "organisation"
    texts = {
        "name": (later("Name"), 1),
        "description": (later("What it is"), 3),
        "staff_notes": (later("For the staff alone"), 3),
    }
    lists = {"phones": PHONES, "contacts": CONTACTS, "links": LINKS, "funding": FUNDING}

    kind = forms.ChoiceField(label=later("What sort of partner"), choices=PARTNERS, required=False)
    url = Web(label=later("Website"), required=False, max_length=400)
    email = forms.EmailField(label=later("E-mail"), required=False, max_length=254)
    public = forms.BooleanField(label=later("Shown to everybody"), required=False)

    def in_groups(self) -> list[Any]:
        what = [*self.words_of("name"), *self.words_of("description"), "kind", "public"]
        reach = ["phones", "email", "url", "contacts", "links"]
        return [
            ("", "", [self[name] for name in what]),
            (_("How to reach them"), "", [self[name] for name in reach]),
            ("", "", [self[name] for name in ("funding", *self.words_of("staff_notes"))]),
        ]


class WhereForm(WordSheet):
    section = "place"
    texts = {
        "name": (later("Name"), 1),
        "transportation": (later("How to get there"), 2),
        "accessibility": (later("Steps, lifts, doors"), 2),
    }

    confidential = forms.BooleanField(
        label=later("Its address is kept secret"),
        required=False,
        help_text=later(
            "Then no street is kept here at all, and what was written of it is erased."
        ),
    )
    address_1 = forms.CharField(label=later("Street"), required=False, max_length=200)
    address_2 = forms.CharField(label=later("Flat, floor"), required=False, max_length=200)
    postal_code = forms.CharField(label=later("Postal code"), required=False, max_length=16)
    city = forms.CharField(label=later("Town"), required=False, max_length=80)
    province = forms.CharField(label=later("Province"), required=False, max_length=80)
    country = forms.ChoiceField(label=later("Country"), required=False)

    def __init__(self, subject: Location, data: QueryDict | None = None) -> None:
        super().__init__(subject, data)
        zone = Zone(required=False)
        zone.offer(subject.zone, empty=_("not known"))
        self.fields["zone"] = zone
        self.initial["zone"] = subject.zone
        country: Any = self.fields["country"]
        country.choices = country_choices(subject.country)

    def in_groups(self) -> list[Any]:
        street = ["confidential", "address_1", "address_2", "postal_code"]
        town = ["city", "province", "country", "zone"]
        words = [*self.words_of("transportation"), *self.words_of("accessibility")]
        return [
            ("", "", [self[name] for name in self.words_of("name")]),
            (_("Where it is"), "", [self[name] for name in (*street, *town)]),
            ("", "", [self[name] for name in words]),
        ]

    def apply(self, subject: Location) -> None:
        super().apply(subject)
        subject.hide()

    def as_noted(
        self, before: dict[str, str], after: dict[str, str]
    ) -> tuple[dict[str, str], dict[str, str]]:
        """Of a secret place nothing is written down that says where it was."""
        if not self.cleaned_data.get("confidential"):
            return before, after
        return _open(before), _open(after)

    def store(self, subject: Location) -> None:
        super().store(subject)
        if subject.confidential:
            about = Change.objects.filter(section=self.section, subject=f"location:{subject.pk}")
            about.filter(name__in=WHERE).update(before="", after="")
            Proposal.objects.filter(section=self.section, subject=f"location:{subject.pk}").delete()


WHERE = [*STREET, "transportation_en", "transportation_fr"]


def _open(state: dict[str, str]) -> dict[str, str]:
    return {name: said for name, said in state.items() if name not in WHERE}
