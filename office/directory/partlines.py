"""Contacts, addresses, areas, funding and listings as lines that somebody types."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from office.directory.entrylines import BAR, Lines, Phones
from referrals import links
from referrals.entries import Area, Contact, Funding, Link, Listed
from referrals.exchange import cleaning
from referrals.exchange.words import sentence
from referrals.texts import Texts

PRIVATE = "private "
KINDS = ("social", "form", "other")
Read = Callable[[str], Any]
CONTACT = later(
    "One on each line: name | e-mail | phone | title in English | in French. With “private” before "
    "the name for the staff alone."
)
LINK = later(
    "One on each line, as https://example.org | name in English | in French | a note in English | "
    "in French. With “social” before it where somebody is seen there."
)
PAID = later("One on each line: who, in English | in French | from 2017-04-01 | until 2022-03-31")


def unread(line: str) -> forms.ValidationError:
    return forms.ValidationError(_("This line cannot be read: %s") % line)


def cells_of(line: str, count: int) -> list[str]:
    """What stands between the bars; what is not written is empty. More than that is refused."""
    cells = [each.strip() for each in line.split(BAR)]
    if len(cells) > count:
        raise unread(line)
    return [*cells, *[""] * (count - len(cells))]


def joined(cells: Sequence[str]) -> str:
    return f" {BAR} ".join(cells).rstrip(f" {BAR}")


def both(words: Texts) -> list[str]:
    return [words.get("en", ""), words.get("fr", "")]


def texts(english: str, french: str) -> Texts:
    return {code: words for code, words in (("en", english), ("fr", french)) if words}


class Parts(Lines):
    """Lines of one shape; a part of which a line cannot say all stands there as it is kept."""

    def __init__(
        self, shape: type[Any], says: Callable[[Any], str], reads: Read, **options: Any
    ) -> None:
        super().__init__(**options)
        self.shape, self.says, self.reads = shape, says, reads

    def line(self, part: dict[str, Any]) -> str:
        whole = msgspec.convert(part, self.shape)
        said = self.says(whole)
        try:
            same = self.reads(said) == whole
        except forms.ValidationError:
            same = False
        return said if same else msgspec.json.encode(whole).decode()

    def part(self, line: str) -> Any:
        if not line.startswith("{"):
            return self.reads(line)
        try:
            whole = msgspec.json.decode(line, type=self.shape)
        except msgspec.DecodeError:
            raise unread(line) from None
        _must_lead_somewhere(getattr(whole, "url", ""))
        return whole


def _must_lead_somewhere(url: str) -> None:
    if url and (wrong := links.complaint(url)):
        raise forms.ValidationError(f"{sentence(wrong)} {url}")


# ---- one shape each: how a line says it, and how it is read ----------------------------------


def _contact_said(whole: Contact) -> str:
    phone = Phones().line(msgspec.to_builtins(whole.phones[0])) if whole.phones else ""
    name = f"{PRIVATE}{whole.name}" if whole.private else whole.name
    return joined([name, whole.email, phone, *both(whole.title)])


def _contact_read(line: str) -> Contact:
    name, email, phone, *title = cells_of(line, 5)
    if email:
        forms.EmailField().clean(email)
    return Contact(
        name=name.removeprefix(PRIVATE),
        private=name.startswith(PRIVATE),
        email=email,
        phones=[Phones().part(phone)] if phone else [],
        title=texts(*title),
    )


def _link_said(whole: Link) -> str:
    kind = "" if whole.kind == "website" else f"{whole.kind} "
    return joined([f"{kind}{whole.url}", *both(whole.label), *both(whole.note)])


def _link_read(line: str) -> Link:
    first, *words = cells_of(line, 5)
    kind, _blank, rest = first.partition(" ")
    known = kind in KINDS
    url = rest.strip() if known else first
    _must_lead_somewhere(url or "-")
    about = {"kind": kind if known else "website", "url": url}
    return msgspec.convert({**about, "label": texts(*words[:2]), "note": texts(*words[2:])}, Link)


def _area_said(whole: Area) -> str:
    return joined([whole.city, whole.province, whole.country, *both(whole.name)])


def _area_read(line: str) -> Area:
    city, province, country, *name = cells_of(line, 5)
    return Area(city=city, province=province, country=country, name=texts(*name))


def _funding_said(whole: Funding) -> str:
    days = [f"{day}" if day else "" for day in (whole.starts, whole.ends)]
    return joined([*both(whole.source), *days])


def _funding_read(line: str) -> Funding:
    english, french, *days = cells_of(line, 4)
    read = [cleaning.day(each) if each else None for each in days]
    if [None for each, day in zip(days, read, strict=True) if each and day is None]:
        raise forms.ValidationError(f"{sentence('date')} {line}")
    return Funding(source=texts(english, french), starts=read[0], ends=read[1])


def _listed_said(whole: Listed) -> str:
    return joined([whole.scheme, whole.status])


def _listed_read(line: str) -> Listed:
    scheme, status = cells_of(line, 2)
    try:
        return msgspec.convert({"scheme": scheme, "status": status or "unknown"}, Listed)
    except msgspec.ValidationError:
        raise unread(line) from None


def contacts(**options: Any) -> Parts:
    """As Dana Fox | dana@example.org | 204-555-0117 x12 | Worker | Intervenante"""
    return Parts(Contact, _contact_said, _contact_read, **options)


def addresses(**options: Any) -> Parts:
    """As social https://example.org/page | Our page | Notre page"""
    return Parts(Link, _link_said, _link_read, **options)


def areas(**options: Any) -> Parts:
    """As Winnipeg | Manitoba | CA | All sectors | Tous les secteurs"""
    return Parts(Area, _area_said, _area_read, **options)


def funding(**options: Any) -> Parts:
    """As The province | La province | 2017-04-01 | 2022-03-31"""
    return Parts(Funding, _funding_said, _funding_read, **options)


def listings(**options: Any) -> Parts:
    """As a scheme that grades programmes | not applicable"""
    return Parts(Listed, _listed_said, _listed_read, **options)
