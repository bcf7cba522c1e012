"""Lists of texts as the REST API gives them: filtered, newest first, a page at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from demo.orders import Wrong
from demo.texts import Text

PAGE_SIZE = 50
LARGEST_PAGE = 1_000


@dataclass(frozen=True)
class Page:
    """Some texts of a list, newest first, and whether more follow."""

    texts: list[Text]
    number: int
    size: int
    more: bool


def page(texts: Iterable[Text], query: Mapping[str, str]) -> Page:
    """The texts that pass the filters To, From, DateSent, `DateSent<` and `DateSent>`.

    `texts` are in the order they were made; a filter sees only what the API still shows.
    """
    found = [text for text in reversed(list(texts)) if _passes(text, query)]
    size = min(max(int(query.get("PageSize", PAGE_SIZE)), 1), LARGEST_PAGE)
    number = int(query.get("Page", "0"))
    first = number * size
    return Page(found[first : first + size], number, size, more=len(found) > first + size)


def _passes(text: Text, query: Mapping[str, str]) -> bool:
    # Filters look at the time of creation: a text that has not left yet must be found as well.
    made = text.made_at
    return (
        query.get("To", text.shown_to) == text.shown_to
        and query.get("From", text.shown_sender) == text.shown_sender
        and ("DateSent" not in query or _moment(query["DateSent"]).date() == made.date())
        and ("DateSent<" not in query or made <= _moment(query["DateSent<"]))
        and ("DateSent>" not in query or made >= _moment(query["DateSent>"]))
    )


def _moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise Wrong(20001, "A date is not written as YYYY-MM-DD.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
