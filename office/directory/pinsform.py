"""Which categories stand on top, and in which order."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from office import moving
from office.directory import tags
from office.sheets import Sheet
from referrals.directory import CATEGORY
from referrals.models import Vocabulary
from referrals.terms import categories
from referrals.terms.categories import PINNED

PLACES = [f"pin_{n}" for n in range(PINNED)]


class PinsForm(Sheet):
    """A choice for each place on top; the vocabulary of categories is what it is about."""

    section = "categories"

    def __init__(self, subject: Vocabulary, data: QueryDict | None = None) -> None:
        if data is not None and (row := moving.wanted(data)):
            data = moving.up(data, row)
        super().__init__(subject, data)
        standing = pinned(subject)
        offered = tags.choices(CATEGORY, get_language() or "en", standing)
        self.called = dict(tags.flat(offered))
        for n, name in enumerate(PLACES):
            self.fields[name] = forms.ChoiceField(
                label=_("No. %d") % (n + 1), choices=[("", _("nothing")), *offered], required=False
            )
            self.initial[name] = standing[n] if n < len(standing) else ""

    def rows(self) -> list[tuple[str, Any]]:
        """Each place with what moves it up."""
        return [(f"{moving.UP}{n}", self[name]) for n, name in enumerate(PLACES)]

    def clean(self) -> dict[str, Any]:
        seen: set[str] = set()
        for name in PLACES:
            code = self.cleaned_data.get(name, "")
            if code and code in seen:
                self.add_error(name, _("This one stands above already."))
            seen.add(code)
        return self.cleaned_data

    def apply(self, subject: Any) -> None:
        subject.new_pins = [code for name in PLACES if (code := self.cleaned_data[name])]

    def store(self, subject: Any) -> None:
        categories.pin(subject.new_pins)

    def state(self, subject: Any) -> dict[str, str]:
        standing = getattr(subject, "new_pins", None)
        codes = pinned(subject) if standing is None else standing
        return {f"pin_{n}": self.called.get(code, code) for n, code in enumerate(codes)}


def pinned(vocabulary: Vocabulary) -> list[str]:
    """The codes of those on top, in their order."""
    found = vocabulary.terms.exclude(pin=None).order_by("pin", "position")
    return list(found.values_list("code", flat=True))
