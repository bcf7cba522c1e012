"""Says of a text with its parts hidden whether somebody should look before it is kept."""

from collections.abc import Iterable

from transcripts.redact.numbers import Number
from transcripts.redact.people import UNKNOWN, worth
from transcripts.redact.reading import Reading

MANY_DIGITS = 4


def doubtful(reading: Reading, numbers: Iterable[Number]) -> bool:
    """Whether four or more digits without a reason, or an unknown word with a capital, are left."""
    reading.cut()
    left = any(
        not number.label
        and len(number.digits) >= MANY_DIGITS
        and reading.free(number.start, number.end)
        for number in numbers
    )
    return left or _strange_word(reading)


def _strange_word(reading: Reading) -> bool:
    if reading.original.isupper():
        return False
    for index, word in enumerate(reading.words):
        if worth(word) >= UNKNOWN and reading.capital(index) and not reading.opens(index):
            return True
    return False
