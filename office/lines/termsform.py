"""What can be noted of a talk: two lists of choices in both languages; none is ever deleted."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from helpline import clocks, terms
from helpline.models import LOCALES, Line
from helpline.terms import LONGEST_TERM, MOST_TERMS, Term
from office import moving
from office.sheets import Sheet
from routing.consoles import noting

KINDS = ("needs", "outcomes")
CODES = [code for code, _language in LOCALES]
DIGITS = 9


class TermsForm(Sheet):
    """The columns `needs` and `outcomes`, a row of fields for each choice."""

    section = "after"

    def __init__(self, subject: Line, data: QueryDict | None = None) -> None:
        if data is not None and (row := moving.wanted(data)):
            data = moving.up(data, row)
        super().__init__(subject, data)
        self.stood = {kind: _in_order(terms.read(kind, getattr(subject, kind))) for kind in KINDS}
        self.counts = {kind: self._count(kind) for kind in KINDS}
        for kind in KINDS:
            for n in range(self.counts[kind]):
                self._add(kind, n)

    def _count(self, kind: str) -> int:
        """So many rows as were sent, or stand there, and one more where it is asked for."""
        sent = len([name for name in self.data if name.startswith(f"was_{kind}_")])
        return (sent or len(self.stood[kind])) + (self.data.get("do") == f"more:{kind}")

    def _add(self, kind: str, n: int) -> None:
        known = self.stood[kind][n] if n < len(self.stood[kind]) else None
        hidden = forms.CharField(required=False, widget=forms.HiddenInput)
        self.fields[f"was_{kind}_{n}"] = hidden
        self.initial[f"was_{kind}_{n}"] = known.id if known else ""
        for code, language in LOCALES:
            name = f"{code}_{kind}_{n}"
            self.fields[name] = forms.CharField(
                label=language, max_length=LONGEST_TERM, required=False
            )
            self.fields[name].widget.attrs["lang"] = code
            self.initial[name] = getattr(known, code) if known else ""
        off = forms.BooleanField(label=_("Not offered any more"), required=False)
        self.fields[f"off_{kind}_{n}"] = off
        self.initial[f"off_{kind}_{n}"] = bool(known and known.retired)

    # ---- how it is drawn ---------------------------------------------------------------------

    def lists(self) -> list[dict[str, Any]]:
        """Both lists: their heading, the buttons' name, and their rows."""
        return [
            {
                "kind": kind,
                "title": called(kind),
                "rows": [self._row(kind, n) for n in range(self.counts[kind])],
            }
            for kind in KINDS
        ]

    def _row(self, kind: str, n: int) -> dict[str, Any]:
        was = self[f"was_{kind}_{n}"]
        words = [self[f"{code}_{kind}_{n}"] for code in CODES]
        own = self[f"{translation.get_language()}_{kind}_{n}"].value()
        title = str(own or words[0].value() or words[1].value() or _("Another choice"))
        off = self[f"off_{kind}_{n}"] if was.value() else None
        return {"n": n, "title": title, "was": was, "fields": words, "off": off}

    def preview(self) -> list[tuple[str, str, list[tuple[str, list[tuple[int, str]]]]]]:
        """Both lists as the desk has them in each language, with the digits that choose."""
        line = self.typed()
        lists = [(kind, terms.in_use(terms.read(kind, getattr(line, kind)))) for kind in KINDS]
        return [
            (code, name, [(called(kind, code), _numbered(some, code)) for kind, some in lists])
            for code, name in LOCALES
        ]

    # ---- what was typed ----------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        today = timezone.now().astimezone(clocks.zone_of(self.subject)).date()
        for kind in KINDS:
            self.cleaned_data[kind] = self._list(kind, today)
        return self.cleaned_data

    def _list(self, kind: str, today: date) -> list[Term]:
        left = {term.id: term for term in self.stood[kind]}
        typed = [self._term(kind, n, left, today) for n in range(self.counts[kind])]
        # What was not sent stays as it is: nothing that figures may use is lost.
        found = [*filter(None, typed), *left.values()]
        if len(terms.in_use(found)) > MOST_TERMS:
            numbers = {"n": len(terms.in_use(found)), "most": MOST_TERMS, "list": called(kind)}
            self.add_error(
                None, _("“%(list)s”: these are %(n)s choices; %(most)s is the most.") % numbers
            )
        return _in_order(found)

    def _term(self, kind: str, n: int, left: dict[str, Term], today: date) -> Term | None:
        """The choice of this row; None if it is none, or if what is wrong was said."""
        known = left.pop(self.cleaned_data.get(f"was_{kind}_{n}", ""), None)
        said = {code: self._said(code, kind, n) for code in CODES}
        if known is None and not any(said.values()):
            return None
        self._complain(kind, n, said)
        if known is None:
            return Term(terms.new_id(), said["en"], said["fr"])
        off = self.cleaned_data.get(f"off_{kind}_{n}", False)
        worded = terms.reworded(known, said["en"], said["fr"], today)
        return terms.kept_off(worded, off, today)

    def _complain(self, kind: str, n: int, said: dict[str, str]) -> None:
        for code, words in said.items():
            name = f"{code}_{kind}_{n}"
            if not words and name not in self.errors:
                self.add_error(name, _("A choice has words in both languages."))
            elif words and words.casefold() in self._above(kind, n, code):
                self.add_error(name, _("“%s” is there twice, or was taken off before.") % words)

    def _above(self, kind: str, n: int, code: str) -> set[str]:
        return {self._said(code, kind, m).casefold() for m in range(n)}

    def _said(self, code: str, kind: str, n: int) -> str:
        return " ".join(self.cleaned_data.get(f"{code}_{kind}_{n}", "").split())

    # ---- the row it is about -----------------------------------------------------------------

    def apply(self, subject: Line) -> None:
        for kind in KINDS:
            if self.cleaned_data[kind] != self.stood[kind]:
                setattr(subject, kind, [terms.written(each) for each in self.cleaned_data[kind]])

    def store(self, subject: Line) -> None:
        subject.save(update_fields=KINDS)

    def afterwards(self, subject: Line) -> None:
        noting.relisted(subject.pk)

    def state(self, subject: Line) -> dict[str, str]:
        found: dict[str, str] = {}
        for kind in KINDS:
            some = terms.read(kind, getattr(subject, kind))
            found |= {f"{kind}.{each.id}": _spoken(each) for each in some}
            found[f"{kind}.order"] = ", ".join(each.en for each in terms.in_use(some))
        return found

    def label_of(self, name: str) -> str:
        kind, _mark, what = name.partition(".")
        if kind not in KINDS:
            return name
        return f"{called(kind)}: {_('order')}" if what == "order" else called(kind)


def called(kind: str, locale: str | None = None) -> str:
    """What a list is called at the desk, in this language or the reader's."""
    with translation.override(locale or translation.get_language()):
        return {"needs": _("What it was about"), "outcomes": _("How it ended")}[kind]


def _in_order(some: Sequence[Term]) -> list[Term]:
    """Those that can be chosen first, each part in its order."""
    return sorted(some, key=lambda term: term.retired is not None)


def _numbered(some: Sequence[Term], code: str) -> list[tuple[int, str]]:
    return [(n if n <= DIGITS else 0, getattr(term, code)) for n, term in enumerate(some, 1)]


def _spoken(term: Term) -> str:
    off = f" ({_('not offered any more')})" if term.retired else ""
    return f"{term.en} · {term.fr}{off}"
