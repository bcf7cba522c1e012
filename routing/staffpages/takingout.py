"""Words are taken out of a message by hand: chosen, seen as they will be gone, and confirmed.

It works without a script: words are boxes to tick, or are typed. Nothing is changed before it was
seen, and nothing that somebody else has changed meanwhile.
"""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from helpline import access
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor
from routing import pages
from routing.consoles import refusals
from routing.staffpages import admission, readings
from transcripts.byhand import picking, taking
from transcripts.byhand.picking import NotThere
from transcripts.byhand.taking import Changed, Kind
from transcripts.record import Words
from transcripts.redact.spans import BadSpan, Span, replaced, united

KINDS: tuple[Kind, ...] = ("mask", "erase")


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
    return _Hand(request, person, row, message).answer()


class _Hand:
    """What one person does with one message."""

    def __init__(
        self, request: HttpRequest, person: Counsellor, row: Conversation, message: Words
    ) -> None:
        self.request, self.person, self.row, self.message = request, person, row, message
        self.do = request.POST.get("do", "")

    def answer(self) -> HttpResponse:
        if self.do in KINDS:
            return self._done("mask" if self.do == "mask" else "erase")
        try:
            return self._look()
        except NotThere:
            return self._choose(_("What you typed does not stand in this message."))
        except BadSpan:
            return self._choose(_does_not_fit())

    def _look(self) -> HttpResponse:
        """What was chosen, as it will be; or the message to choose from."""
        if self.do == "whole":
            return self._page("routing/takeout_seen.html", {"kind": "erase", "parts": ["0-1"]})
        spans = self._chosen()
        if spans:
            return self._seen(spans)
        return self._choose(_("Choose at least one word, or type it.") if self.do else "")

    def _chosen(self) -> list[Span]:
        if self.do != "show":
            return []
        given, text = self.request.POST, self.message.text
        ticked = [int(each) if each.isdecimal() else -1 for each in given.getlist("word")]
        parts = picking.of_words(text, ticked)
        return united([*parts, *picking.of_typed(text, given.get("typed", ""))])

    def _seen(self, spans: list[Span]) -> HttpResponse:
        left = replaced(self.message.text, spans, lambda _part: taking.MASKED)
        parts = [f"{span.start}-{span.end}" for span in spans]
        shown = {"kind": "mask", "parts": parts, "left": left, "cut": self._cut(spans)}
        return self._page("routing/takeout_seen.html", shown)

    def _cut(self, spans: list[Span]) -> list[tuple[str, bool]]:
        return picking.cut(self.message.text, spans)

    def _choose(self, wrong: str = "") -> HttpResponse:
        ticked = set(self.request.POST.getlist("word"))
        pieces = [(each, str(each.number) in ticked) for each in picking.pieces(self.message.text)]
        return self._page("routing/takeout.html", {"pieces": pieces, "wrong": wrong})

    def _page(self, template: str, more: dict[str, Any]) -> HttpResponse:
        shown = {
            "conversation": self.row,
            "handle": self.row.seeker.handle,
            "message": self.message,
            "seen": picking.seen(self.message.id, self.message.text),
            "opened": admission.ticket(self.person, self.row.pk),
            "ticked": self.request.POST.getlist("word"),
            "typed": self.request.POST.get("typed", ""),
            "may_mask": access.may(self.person, "mask", self.row),
            "may_erase": access.may(self.person, "erase_words", self.row),
            **more,
        }
        return render(self.request, template, shown)

    def _done(self, kind: Kind) -> HttpResponse:
        """Take it out, and show the conversation again; or say why nothing was changed."""
        given, text = self.request.POST, self.message.text
        try:
            whole = [Span(0, max(len(text), 1), picking.BY_HAND)]
            spans = whole if kind == "erase" else picking.of_written(given.getlist("part"))
            if not spans:
                return self._choose(_("Choose at least one word, or type it."))
            seen = given.get("seen", "") or "none"
            taking.redact_by_hand(self.person, self.message.id, spans, kind, seen)
        except Changed:
            return self._choose(_changed())
        except BadSpan:
            return self._choose(_does_not_fit())
        except Refused as refusal:
            refusals.note(self.person.pk, taking.RIGHTS[kind], self.row.pk, refusal)
            return self._choose(_refused(refusal))
        return readings.words(self.request, self.row, self.person, _said(kind))


def _said(kind: Kind) -> str:
    if kind == "erase":
        return _("The message was erased. Nobody can bring it back.")
    return _("The words were taken out. Nobody can bring them back.")


def _refused(refusal: Refused) -> str:
    if refusal.code in ("erased", "no_conversation"):
        return _("These words cannot be read any more. Nothing was changed.")
    return _("You may not do that here. Nothing was changed.")


def _changed() -> str:
    return _(
        "This message is not what you saw any more: somebody else has changed it meanwhile. "
        "Nothing of yours was done. This is how it stands now."
    )


def _does_not_fit() -> str:
    return _("These parts do not fit this message, or overlap. Nothing was changed.")
