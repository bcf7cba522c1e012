"""Accounts and people in Django's administration, where nobody gives themselves another's words."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.validators import validate_slug
from django.http import HttpRequest, HttpResponse

from helpline.models import LOCALES, Counsellor
from helpline.roles import Role

if TYPE_CHECKING:
    CounsellorModelForm = forms.ModelForm[Counsellor]
    CounsellorModelAdmin = admin.ModelAdmin[Counsellor]
    Users = UserAdmin[User]
else:
    CounsellorModelForm = forms.ModelForm
    CounsellorModelAdmin = admin.ModelAdmin
    Users = UserAdmin


def runs_it(request: HttpRequest) -> bool:
    """Whether it is whoever runs the installation: they have its keys, whatever we forbid."""
    return isinstance(request.user, User) and request.user.is_superuser


class Words(forms.CharField):
    """A list of short names, typed with blanks between."""

    def prepare_value(self, value: Any) -> Any:
        return " ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        names = str(super().clean(value)).replace(",", " ").casefold().split()
        for name in names:
            validate_slug(name)
        return sorted(set(names))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class CounsellorForm(CounsellorModelForm):
    languages = forms.MultipleChoiceField(
        choices=LOCALES,
        widget=forms.CheckboxSelectMultiple,
        help_text="Only conversations in these are offered.",
    )

    skills = Words(
        required=False,
        help_text="What only some can take, with blanks between: housing trans. Sites and numbers "
        "name what they ask for. Those with the role peer get what asks for “peer”, and no other.",
    )

    class Meta:
        help_texts = {
            "user": "The account this person signs in with; make it first, under Users.",
            "capacity": "Most conversations at once, up to 6. With 0 nothing is offered.",
            "role": "What each may do stands in docs/access.md; none opens this administration. "
            "Supervisors are made in the settings, where a supervisor must agree.",
        }


@admin.register(Counsellor)
class CounsellorAdmin(CounsellorModelAdmin):
    form = CounsellorForm
    list_display = ("shift_name", "user", "line", "capacity", "role")
    list_filter = ("line", "role")
    autocomplete_fields = ("user",)
    fields = (
        "user",
        "shift_name",
        "line",
        "role",
        "languages",
        "skills",
        "capacity",
        "most_live",
        "most_texts",
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Another account behind a person, or another role, is another reader of words."""
        return () if obj is None or runs_it(request) else ("user", "role")

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "role" and not runs_it(request):
            kwargs["choices"] = [pair for pair in db_field.choices if pair[0] != Role.SUPERVISOR]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class PeopleAdmin(Users):
    """Django's users, with the e-mail address asked for at once: it is what people sign in with."""

    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("username", "email", "usable_password", "password1", "password2"),
                "description": "People sign in with the e-mail address or the user name. "
                "Then make a counsellor for this user, with a shift name.",
            },
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Nobody makes themselves, or anybody, whoever runs the installation."""
        powers = ("is_staff", "is_superuser", "groups", "user_permissions")
        return () if runs_it(request) else powers

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        below = obj is None or runs_it(request) or not obj.is_superuser
        return below and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        below = obj is None or runs_it(request) or not obj.is_superuser
        return below and super().has_delete_permission(request, obj)

    def user_change_password(self, request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        """Whoever sets the password of a supervisor could read as them."""
        account = str(args[0] if args else named["id"])
        readers = Counsellor.objects.filter(role=Role.SUPERVISOR.value)
        reads = account.isdecimal() and readers.filter(user=int(account)).exists()
        if reads and not runs_it(request):
            raise PermissionDenied
        return super().user_change_password(request, *args, **named)


admin.site.unregister(User)
admin.site.register(User, PeopleAdmin)
