"""A place of the directory, chosen by its name in either language, or by its id."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from referrals.directory import Listing, folded
from referrals.models import Service
from referrals.search.shelf import shelf

# So many are named where several are called the same.
NAMED = 5


class PlaceField(forms.CharField):
    def __init__(self) -> None:
        super().__init__(
            label=later("The place it is about"),
            required=False,
            help_text=later(
                "Its name in the directory. What stands there is put in for {place}, {phone}, "
                "{address}, {email}, {web} and {next}, as it is when it is sent."
            ),
        )

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Service):
            return value
        return next(iter(value.name.values()), str(value.pk))

    def clean(self, value: Any) -> Any:
        typed = super().clean(value).strip()
        return self._service(typed) if typed else None

    def _service(self, typed: str) -> Service:
        found = _called(typed)
        if len(found) > 1:
            known = ", ".join(str(each.id) for each in found[:NAMED])
            raise forms.ValidationError(_("Several are called so. Write one of these: %s") % known)
        row = Service.objects.filter(pk=found[0].id).first() if found else None
        if row is None:
            raise forms.ValidationError(_("There is no such place in the directory."))
        return row


def _called(typed: str) -> list[Listing]:
    try:
        one = shelf.get(UUID(typed))
        return [one] if one else []
    except ValueError:
        wanted = folded(typed)
    all_of_them = shelf.listings()
    return [each for each in all_of_them if wanted in [folded(name) for name in each.name.values()]]
