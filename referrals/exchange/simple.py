"""One row for each service: the form that an organisation fills in by itself. Pure and strict.

Words have a column for each language (`name_en`, `name_fr`); an answer has one named as the
question (`id`, `curfew`) with yes, no, or nothing; lists stand in a cell, with ; between them.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from referrals import entries
from referrals.barriers import barriers
from referrals.exchange import cleaning, documents, places, trees
from referrals.exchange.report import Node, Report
from referrals.exchange.values import Values
from referrals.hours.schedules import Schedule
from referrals.wording.texts import Texts

LOCALES = ("en", "fr")
TEXTS = ("name", "organisation", "description", "application", "eligibility", "fees", "alert")
PLAIN = (
    *("id_here", "organisation_id", "status", "url", "email", "phone", "languages", "categories"),
    *("populations", "gender", "setting", "minimum_age", "maximum_age", "involvement", "cost"),
    *("max_stay_days", "duration_months", "verified", "public", "required_documents"),
    *("address", "city", "province", "postal_code", "country", "zone", "confidential", "area"),
    *("opens", "closes", "days", "always_open"),
)
TERMS = {"categories": "category", "populations": "population", "gender": "gender"}


def columns() -> list[str]:
    """Every column of the form, in the order in which it is offered."""
    said = [f"{name}_{locale}" for name in TEXTS for locale in LOCALES]
    return [PLAIN[0], *said, *PLAIN[1:], *barriers()]


def is_simple(rows: list[Node]) -> bool:
    """Whether these are rows of the form: nobody else names columns like that."""
    return bool(rows) and "name_en" in rows[0] and "organisation_en" in rows[0]


class Form:
    """Reads the rows of one file."""

    def __init__(self, report: Report, region: str, zone: str, known: Mapping[str, Any]) -> None:
        self.report, self.values, self.zone = report, Values(report, region=region), zone
        self.known = known
        self.owners: dict[str, entries.Organisation] = {}
        self.ids: dict[str, int] = {}

    def directory(self, rows: list[Node]) -> entries.Directory:
        allowed = set(columns())
        for name in sorted(set(rows[0]) - allowed):
            self.report.error("no_such_column", rows[0].at, name)
        for row in rows:
            self._row(row)
        return entries.Directory(organisations=list(self.owners.values()))

    def _row(self, row: Node) -> None:
        name = self._texts(row, "name")
        if not name:
            self.report.error("no_name", row.at, "name_en")
            return
        key = self.values.raw(row, "id_here") or trees.key_of(
            self.values, Node({"name": "".join(name.values()), **row}).placed(row.at)
        )
        if key in self.ids:
            self.report.error("id_twice", row.at, "id_here", key)
        self.ids[key] = row.at.line
        owner = self._owner(row, name)
        place = self._place(row, key)
        if place:
            owner.places.append(place)
        owner.services.append(self._service(row, key, name, place))

    def _service(
        self, row: Node, key: str, name: Texts, place: entries.Place | None
    ) -> entries.Service:
        values = self.values
        needed = [entries.Document(words=each) for each in self._list(row, "required_documents")]
        phones = [self._phone(row, each) for each in self._list(row, "phone")]
        return entries.Service(
            source_id=key,
            name=name,
            places=[place.source_id] if place else [],
            status=self._one_of(row, "status", trees.STATUSES, "active"),
            public=values.clean(row, "public", "yes_no", cleaning.truth) is not False,
            description=self._texts(row, "description"),
            application=self._texts(row, "application"),
            alert=self._texts(row, "alert"),
            url=values.link(row, "url"),
            email=values.mail(row, "email"),
            max_stay_days=values.whole(row, "max_stay_days"),
            duration_months=values.whole(row, "duration_months"),
            languages=[cleaning.language(each) for each in self._list(row, "languages")],
            phones=[each for each in phones if each],
            schedules=self._hours(row),
            areas=[entries.Area(name={"en": each}) for each in self._list(row, "area")],
            cost=self._cost(row),
            eligibility=self._eligibility(row),
            documents=needed,
            tags=self._tags(row),
            facts=trees.merged(self._facts(row), documents.facts(each.words for each in needed)),
            verified=values.day(row, "verified"),
        )

    # ---- the cells ---------------------------------------------------------------------------

    def _texts(self, row: Node, name: str) -> Texts:
        said = {code: self.values.text(row, f"{name}_{code}") for code in LOCALES}
        return {code: next(iter(words.values())) for code, words in said.items() if words}

    def _list(self, row: Node, name: str) -> list[str]:
        return [each.strip() for each in self.values.raw(row, name).split(";") if each.strip()]

    def _one_of(self, row: Node, name: str, known: Mapping[str, Any], empty: Any) -> Any:
        said = self.values.raw(row, name).lower()
        if not said:
            return empty
        if said not in known:
            self.report.error("no_such_word", row.at, name, said)
        return known.get(said, empty)

    def _phone(self, row: Node, said: str) -> entries.Phone | None:
        read = cleaning.phone(said, self.values.region)
        if read is None:
            self.report.error("phone", row.at, "phone", said)
            return None
        return entries.Phone(number=read[0], extension=read[1])

    def _owner(self, row: Node, name: Texts) -> entries.Organisation:
        called = self._texts(row, "organisation") or name
        key = self.values.raw(row, "organisation_id") or next(iter(called.values())).casefold()
        return self.owners.setdefault(key, entries.Organisation(source_id=key[:200], name=called))

    def _place(self, row: Node, key: str) -> entries.Place | None:
        values = self.values
        if not [n for n in ("address", "city", "province", "confidential") if values.raw(row, n)]:
            return None
        node = Node({**row, "address_1": values.raw(row, "address")}).placed(row.at)
        zone = values.raw(row, "zone") or self.zone
        return places.place(values, node, f"{key} place", zone)

    def _hours(self, row: Node) -> list[Schedule]:
        zone = self.values.raw(row, "zone") or self.zone
        if self.values.clean(row, "always_open", "yes_no", cleaning.truth):
            return [Schedule(zone=zone, always=True)]
        days = self.values.clean(row, "days", "weekday", cleaning.weekdays)
        opens, closes = self.values.clock(row, "opens"), self.values.clock(row, "closes")
        if not days:
            return []
        return [Schedule(zone=zone, freq="WEEKLY", byday=days, opens_at=opens, closes_at=closes)]

    def _cost(self, row: Node) -> entries.Cost:
        kinds = {"free": "free", "fee": "fee", "unknown": "unknown"}
        kind = self._one_of(row, "cost", kinds, "unknown")
        return entries.Cost(kind=kind, note=self._texts(row, "fees"))

    def _eligibility(self, row: Node) -> entries.Eligibility:
        involved = {name: name for name in ("current", "past", "either")}
        return entries.Eligibility(
            minimum_age=self.values.whole(row, "minimum_age", most=150),
            maximum_age=self.values.whole(row, "maximum_age", most=150),
            wording=self._texts(row, "eligibility"),
            involvement=self._one_of(row, "involvement", involved, ""),
        )

    def _facts(self, row: Node) -> list[entries.Fact]:
        said = {"yes": "yes", "no": "no", "oui": "yes", "non": "no", "unknown": "unknown"}
        found = [(name, self._one_of(row, name, said, "unknown")) for name in barriers()]
        return [
            msgspec.convert({"name": name, "answer": answer}, entries.Fact)
            for name, answer in found
            if answer != "unknown"
        ]

    def _tags(self, row: Node) -> list[entries.Tag]:
        found = []
        for name, vocabulary in {**TERMS, "setting": "setting"}.items():
            for code in self._list(row, name):
                if code not in self.known.get(vocabulary, ()):
                    self.report.error("no_such_term", row.at, name, code)
                found.append(entries.Tag(vocabulary=vocabulary, code=code))
        return found
