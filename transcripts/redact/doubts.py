"""Says of a text with its parts hidden where somebody should look before it is kept."""

from collections.abc import Iterable, Iterator

from transcripts.redact.numbers import Number
from transcripts.redact.people import UNKNOWN, worth
from transcripts.redact.reading import Reading
from transcripts.redact.spans import Span

DOUBT = "DOUBT"
MANY_DIGITS = 4


def places(reading: Reading, numbers: Iterable[Number]) -> Iterator[Span]:
    """Where four or more digits without a reason, or an unknown word with a capital, are left."""
    reading.cut()
    for number in numbers:
        if (
            not number.label
            and len(number.digits) >= MANY_DIGITS
            and reading.free(number.start, number.end)
        ):
            yield Span(number.start, number.end, DOUBT)
    yield from _strange_words(reading)


def _strange_words(reading: Reading) -> Iterator[Span]:
    if not reading.cased:
        return
    for index, word in enumerate(reading.words):
        if index and worth(word) >= UNKNOWN and reading.capital(index) and not reading.opens(index):
            yield Span(reading.starts[index], reading.ends[index], DOUBT)
