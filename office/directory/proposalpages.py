"""What waits for a second person: shown field by field, agreed to, refused or taken back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_http_methods, require_safe

from helpline import access
from office.directory import agreeing, hanging, proposing, reviewpages
from office.directory.servicechoices import STATES
from office.doorway import Who, show, tending_directory
from office.models import Proposal
from office.sheets import Difference, Trail, differences
from referrals.models import Service
from routing import pages

ON_A_PAGE, DECIDED, LONGEST = 40, 20, 500
WANTED = {
    "save": later("Other words or facts"),
    "out": later("To take it out: nobody is sent there"),
    "delete": later("To delete it for good"),
    "true": later("All of it is still true today"),
    "address": later("A new web address"),
    "confirmed": later("They have confirmed that all of it is true"),
    "list": later("A list of others is written into the directory"),
}
ANSWERS = {"yes": later("agreed"), "no": later("refused"), "back": later("taken back")}
SAID = {
    "gone": later("It waits no more."),
    "clash": later("It has changed since: it cannot be agreed to as it is."),
}


@require_safe
@tending_directory
def proposals(request: HttpRequest, who: Who) -> HttpResponse:
    """What waits, the oldest first; and what was decided of late."""
    page = Paginator(proposing.open_ones(), ON_A_PAGE).get_page(request.GET.get("page"))
    decided = Proposal.objects.exclude(answer="").order_by("-answered_at")[:DECIDED]
    shown = {
        "page": page,
        "rows": [(row, WANTED[row.what], proposing.may_answer(who, row)) for row in page],
        "decided": [(row, WANTED[row.what], ANSWERS[row.answer]) for row in decided],
        "trail": _back(who),
    }
    return show(request, who, "office/proposals.html", shown)


def _back(who: Who) -> Trail:
    return [*reviewpages.back(who)[:-1], (_("Proposed changes"), reverse("office:proposals"))]


@require_http_methods(["GET", "HEAD", "POST"])
@tending_directory
def proposal(request: HttpRequest, who: Who, pk: int) -> HttpResponse:
    """One of them, with what would be different; the answer is given here."""
    row = proposing.open_ones().filter(pk=pk).first()
    if request.method == "POST":
        return _answered(request, who, row, pk)
    if row is None:
        messages.info(request, SAID["gone"])
        return redirect("office:proposals")
    return _shown(request, who, row)


def _shown(request: HttpRequest, who: Who, row: Proposal, trouble: str = "") -> HttpResponse:
    with transaction.atomic():
        subject = agreeing.about(row)
        clash = agreeing.clashes(row, subject)
        found = [] if subject is None else _different(row, subject)
    shown = {
        "row": row,
        "wanted": WANTED[row.what],
        "different": found,
        "hangs": hanging.on(subject) if subject is not None and row.what == "delete" else [],
        "counts": subject.counts if subject is not None and row.what == "list" else None,
        "clash": clash,
        "gone": subject is None,
        "sheet": _sheet(row) if subject is not None and not row.fresh else "",
        "corrects": access.account_may(who.user, "settings"),
        "mine": row.asked_by_id == who.user.pk,
        "may": proposing.may_answer(who, row),
        "others": proposing.others_may(row),
        "trouble": trouble,
        "typed": request.POST.get("reason", ""),
        "longest": LONGEST,
        "trail": _back(who),
    }
    return show(request, who, "office/proposal.html", shown)


def _sheet(row: Proposal) -> str:
    return reverse(f"office:{row.section}", args=[row.subject.partition(":")[2]])


def _different(row: Proposal, subject: Any) -> list[Difference]:
    """What stands beside what would stand, by field."""
    if row.what == "save":
        return differences(proposing.sheet_of(row, subject))
    if row.what == "out":
        states = dict(STATES)
        label, gone = _("How it stands"), states["inactive"]
        return [Difference(label, str(states[subject.status]), str(gone))]
    if row.what == "address":
        return [Difference(_("Web addresses"), row.sent["old"], row.sent["new"])]
    label, today = _("When somebody last made sure of it"), f"{timezone.localdate()}"
    if row.what == "true":
        return [Difference(label, f"{subject.verified or ''}", today)]
    if row.what == "confirmed":
        found = Service.objects.filter(organisation=subject, pk__in=row.sent["services"])
        return [Difference(f"{each}", f"{each.verified or ''}", today) for each in found]
    return []


def _answered(request: HttpRequest, who: Who, row: Proposal | None, pk: int) -> HttpResponse:
    do = request.POST.get("do", "")
    reason = pages.without_nul(request.POST).get("reason", "").strip()[:LONGEST]
    if do == "yes":
        outcome = agreeing.agree(who, pk)
        if outcome == "done":
            messages.success(request, _("You have agreed."))
        else:
            messages.warning(request, SAID[outcome])
        return redirect("office:proposals" if outcome != "clash" else request.path)
    if do not in ("no", "back"):
        return pages.lost(request)
    if do == "no" and not reason and row is not None:
        return _shown(request, who, row, _("Write why: whoever proposed it reads it."))
    if agreeing.decline(who, pk, reason):
        messages.success(request, _("You have declined.") if do == "no" else _("Taken back."))
    else:
        messages.warning(request, SAID["gone"])
    return redirect("office:proposals")
