"""Ways to reach somebody as rows: phones, people to ask for, addresses on the web."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from msgspec.structs import replace

from office.directory.parts.cells import Cells, Words, both
from office.directory.web import Web
from referrals.entries import Contact, Link, Phone
from referrals.exchange import cleaning
from referrals.exchange.words import sentence
from referrals.wording.dialling import shown

# The country of numbers that do not say theirs.
REGION = "CA"
KINDS = [
    ("voice", later("to speak")),
    ("text", later("for text messages")),
    ("hotline", later("a helpline")),
    ("cell", later("a cell phone")),
    ("tty", later("a text telephone (TTY)")),
    ("fax", later("a fax")),
    ("pager", later("a pager")),
]
PAGES = [
    ("website", later("a website")),
    ("social", later("where somebody is seen there: social media")),
    ("form", later("a form")),
    ("other", later("something else")),
]


def dialled(number: str) -> str:
    """As people here write it; a number of another country keeps its own."""
    return shown(number) if number.startswith("+1") else number


class Number(forms.CharField):
    """A phone number as people write it, with its extension: 204-555-0117 x12."""

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, required=False, max_length=80)
        self.widget.attrs["inputmode"] = "tel"

    def clean(self, value: Any) -> tuple[str, str] | None:
        typed = (super().clean(value) or "").strip()
        read = cleaning.phone(typed, REGION) if typed else None
        if typed and read is None:
            raise ValidationError(sentence("phone"))
        return read


def written(phone: Phone) -> str:
    return (
        f"{dialled(phone.number)} x{phone.extension}" if phone.extension else dialled(phone.number)
    )


class PhoneCells(Cells):
    shape = Phone
    texts = {"note": later("When, or for what")}
    first = ("number", "kind")

    number = Number(later("Number"))
    kind = forms.ChoiceField(label=later("What it is"), choices=KINDS, initial="voice")

    def filled(self, part: Phone) -> dict[str, Any]:
        return {"number": written(part), "kind": part.kind}

    def complain(self, typed: dict[str, Any]) -> None:
        if not typed.get("number") and "number" not in self.errors:
            self.add_error("number", _("Write the number."))

    def read(self, typed: dict[str, Any]) -> dict[str, Any]:
        number, extension = typed["number"]
        return {"number": number, "extension": extension, "kind": typed["kind"]}

    @classmethod
    def said(cls, part: Phone) -> Iterable[str]:
        kind = "" if part.kind == "voice" else f"{dict(KINDS)[part.kind]}"
        return written(part), kind, both(part.note)


class ContactCells(Cells):
    """Its second phone has a field as well; what more there are stay."""

    shape = Contact
    texts = {"title": later("What they do there")}
    first = ("name",)

    name = Words(later("Name"), longest=200)
    email = forms.EmailField(label=later("E-mail"), required=False, max_length=254)
    phone_1 = Number(later("Phone"))
    phone_2 = Number(later("Another phone"))
    private = forms.BooleanField(label=later("For the staff alone"), required=False)

    def filled(self, part: Contact) -> dict[str, Any]:
        phones = [*map(written, part.phones[:2]), "", ""]
        return {
            "name": part.name,
            "email": part.email,
            "phone_1": phones[0],
            "phone_2": phones[1],
            "private": part.private,
        }

    def read(self, typed: dict[str, Any]) -> dict[str, Any]:
        before: Sequence[Phone] = self.part.phones if self.part else []
        phones = [
            _renewed(before[n] if n < len(before) else None, typed[f"phone_{n + 1}"])
            for n in range(2)
        ]
        return {
            "name": typed["name"],
            "email": typed["email"],
            "private": typed["private"],
            "phones": [*filter(None, phones), *before[2:]],
        }

    def complain(self, typed: dict[str, Any]) -> None:
        said = [name for name in self.fields if name not in ("kept", "private") and typed.get(name)]
        if not said and not self.errors:
            self.add_error("name", _("Write whom to ask for."))

    @classmethod
    def said(cls, part: Contact) -> Iterable[str]:
        phones = ", ".join(map(written, part.phones))
        alone = _("for the staff alone") if part.private else ""
        return part.name, both(part.title), part.email, phones, alone


def _renewed(before: Phone | None, typed: tuple[str, str] | None) -> Phone | None:
    """A phone with another number, and what else was known of the one before."""
    if typed is None:
        return None
    about = before or Phone(number="")
    return replace(about, number=typed[0], extension=typed[1])


class LinkCells(Cells):
    """A page; or, without an address, that there is one and what it tells of who looks at it."""

    shape = Link
    texts = {"label": later("What it is called"), "note": later("What one should know of it")}
    first = ("url", "kind")

    url = Web(label=later("Address"), required=False, max_length=400)
    kind = forms.ChoiceField(label=later("What it is"), choices=PAGES, initial="website")

    def complain(self, typed: dict[str, Any]) -> None:
        named = typed.get("url") or typed.get("label_en") or typed.get("label_fr")
        if not named and "url" not in self.errors:
            self.add_error("url", _("Write the address, or at least what it is called."))

    @classmethod
    def said(cls, part: Link) -> Iterable[str]:
        kind = "" if part.kind == "website" else f"{dict(PAGES)[part.kind]}"
        return part.url, kind, both(part.label), both(part.note)
