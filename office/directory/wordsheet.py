"""A sheet about a row of the directory: its texts in each language, and that it is ours now."""

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from helpline.models import LOCALES
from office.directory.entrylines import Lines
from office.fieldsheet import FieldSheet
from referrals import editions, links
from referrals.exchange.words import sentence
from referrals.plaintext import plain

LONGEST = 10_000


class Web(forms.CharField):
    """An address that somebody may be sent to; one that only looks like one is refused."""

    def clean(self, value: Any) -> str:
        typed: str = (super().clean(value) or "").strip()
        if typed and (wrong := links.complaint(typed)):
            raise forms.ValidationError(sentence(wrong))
        return typed


class WordSheet(FieldSheet):
    """`texts` names columns that hold a text by language, each with its label and its rows."""

    texts: ClassVar[dict[str, tuple[Any, int]]] = {}

    def __init__(self, subject: Any, data: QueryDict | None = None) -> None:
        super().__init__(subject, data)
        for name, (label, rows) in self.texts.items():
            said = getattr(subject, name)
            for code, language in LOCALES:
                area = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
                area.attrs["lang"] = code
                field = forms.CharField(
                    label=f"{label} ({language})", required=False, max_length=LONGEST, widget=area
                )
                self.fields[f"{name}_{code}"] = field
                self.initial[f"{name}_{code}"] = said.get(code, "")

    def words_of(self, name: str) -> list[str]:
        """The fields of one text."""
        return [f"{name}_{code}" for code, _language in LOCALES]

    def columns(self) -> list[str]:
        texts = {field for name in self.texts for field in self.words_of(name)}
        return [name for name in self.fields if name not in texts]

    def clean(self) -> dict[str, Any]:
        if not [name for name in self.words_of("name") if self.cleaned_data.get(name)]:
            self.add_error(self.words_of("name")[0], _("Write a name in one language at least."))
        return self.cleaned_data

    def apply(self, subject: Any) -> None:
        super().apply(subject)
        for name in self.texts:
            typed = {code: plain(self.cleaned_data[f"{name}_{code}"]) for code, _l in LOCALES}
            said = {**getattr(subject, name), **typed}
            setattr(subject, name, {code: words for code, words in said.items() if words})

    def state(self, subject: Any) -> dict[str, str]:
        said = {
            f"{name}_{code}": getattr(subject, name).get(code, "")
            for name in self.texts
            for code, _language in LOCALES
        }
        return super().state(subject) | {name: words for name, words in said.items() if words}

    def spoken(self, name: str, value: Any) -> str:
        field = self.fields[name]
        return (
            field.prepare_value(value) if isinstance(field, Lines) else super().spoken(name, value)
        )

    def store(self, subject: Any) -> None:
        # What came from elsewhere is ours from now on: the next list does not undo it.
        subject.corrected_at = timezone.now() if subject.source else None
        subject.save()
        editions.changed(self.around(subject))

    def around(self, subject: Any) -> Iterable[UUID]:
        """The services that say something of this row."""
        found: Iterable[UUID] = subject.services.values_list("pk", flat=True)
        return found
