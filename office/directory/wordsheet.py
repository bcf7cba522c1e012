"""A sheet about a row of the directory: texts in each language, lists, and that it is ours."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from helpline.models import LOCALES
from office.directory.parts.cells import Cells
from office.directory.parts.partlist import PartList
from office.fieldsheet import FieldSheet
from referrals import editions
from referrals.wording.plaintext import plain
from referrals.wording.texts import Texts

LONGEST = 10_000


class WordSheet(FieldSheet):
    """`texts` names columns that hold a text by language, each with its label and its rows;
    `lists` columns that hold parts, each with its cells, its label and what one adds to it. The
    text `named` must not be empty in all languages."""

    named: ClassVar[str] = "name"
    texts: ClassVar[dict[str, tuple[Any, int]]] = {}
    lists: ClassVar[dict[str, tuple[type[Cells], Any, Any]]] = {}

    def __init__(self, subject: Any, data: QueryDict | None = None) -> None:
        super().__init__(subject, data)
        self.part_lists = {
            name: PartList(name, *about).fill(self.kept_list(subject, name), data)
            for name, about in self.lists.items()
        }
        for name, (label, rows) in self.texts.items():
            said = self.kept_text(subject, name)
            for code, language in LOCALES:
                area = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
                area.attrs["lang"] = code
                field = forms.CharField(
                    label=f"{label} ({language})", required=False, max_length=LONGEST, widget=area
                )
                self.fields[f"{name}_{code}"] = field
                self.initial[f"{name}_{code}"] = said.get(code, "")

    def __getitem__(self, name: str) -> Any:
        """A field, or a list where a field would stand."""
        return self.part_lists[name] if name in self.part_lists else super().__getitem__(name)

    def kept_text(self, subject: Any, name: str) -> Texts:
        """A text as it is kept of this row."""
        found: Texts = getattr(subject, name)
        return found

    def keep_text(self, subject: Any, name: str, said: Texts) -> None:
        setattr(subject, name, said)

    def kept_list(self, subject: Any, name: str) -> list[Any]:
        """A list as it is kept of this row."""
        found: list[Any] = getattr(subject, name)
        return found

    def keep_list(self, subject: Any, name: str, parts: list[Any]) -> None:
        setattr(subject, name, parts)

    def words_of(self, name: str) -> list[str]:
        """The fields of one text."""
        return [f"{name}_{code}" for code, _language in LOCALES]

    def columns(self) -> list[str]:
        texts = {field for name in self.texts for field in self.words_of(name)}
        return [name for name in self.fields if name not in texts]

    def clean(self) -> dict[str, Any]:
        names = self.words_of(self.named)
        if not [name for name in names if self.cleaned_data.get(name)]:
            self.add_error(names[0], _("Write a name in one language at least."))
        wrong = [each.label for each in self.part_lists.values() if each.wrong()]
        if wrong:
            named = ", ".join(map(str, wrong))
            self.add_error(None, _("A row cannot be taken as it is: %s.") % named)
        return self.cleaned_data

    def apply(self, subject: Any) -> None:
        super().apply(subject)
        for name in self.texts:
            typed = {code: plain(self.cleaned_data[f"{name}_{code}"]) for code, _l in LOCALES}
            said = {**self.kept_text(subject, name), **typed}
            kept = {code: words for code, words in said.items() if words}
            self.keep_text(subject, name, kept)
        for name, each in self.part_lists.items():
            self.keep_list(subject, name, each.stored())

    def state(self, subject: Any) -> dict[str, str]:
        said = {
            f"{name}_{code}": self.kept_text(subject, name).get(code, "")
            for name in self.texts
            for code, _language in LOCALES
        }
        for name, each in self.part_lists.items():
            said[name] = each.spoken(self.kept_list(subject, name))
        return super().state(subject) | {name: words for name, words in said.items() if words}

    def version(self) -> str:
        """What no words say of a part counts as well."""
        kept = [self.kept_list(self.subject, name) for name in self.part_lists]
        return hashlib.sha256(json.dumps([super().version(), kept]).encode()).hexdigest()[:20]

    def label_of(self, name: str) -> str:
        found = self.part_lists.get(name)
        return str(found.label) if found else super().label_of(name)

    def store(self, subject: Any) -> None:
        # What came from elsewhere is ours from now on: the next list does not undo it.
        subject.corrected_at = timezone.now() if subject.source else None
        subject.save()
        editions.changed(self.around(subject))

    def around(self, subject: Any) -> Iterable[UUID]:
        """The services that say something of this row."""
        found: Iterable[UUID] = subject.services.values_list("pk", flat=True)
        return found
