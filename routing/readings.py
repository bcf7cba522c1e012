"""What was said in a conversation that is over: opened by a supervisor of its line, for a reason
that is written down first, and shown only as long as its words are kept."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.db import transaction
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
from routing import figurenames, outbound, pages, passings, refusals, snapshots
from routing.texting import reasons
from transcripts import audit, holdtimes, record

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


@require_safe
@login_required
@never_cache
def latest(request: HttpRequest) -> HttpResponse:
    """The conversations of a supervisor's line that are over and still kept, without a word."""
    person = access.person_of(request.user)
    if person is None or not access.may(person, "transcripts"):
        return pages.lost(request)
    now = timezone.now()
    kept = Conversation.objects.select_related("seeker", "kept").filter(
        line=person.line, state__in=FINAL, erased_at=None, erase_at__gt=now
    )
    rows = [(row, figurenames.channel(row.channel)) for row in kept.order_by("-closed_at")[:MOST]]
    held = holdtimes.past_their_time(now).filter(line=person.line).count()
    with timezone.override(clocks.zone_of(person.line)):
        told = {"rows": rows, "most": MOST, "held": held}
        return render(request, "routing/transcripts.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def transcript(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Its words, after a reason was typed; who may not open it is told that nothing is here."""
    person = access.person_of(request.user)
    row = refusals.reach(person, "transcript", pk)
    if row is None or person is None:
        return pages.lost(request)
    if row.state not in FINAL:
        words = _("It is still under way. Read along at the desk instead.")
        return pages.plain(request, _("Not over yet"), words, 409)
    if row.erased_at or (row.erase_at and row.erase_at <= timezone.now()):
        return pages.plain(request, _("Nothing is kept"), _("Its words were erased."), 410)
    form = Why(request.POST or None)
    if not form.is_valid():
        return _shown(request, row, {"form": form})
    _write_down(person, row.pk, form.cleaned_data["reason"])
    said = shown(row, record.after({row.pk: 0}))
    return _shown(request, row, {"words": said, "until": row.erase_at})


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


def shown(row: Conversation, said: list[record.Words]) -> list[Shown]:
    """These words of it, as far as its line may read them, with the names of who spoke."""
    words = passings.readable(row, said)
    who = snapshots.names_of(words)
    return [snapshots.shown(each, who) for each in words]


def _shown(request: HttpRequest, row: Conversation, more: dict[str, Any]) -> HttpResponse:
    told = {"conversation": row, "handle": row.seeker.handle, **more}
    with timezone.override(clocks.zone_of(row.line)):
        return render(request, "routing/transcript.html", told)
