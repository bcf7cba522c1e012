"""What hangs on a service or organisation of HSDS, as parts of an entry. Pure."""

from collections.abc import Iterable
from datetime import date
from typing import get_args, get_type_hints

import msgspec

from referrals import entries
from referrals.entries import Area, Capacity, Contact, Cost, Funding, Link, Phone
from referrals.exchange import cleaning
from referrals.exchange.report import Node
from referrals.exchange.values import Values
from referrals.hours.schedules import Freq, Schedule, complaint
from referrals.wording.texts import Texts

KINDS = {"sms": "text", "texting": "text", "telephone": "voice", "mobile": "cell", "tdd": "tty"}
FREQS: dict[str, Freq] = {"DAILY": "DAILY", "WEEKLY": "WEEKLY", "MONTHLY": "MONTHLY"}
PHONE_KINDS = get_args(get_type_hints(Phone)["kind"])
FREE = frozenset({"none", "free", "no cost", "no fee", "no charge", "gratuit", "sans frais", "0"})
TOLD_ATTENDING = (("in person", "in_person"), ("phone", "phone"), ("online", "online"))


def phones(values: Values, found: Iterable[Node]) -> list[Phone]:
    """Each number once, a fax last."""
    kept: dict[tuple[str, str], Phone] = {}
    for node in found:
        said = values.raw(node, "number")
        read = cleaning.phone(said, values.region) if said else None
        if read is None:
            if said:
                values.report.doubt("phone", node.at, "number", said)
            continue
        number, inside = read
        kind = values.raw(node, "type", "number_type").lower()
        kind = KINDS.get(kind, kind)
        said_kind = kind if kind in PHONE_KINDS else "voice"
        phone = msgspec.convert({"number": number[:40], "kind": said_kind}, Phone)
        phone.extension = (values.raw(node, "extension") or inside)[:8]
        phone.note = values.text(node, "description", "department")
        kept.setdefault((phone.number, phone.extension), phone)
    return sorted(kept.values(), key=lambda phone: phone.kind == "fax")


def contacts(values: Values, found: Iterable[Node]) -> list[Contact]:
    """Who can be asked for; a row without anything to reach them by is left out."""
    kept: dict[str, Contact] = {}
    for node in found:
        contact = Contact(
            name=values.line(node, "name"),
            title=values.text(node, "title", "department"),
            email=values.mail(node, "email"),
            phones=phones(values, values.each(node, "phones")),
        )
        if contact.name or contact.email or contact.phones:
            kept.setdefault(f"{contact.name}\0{contact.email}", contact)
    return list(kept.values())


def urls(values: Values, found: Iterable[Node]) -> list[Link]:
    made = (Link(url=values.link(node, "url"), label=values.text(node, "label")) for node in found)
    return [link for link in made if link.url]


def schedules(values: Values, found: Iterable[Node], zone: str) -> list[Schedule]:
    """The rules of a service; one that cannot be kept leaves its words, and hours not known."""
    kept: list[Schedule] = []
    for node in found:
        rule = _schedule(values, node, zone)
        wrong = complaint(rule)
        if wrong:
            values.report.doubt(f"schedule_{wrong}", node.at, "freq", values.raw(node, "byday"))
        elif rule not in kept:
            kept.append(rule)
    return kept


def _schedule(values: Values, node: Node, zone: str) -> Schedule:
    freq = values.raw(node, "freq").upper()
    words = values.raw(node, "attending_type").lower().replace("-", " ").replace("_", " ")
    return Schedule(
        zone=values.raw(node, "zone") or zone,
        freq=FREQS.get(freq, ""),
        interval=values.whole(node, "interval") or 1,
        byday=values.clean(node, "byday", "weekday", cleaning.weekdays) or (),
        bymonthday=_numbers(values, node, "bymonthday"),
        dtstart=values.day(node, "dtstart"),
        until=values.day(node, "until"),
        count=values.whole(node, "count"),
        valid_from=values.day(node, "valid_from"),
        valid_to=values.day(node, "valid_to"),
        opens_at=values.clock(node, "opens_at"),
        closes_at=values.clock(node, "closes_at"),
        closed=values.raw(node, "closed").lower() in cleaning.TRUE,
        attending=tuple(code for said, code in TOLD_ATTENDING if said in words),
        name=values.text(node, "description"),
        notes=values.text(node, "notes"),
    )


def _numbers(values: Values, node: Node, name: str) -> tuple[int, ...]:
    """Days of a month, counted from its end if they are less than nothing."""
    read = [cleaning.whole(each) for each in values.raw(node, name).split(",") if each.strip()]
    return tuple(each for each in read if each and -31 <= each <= 31)


def areas(values: Values, found: Iterable[Node]) -> list[Area]:
    made = (Area(name=values.text(node, "name", "service_area", "description")) for node in found)
    return [area for area in made if area.name]


def cost(values: Values, node: Node) -> Cost:
    """Free only where it is said to be, and nothing else: what is not said is not known."""
    said = values.text(node, "fees_description", "fees")
    for option in values.each(node, "cost_options"):
        amount = values.raw(option, "amount")
        if amount:
            words = values.text(option, "amount_description", "option") or said
            return Cost(
                kind="free" if amount in ("0", "0.0", "0.00") else "fee",
                amount=amount[:20],
                currency=values.raw(option, "currency").upper()[:3],
                note=said or words,
            )
    plainly = " ".join(said.values()).strip().rstrip(".").lower()
    return Cost(kind="free" if plainly in FREE else "unknown", note=said)


def funding(values: Values, found: Iterable[Node]) -> list[Funding]:
    made = (
        Funding(
            source=values.text(node, "source"),
            starts=values.day(node, "valid_from"),
            ends=values.day(node, "valid_to"),
        )
        for node in found
    )
    return [each for each in made if each.source]


def capacity(values: Values, found: Iterable[Node]) -> Capacity:
    """The first that says how much is free; how old that is belongs to it."""
    for node in found:
        free = values.whole(node, "available")
        if free is not None:
            return Capacity(
                state="available" if free else "full",
                available=free,
                maximum=values.whole(node, "maximum"),
                unit=unit(values, node),
                asked=values.day(node, "updated"),
            )
    return Capacity()


def unit(values: Values, node: Node) -> Texts:
    for each in values.each(node, "unit"):
        return values.text(each, "name")
    return {}


def languages(values: Values, found: Iterable[Node]) -> list[str]:
    said = (values.raw(node, "code", "name", "language") for node in found)
    return list(dict.fromkeys(cleaning.language(each)[:40] for each in said if each))


def verified(values: Values, node: Node) -> date | None:
    return values.day(node, "assured_date")


def documents(values: Values, found: Iterable[Node]) -> list[entries.Document]:
    said = (values.line(node, "document", longest=2_000) for node in found)
    return [entries.Document(words=words) for words in dict.fromkeys(said) if words]
