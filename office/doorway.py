"""Who comes in: administrators of the service, and whoever runs the installation; nobody else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from helpline import access
from helpline.models import Counsellor, Line
from routing import pages


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who may change settings; `person` is who they are on a line, if they are."""

    user: User
    person: Counsellor | None

    @property
    def name(self) -> str:
        return self.person.shift_name if self.person else self.user.get_username()

    @property
    def at_the_desk(self) -> bool:
        return access.may(self.person, "console")


View = Callable[..., HttpResponse]


def show(request: HttpRequest, who: Who, template: str, shown: Mapping[str, Any]) -> HttpResponse:
    """A page of the settings, which knows for whom it is."""
    return render(request, template, {"who": who, **shown})


def comes_in(request: HttpRequest, action: str = "settings") -> Who | None:
    """Whoever this is, if they may do this: change settings, as a rule."""
    user = request.user
    if not isinstance(user, User):
        return None
    person = access.person_of(user)
    return Who(user, person) if access.account_may(user, action) else None


def administrators(view: View) -> View:
    """Lets administrators in, and tells the view who it is; anybody else is told so plainly."""

    @wraps(view)
    def checked(request: HttpRequest, **address: Any) -> HttpResponse:
        who = comes_in(request)
        if who is None:
            return pages.plain(
                request,
                _("These settings are for administrators"),
                _("Your account may not change them. Ask who runs this line."),
                403,
            )
        return view(request, who, **address)

    return login_required(checked)


def of_a_line(view: View) -> View:
    """The same, for a page about the line that its address names."""

    @wraps(view)
    def found(request: HttpRequest, who: Who, slug: str, **address: Any) -> HttpResponse:
        line = Line.objects.filter(slug=slug).first()
        return view(request, who, line, **address) if line else pages.lost(request)

    return administrators(found)


def _letting(action: str) -> Callable[[View], View]:
    def wrapped(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, **address: Any) -> HttpResponse:
            who = comes_in(request, action)
            return view(request, who, **address) if who else pages.lost(request)

        return login_required(checked)

    return wrapped


# Whoever may be the second person, and those who ask for one.
agreeing = _letting("agree")
# Whoever keeps the directory true: supervisors hear what is wrong with it first.
tending_directory = _letting("tend")
# Whoever talks with people hears what a place was like for them.
telling = _letting("tell")
