"""Services of HSDS 3 with all that is nested in them, as entries. Pure."""

import hashlib
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from referrals import entries
from referrals.exchange import documents, parts, places, terms
from referrals.exchange.cleaning import TRUE
from referrals.exchange.names import EXTENSION
from referrals.exchange.report import Node
from referrals.exchange.values import Values

E = TypeVar("E", bound=msgspec.Struct)
STATUSES: dict[str, entries.Status] = {
    "": "active",
    "active": "active",
    "inactive": "inactive",
    "defunct": "defunct",
    "closed": "defunct",
    "temporarily closed": "temporarily closed",
}


class Trees:
    """Reads one service after the other; organisations and places that they share are read once."""

    def __init__(self, values: Values, zone: str = "") -> None:
        self.values, self.zone = values, zone
        self.organisations: dict[str, entries.Organisation] = {}
        self.terms = terms.Terms(values)
        self.seen: dict[str, str] = {}

    def directory(self) -> entries.Directory:
        """Everything that was read."""
        return entries.Directory(
            vocabularies=self.terms.vocabularies(), organisations=list(self.organisations.values())
        )

    # ---- one service -------------------------------------------------------------------------

    def service(self, node: Node) -> None:
        values = self.values
        key = key_of(values, node)
        mark = hashlib.sha256(repr(sorted(node.items(), key=str)).encode()).hexdigest()
        if key in self.seen:
            (values.report.remark if self.seen[key] == mark else values.report.error)(
                "row_twice" if self.seen[key] == mark else "id_twice", node.at, "id", key
            )
            return
        self.seen[key] = mark
        if not values.raw(node, "name"):
            values.report.error("no_name", node.at, "name", values.raw(node, "id"))
            return
        organisation = self._owner(node, key)
        where = self._places(node, organisation)
        programme = self._programme(node, organisation)
        made = self._service(node, key, [place.source_id for place in where], programme)
        organisation.services.append(overlaid(values, node, made))

    def _service(self, node: Node, key: str, where: list[str], programme: str) -> entries.Service:
        values = self.values
        around = [node, *values.each(node, "service_at_locations")]
        around += [place for each in around[1:] for place in values.each(each, "location")]
        needed = parts.documents(values, values.each(node, "required_documents"))
        application = values.text(node, "application_process")
        tags, answers = self.terms.of(node)
        who = self._eligibility(node)
        said = [*(each.words for each in needed), *application.values(), *who.wording.values()]
        return entries.Service(
            source_id=key,
            name={values.locale: values.line(node, "name")},
            programme=programme,
            places=where,
            status=self._status(node),
            description=values.text(node, "description"),
            application=application,
            alert=values.text(node, "alert"),
            interpretation=values.text(node, "interpretation_services"),
            wait=values.text(node, "wait_time"),
            url=values.link(node, "url", "website"),
            email=values.mail(node, "email"),
            languages=parts.languages(values, _all(values, around, "languages")),
            phones=parts.phones(values, _all(values, around, "phones")),
            contacts=parts.contacts(values, _all(values, around, "contacts")),
            links=parts.urls(values, values.each(node, "additional_urls")),
            schedules=parts.schedules(values, self._hours(around), self.zone),
            areas=parts.areas(values, _all(values, around[:2], "service_areas")),
            cost=parts.cost(values, node),
            eligibility=who,
            funding=parts.funding(values, values.each(node, "funding")),
            capacity=parts.capacity(values, values.each(node, "capacities", "service_capacities")),
            documents=needed,
            tags=tags,
            facts=merged(answers, documents.facts(said)),
            verified=parts.verified(values, node),
        )

    def _hours(self, around: list[Node]) -> list[Node]:
        """A service's own hours, else those there, else those of the place; days off of all."""
        told = [_all(self.values, [each], "schedules") for each in around]
        open_ = [[n for n in nodes if not _is_off(self.values, n)] for nodes in told]
        off = [n for nodes in told for n in nodes if _is_off(self.values, n)]
        own = open_[0] or [n for nodes in open_[1:2] for n in nodes]
        return [*(own or [n for nodes in open_[2:] for n in nodes]), *off]

    def _status(self, node: Node) -> entries.Status:
        said = " ".join(self.values.raw(node, "status").lower().replace("_", " ").split())
        if said not in STATUSES:
            self.values.report.doubt("status", node.at, "status", said)
        # Somebody is better not sent than sent in vain.
        return STATUSES.get(said, "inactive")

    def _eligibility(self, node: Node) -> entries.Eligibility:
        low = self.values.whole(node, "minimum_age", most=150)
        high = self.values.whole(node, "maximum_age", most=150)
        if low is not None and high is not None and low > high:
            self.values.report.doubt("ages", node.at, "minimum_age", f"{low}–{high}")
            low = high = None
        return entries.Eligibility(
            minimum_age=low or None,
            maximum_age=high,
            wording=self.values.text(node, "eligibility_description", "eligibility"),
        )

    # ---- what it hangs on --------------------------------------------------------------------

    def organisation(self, node: Node) -> entries.Organisation:
        """The organisation of this object, read when it is met for the first time."""
        values, key = self.values, key_of(self.values, node)
        known = self.organisations.get(key)
        if known is None:
            name = values.line(node, "name")
            if not name:
                values.report.doubt("no_name", node.at, "organization.name", key)
            known = overlaid(values, node, self._organisation(node, key, name or key))
            self.organisations[key] = known
            for each in values.each(node, "locations"):
                self._place(each, known)
            for each in values.each(node, "programs"):
                self._add_programme(each, known)
        return known

    def _organisation(self, node: Node, key: str, name: str) -> entries.Organisation:
        values = self.values
        return entries.Organisation(
            source_id=key,
            name={values.locale: name},
            description=values.text(node, "description"),
            url=values.link(node, "website", "url"),
            email=values.mail(node, "email"),
            phones=parts.phones(values, values.each(node, "phones")),
            contacts=parts.contacts(values, values.each(node, "contacts")),
            links=parts.urls(values, values.each(node, "additional_websites", "additional_urls")),
            funding=parts.funding(values, values.each(node, "funding")),
        )

    def _owner(self, node: Node, key: str) -> entries.Organisation:
        for each in self.values.each(node, "organization"):
            return self.organisation(each)
        # Nobody says whose it is: then it stands alone.
        self.values.report.remark("no_owner", node.at, "organization_id")
        alone = Node({"id": f"of {key}", "name": self.values.raw(node, "name")}).placed(node.at)
        return self.organisation(alone)

    def _places(self, node: Node, owner: entries.Organisation) -> list[entries.Place]:
        values = self.values
        at = values.each(node, "service_at_locations")
        found = [place for each in at for place in values.each(each, "location")]
        kept = {place.source_id: place for place in (self._place(each, owner) for each in found)}
        return list(kept.values())

    def _place(self, node: Node, owner: entries.Organisation) -> entries.Place:
        key = key_of(self.values, node)
        for known in owner.places:
            if known.source_id == key:
                return known
        place = overlaid(self.values, node, places.place(self.values, node, key, self.zone))
        owner.places.append(places.hidden(place))
        return owner.places[-1]

    def _programme(self, node: Node, owner: entries.Organisation) -> str:
        for each in self.values.each(node, "program"):
            return self._add_programme(each, owner)
        return ""

    def _add_programme(self, node: Node, owner: entries.Organisation) -> str:
        key, values = key_of(self.values, node), self.values
        if key not in [known.source_id for known in owner.programmes]:
            name = {values.locale: values.line(node, "name") or key}
            made = entries.Programme(
                source_id=key, name=name, description=values.text(node, "description")
            )
            owner.programmes.append(overlaid(values, node, made))
        return key


