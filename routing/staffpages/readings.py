"""What was said in a conversation that is over: opened by a supervisor of its line, for a reason
that is written down first, and shown only as long as its words are kept. Doubt is shown."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from helpline import access, clocks
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor
from helpline.protocol import Shown
from helpline.states import FINAL
from routing import outbound, pages
from routing.beside import passings
from routing.consoles import refusals, snapshots
from routing.staffpages import admission, figurenames
from routing.texting import reasons
from transcripts import audit, record
from transcripts.byhand import picking
from transcripts.held import times
from transcripts.models import Kept
from transcripts.record import Words
from transcripts.redact.whole import Written
from transcripts.redacted import closing

MOST = 100
LOOKED = "looked"


class Why(forms.Form):
    """The reason for which it is opened."""

    reason = forms.CharField(
        label=later("Why do you open it?"),
        max_length=200,
        help_text=later("It is written down with your name. No names and no numbers here."),
        error_messages={"required": later("Say why, in a few words.")},
    )

    def clean_reason(self) -> str:
        try:
            return reasons.checked(self.cleaned_data["reason"])
        except Refused as refusal:
            said = {
                "no_reason": _("Say why, in a few words."),
                "bad_reason": _("A reason may hold no number: others read it."),
            }
            raise forms.ValidationError(said[refusal.code]) from None


class Told(NamedTuple):
    """One message on the page: how it is shown, cut where somebody should look, and its number."""

    shown: Shown
    cut: list[tuple[str, bool]]


@require_safe
@login_required
@never_cache
def latest(request: HttpRequest) -> HttpResponse:
    """The conversations of a supervisor's line that are over and still kept, without a word."""
    person = access.person_of(request.user)
    if person is None or not access.may(person, "transcripts"):
        return pages.lost(request)
    now = timezone.now()
    kept = Conversation.objects.select_related("seeker", "kept__checked_by").filter(
        line=person.line, state__in=FINAL, erased_at=None, erase_at__gt=now
    )
    doubtful = kept.filter(kept__doubtful=True)
    shown = {
        "rows": _listed(kept.exclude(kept__doubtful=True)),
        "doubtful": _listed(doubtful),
        "count": doubtful.count(),
        "held": times.past_their_time(now).filter(line=person.line, held_openly__gt=now).count(),
    }
    with timezone.override(clocks.zone_of(person.line)):
        return render(request, "routing/transcripts.html", shown)


def _listed(rows: QuerySet[Conversation]) -> list[tuple[Conversation, str]]:
    latest = rows.order_by("-closed_at")[:MOST]
    return [(row, figurenames.channel(row.channel)) for row in latest]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def transcript(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Its words, after a reason was typed; who may not open it is told that nothing is here."""
    person = access.person_of(request.user)
    row = refusals.reach(person, "transcript", pk)
    if row is None or person is None:
        return pages.lost(request)
    if refused := not_there(request, row):
        return refused
    if admission.holds(request.POST.get(admission.FIELD, ""), person, row.pk):
        return words(request, row, person)
    form = Why(request.POST or None)
    if not form.is_valid():
        return _shown(request, row, {"form": form})
    _write_down(person, row.pk, form.cleaned_data["reason"])
    return words(request, row, person)


def not_there(request: HttpRequest, row: Conversation) -> HttpResponse | None:
    """What is said of a conversation that is not over, or of which nothing is left."""
    if row.state not in FINAL:
        said = _("It is still under way. Read along at the desk instead.")
        return pages.plain(request, _("Not over yet"), said, 409)
    if row.erased_at or (row.erase_at and row.erase_at <= timezone.now()):
        return pages.plain(request, _("Nothing is kept"), _("Its words were erased."), 410)
    return None


def _write_down(person: Counsellor, conversation: UUID, reason: str) -> None:
    """Before a word is shown: in the audit with the reason, and as a step of the conversation."""
    now = timezone.now()
    with transaction.atomic():
        audit.note(person, "transcript", conversation=conversation, reason=reason)
        looked(person, conversation, now)


def looked(person: Counsellor, conversation: UUID, now: datetime) -> None:
    """As a step of a conversation that is over: somebody has opened it."""
    row = Conversation.objects.select_for_update(of=("self",)).get(pk=conversation)
    outbound.publish(row, LOOKED, actor=person.pk.hex, at=now, before=row.state)


def words(
    request: HttpRequest, row: Conversation, person: Counsellor, done: str = ""
) -> HttpResponse:
    """The words of a conversation that was opened; `done` says what was done just now."""
    kept = Kept.objects.select_related("checked_by").filter(conversation=row).first()
    doubtful = kept is not None and kept.doubtful
    more = {
        "words": _told(row, doubtful=doubtful),
        "kept": kept,
        "until": row.erase_at,
        "opened": admission.ticket(person, row.pk),
        "may_take_out": access.may(person, "mask", row) or access.may(person, "erase_words", row),
        "may_check": doubtful and access.may(person, "checked", row),
        "done": done,
    }
    return _shown(request, row, more)


def _told(row: Conversation, *, doubtful: bool) -> list[Told]:
    said = readable(row)
    who = snapshots.names_of(said)
    written = [Written(each.author, each.text) for each in said]
    places = closing.left_in(row, written) if doubtful else [[] for _each in said]
    return [
        Told(snapshots.shown(each, who), picking.cut(each.text, spans))
        for each, spans in zip(said, places, strict=True)
    ]


def readable(row: Conversation) -> list[Words]:
    """What this conversation's line may read of it."""
    return passings.readable(row, record.after({row.pk: 0}))


def _shown(request: HttpRequest, row: Conversation, more: dict[str, Any]) -> HttpResponse:
    told = {"conversation": row, "handle": row.seeker.handle, **more}
    with timezone.override(clocks.zone_of(row.line)):
        return render(request, "routing/transcript.html", told)
