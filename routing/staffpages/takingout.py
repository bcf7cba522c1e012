"""Words are taken out by hand: of a message, of a demand by law, of a yes to a copy."""

from functools import partial
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from helpline import access
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor
from routing import pages
from routing.consoles import refusals
from routing.staffpages import admission, demandpages, disclosurepages, readings
from routing.staffpages.hand import KINDS, Hand, Text
from transcripts import keys
from transcripts.byhand import picking, records, taking
from transcripts.byhand.taking import Kind
from transcripts.copies import demands, disclosures
from transcripts.models import Demand, Disclosure
from transcripts.record import Words


@require_POST
@login_required
@never_cache
def words(request: HttpRequest, pk: UUID, seq: int) -> HttpResponse:
    """One message of a conversation that was opened a moment ago, to take words out of."""
    person = access.person_of(request.user)
    row = refusals.reach(person, "transcript", pk)
    if row is None or person is None:
        return pages.lost(request)
    if not admission.holds(request.POST.get(admission.FIELD, ""), person, row.pk):
        return redirect("transcript", pk=row.pk)
    if refused := readings.not_there(request, row):
        return refused
    message = next((each for each in readings.readable(row) if each.seq == seq), None)
    if message is None:
        said = _("This is no message of this conversation. Nothing was changed.")
        return pages.plain(request, _("No such message"), said, 404)
    return Hand(request, _message(request, person, row, message)).answer()


def _message(request: HttpRequest, person: Counsellor, row: Conversation, message: Words) -> Text:
    return Text(
        message.text,
        picking.seen(message.id, message.text),
        _of_conversation(person, row),
        partial(taking.redact_by_hand, person, message.id),
        partial(_note, person, row),
        partial(readings.words, request, row, person),
        {
            "back": reverse("transcript", args=[row.pk]),
            "opened": admission.ticket(person, row.pk),
        },
    )


@require_POST
@login_required
@never_cache
def of_copy(request: HttpRequest, pk: UUID, one: UUID, name: str) -> HttpResponse:
    """Who gets a copy, or what for."""
    person, row = disclosurepages.reached(request, pk)
    found = Disclosure.objects.filter(pk=one, conversation=row).first() if row else None
    if row is None or person is None or found is None:
        return pages.lost(request)
    said = disclosures.texts(found).get(name, "")
    if not said or said == keys.UNREADABLE:
        return _no_such(request)
    text = Text(
        said,
        picking.seen_of(found.pk, name, said),
        _of_conversation(person, row),
        partial(records.redact_copy, person, found.pk, name),
        partial(_note, person, row),
        partial(disclosurepages.page, request, row),
        {"back": reverse("copies", args=[row.pk])},
    )
    return Hand(request, text).answer()


@require_POST
@login_required
@never_cache
def of_demand(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """Who asked by law, on what basis, for what, or why it was answered so."""
    found, by = demandpages.reached(request, pk)
    if found is None or by is None:
        return pages.lost(request)
    said = demands.texts(found).get(name, "")
    if not said or said == keys.UNREADABLE:
        return _no_such(request)
    text = Text(
        said,
        picking.seen_of(found.pk, name, said),
        [kind for kind in KINDS if records.may(request.user, found, kind)],
        partial(records.redact_demand, request.user, by, found.pk, name),
        partial(_note_of_demand, request),
        partial(_demand, request, found.pk, by),
        {"back": reverse("demand", args=[found.pk])},
    )
    return Hand(request, text).answer()


def _demand(request: HttpRequest, pk: UUID, by: demands.By, done: str) -> HttpResponse:
    return demandpages.page(request, Demand.objects.select_related("line").get(pk=pk), by, done)


def _of_conversation(person: Counsellor, row: Conversation) -> list[Kind]:
    return [kind for kind in KINDS if access.may(person, taking.RIGHTS[kind], row)]


def _note(person: Counsellor, row: Conversation, kind: Kind, refusal: Refused) -> None:
    refusals.note(person.pk, taking.RIGHTS[kind], row.pk, refusal)


def _note_of_demand(request: HttpRequest, kind: Kind, refusal: Refused) -> None:
    if person := access.person_of(request.user):
        refusals.note(person.pk, records.RIGHTS[kind], None, refusal)


def _no_such(request: HttpRequest) -> HttpResponse:
    said = _("Nothing stands there that could be taken out. Nothing was changed.")
    return pages.plain(request, _("No such words"), said, 404)