def _is_off(values: Values, node: Node) -> bool:
    return values.raw(node, "closed").lower() in TRUE


def _all(values: Values, nodes: Iterable[Node], name: str) -> list[Node]:
    return [each for node in nodes for each in values.each(node, name)]


def merged(said: list[entries.Fact], guessed: list[entries.Fact]) -> list[entries.Fact]:
    """What is said counts; what is guessed only where nothing is said."""
    known = {fact.name for fact in said}
    return [*said, *(fact for fact in guessed if fact.name not in known)]


def key_of(values: Values, node: Node) -> str:
    """What it is called where it comes from; else something that stays the same while it does."""
    said = values.raw(node, "id")[:200]
    if said:
        return said
    told = "\0".join(values.raw(node, name) for name in ("name", "description", "address_1"))
    return f"unnamed {hashlib.sha256(told.encode()).hexdigest()[:24]}"


def overlaid(values: Values, node: Node, entry: E) -> E:
    """With what HSDS has no place for, if the file carries it in our own fields."""
    carried = _carried(values, node)
    if not carried:
        return entry
    try:
        return msgspec.convert({**msgspec.to_builtins(entry), **carried}, type(entry))
    except msgspec.ValidationError as fault:
        values.report.error("extension", node.at, EXTENSION, fault)
        return entry


def _carried(values: Values, node: Node) -> dict[str, Any]:
    carried = node.get(EXTENSION) or {}
    if isinstance(carried, str):
        try:
            carried = msgspec.json.decode(carried)
        except msgspec.DecodeError as fault:
            values.report.error("extension", node.at, EXTENSION, fault)
            return {}
    # Whose it is and what it is called is told by the file alone.
    told = {"source_id", "services", "programmes"}
    return {k: v for k, v in carried.items() if k not in told} if isinstance(carried, dict) else {}
