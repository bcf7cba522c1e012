"""The form for one text in each language: own words, ours where it is empty, or not sent at all."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from helpline.models import LOCALES, Line, Number
from office.sheets import Sheet
from office.texts import wording
from office.texts.wording import Seen
from office.texts.wordlist import Text
from routing.texting.lengths import OTHERS, length_of, most_of
from routing.texting.words import REQUIRED

LONGEST_OF_A_PAGE = 600


def own_of(text: Text, subject: Line | Number) -> dict[str, dict[str, str]]:
    """Where own words of this face are kept: by language and name."""
    own: dict[str, dict[str, str]] = subject.automatic
    if text.face == "page" and isinstance(subject, Line):
        own = subject.texts
    return own


class TextForm(Sheet):
    """One text of a line, or of one of its numbers."""

    section = "texts"

    def __init__(self, text: Text, subject: Line | Number, data: QueryDict | None = None) -> None:
        super().__init__(subject, data)
        self.text = text
        own = own_of(text, subject)
        for locale, language in LOCALES:
            area = forms.Textarea(attrs={"rows": 3, "lang": locale, "spellcheck": "true"})
            self.fields[locale] = forms.CharField(label=language, required=False, widget=area)
            self.initial[locale] = own.get(locale, {}).get(text.name, "")
            if self.can_be_silent:
                label = _("Do not send this text (%s)") % language
                self.fields[f"silent_{locale}"] = forms.BooleanField(label=label, required=False)
                self.initial[f"silent_{locale}"] = own.get(locale, {}).get(text.name) == ""

    @property
    def can_be_silent(self) -> bool:
        return self.text.face == "phone" and self.text.name not in {*REQUIRED, OTHERS}

    # ---- what was typed --------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        for locale, _language in LOCALES:
            words = " ".join(self.cleaned_data.get(locale, "").split())
            self.cleaned_data[locale] = words
            for complaint in self._wrong(locale, words) if words else []:
                self.add_error(locale, complaint)
            if words and self.cleaned_data.get(f"silent_{locale}"):
                self.add_error(locale, _("Words are written, and “do not send” is ticked. Which?"))
        return self.cleaned_data

    def _wrong(self, locale: str, words: str) -> list[str]:
        if self.text.face == "page":
            length, most = len(words), LONGEST_OF_A_PAGE
        else:
            beside = own_of(self.text, self.subject).get(locale, {})
            length = length_of(self.text.name, locale, {**beside, self.text.name: words})
            most = most_of(self.text.name)
        found = wording.wrong_blanks(self.text, locale, words)
        if length > most:
            numbers = {"length": length, "most": most}
            found.append(_("It has %(length)s letters; %(most)s is the most.") % numbers)
        return found

    # ---- the row it is about ---------------------------------------------------------------------

    def apply(self, subject: Line | Number) -> None:
        own = own_of(self.text, subject)
        for locale, _language in LOCALES:
            words = self.cleaned_data[locale]
            silent = self.cleaned_data.get(f"silent_{locale}", False)
            named = {
                name: said for name, said in own.get(locale, {}).items() if name != self.text.name
            }
            if words or silent:
                named[self.text.name] = words
            own[locale] = named
            if not named:
                del own[locale]

    def store(self, subject: Line | Number) -> None:
        phone = self.text.face == "phone"
        subject.save(update_fields=["automatic" if phone else "texts"])

    def state(self, subject: Line | Number) -> dict[str, str]:
        own = own_of(self.text, subject)
        said = {locale: own.get(locale, {}).get(self.text.name) for locale, _language in LOCALES}
        named = {f"{self.text.face}:{self.text.name}:{locale}": w for locale, w in said.items()}
        return {name: w or _("(empty)") for name, w in named.items() if w is not None}

    def label_of(self, name: str) -> str:
        return dict(LOCALES).get(name.rpartition(":")[2], name)

    # ---- beside the fields -----------------------------------------------------------------------

    def languages(self) -> list[dict[str, Any]]:
        """For each language: its field, the text that counts without it, and how it will look."""
        twin = self.typed()
        return [
            {
                "code": locale,
                "name": language,
                "field": self[locale],
                "silent": self[f"silent_{locale}"] if self.can_be_silent else None,
                "shipped": self.without(locale),
                "seen": self.seen(locale, twin),
            }
            for locale, language in LOCALES
        ]

    def without(self, locale: str) -> str:
        """What counts if the field is empty: the line's own for a number, else ours."""
        if isinstance(self.subject, Number):
            line: dict[str, str] = self.subject.line.automatic.get(locale, {})
            return line.get(self.text.name, wording.shipped(self.text, locale))
        return wording.shipped(self.text, locale)

    def seen(self, locale: str, twin: Line | Number) -> Seen:
        own = own_of(self.text, twin)
        words = own.get(locale, {}).get(self.text.name, self.without(locale))
        beside = dict(own)
        if isinstance(twin, Number):
            beside = {locale: {**twin.line.automatic.get(locale, {}), **own.get(locale, {})}}
        return wording.see(self.text, locale, twin, beside, words)
