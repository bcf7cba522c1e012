"""The services that somebody must look at: still true, corrected, or taken out, with one press."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from helpline import access
from office import changes
from office.directory import linkpages, proposing, reasons
from office.directory.servicechoices import STATES
from office.doorway import Who, show, tending_directory
from office.rooms import trail
from office.sheets import Trail
from referrals import feedback
from referrals.keeping import confirming, tasks, tending, verifying
from referrals.keeping.tending import Task
from referrals.models import Review, Service
from referrals.showing import freshness
from referrals.wording.texts import said
from routing import pages

ON_A_PAGE = 25
ORDERS = {"used": tending.used_first, "old": tending.oldest_first}


@require_safe
@tending_directory
def reviews(request: HttpRequest, who: Who) -> HttpResponse:
    """What must be looked at, what is sent most first."""
    today, old = timezone.localdate(), freshness.after()
    only, by = request.GET.get("only", ""), request.GET.get("by", "")
    found = [each for each in tasks.waiting(today, old) if only in ("", *each.kinds)]
    found.sort(key=ORDERS.get(by, tending.used_first))
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "rows": _rows(list(page), today, old),
        "count": len(found),
        "kinds": reasons.KINDS.items(),
        "only": only,
        "by": by,
        "letters": confirming.to_read(),
        "addresses": linkpages.to_look_at(),
        "proposed": proposing.open_ones().count(),
        "outcomes": reasons.OUTCOMES.items(),
        "corrects": access.account_may(who.user, "settings"),
        "trail": back(who),
    }
    return show(request, who, "office/reviews.html", shown)


def back(who: Who) -> Trail:
    """Settings and directory are for administrators; a supervisor comes from the desk."""
    here = (_("To be looked at"), reverse("office:reviews"))
    if not access.account_may(who.user, "settings"):
        return [here]
    return [*trail(), (_("Directory"), reverse("office:directory")), here]


def _rows(found: list[Task], today: date, old: timedelta) -> list[dict[str, Any]]:
    locale = get_language() or "en"
    stands = Service.objects.in_bulk([each.listing.id for each in found])
    # What another process has just deleted may be on this one's shelf for a moment more.
    there = [(each, stands[each.listing.id]) for each in found if each.listing.id in stands]
    return [_row(each, row, locale, today, old) for each, row in there]


def _row(task: Task, row: Service, locale: str, today: date, old: timedelta) -> dict[str, Any]:
    listing = task.listing
    return {
        "id": listing.id,
        "title": said(listing.name, locale),
        "owner_id": row.organisation_id,
        "owner": said(listing.organisation.name, locale),
        "badge": freshness.badge(listing.service.verified, locale, today, old),
        "reasons": [reasons.spoken(each, locale) for each in task.reasons if each.kind != "stale"],
        "complaint": "complaint" in task.kinds,
        "used": task.used,
        "version": row.changed_at.isoformat(),
    }


@require_POST
@tending_directory
def review(request: HttpRequest, who: Who, pk: UUID) -> HttpResponse:
    """One press; if somebody has changed the service meanwhile, look again first."""
    row, do = Service.objects.filter(pk=pk).first(), request.POST.get("do", "")
    if row is None or (do not in PRESSES and do not in reasons.OUTCOMES):
        return pages.lost(request)
    if request.POST.get("version") != row.changed_at.isoformat():
        messages.warning(request, _("Somebody has changed this meanwhile. Look once more."))
    elif do in PRESSES and proposing.needs_two(row):
        proposing.propose(who, do, "service", row, proposing.TENDS)
        messages.success(request, _("Proposed. It changes once somebody else has agreed."))
    elif do in PRESSES:
        PRESSES[do](who, row)
        messages.success(request, _("Saved."))
    else:
        _close(who, row, do)
    return redirect(f"{reverse('office:reviews')}?{request.GET.urlencode()}")


def _still_true(who: Who, row: Service) -> None:
    told = verifying.still_true(row.pk, timezone.localdate())
    # Twice on one day nothing is different, and was still looked at twice.
    if not changes.note(who, "service", row, *told):
        changes.happened(who, "service", row, "verified")


def _take_out(who: Who, row: Service) -> None:
    told = verifying.take_out(row.pk)
    before, after = ({"status": str(dict(STATES)[each["status"]])} for each in told)
    changes.note(who, "service", row, before, after)


PRESSES = {"true": _still_true, "out": _take_out}


def _close(who: Who, row: Service, outcome: str) -> None:
    """What came of what people said of it."""
    open_ = Review.objects.filter(service=row, outcome="").first()
    if open_ and feedback.close(open_.pk, outcome, who.name):
        changes.happened(who, "review", open_, outcome)
