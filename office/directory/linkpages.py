"""Addresses elsewhere that do not answer, or have moved: still right, or the new one taken over."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from office import changes, linkmarks
from office.directory import proposing
from office.doorway import Who, tending_directory
from referrals.models import Organisation, PageCheck, Service
from referrals.pagechecks import deciding, held
from referrals.pagechecks.held import Row
from referrals.wording.texts import Said, said
from routing import pages

SHEETS = {"organisation": "office:organisation", "service": "office:service"}


def to_look_at() -> list[dict[str, Any]]:
    """Each address with what is to be said of it, and those who have it."""
    return [
        {
            "mark": linkmarks.mark(check),
            "owners": [_owner(row, check.address) for row in rows],
            # Sentences are corrected by hand.
            "takes": any(deciding.has_it_alone(row, check.address) for row in rows),
        }
        for check, rows in deciding.troubled()
    ]


def _owner(row: Row, address: str) -> dict[str, Any]:
    """`inside`: it stands in a sentence, where nothing but somebody's hand changes it."""
    section = _section(row)
    sheet = SHEETS.get(section, "office:snippet")
    return {
        "name": _name(row),
        "snippet": section == "snippet",
        "inside": section != "snippet" and not deciding.has_it_alone(row, address),
        "url": reverse(sheet, args=[row.pk]),
    }


def _section(row: Row) -> str:
    return row._meta.model_name or ""


def _name(row: Row) -> Said:
    locale = get_language() or "en"
    return said(row.name if isinstance(row, Organisation | Service) else row.title, locale)


@require_POST
@tending_directory
def decide(request: HttpRequest, who: Who, pk: int) -> HttpResponse:
    """One press; if it was looked at meanwhile, somebody looks again first."""
    check, do = PageCheck.objects.filter(pk=pk).first(), request.POST.get("do", "")
    if check is None or do not in PRESSES:
        return pages.lost(request)
    asked = check.asked_at.isoformat() if check.asked_at else ""
    if request.POST.get("version") == asked and PRESSES[do](who, check):
        messages.success(request, _("Saved."))
    else:
        messages.warning(request, _("Somebody has changed this meanwhile. Look once more."))
    return redirect(f"{reverse('office:reviews')}?{request.GET.urlencode()}")


def _still_right(who: Who, check: PageCheck) -> bool:
    rows = held.whose([check.address]).get(check.address, [])
    if not deciding.still_right(check, timezone.now(), settings.LINK_CHECK_DAYS):
        return False
    for row in rows:
        changes.happened(who, _section(row), row, "address looked at")
    return True


def _take_over(who: Who, check: PageCheck) -> bool:
    owners = deciding.owners_of(check.address)
    if check.moved_to and proposing.needs_two(*owners):
        for each in owners:
            sent = {"old": check.address, "new": check.moved_to}
            proposing.propose(who, "address", _section(each), each, proposing.TENDS, sent)
        return True
    told = deciding.take_over(check)
    for row, before, after in told:
        changes.note(who, _section(row), row, before, after)
    return bool(told)


PRESSES = {"right": _still_right, "moved": _take_over}
