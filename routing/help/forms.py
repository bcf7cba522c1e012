"""What a form of the help pages brings: read calmly, whatever somebody has put into it. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from msgspec.structs import replace

from referrals.barriers import barriers
from referrals.directory import Query
from referrals.search import asking

LONGEST, LONGEST_CODE, FURTHEST = 80, 60, 500
OPEN_NOW, FREE = "open_now", "free"
CARD, DISCREET = "card", "discreet"


@dataclass(frozen=True, slots=True)
class Form:
    """One press of a button; `visit` is a word that this visit's pages have in common.

    `only` names conditions: `open_now`, `free`, or a question that is to be answered as it suits
    most people. `all` shows also those of which they are not known.
    """

    visit: str = ""
    words: str = ""
    place: str = ""
    need: str = ""
    only: tuple[str, ...] = ()
    all: bool = False
    page: int = 1
    show: UUID | None = None
    card: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is looked for yet."""
        return not (self.words or self.place or self.need or self.only)


def read(last: Callable[[str], str], each: Callable[[str], list[str]]) -> Form:
    """The form in these fields (`last` is a field's last value); what is not one is left out."""
    page = last("page")
    return Form(
        visit=_plain(last("v"))[:LONGEST_CODE],
        words=_plain(last("words"))[:LONGEST],
        place=_plain(last("place"))[:LONGEST],
        need=last("need")[:LONGEST_CODE],
        only=tuple(name for name in known() if name in set(each("only")[:100])),
        all=last("all") == "1",
        page=min(int(page), FURTHEST) if page.isdecimal() and 0 < len(page) < 5 else 1,
        show=_uuid(last("show")),
        card=last("card") if last("card") in (CARD, DISCREET) else "",
    )


def known() -> list[str]:
    """The conditions that can be chosen, what most people ask for first."""
    return ["id", OPEN_NOW, FREE, *(name for name in barriers() if name != "id")]


def _plain(text: str) -> str:
    return " ".join(text.replace("\0", " ").split())


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text[:LONGEST_CODE])
    except ValueError:
        return None


def query(form: Form, place: str) -> Query:
    """What is looked for, at this place; words may say conditions as well."""
    typed = asking.read(form.words)
    chosen = {name: barriers()[name].good for name in form.only if name in barriers()}
    return replace(
        typed,
        categories=frozenset({form.need} if form.need else ()),
        place=place,
        barriers={**typed.barriers, **chosen},
        open_now=typed.open_now or OPEN_NOW in form.only,
        free=typed.free or FREE in form.only,
        public=True,
    )
