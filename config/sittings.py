"""Holds pages for staff to their sign-in: how old it may be, whether somebody is at the keys, and
whether it had a second step."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.db.models.signals import pre_save
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from routing import sittings

STAFF = ("/console/", "/admin/", "/accounts/")
# What a locked browser may still ask for, and one whose second step is not set up.
UNLOCKING = ("/accounts/reauthenticate/", "/accounts/2fa/reauthenticate/", "/accounts/logout/")
SETTING_UP = ("/accounts/",)
# What was typed into these goes on after the password was given again.
GOES_ON = ("/admin/", "/console/settings/")
# In the place of an address: where staff sit is nobody's business.
NOWHERE = "0.0.0.0"  # noqa: S104 - nothing listens there

BROWSERS = (
    ("Firefox", "Edg", "Chrome", "Safari"),
    ("Windows", "Android", "iPhone", "iPad", "Macintosh", "Linux"),
)

Answer = Callable[[HttpRequest], HttpResponse]


class Sittings:
    """Turns away whoever must sign in again, give the password again, or set up a second step."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        pre_save.connect(_forget_address, sender=UserSession, dispatch_uid="sittings")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(STAFF) and isinstance(request.user, User):
            turned_away = _turned_away(request, request.user)
            if turned_away is not None:
                return turned_away
        return self.get_response(request)


def _turned_away(request: HttpRequest, user: User) -> HttpResponse | None:
    row, now = _row(request), timezone.now()
    if sittings.too_old(row, now):
        logout(request)
        return redirect_to_login(request.get_full_path())
    if sittings.idle(row, now) and not _given_again(request, user, row):
        return None if request.path.startswith(UNLOCKING) else _locked(request, user)
    if now - row.last_seen_at >= sittings.SEEN_EVERY:
        UserSession.objects.filter(pk=row.pk).update(last_seen_at=now)
    wanting = settings.SECOND_FACTOR and not request.path.startswith(SETTING_UP)
    if wanting and not is_mfa_enabled(user):
        return redirect("mfa_index")
    return None


def _row(request: HttpRequest) -> UserSession:
    """This sign-in; one made past allauth, as by a test or an older version of us, begins now."""
    key = request.session.session_key
    found: UserSession | None = UserSession.objects.filter(session_key=key).first()
    if found is None:
        UserSession.objects.create_from_request(request)
        found = UserSession.objects.get(session_key=request.session.session_key)
    return found


def _given_again(request: HttpRequest, user: User, row: UserSession) -> bool:
    """Whether the password, or what stands for it, was given since nobody was at the keys."""
    locked_at = row.last_seen_at.timestamp()
    records = get_authentication_records(request, user)
    return any(each.get("reauthenticated") and each["at"] > locked_at for each in records)


def _locked(request: HttpRequest, user: User) -> HttpResponse:
    methods = get_adapter().get_reauthentication_methods(user)
    if not methods:
        logout(request)
        return redirect_to_login(request.get_full_path())
    if request.path.startswith(GOES_ON):
        suspended: HttpResponse = suspend_request(request, methods[0]["url"])
        return suspended
    return redirect_to_login(request.get_full_path(), methods[0]["url"])


def _forget_address(instance: UserSession, **_: object) -> None:
    instance.ip = NOWHERE
    instance.user_agent = kind_of_browser(instance.user_agent)


def kind_of_browser(sent: str) -> str:
    """Enough for people to know their own devices by; what else a browser tells is not kept."""
    found = (next((name for name in names if name in sent), "") for names in BROWSERS)
    return ", ".join(name for name in found if name)
