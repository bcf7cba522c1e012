"""What is changed in Django's administration is written down as on the pages of the settings."""

from typing import TYPE_CHECKING, Any

from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from helpline import access
from office import changes, columns
from office.doorway import Who

if TYPE_CHECKING:
    AnyAdmin = ModelAdmin[Any]
else:
    AnyAdmin = ModelAdmin

SECTION = "admin"


def who_is(request: HttpRequest) -> Who:
    """Whoever changes something here; the administration has let them in."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("Nobody is signed in.")
    return Who(user, access.person_of(user))


class Written(AnyAdmin):
    """Added to every table's page: each column that changes is a row of what was changed.

    It is written in the transaction of the change, so that neither is there without the other.
    """

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        before = columns.stored(obj) if change else {}
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            changes.note(who_is(request), SECTION, obj, before, columns.of(obj))

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        standing = [each.instance for each in formset.initial_forms]
        before = {each.pk: columns.stored(each) for each in standing}
        with transaction.atomic():
            super().save_formset(request, form, formset, change)
            changed = [row for row, _names in formset.changed_objects]
            for row in (*formset.new_objects, *changed):
                changes.note(who_is(request), SECTION, row, before.get(row.pk, {}), columns.of(row))
            self._note_gone(request, formset, before)

    def _note_gone(self, request: HttpRequest, formset: Any, before: dict[Any, Any]) -> None:
        """A row that was deleted has lost its key; the form still knows which it was."""
        for form in formset.deleted_forms:
            pk = form.initial.get("id") or form["id"].initial
            if pk in before:
                form.instance.pk = pk
                changes.note(who_is(request), SECTION, form.instance, before[pk], {})

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        with transaction.atomic():
            changes.note(who_is(request), SECTION, obj, columns.of(obj), {})
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with transaction.atomic():
            for row in queryset:
                changes.note(who_is(request), SECTION, row, columns.of(row), {})
            super().delete_queryset(request, queryset)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Called for every change; that of a password has no column that could be shown."""
        at = request.resolver_match
        if at is not None and at.url_name == "auth_user_password_change":
            changes.happened(who_is(request), SECTION, obj, "password")
        return super().log_change(request, obj, message)
