"""Django's own administration, opened by the one function that decides who may do what."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from helpline import access


class House(AdminSite):
    """The administration, for whoever runs the service."""

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
