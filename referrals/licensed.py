"""An organisation's licensed terms: kept apart, with owner and notice, never passed on."""

import msgspec
from django.db import transaction

from referrals import editions, entries, tying
from referrals.exchange import tables
from referrals.exchange.decoding import text_of
from referrals.exchange.report import Node, Report, Unreadable
from referrals.models import Term, Vocabulary
from referrals.plaintext import plain

COLUMNS = ("code", "name", "name_en", "name_fr", "definition", "definition_fr", "parent_code")
LONGEST_CODE = 80


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """Whose list it is, as it must be said where its terms are shown."""

    code: str
    owner: str
    notice: str
    licence: str = ""


def take(data: bytes, about: Terms) -> tuple[int, Report]:
    """Read a CSV (`code`, `name`, what else of `COLUMNS` there is) and write all of it, or none.

    Returns how many terms were new or are worded anew, and what is wrong.
    """
    report = Report(strict=True)
    try:
        found = tables.rows(text_of(data, report), report)
    except Unreadable as fault:
        report.error(fault.code, detail=fault.detail)
        return 0, report
    terms = _read(found, report)
    if report.graves or not (about.owner.strip() and about.notice.strip()):
        if not report.graves:
            report.error("no_notice")
        return 0, report
    return _write(terms, about), report


def _read(found: list[Node], report: Report) -> list[entries.Term]:
    known: dict[str, entries.Term] = {}
    for row in found:
        said = {name: plain(str(row.get(name, ""))) for name in COLUMNS}
        label = {"en": said["name"] or said["name_en"], "fr": said["name_fr"]}
        if not said["code"] or len(said["code"]) > LONGEST_CODE or not label["en"]:
            report.error("no_name" if said["code"] else "no_id", row.at, "code", said["code"])
        elif said["code"] in known:
            report.error("id_twice", row.at, "code", said["code"])
        known[said["code"]] = entries.Term(
            code=said["code"],
            label={code: words for code, words in label.items() if words},
            definition=_definition(said),
            parent=said["parent_code"],
            external_code=said["code"],
        )
    for row in found:
        parent = plain(str(row.get("parent_code", "")))
        if parent and parent not in known:
            report.error("no_such_row", row.at, "parent_code", parent)
    return list(known.values())


def _definition(said: dict[str, str]) -> dict[str, str]:
    told = {"en": said["definition"], "fr": said["definition_fr"]}
    return {code: words for code, words in told.items() if words}


def _write(terms: list[entries.Term], about: Terms) -> int:
    with transaction.atomic():
        row, _new = Vocabulary.objects.update_or_create(
            code=about.code,
            defaults={
                "name": {"en": about.owner},
                "owner": about.owner,
                "licence": about.licence,
                "notice": {"en": about.notice},
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
    return len(fresh) + len(other)


def _differs(row: Term, term: entries.Term) -> bool:
    return bool(row.label != term.label or row.definition != term.definition)
