"""One text, and somebody who takes words out of it: chosen, seen as they will be gone, confirmed.

It works without a script: words are boxes to tick, or are typed. Nothing is changed before it was
seen, and nothing that somebody else has changed meanwhile.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from helpline.errors import Refused
from transcripts.byhand import picking, taking
from transcripts.byhand.picking import NotThere
from transcripts.byhand.taking import Changed, Kind
from transcripts.redact.spans import BadSpan, Span, replaced, united

KINDS: tuple[Kind, ...] = ("mask", "erase")


@dataclass(frozen=True, slots=True)
class Text:
    """A text that words may be taken out of.

    `seen` is the mark of it as it is shown, `may` what this person may do with it. `take` does it
    for good (raises `Refused`, `Changed` or `BadSpan`), `refused` writes down who may not, and
    `after` is the page that follows, with what is said on it. `shown` is for the templates: where
    `back` leads, and what is carried on (`opened`).
    """

    words: str
    seen: str
    may: Collection[Kind]
    take: Callable[[Sequence[Span], Kind, str], object]
    refused: Callable[[Kind, Refused], None]
    after: Callable[[str], HttpResponse]
    shown: dict[str, str] = field(default_factory=dict)


class Hand:
    """What one request does with one text."""

    def __init__(self, request: HttpRequest, text: Text) -> None:
        self.request, self.text = request, text
        self.do = request.POST.get("do", "")

    def answer(self) -> HttpResponse:
        if self.do in KINDS:
            return self._done("mask" if self.do == "mask" else "erase")
        try:
            return self._look()
        except NotThere:
            return self._choose(_("What you typed does not stand here."))
        except BadSpan:
            return self._choose(_does_not_fit())

    def _look(self) -> HttpResponse:
        """What was chosen, as it will be; or the text to choose from."""
        if self.do == "whole":
            return self._page("routing/takeout_seen.html", {"kind": "erase", "parts": ["0-1"]})
        spans = self._chosen()
        if spans:
            return self._seen(spans)
        return self._choose(_("Choose at least one word, or type it.") if self.do else "")

    def _chosen(self) -> list[Span]:
        if self.do != "show":
            return []
        given, text = self.request.POST, self.text.words
        ticked = [int(each) if each.isdecimal() else -1 for each in given.getlist("word")]
        parts = picking.of_words(text, ticked)
        return united([*parts, *picking.of_typed(text, given.get("typed", ""))])

    def _seen(self, spans: list[Span]) -> HttpResponse:
        left = replaced(self.text.words, spans, lambda _part: taking.MASKED)
        parts = [f"{span.start}-{span.end}" for span in spans]
        shown = {"kind": "mask", "parts": parts, "left": left, "cut": self._cut(spans)}
        return self._page("routing/takeout_seen.html", shown)

    def _cut(self, spans: list[Span]) -> list[tuple[str, bool]]:
        return picking.cut(self.text.words, spans)

    def _choose(self, wrong: str = "") -> HttpResponse:
        ticked = set(self.request.POST.getlist("word"))
        pieces = [(each, str(each.number) in ticked) for each in picking.pieces(self.text.words)]
        return self._page("routing/takeout.html", {"pieces": pieces, "wrong": wrong})

    def _page(self, template: str, more: dict[str, Any]) -> HttpResponse:
        shown = {
            "words": self.text.words,
            "seen": self.text.seen,
            "ticked": self.request.POST.getlist("word"),
            "typed": self.request.POST.get("typed", ""),
            "may_mask": "mask" in self.text.may,
            "may_erase": "erase" in self.text.may,
            **self.text.shown,
            **more,
        }
        return render(self.request, template, shown)

    def _done(self, kind: Kind) -> HttpResponse:
        """Take it out, and show where it stood again; or say why nothing was changed."""
        given, words = self.request.POST, self.text.words
        try:
            whole = [Span(0, max(len(words), 1), picking.BY_HAND)]
            spans = whole if kind == "erase" else picking.of_written(given.getlist("part"))
            if not spans:
                return self._choose(_("Choose at least one word, or type it."))
            self.text.take(spans, kind, given.get("seen", "") or "none")
        except Changed:
            return self._choose(_changed())
        except BadSpan:
            return self._choose(_does_not_fit())
        except Refused as refusal:
            self.text.refused(kind, refusal)
            return self._choose(_refused(refusal))
        return self.text.after(_said(kind))


def _said(kind: Kind) -> str:
    if kind == "erase":
        return _("It was erased. Nobody can bring it back.")
    return _("The words were taken out. Nobody can bring them back.")


def _refused(refusal: Refused) -> str:
    if refusal.code in ("erased", "no_conversation"):
        return _("These words cannot be read any more. Nothing was changed.")
    return _("You may not do that here. Nothing was changed.")


def _changed() -> str:
    return _(
        "This is not what you saw any more: somebody else has changed it meanwhile. "
        "Nothing of yours was done. This is how it stands now."
    )


def _does_not_fit() -> str:
    return _("These parts do not fit these words, or overlap. Nothing was changed.")
