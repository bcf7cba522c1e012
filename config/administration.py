"""Django's own administration, opened by the one function that decides who may do what."""

from collections.abc import Iterable
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from config.written import Written
from helpline import access

# Sign-ins, second steps and addresses that confirm them: whoever writes into these tables comes in
# as somebody else. What must be done about them is done on the page of the person.
KEYS_TO_OTHERS = ("account.emailaddress", "mfa.authenticator", "usersessions.usersession")


class House(AdminSite):
    """The administration, for whoever runs the service; what is changed in it is written down."""

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Each table with a page that writes down; none of those by which one is somebody else."""
        one = isinstance(model_or_iterable, type)
        every: Iterable[type[Model]] = [model_or_iterable] if one else model_or_iterable
        base = admin_class or ModelAdmin
        page = type(base.__name__, (Written, base), {"__module__": base.__module__})
        mine = [each for each in every if each._meta.label_lower not in KEYS_TO_OTHERS]
        super().register(mine, page, **options)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Signing in is allauth's: with its limits, and its second step."""
        page: HttpResponse = secure_admin_login(super().login)(request, extra_context)
        return page

    def has_permission(self, request: HttpRequest) -> bool:
        return access.account_may(request.user, "administer")


class Administrators(BaseBackend):
    """Whoever may administer may do with each table what its page allows; words are in none."""

    def has_perm(self, user_obj: User | AnonymousUser, perm: str, obj: Model | None = None) -> bool:
        return access.account_may(user_obj, "administer")

    def has_module_perms(self, user_obj: User | AnonymousUser, app_label: str) -> bool:
        return access.account_may(user_obj, "administer")
