"""A file that somebody sent, of whichever known kind, as entries and a report. Pure."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import msgspec

from referrals import entries
from referrals.exchange import checking, flat, older, packages, simple, tables
from referrals.exchange.decoding import LARGEST, text_of
from referrals.exchange.report import At, Node, Report, Unreadable
from referrals.exchange.trees import Trees
from referrals.exchange.values import Values

# Of a JSON document, as of a list.
MOST_SERVICES = 50_000
EACH = 250
Step = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """Say nothing on the way."""


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a file does not say: its language, the country of its numbers, its zone, our terms."""

    locale: str = "en"
    region: str = "CA"
    zone: str = ""
    terms: Mapping[str, Collection[str]] = {}


def read(data: bytes, about: About, step: Step = silent) -> tuple[entries.Directory, Report]:
    """Everything that can be read of it. With a grave problem in the report nothing may be kept.

    `step` hears now and then how many services of how many are read.
    """
    report = Report()
    try:
        directory = _read(data, about, report, step)
    except Unreadable as fault:
        report.error(fault.code, At("", fault.line), detail=fault.detail)
        return entries.Directory(), report
    for key, (field, code) in checking.faults(directory):
        report.error(code, At("", 0), field, key)
    if not directory.organisations and not report.graves:
        report.error("nothing_in_it")
    return directory, report


def _read(data: bytes, about: About, report: Report, step: Step) -> entries.Directory:
    if len(data) > LARGEST:
        raise Unreadable("too_large")
    if packages.is_package(data):
        return _package(packages.unpacked(data), about, report, step)
    text = text_of(data, report)
    if text.lstrip()[:1] in ("{", "["):
        return _json({"": text}, about, report, step)
    found = tables.rows(text, report)
    if simple.is_simple(found):
        report.strict = True
        return simple.Form(report, about.region, about.zone, about.terms).directory(found)
    if found and not {"name", "organization_id"} <= set(found[0]):
        raise Unreadable("no_known_kind", line=1, detail=", ".join(found[0]))
    return _tables({"service": found}, about, report, step)


def _package(
    files: Mapping[str, bytes], about: About, report: Report, step: Step
) -> entries.Directory:
    documents = {n: d for n, d in files.items() if n.endswith(".json") and n != "datapackage.json"}
    sheets = {older.called(n): (n, d) for n, d in files.items() if n.endswith(".csv")}
    if "service" in sheets:
        found = {}
        for table, (name, data) in sheets.items():
            if table and data.strip():
                found[table] = _sheet(name, data, report)
        return _tables(found, about, report, step)
    if not documents:
        raise Unreadable("no_known_kind", detail=", ".join(sorted(files)))
    texts = {name: text_of(data, report, name) for name, data in documents.items()}
    return _json(texts, about, report, step)


def _sheet(name: str, data: bytes, report: Report) -> list[Node]:
    try:
        return tables.rows(text_of(data, report, name), report, name)
    except Unreadable as fault:
        # Told with its file; the other files are read all the same, to tell everything at once.
        report.error(fault.code, At(name, fault.line), detail=fault.detail)
        return []


def _tables(
    found: dict[str, list[Node]], about: About, report: Report, step: Step
) -> entries.Directory:
    read, renewed = _trees(about, report), older.renewed(found)
    for node in _told(flat.services(renewed, report), step):
        read.service(node)
    for node in renewed.get("organization", ()):
        read.organisation(node)
    return read.directory()


def _json(texts: Mapping[str, str], about: About, report: Report, step: Step) -> entries.Directory:
    read = _trees(about, report)
    for name, text in texts.items():
        try:
            whole = msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError) as fault:
            raise Unreadable("no_json", detail=str(fault)) from None
        for n, node in enumerate(_told(_objects(whole), step), 1):
            if n > MOST_SERVICES:
                raise Unreadable("too_many_rows", line=n)
            _take(read, node.placed(At(name, n)))
    return read.directory()


def _told(nodes: list[Node], step: Step) -> Iterator[Node]:
    """Each of these, and now and then a word on how far one is."""
    for n, node in enumerate(nodes):
        if n % EACH == 0:
            step(n, len(nodes))
        yield node


def _objects(whole: Any) -> list[Node]:
    """The objects of a document: a list of them, a page of an API, or one alone."""
    if isinstance(whole, dict):
        for name in ("contents", "services", "items"):
            if isinstance(whole.get(name), list) and "id" not in whole:
                more = whole.get("organizations")
                return [*_objects(whole[name]), *(_objects(more) if more else [])]
        return [Node(whole)]
    if isinstance(whole, list):
        return [Node(each) for each in whole if isinstance(each, dict)]
    raise Unreadable("no_known_kind")


def _take(read: Trees, node: Node) -> None:
    """A service, or an organisation with services of its own."""
    owned = node.get("services")
    if isinstance(owned, list):
        bare = Node({k: v for k, v in node.items() if k != "services"}).placed(node.at)
        read.organisation(bare)
        for each in owned:
            if isinstance(each, dict):
                read.service(Node({**each, "organization": bare}).placed(node.at))
    elif {"organization", "organization_id", "status", "service_at_locations"} & set(node):
        read.service(node)
    else:
        read.organisation(node)


def _trees(about: About, report: Report) -> Trees:
    return Trees(Values(report, locale=about.locale, region=about.region), about.zone)
