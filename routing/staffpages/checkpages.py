"""What was kept in doubt was looked at: its mark is taken off, by whoever looked."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from helpline import access
from helpline.errors import Refused
from helpline.models import Counsellor
from routing import outbound, pages
from routing.consoles import refusals
from routing.staffpages import admission, readings
from transcripts.byhand import checked


@require_POST
@login_required
@never_cache
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Only whoever has opened it a moment ago says that they looked."""
    person = access.person_of(request.user)
    row = refusals.reach(person, "checked", pk)
    if row is None or person is None:
        return pages.lost(request)
    if not admission.holds(request.POST.get(admission.FIELD, ""), person, pk):
        return redirect("transcript", pk=pk)
    if refused := readings.not_there(request, row):
        return refused
    try:
        done = _clear(pk, person)
    except Refused:
        return pages.plain(request, _("Nothing is kept"), _("Its words were erased."), 410)
    row.refresh_from_db()
    said = _("Written down: you have checked it.") if done else _("Somebody else has checked it.")
    return readings.words(request, row, person, said)


def _clear(pk: UUID, person: Counsellor) -> bool:
    """Their page, if it is open, says the later day."""
    with transaction.atomic():
        row, now = checked.locked(pk), timezone.now()
        done = checked.clear(row, person, now)
        if done:
            actor, kept = person.pk.hex, row.policy
            outbound.publish(row, "kept", actor=actor, at=now, before=row.state, detail=kept)
    return done
