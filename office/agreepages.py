"""The page on which a supervisor says yes or no to what an administrator may not do alone."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_POST, require_safe

from helpline import access
from helpline.models import Counsellor
from office import changes, seconds
from office.doorway import Who, agreeing, show
from office.models import Change, Second
from office.rooms import trail
from routing import pages

# So long whoever came in by a link is shown here as new.
NEW_FOR = timedelta(days=30)
WANTED = {
    seconds.ROLE: later("To make them a supervisor, who may look into conversations"),
    seconds.LINK: later("A link by which this supervisor’s password is chosen"),
    seconds.STEP: later("To take away this supervisor’s second step of signing in"),
}


@require_safe
@agreeing
def to_agree(request: HttpRequest, who: Who) -> HttpResponse:
    """What waits for a yes, and who was let in of late."""
    rows = [_shown(who, row) for row in seconds.open_ones()]
    settings = trail() if access.account_may(who.user, "settings") else []
    back = [*settings, (_("A second person"), reverse("office:agree"))]
    shown = {"rows": rows, "fresh": _fresh(), "trail": back}
    return show(request, who, "office/agree.html", shown)


def _shown(who: Who, row: Second) -> dict[str, Any]:
    return {
        "row": row,
        "wanted": WANTED[row.what],
        "mine": seconds.may_answer(who, row),
        "never": row.person.user.last_login is None,
    }


def _fresh() -> list[tuple[Change, Counsellor]]:
    """Links that were made of late, by whom and for whom: whoever has one comes in as them."""
    of_late = Change.objects.filter(
        section="person", name__in=("link", "email"), at__gt=timezone.now() - NEW_FOR
    )
    found = [each for each in of_late.order_by("-at") if each.name == "link" or not each.before]
    people = {changes.subject_of(each): each for each in Counsellor.objects.select_related("line")}
    return [(each, people[each.subject]) for each in found if each.subject in people]


@require_POST
@agreeing
def answer(request: HttpRequest, who: Who, pk: int) -> HttpResponse:
    yes = request.POST.get("do") == "yes"
    if not seconds.answer(who, pk, yes=yes):
        return pages.lost(request)
    messages.success(request, _("You have agreed.") if yes else _("You have declined."))
    return redirect("office:agree")
