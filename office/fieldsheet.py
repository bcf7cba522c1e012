"""A sheet whose fields are columns of its row: most settings are no more than that."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from helpline.models import LOCALES
from office.sheets import Sheet


class FieldSheet(Sheet):
    """Takes each field from the column of the same name, and puts it back there."""

    def __init__(self, subject: Any, data: QueryDict | None = None) -> None:
        super().__init__(subject, data)
        self.initial = {name: getattr(subject, name) for name in self.columns()}

    def columns(self) -> list[str]:
        """The fields that are columns; a form may have others, which it reads itself."""
        return list(self.fields)

    def apply(self, subject: Any) -> None:
        for name in self.columns():
            setattr(subject, name, self.cleaned_data[name])

    def store(self, subject: Any) -> None:
        if subject._state.adding:
            subject.save()
        else:
            subject.save(update_fields=self.columns())

    def state(self, subject: Any) -> dict[str, str]:
        found = {name: self.spoken(name, getattr(subject, name)) for name in self.columns()}
        return {name: said for name, said in found.items() if said}

    def spoken(self, name: str, value: Any) -> str:
        """A value as people read it."""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, list):
            return ", ".join(dict(LOCALES).get(each, str(each)) for each in value)
        if value is None:
            return ""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return str(dict(_flat(field.choices)).get(value, value))
        return str(value)


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    """Choices without the headings of their groups."""
    flat: list[tuple[Any, Any]] = []
    for value, label in choices:
        flat += list(label) if isinstance(label, list | tuple) else [(value, label)]
    return flat
