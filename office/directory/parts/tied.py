"""Licensed terms of a service as rows: of which list, and which of its terms."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from django import forms
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from office.directory.parts.cells import BETWEEN, Cells, Words
from referrals.models import Service, Tagging, Term
from referrals.terms.categories import notices
from referrals.wording.texts import said


class Tied(msgspec.Struct, frozen=True):
    """A term of a list that is somebody's."""

    vocabulary: str
    code: str
    name: str = ""


class TiedCells(Cells):
    shape = Tied

    vocabulary = forms.ChoiceField(label=later("List"))
    term = Words(later("Term: its code, or its whole name"), longest=400)

    def __init__(self, *about: Any, **options: Any) -> None:
        super().__init__(*about, **options)
        self.found: Tied | None = None
        known = [each.code for each in notices()]
        field: Any = self.fields["vocabulary"]
        field.choices = [(code, code) for code in known]
        # With the first list alone nothing is chosen yet.
        field.initial = known[0] if known else ""

    def filled(self, part: Tied) -> dict[str, Any]:
        return {"vocabulary": part.vocabulary, "term": f"{part.code}{BETWEEN}{part.name}"}

    def complain(self, typed: dict[str, Any]) -> None:
        wanted = typed.get("term", "").partition(BETWEEN)[0].strip()
        if not wanted:
            self.add_error("term", _("Write which term."))
        elif "vocabulary" in typed:
            self.found = _find(typed["vocabulary"], wanted)
            if self.found is None:
                self.add_error("term", _("There is no such term in this list."))

    def read(self, typed: dict[str, Any]) -> dict[str, Any]:
        return msgspec.structs.asdict(self.found) if self.found else {}

    @classmethod
    def said(cls, part: Tied) -> Iterable[str]:
        return part.vocabulary, part.code, part.name


def _find(vocabulary: str, wanted: str) -> Tied | None:
    """By its code, else by its whole name in either language."""
    terms = Term.objects.filter(vocabulary__code=vocabulary)
    named = Q(label__en__iexact=wanted) | Q(label__fr__iexact=wanted)
    row = terms.filter(code__iexact=wanted).first() or terms.filter(named).first()
    return _tied(row, vocabulary) if row else None


def _tied(row: Term, vocabulary: str) -> Tied:
    return Tied(vocabulary, row.code, said(row.label, get_language() or "en").words)


def of(service: Service) -> list[dict[str, Any]]:
    """Those that a service has, as a list of rows holds them."""
    if service._state.adding:
        return []
    found = Term.objects.filter(taggings__service=service).exclude(vocabulary__owner="")
    rows = found.select_related("vocabulary").order_by("vocabulary__code", "position")
    return [msgspec.to_builtins(_tied(row, row.vocabulary.code)) for row in rows]


def keep(service: Service, tied: Sequence[dict[str, Any]]) -> None:
    """Tie it to these and to no others of lists that are somebody's."""
    wanted = {(each["vocabulary"], each["code"]) for each in tied}
    theirs = Term.objects.exclude(vocabulary__owner="").select_related("vocabulary")
    among = theirs.filter(code__in=[code for _vocabulary, code in wanted])
    terms = {row.pk for row in among if (row.vocabulary.code, row.code) in wanted}
    standing = service.taggings.exclude(term__vocabulary__owner="")
    standing.exclude(term__in=terms).delete()
    had = set(standing.values_list("term", flat=True))
    Tagging.objects.bulk_create(Tagging(service=service, term_id=pk) for pk in sorted(terms - had))


def lead() -> str:
    """Whose terms they are, as their licences want it said wherever they are shown."""
    locale = get_language() or "en"
    told = [f"{each.code}: {each.owner}. {said(each.notice, locale).words}" for each in notices()]
    return " ".join([*told, _("They stay in the house.")]) if told else ""
