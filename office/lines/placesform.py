"""Other lines and places, which people are shown while they wait or when nobody can come."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from helpline.models import LOCALES, Line
from helpline.pageforms import CALL, DIGITS, LONGEST_HELP, LONGEST_NAME, MOST_PLACES
from office import moving
from office.lines.addresses import Secure
from office.sheets import Sheet

SPARE = 1
PARTS = ("was", "gone", "call", "open")


class Call(forms.CharField):
    """A number as people write it, short ones too."""

    def clean(self, value: Any) -> str:
        typed = (super().clean(value) or "").strip()
        if typed and not (CALL.fullmatch(typed) and sum(map(str.isdigit, typed)) in DIGITS):
            raise ValidationError(_("Write a number to call, as 204-555-0117 or 988."))
        return typed


class PlacesForm(Sheet):
    """The column `elsewhere`, a row of fields for each place."""

    section = "elsewhere"

    def __init__(self, subject: Line, data: QueryDict | None = None) -> None:
        wanted = data.get("do", "") if data is not None else ""
        if data is not None and (row := moving.wanted(data)):
            data = moving.up(data, row)
        super().__init__(subject, data)
        self.standing_places = subject.elsewhere if isinstance(subject.elsewhere, list) else []
        sent = len([name for name in self.data if name.startswith("was_")])
        empty = SPARE + (wanted == "more")
        self.count = max(len(self.standing_places) + empty, sent + (wanted == "more"))
        for n in range(self.count):
            known = self.standing_places[n] if n < len(self.standing_places) else {}
            self._add(n, known if isinstance(known, dict) else {})

    def _add(self, n: int, place: dict[str, Any]) -> None:
        was = str(n) if n < len(self.standing_places) else ""
        hidden = forms.CharField(required=False, widget=forms.HiddenInput)
        self.fields[f"was_{n}"], self.initial[f"was_{n}"] = hidden, was
        for code, language in LOCALES:
            for part, label, most in (
                ("name", _("Name (%s)"), LONGEST_NAME),
                ("help", _("What one finds there (%s)"), LONGEST_HELP),
            ):
                field = forms.CharField(label=label % language, max_length=most, required=False)
                field.widget.attrs["lang"] = code
                self.fields[f"{part}_{code}_{n}"] = field
                words = place.get(part, {})
                said = words.get(code, "") if isinstance(words, dict) else ""
                self.initial[f"{part}_{code}_{n}"] = said
        self.fields[f"call_{n}"] = Call(label=_("Number to call"), required=False)
        self.fields[f"open_{n}"] = Secure(label=_("Or a page to open"), required=False)
        self.fields[f"gone_{n}"] = forms.BooleanField(label=_("Take away"), required=False)
        self.initial[f"call_{n}"] = place.get("call", "")
        self.initial[f"open_{n}"] = place.get("open", "")

    def rows(self) -> list[dict[str, Any]]:
        """For each place its heading and its fields."""
        return [self._row(n) for n in range(self.count)]

    def _row(self, n: int) -> dict[str, Any]:
        words = [self[f"{part}_{code}_{n}"] for part in ("name", "help") for code, _l in LOCALES]
        heading = str(words[0].value() or words[1].value() or _("Another place"))
        fields: list[BoundField] = [*words, self[f"call_{n}"], self[f"open_{n}"]]
        known = bool(self[f"was_{n}"].value())
        gone = self[f"gone_{n}"] if known else None
        return {"n": n, "title": heading, "was": self[f"was_{n}"], "fields": fields, "gone": gone}

    # ---- what was typed --------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        places = [place for n in range(self.count) if (place := self._place(n))]
        if len(places) > MOST_PLACES:
            said = {"n": len(places), "most": MOST_PLACES}
            self.add_error(
                None, _("These are %(n)s places; %(most)s is the most that fits.") % said
            )
        self.cleaned_data["places"] = places
        return self.cleaned_data

    def _place(self, n: int) -> dict[str, Any]:
        """The place of this row, with whatever else stood there; {} if it is none."""
        was = self.cleaned_data.get(f"was_{n}", "")
        before = self.standing_places[int(was)] if self._stood(was) else {}
        words = {part: self._words(part, n, before) for part in ("name", "help")}
        ways = {way: self.cleaned_data.get(f"{way}_{n}", "") for way in ("call", "open")}
        said = {name: value for name, value in {**words, **ways}.items() if value}
        if not said or self.cleaned_data.get(f"gone_{n}"):
            return {}
        if "name" not in said:
            self.add_error(f"name_{LOCALES[0][0]}_{n}", _("People must know whom they call."))
        if not {"call", "open"} & set(said) and not {f"call_{n}", f"open_{n}"} & set(self.errors):
            self.add_error(f"call_{n}", _("Write a number or a page: there is no way to go there."))
        rest = {name: value for name, value in before.items() if name not in {*words, *ways}}
        return {**said, **rest}

    def _stood(self, was: str) -> bool:
        known = was.isdecimal() and int(was) < len(self.standing_places)
        return known and isinstance(self.standing_places[int(was)], dict)

    def _words(self, part: str, n: int, before: dict[str, Any]) -> dict[str, str]:
        said = {code: self.cleaned_data.get(f"{part}_{code}_{n}", "") for code, _l in LOCALES}
        stood = before.get(part)
        others = {**stood} if isinstance(stood, dict) and any(said.values()) else {}
        return {code: words for code, words in {**others, **said}.items() if words}

    # ---- the row it is about ---------------------------------------------------------------------

    def apply(self, subject: Line) -> None:
        subject.elsewhere = self.cleaned_data["places"]

    def store(self, subject: Line) -> None:
        subject.save(update_fields=["elsewhere"])

    def state(self, subject: Line) -> dict[str, str]:
        return {
            f"place {n}": _spoken(place)
            for n, place in enumerate(subject.elsewhere or [], 1)
            if isinstance(place, dict)
        }

    def label_of(self, name: str) -> str:
        return _("No. %s") % name.removeprefix("place ")

    def preview(self) -> list[tuple[str, str, list[dict[str, str]]]]:
        """The places as each language shows them; a word that is missing is the other's."""
        places = self.typed().elsewhere or []
        return [
            (code, language, [_in(place, code) for place in places]) for code, language in LOCALES
        ]


def _in(place: dict[str, Any], code: str) -> dict[str, str]:
    said = {
        part: words.get(code) or next(iter(words.values()), "")
        for part in ("name", "help")
        if (words := place.get(part)) and isinstance(words, dict)
    }
    return {**said, "call": place.get("call", ""), "open": place.get("open", "")}


def _spoken(place: dict[str, Any]) -> str:
    words = [*(place.get("name") or {}).values(), *(place.get("help") or {}).values()]
    return " · ".join(filter(None, [*words, place.get("call", ""), place.get("open", "")]))
