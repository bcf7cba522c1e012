"""An organisation's licensed terms: kept apart, with owner and notice, never passed on."""

import re

import msgspec
from django.db import transaction

from referrals import editions, entries
from referrals.exchange import openlists, tables
from referrals.exchange.decoding import LARGEST, text_of
from referrals.exchange.report import NOWHERE, At, Node, Report, Unreadable
from referrals.models import Term, Vocabulary
from referrals.terms import tying
from referrals.terms.categories import first_terms
from referrals.wording.plaintext import plain

# A column, and what lists of others call it.
COLUMNS = {
    "code": ("code", "taxonomy_id", "id"),
    "name": ("name", "name_en", "term"),
    "name_fr": ("name_fr",),
    "definition": ("definition", "definition_en", "description"),
    "definition_fr": ("definition_fr",),
    "parent": ("parent_code", "parent_id"),
}
LONGEST_CODE = 80
NAME = re.compile(r"[\w-]{1,40}", re.ASCII)


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """Whose list it is, as it must be said where its terms are shown."""

    code: str
    owner: str
    notice: str
    notice_fr: str = ""
    licence: str = ""


def take(data: bytes, about: Terms, *, write: bool = True) -> tuple[int, Report]:
    """Read a CSV (`code`, `name`, what else of `COLUMNS` there is) and write all of it, or none.

    Returns how many terms are new or worded anew, and what is wrong.
    """
    report = Report(strict=True)
    terms: list[entries.Term] = []
    try:
        if len(data) > LARGEST:
            raise Unreadable("too_large")
        terms = _read(tables.rows(openlists.told(text_of(data, report)), report), report)
    except Unreadable as fault:
        report.error(fault.code, At("", fault.line), detail=fault.detail)
    _look_at(about, report)
    if not terms and not report.graves:
        report.error("nothing_in_it")
    return (0 if report.graves else _write(terms, about, write=write)), report


def _look_at(about: Terms, report: Report) -> None:
    """What is wrong with what is said of it, whatever is in it."""
    if not (about.owner.strip() and about.notice.strip()):
        report.error("no_notice")
    if not NAME.fullmatch(about.code):
        report.error("list_name", NOWHERE, "code", about.code)
    ours = {each.code for each in first_terms()}
    stands = Vocabulary.objects.filter(code=about.code, may_export=True).exists()
    if about.code in ours or stands:
        report.error("ours", NOWHERE, "code", about.code)


def _read(found: list[Node], report: Report) -> list[entries.Term]:
    known: dict[str, entries.Term] = {}
    hung: list[tuple[Node, str]] = []
    for row in found:
        said = {name: _said(row, columns) for name, columns in COLUMNS.items()}
        code = said["code"]
        if not code or len(code) > LONGEST_CODE or not said["name"]:
            report.error("no_name" if code else "no_id", row.at, "code", code)
        elif code in known:
            report.error("id_twice", row.at, "code", code)
        known[code] = entries.Term(
            code=code,
            label=_both(said["name"], said["name_fr"]),
            definition=_both(said["definition"], said["definition_fr"]),
            parent=said["parent"],
            external_code=code,
        )
        hung.append((row, said["parent"]))
    for row, parent in hung:
        if parent and parent not in known:
            report.error("no_such_row", row.at, "parent_code", parent)
    return list(known.values())


def _said(row: Node, columns: tuple[str, ...]) -> str:
    """What stands in the first of these columns that says something."""
    cells = (plain(str(row.get(name, ""))) for name in columns)
    return next((cell for cell in cells if cell), "")


def _both(english: str, french: str) -> dict[str, str]:
    return {code: words for code, words in (("en", english), ("fr", french)) if words}


def _write(terms: list[entries.Term], about: Terms, *, write: bool) -> int:
    with transaction.atomic():
        row, _new = Vocabulary.objects.update_or_create(
            code=about.code,
            defaults={
                "name": {"en": about.owner},
                "owner": about.owner,
                "licence": about.licence,
                "notice": _both(about.notice, about.notice_fr),
                "may_export": False,
            },
        )
        known = {term.code: term for term in row.terms.all()}
        fresh = [t for t in terms if t.code not in known]
        other = [t for t in terms if t.code in known and _differs(known[t.code], t)]
        first = len(known)
        Term.objects.bulk_create(tying.term_row(row, first + n, t) for n, t in enumerate(fresh))
        for term in other:
            known[term.code].label, known[term.code].definition = term.label, term.definition
        Term.objects.bulk_update([known[t.code] for t in other], ["label", "definition"])
        tying.hang(row, terms)
        editions.changed()
        # Looked at only: what was counted is not kept.
        transaction.set_rollback(not write)
    return len(fresh) + len(other)


def _differs(row: Term, term: entries.Term) -> bool:
    return bool(row.label != term.label or row.definition != term.definition)
