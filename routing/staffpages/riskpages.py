"""The checklist for the desk, and the decisions that were written down: opened by a supervisor of
the line for a reason, which is written down first."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from helpline import access, firstchecks
from routing import pages
from routing.consoles import refusals
from routing.staffpages.readings import Why
from transcripts import audit, decisions
from transcripts.models import Decision

MOST = 100
DECIDED = {
    "stay": later("Stay in the talk, nothing else"),
    "plan": later("A safety plan, together"),
    "third": later("Somebody they trust, as they wish"),
    "with": later("Emergency services, as they wish"),
    "without": later("Emergency services, without their consent"),
    "report": later("A report the law asks for"),
    "passed": later("Given to somebody else"),
    "lost": later("They left before anything could be done"),
}
BESIDE = {
    "alone": later("alone"),
    "colleague": later("with somebody of the line"),
    "outside": later("with somebody outside the line"),
}
ANSWERS = {"yes": later("yes"), "no": later("no"), "unknown": later("not known")}


@require_safe
@login_required
@never_cache
def checklist(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The questions of the line of a conversation, for whoever holds it."""
    person = access.person_of(request.user)
    row = refusals.reach(person, "checklist", pk)
    if row is None or person is None:
        return pages.lost(request)
    asked = firstchecks.read(row.line.checklist)
    listed = [{"id": each.id, "en": each.en, "fr": each.fr} for each in asked]
    return JsonResponse(listed, safe=False)


@require_safe
@login_required
@never_cache
def latest(request: HttpRequest) -> HttpResponse:
    """That decisions were written down on a supervisor's line: when and by whom, no more."""
    person = access.person_of(request.user)
    if person is None or not access.may(person, "decisions"):
        return pages.lost(request)
    kept = Decision.objects.filter(line=person.line, erase_at__gt=timezone.now())
    shown = {"decisions": kept.order_by("-at")[:MOST], "most": MOST}
    return render(request, "routing/decisions.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def decision(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One of them, after a reason was typed."""
    person = access.person_of(request.user)
    if person is None or not access.may(person, "decisions"):
        return pages.lost(request)
    kept = Decision.objects.filter(line=person.line, erase_at__gt=timezone.now())
    record = kept.filter(pk=pk).first()
    if record is None:
        return pages.lost(request)
    form = Why(request.POST or None)
    if not form.is_valid():
        return render(request, "routing/decision.html", {"record": record, "form": form})
    # Sealed under the key of the record: that of the words may be gone by now.
    about, why = f"decision:{record.pk}", form.cleaned_data["reason"]
    audit.note(person, "decision", conversation=record.pk, about=about, reason=why)
    return render(request, "routing/decision.html", {"record": record, **_told(record)})


def _told(record: Decision) -> dict[str, Any]:
    tongue = "fr" if (translation.get_language() or "").startswith("fr") else "en"
    return {
        "decided": DECIDED.get(record.decided, record.decided),
        "beside": record.beside_name or BESIDE.get(record.beside, _("not said")),
        "confirmed": ANSWERS.get(record.confirmed, _("not said")),
        "checks": [(each[tongue], ANSWERS[each["answer"]]) for each in record.checks],
        "reason": decisions.reason_of(record),
    }
