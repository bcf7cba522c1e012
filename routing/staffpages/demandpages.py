"""What was asked for by law: written down, answered, and where something is given by two people."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from helpline import access, clocks
from helpline.errors import Refused
from helpline.models import Line
from routing import pages
from routing.consoles import refusals
from transcripts.byhand import picking, records
from transcripts.copies import demands, ending
from transcripts.models import Demand

MOST = 200
ASKED = {
    "who": later("Who asks"),
    "basis": later("On what basis"),
    "scope": later("What they ask for"),
}
KINDS = {
    "court": later("An order of a court"),
    "warrant": later("A warrant"),
    "police": later("A request of the police, without an order"),
    "missing": later("About somebody who is missing"),
    "other": later("Something else"),
}
DECISIONS = {
    "nothing": later("There was nothing to give"),
    "refused": later("Refused, or contested"),
    "part": later("A part is given"),
    "all": later("All of it is given"),
}


class Came(forms.Form):
    """A demand as it came."""

    came_on = forms.DateField(
        label=later("It came on"), widget=forms.DateInput(attrs={"type": "date"})
    )
    kind = forms.ChoiceField(label=later("What it is"), choices=list(KINDS.items()))
    who = forms.CharField(label=later("Who asks"), max_length=200)
    basis = forms.CharField(
        label=later("On what basis"),
        max_length=300,
        help_text=later("The law, the file number, who signed it."),
    )
    scope = forms.CharField(
        label=later("What they ask for"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=later("Sealed, and erased after six years."),
    )

    def clean_came_on(self) -> Any:
        day = self.cleaned_data["came_on"]
        if day > timezone.localdate():
            raise ValidationError(_("That day is still to come."))
        return day


class CameToAny(Came):
    """The same from whoever works for no line: it is asked of which line it came to."""

    line = forms.ModelChoiceField(
        label=later("Which line it came to"),
        queryset=Line.objects.order_by("name"),
        required=False,
        empty_label=later("No line, or all of them"),
        help_text=later("The supervisors of that line can read it, and nobody of another one."),
    )
    field_order = ("line", "came_on")


class Decided(forms.Form):
    """What is decided about one."""

    decision = forms.ChoiceField(label=later("The decision"), choices=list(DECISIONS.items()))
    why = forms.CharField(
        label=later("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def latest(request: HttpRequest) -> HttpResponse:
    """The demands of one's line (of all lines, for whoever works for none), and a form for one."""
    by = _whoever(request)
    if by is None:
        return pages.lost(request)
    person = access.person_of(request.user)
    form = (Came if person else CameToAny)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        words = demands.Said(said["who"], said["basis"], said["scope"])
        line = person.line if person else said["line"]
        now = timezone.now()
        found = demands.record(line, by, said["kind"], said["came_on"], words, now)
        return redirect("demand", pk=found.pk)
    found_all = Demand.objects.select_related("line").prefetch_related("answers")
    rows = found_all.filter(line=person.line) if person else found_all
    with timezone.override(clocks.zone_of(person.line) if person else None):
        shown = {"form": form, "rows": [_in_short(each) for each in rows[:MOST]], "all": not person}
        return render(request, "routing/demands.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def demand(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One of them, with all that was decided."""
    found, by = reached(request, pk)
    if by is None or found is None:
        return pages.lost(request)
    if request.method == "POST" and request.POST.get("do") == "agree":
        return _agree(request, found, by)
    if request.method == "POST" and request.POST.get("do") == "close":
        return _close(request, found, by)
    form = Decided(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        demands.answer(found, by, said["decision"], said["why"], timezone.now())
        return redirect("demand", pk=found.pk)
    return page(request, found, by, form=form)


def page(
    request: HttpRequest,
    found: Demand,
    by: demands.By,
    done: str = "",
    *,
    form: Decided | None = None,
) -> HttpResponse:
    """The page of one demand; `done` says what was done just now."""
    person = access.person_of(request.user)
    shown = {
        **_whole(found, by),
        "form": form or Decided(),
        "may_take_out": any(records.may(request.user, found, kind) for kind in records.RIGHTS),
        "done": done,
    }
    with timezone.override(clocks.zone_of(person.line) if person else None):
        return render(request, "routing/demand.html", shown)


def _agree(request: HttpRequest, found: Demand, by: demands.By) -> HttpResponse:
    asked = request.POST.get("answer", "")
    made = found.answers.filter(pk=asked).first() if asked.isdecimal() else None
    if made is None:
        return pages.lost(request)
    try:
        demands.agree(made, by, timezone.now())
    except Refused:
        words = _("It needs somebody else's yes, once.")
        return pages.plain(request, _("Not agreed"), words, 409)
    return redirect("demand", pk=found.pk)


def _close(request: HttpRequest, found: Demand, by: demands.By) -> HttpResponse:
    try:
        ending.close(found, by, timezone.now())
    except Refused:
        words = _("It is closed already, or something in it is not decided yet.")
        return pages.plain(request, _("Not closed"), words, 409)
    return redirect("demand", pk=found.pk)


def _whoever(request: HttpRequest) -> demands.By | None:
    """Whoever may read and answer demands: a supervisor, or who runs the installation."""
    user = request.user
    if user.pk is None or not access.account_may(user, "demands"):
        return None
    person = access.person_of(user)
    return demands.By(user.pk, person.shift_name if person else user.get_username())


def reached(request: HttpRequest, pk: UUID) -> tuple[Demand | None, demands.By | None]:
    """One of them, for who may read it; that somebody tried another line's is written down."""
    found, by = Demand.objects.select_related("line").filter(pk=pk).first(), _whoever(request)
    if found is None or by is None:
        return None, None
    try:
        access.check_line(request.user, "demand", found.line_id)
    except Refused as refusal:
        if person := access.person_of(request.user):
            refusals.note(person.pk, "demand", None, refusal)
        return None, None
    return found, by


def _in_short(found: Demand) -> dict[str, Any]:
    answers = list(found.answers.all())
    counted = [each for each in answers if demands.counts(each)]
    last = counted[-1] if counted else None
    return {
        "demand": found,
        "kind": KINDS.get(found.kind, found.kind),
        "decision": DECISIONS[last.decision] if last else _("Not decided"),
        "waits": demands.waiting(answers) is not None,
    }


def _whole(found: Demand, by: demands.By) -> dict[str, Any]:
    """One of them with its words, cut where somebody should look, and what will stay of them."""
    words = demands.texts(found)
    spans = ending.places(found, list(words.values()))
    cut = {
        name: picking.cut(said, where)
        for (name, said), where in zip(words.items(), spans, strict=True)
    }
    may_close = bool(words) and found.closed_at is None and ending.may_close(found)
    left = ending.as_it_will_stay(found) if may_close else {}
    return {
        **_in_short(found),
        "words": [(name, ASKED[name], cut[name]) for name in ASKED if name in cut],
        "answers": _answers(found, by, cut),
        "doubtful": any(spans),
        "left": [(_named(name), said) for name, said in left.items() if said != words[name]],
        "may_close": may_close,
        "model": bool(settings.NAME_FINDER),
    }


def _named(name: str) -> str:
    return str(ASKED.get(name, _("Why")))


def _answers(
    found: Demand, by: demands.By, cut: dict[str, list[tuple[str, bool]]]
) -> list[dict[str, Any]]:
    """All that was decided, in order; `overtaken` is what nobody agreed to before the next."""
    answers = list(found.answers.all())
    waiting = demands.waiting(answers)
    return [
        {
            "row": each,
            "decision": DECISIONS[each.decision],
            "name": f"why-{each.pk}",
            "why": cut.get(f"why-{each.pk}", []),
            "waits": each is waiting,
            "overtaken": not demands.counts(each) and each is not waiting,
            "mine": each.account == by.account,
        }
        for each in answers
    ]
