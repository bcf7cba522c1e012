"""What may not be erased yet, by law: asked for by one person, agreed to or not by another."""

from base64 import b64encode
from collections import defaultdict
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from helpline import access, clocks
from helpline.errors import Refused
from helpline.models import Conversation
from helpline.protocol import Shown
from routing import pages
from routing.beside import passings
from routing.consoles import refusals, snapshots
from routing.hands import lawholds
from routing.staffpages import figurenames, readings
from transcripts import pictures
from transcripts.held import holds, rules
from transcripts.held.rows import By
from transcripts.models import Hold
from transcripts.policies import HOLDS
from transcripts.record import Words

MOST = 200
STATES = {
    "asked": later("Asked for; somebody else must agree"),
    "holding": later("It holds"),
    "refused": later("Somebody else did not agree"),
    "withdrawn": later("Whoever asked has taken it back"),
    "lapsed": later("Nobody agreed in time"),
    "released": later("Ended by hand"),
    "ended": later("Its time is over"),
}


class Asked(readings.Why):
    """Why one should be held, and until when."""

    until = forms.DateField(
        label=later("Until"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=later("That day still counts. 90 days at the most; it is never made longer."),
    )

    silent_until = forms.DateField(
        label=later("They may not be told before"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=later(
            "Only where the order itself forbids to tell them. That day still counts; after it "
            "they are told. Else leave it empty: they are told at once."
        ),
    )

    def __init__(self, *args: Any, today: datetime, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        self.fields["reason"].label = _("Which obligation is it?")

    def clean_until(self) -> Any:
        day = self.cleaned_data["until"]
        if day < self.today.date():
            raise ValidationError(_("That day is over."))
        if day > (self.today + HOLDS).date():
            raise ValidationError(_("A hold lasts for 90 days at the most."))
        return day

    def clean_silent_until(self) -> Any:
        day = self.cleaned_data["silent_until"]
        if day is not None and day < self.today.date():
            raise ValidationError(_("That day is over."))
        if day is not None and day > self.cleaned_data.get("until", day):
            raise ValidationError(_("An order to be silent ends with the hold, or before it."))
        return day


class Ended(readings.Why):
    """Why one should hold no longer."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"].label = _("Why does it end?")


@require_safe
@login_required
@never_cache
def latest(request: HttpRequest) -> HttpResponse:
    """Every hold of the line; of all of them, for whoever runs the installation."""
    if not access.account_may(request.user, "holds"):
        return pages.lost(request)
    person = access.person_of(request.user)
    found = Hold.objects.select_related("conversation__seeker", "line")
    found = found.filter(line=person.line) if person else found
    with timezone.override(clocks.zone_of(person.line) if person else None):
        rows = [_told(each) for each in found[:MOST]]
        return render(request, "routing/holds.html", {"rows": rows, "most": MOST})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask that one conversation be held."""
    person = access.person_of(request.user)
    row = refusals.reach(person, "ask_hold", pk)
    if row is None or person is None:
        return pages.lost(request)
    today = timezone.now().astimezone(clocks.zone_of(row.line))
    form = Asked(request.POST or None, today=today)
    if request.method == "POST" and form.is_valid():
        by = By(person.user_id, person.shift_name, person)
        try:
            made = holds.ask(row.pk, by, _order(form, today))
        except Refused as refusal:
            return _said(request, refusal)
        return redirect("hold", pk=made.pk)
    live = row.holds.filter(line=row.line_id, state__in=rules.LIVE).first()
    shown = {"form": form, "handle": row.seeker.handle, "conversation": row, "live": live}
    return render(request, "routing/ask_hold.html", shown)


def _order(form: Asked, today: datetime) -> holds.Order:
    said, latest = form.cleaned_data, timezone.now() + HOLDS
    until, silent = (
        min(datetime.combine(day, time.max, today.tzinfo), latest) if day else None
        for day in (said["until"], said["silent_until"])
    )
    return holds.Order(said["reason"], until or latest, silent)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One of them: what was asked, and the answer of somebody else."""
    found, by = _reached(request, pk, "agree_hold")
    if found is None or by is None:
        return pages.lost(request)
    form = Ended(request.POST if request.POST.get("do") == "release" else None)
    if request.method == "POST" and (answer := _answered(request, found, by, form)):
        return answer
    with timezone.override(clocks.zone_of(found.line)):
        return render(request, "routing/hold.html", {**_told(found, by), "form": form})


def _answered(request: HttpRequest, found: Hold, by: By, form: Ended) -> HttpResponse | None:
    """What follows from the button that was pressed; None where a reason is missing."""
    asked = request.POST.get("do", "")
    try:
        if asked == "agree":
            lawholds.agree(found.pk, by)
        elif asked == "speak":
            lawholds.speak(found.pk, by)
        elif asked == "refuse":
            holds.refuse(found.pk, by)
        elif asked == "release" and form.is_valid():
            lawholds.release(found.pk, by, form.cleaned_data["reason"])
        elif asked == "release":
            return None
    except Refused as refusal:
        return _said(request, refusal)
    return redirect("hold", pk=found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def words(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is held, for one of the two who are named, after a reason."""
    found, _by = _reached(request, pk, "open_hold")
    person = access.person_of(request.user)
    if found is None or person is None or not _names(found, person.pk):
        return pages.lost(request)
    form = readings.Why(request.POST or None)
    shown: dict[str, Any] = {**_told(found), "form": form}
    if form.is_valid():
        try:
            said = holds.words(found.pk, person, form.cleaned_data["reason"])
        except Refused as refusal:
            return _said(request, refusal)
        with transaction.atomic():
            readings.looked(person, found.conversation_id, timezone.now())
        shown = {**_told(found), "words": _shown(found, said)}
    with timezone.override(clocks.zone_of(found.line)):
        return render(request, "routing/held.html", shown)


def _reached(request: HttpRequest, pk: UUID, action: str) -> tuple[Hold | None, By | None]:
    """A hold, and whoever may do this about it; an account without a person may run things.

    It is its own line's, also where another line has the conversation by now.
    """
    found = Hold.objects.select_related("conversation__seeker", "line").filter(pk=pk).first()
    person, user = access.person_of(request.user), request.user
    if found is None or user.pk is None:
        return None, None
    try:
        access.check_line(user, action, found.line_id)
    except Refused as refusal:
        if person is not None:
            refusals.note(person.pk, action, found.conversation_id, refusal)
        return None, None
    return found, By(user.pk, person.shift_name if person else user.get_username(), person)


def _shown(found: Hold, said: list[Words]) -> list[tuple[Shown, list[str]]]:
    """The words that its line had to read, each with its pictures, which are nowhere else."""
    there = passings.held(found, said)
    who, seen = snapshots.names_of(there), defaultdict(list)
    for seq, jpeg in pictures.held(found.conversation_id):
        seen[seq].append(f"data:image/jpeg;base64,{b64encode(jpeg).decode()}")
    return [(snapshots.shown(each, who), seen[each.seq]) for each in there]


def _names(found: Hold, person: UUID) -> bool:
    return person in (found.asked_by_id, found.agreed_by_id)


def _told(found: Hold, by: By | None = None) -> dict[str, Any]:
    row: Conversation = found.conversation
    now = timezone.now()
    over = rules.is_over(found.state, found.until, rules.Standing(row.erase_at), now)
    state = rules.after(found.state, "time") if over else found.state
    person = by.person if by else None
    return {
        "hold": found,
        "handle": row.seeker.handle,
        "channel": figurenames.channel(row.channel),
        "state": state,
        "said": STATES[state or found.state],
        "aside": bool(row.erase_at and row.erase_at <= now),
        "silent": found.silent and state in rules.LIVE,
        "reason": holds.reason_of(found),
        "mine": by is not None and by.account == found.asked_account,
        "named": person is not None
        and _names(found, person.pk)
        and person.role in access.RULES["open_hold"].roles,
    }


def _said(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Why it was not done, in words."""
    words = {
        "erased": _("It is too late: its words are erased, or due to be. What is over stays over."),
        "second_person": _("It needs the yes of somebody else."),
        "not_now": _("Somebody else was faster, or its time is over. Look at it once more."),
    }
    return pages.plain(request, _("Not held"), words.get(refusal.code, refusal.detail), 409)
