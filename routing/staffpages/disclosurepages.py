"""Copies of one conversation for somebody: with a yes that is noted and can be taken back."""

from datetime import datetime, time
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from helpline import access, clocks
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor
from helpline.states import FINAL
from routing import pages
from routing.beside import passings
from routing.consoles import refusals, snapshots
from routing.events import GUEST, NOTE
from routing.staffpages import readings
from transcripts import record
from transcripts.byhand import taking
from transcripts.copies import disclosures, flowing
from transcripts.copies.plain import Turn
from transcripts.models import Disclosure

FILE = "copy.txt"
PARTS = [
    ("all", later("Everything that is left, without staff notes")),
    ("theirs", later("Only what they wrote themselves")),
]


class Agreed(forms.Form):
    """To whom, what for, what of it, and until when they said yes."""

    to = forms.CharField(
        label=later("Who gets it"),
        max_length=200,
        help_text=later("The person themselves, or somebody they chose."),
        error_messages={"required": later("Say who gets it.")},
    )
    purpose = forms.CharField(
        label=later("What for"),
        max_length=300,
        error_messages={"required": later("Say what it is for, in a few words.")},
    )
    part = forms.ChoiceField(label=later("What of it"), choices=PARTS, widget=forms.RadioSelect)
    agreed_on = forms.DateField(
        label=later("They said yes on"), widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=later("Their yes holds until"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=later("That day still counts. A year at the most."),
    )
    yes = forms.BooleanField(
        label=later(
            "They were asked, knew that they may say no and be helped all the same, and said yes."
        ),
        error_messages={"required": later("Without their yes no copy is made.")},
    )

    def __init__(self, *args: Any, today: datetime, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today

    def clean_agreed_on(self) -> Any:
        day = self.cleaned_data["agreed_on"]
        if day > self.today.date():
            raise ValidationError(_("That day is still to come."))
        return day

    def clean_until(self) -> Any:
        day = self.cleaned_data["until"]
        if day < self.today.date():
            raise ValidationError(_("That day is over."))
        if day > (self.today + disclosures.LONGEST).date():
            raise ValidationError(_("A yes holds for a year at the most."))
        return day


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def copies(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was agreed to for one conversation, and a form for another yes."""
    person, row = reached(request, pk)
    if row is None or person is None:
        return pages.lost(request)
    today = timezone.now().astimezone(clocks.zone_of(row.line))
    form = Agreed(request.POST or None, today=today)
    if request.method == "POST" and form.is_valid():
        disclosures.agree(row, person, _asked(form, today), timezone.now())
        return redirect("copies", pk=row.pk)
    return page(request, row, form=form)


def page(
    request: HttpRequest, row: Conversation, done: str = "", *, form: Agreed | None = None
) -> HttpResponse:
    """The page of one conversation's copies; `done` says what was done just now."""
    today = timezone.now().astimezone(clocks.zone_of(row.line))
    person = access.person_of(request.user)
    rights = [access.may(person, right, row) for right in taking.RIGHTS.values()]
    shown = {
        "conversation": row,
        "handle": row.seeker.handle,
        "form": form or Agreed(today=today),
        "may_take_out": any(rights) and not row.held_until,
        "done": done,
    }
    rows = Disclosure.objects.filter(conversation=row).order_by("made_at")
    with timezone.override(today.tzinfo):
        told = [_told(each) for each in rows]
        return render(request, "routing/copies.html", {**shown, "rows": told})


def _asked(form: Agreed, today: datetime) -> disclosures.Asked:
    said = form.cleaned_data
    end = datetime.combine(said["until"], time.max, today.tzinfo)
    return disclosures.Asked(
        to=said["to"],
        purpose=said["purpose"],
        part=said["part"],
        agreed_on=said["agreed_on"],
        until=min(end, timezone.now() + disclosures.LONGEST),
    )


def _told(each: Disclosure) -> dict[str, Any]:
    holds = each.withdrawn_at is None and each.until > timezone.now()
    return {"row": each, **disclosures.texts(each), "holds": holds}


@require_POST
@login_required
@never_cache
def copy(request: HttpRequest, pk: UUID, one: UUID) -> HttpResponseBase:
    """The copy itself, or the end of the yes to it."""
    person, row = reached(request, pk)
    found = Disclosure.objects.filter(pk=one, conversation=row).first() if row else None
    if row is None or person is None or found is None:
        return pages.lost(request)
    now = timezone.now()
    if request.POST.get("do") == "withdraw":
        disclosures.withdraw(found, person, now)
        return redirect("copies", pk=row.pk)
    try:
        with transaction.atomic():
            told = disclosures.opened(found, person, now)
            readings.looked(person, row.pk, now)
    except Refused:
        words = _("Their yes is over, or was taken back. Nothing is copied.")
        return pages.plain(request, _("No copy"), words, 409)
    return _file(person, row, found, told)


def _file(
    person: Counsellor, row: Conversation, found: Disclosure, told: disclosures.Told
) -> StreamingHttpResponse:
    heading = _("A copy for %(to)s. For: %(purpose)s. Agreed on %(day)s.") % {
        "to": told.to,
        "purpose": told.purpose,
        "day": found.agreed_on.isoformat(),
    }
    foot = _("Redacted or erased words are not in it, nor are staff notes.")
    cut = _("It ends here: the rest may not be read any more.")
    read = partial(_piece, person, row.pk, found, translation.get_language())
    return flowing.as_file(read, flowing.Around(heading, cut, foot), FILE)


def _piece(
    person: Counsellor, pk: UUID, found: Disclosure, language: str | None, since: int
) -> flowing.Piece:
    """What follows; raises `Refused` if it is theirs to copy no longer, asked after it was read."""
    words = record.after({pk: since}, most=flowing.PIECE)
    people = Counsellor.objects.select_related("line", "user")
    still = people.filter(pk=person.pk, user__is_active=True).first()
    row = _over(refusals.reach(still, "disclose", pk))
    if row is None:
        raise Refused("erased")
    disclosures.must_hold(Disclosure.objects.filter(pk=found.pk).first(), timezone.now())
    with translation.override(language or settings.LANGUAGE_CODE):
        turns = _turns(row, words, only_theirs=found.part == "theirs")
    return flowing.Piece(turns, words[-1].seq if words else None)


def _turns(row: Conversation, words: list[record.Words], *, only_theirs: bool) -> list[Turn]:
    there = [each for each in passings.readable(row, words) if each.kind != NOTE]
    who, zone = snapshots.names_of(there), clocks.zone_of(row.line)
    return [
        Turn(each.at.astimezone(zone), _who(each, row, who), each.text)
        for each in there
        if each.author == "seeker" or not only_theirs
    ]


def _who(said: record.Words, row: Conversation, who: dict[str, str]) -> str:
    if said.author == "seeker":
        return row.seeker.handle
    if said.kind == GUEST:
        return _("A second person")
    return who.get(said.author, "") or _("The line")


def reached(request: HttpRequest, pk: UUID) -> tuple[Counsellor | None, Conversation | None]:
    """A conversation that is over and of which something is left, for who may have it copied."""
    person = access.person_of(request.user)
    return person, _over(refusals.reach(person, "disclose", pk))


def _over(row: Conversation | None) -> Conversation | None:
    gone = row is None or row.state not in FINAL or row.erased_at is not None
    late = row is not None and row.erase_at is not None and row.erase_at <= timezone.now()
    return None if gone or late else row
