"""Decides what a row of digits is: by length and grouping, check digit or the words around it."""

import re
from typing import NamedTuple

from transcripts.redact import checks
from transcripts.redact.allowed import Allowed
from transcripts.redact.dates import others
from transcripts.redact.digits import Row, rows
from transcripts.redact.folding import Folded
from transcripts.redact.reading import Reading, joined
from transcripts.rules.numbers import CARD, ENDS, FREE_OF_CHARGE, IDS, LEAVE, PHONE, UNITS, WEAK_IDS
from transcripts.rules.streets import SOFT_TYPES, TYPES

LEFT = "left"
CARD_GROUPS = {(4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3), (4, 4, 4, 1), (8, 8)}
PHONE_GROUPS = {
    (3, 3, 4),
    (1, 3, 3, 4),
    (3, 7),
    (6, 4),
    (1, 3, 7),
    (1, 6, 4),
    (1, 10),
    (2, 10),
    (2, 3, 3, 4),
    (2, 2, 2, 2, 2),
    (2, 1, 2, 2, 2, 2),
    (2, 3, 2, 2, 2),
    (5, 6),
    (5, 3, 3),
    (3, 4, 4),
    (4, 3, 4),
    (4, 3, 3),
    (2, 4, 3, 3),
    (2, 2, 4, 4),
    (2, 4, 6),
    (5, 5),
    (4, 7),
    (4, 6),
    (2, 3, 4, 4),
    (2, 10),
    (3, 3, 2, 2),
    (1, 3, 3, 2, 2),
    (2, 9),
    (2, 1, 8),
    (3, 8),
    (2, 3, 3, 3),
    (3, 2, 2, 2, 2),
    (2, 4, 4),
    (2, 8),
    (2, 2, 4, 2),
    (3, 4, 3),
    (4, 2, 2, 2),
    (3, 3, 3, 2),
    (4, 1, 2, 2, 2, 2),
    (4, 4, 3, 3),
    (4, 4, 6),
    (4, 2, 4, 4),
    (4, 9),
    (4, 10),
}
_REACH = 5
# "204-2275 Fraser Street": a unit and a house, and no telephone.
_UNIT_AND_HOUSE = 8
_STREET = re.compile(rf" [a-z]+\.?(?: [a-z]+)? (?:{joined(TYPES - SOFT_TYPES)})\b(?! (?:is|at))")
# Four digits that may be a time of day: "starts at 1900, ends 0300".
_TIME = re.compile(r"(?:[01]\d|2[0-3])(?:00|15|30|45)")
FOUR = {"4", "four", "digits", "ones"}
_EXTENSIONS = {"ext", "x", "poste", "extension", "xt", "post"}


class Number(NamedTuple):
    """A row of digits in the folded text and what it was taken for.

    `label` is "" for what was left without a reason, and LEFT where there is one: a price, a dose.
    """

    start: int
    end: int
    digits: str
    label: str

    def moved(self, by: int, folded: Folded) -> "Number":
        """The same in the original, of which the folded text is a part that begins at `by`."""
        if not by and folded.places is None:
            return self
        start, end = folded.unfolded(self.start, self.end)
        return Number(start + by, end + by, self.digits, self.label)


def find(reading: Reading, allowed: Allowed, asked: frozenset[str]) -> list[Number]:
    """Take cards, telephone and identity numbers; returns every row and what became of it."""
    return [
        _taken(reading, row, allowed, asked)
        for row in rows(reading, others(reading) if reading.digits else reading.text)
    ]


def _taken(reading: Reading, row: Row, allowed: Allowed, asked: frozenset[str]) -> Number:
    label = _label(reading, row, allowed, asked)
    start, last = _start(reading, row), row.last
    if label and label != LEFT:
        last = _with_extension(reading, row) if label == "PHONE" else last
        reading.take(start, reading.ends[last], label)
    return Number(start, reading.ends[last], row.digits, label or "")


def _start(reading: Reading, row: Row) -> int:
    start = reading.starts[row.first]
    while start and reading.text[start - 1] in "+(":
        start -= 1
    return start


def _with_extension(reading: Reading, row: Row) -> int:
    """The last piece of a number with "ext 22" behind it."""
    words, at = reading.words, row.last + 1
    if at + 1 < len(words) and words[at] in _EXTENSIONS and words[at + 1].isdigit():
        return at + 1
    if at < len(words) and words[at].isdigit() and "#" in reading.gap(row.last):
        return at
    return row.last


def _label(reading: Reading, row: Row, allowed: Allowed, asked: frozenset[str]) -> str | None:
    """What a row is, LEFT if it is known to be nobody's, None if it is not known."""
    digits = row.digits
    size = len(digits)
    if size < 3 or (row.spelt and size < 4 and not asked):
        return None
    if size <= _UNIT_AND_HOUSE and _STREET.match(reading.text, reading.ends[row.last]):
        return None
    around = _around(reading, row)
    if allowed.number(digits) and not _of_identity(around):
        return LEFT
    if _free_of_charge(digits) and not _of_identity(around):
        return LEFT
    if _is_card(row, around):
        return "CARD"
    if _measured(reading, row):
        return LEFT
    if _called_a_file(reading, row, around) and not _plainly_a_phone(row, around):
        return None
    return _identity(row, around) or _phone(reading, row, around, asked)


def _called_a_file(reading: Reading, row: Row, around: frozenset[str]) -> bool:
    """Whether it is the number of a file or a ticket: "file number with the court is"."""
    if around & LEAVE:
        return True
    far = _around(reading, row, 2 * _REACH)
    return bool({"number", "numero", "no"} & far and {"file", "dossier", "case", "ticket"} & far)


def _free_of_charge(digits: str) -> bool:
    """Whether it is a number that costs the caller nothing: a service, never somebody's own."""
    if len(digits) in (10, 11) and digits.startswith("08"):
        return True
    area = digits[1:4] if len(digits) == 11 and digits[0] == "1" else digits[:3]
    return len(digits) - (area != digits[:3]) == 10 and area in FREE_OF_CHARGE


def _plainly_a_phone(row: Row, around: frozenset[str]) -> bool:
    return row.sizes in ((3, 3, 4), (1, 3, 3, 4)) or "area" in around


def _around(reading: Reading, row: Row, reach: int = _REACH) -> frozenset[str]:
    """The words just before a row, in its sentence."""
    words = reading.words
    found: list[str] = []
    for index in range(row.first - 1, max(-1, row.first - 1 - reach), -1):
        gap = reading.gap(index)
        if ". " in gap or "?" in gap or "\n" in gap:
            break
        found.append(words[index])
    return frozenset(found)


def _measured(reading: Reading, row: Row) -> bool:
    """Whether it is money, a dose, a time: a sign before it or a unit behind it."""
    start = reading.starts[row.first]
    if start and reading.text[start - 1] in "$£€":
        return True
    behind = reading.words[row.last + 1] if row.last + 1 < len(reading.words) else ""
    end = reading.ends[row.last]
    mark = reading.text[end : end + 2].strip()[:1]
    thousands = len(row.groups) > 1 and set(row.sizes[1:]) == {3} and row.sizes[0] <= 3
    if mark and mark in "$£€%":
        return True
    if len(row.digits) < 7 and behind in UNITS:
        return True
    return thousands and row.digits.endswith("000")


def _is_card(row: Row, around: frozenset[str]) -> bool:
    size = len(row.digits)
    if not 12 <= size <= 23:
        return False
    if row.sizes in CARD_GROUPS or row.sizes[:4] == (4, 4, 4, 4) or row.sizes[:3] == (4, 6, 5):
        return True
    if around & CARD and size >= 13:
        return True
    if size > 19:
        return row.sizes[0] in (15, 16) and checks.luhn(row.groups[0])
    return size >= 13 and len(set(row.digits)) > 1 and checks.luhn(row.digits)


def _of_identity(around: frozenset[str]) -> bool:
    """Whether the words before speak of an identity number; some do so only beside another."""
    weak = around & WEAK_IDS
    return bool(around & IDS - weak) or (
        bool(weak) and (len(weak) > 1 or bool(around & _NUMBERED - weak))
    )


_NUMBERED = frozenset("number num no numero card carte id".split())


def _identity(row: Row, around: frozenset[str]) -> str | None:
    size = len(row.digits)
    if _of_identity(around) and 6 <= size <= 18:
        return "ID"
    if row.sizes in ((3, 3, 3), (3, 2, 4)) and not row.digits.endswith("000"):
        return "ID"
    if size == 9 and len(row.groups) == 1 and checks.luhn(row.digits):
        return "ID"
    if size == 10 and len(row.groups) == 1 and (checks.nhs(row.digits) or checks.phn(row.digits)):
        return "ID" if not around & PHONE else None
    return None


def _phone(reading: Reading, row: Row, around: frozenset[str], asked: frozenset[str]) -> str | None:
    size = len(row.digits)
    if asked & {"PHONE"} and size <= 15:
        return "PHONE"
    if size == 4 and row.digits[:2] not in ("19", "20") and _ending(reading, row):
        return "PHONE"
    if size > 15:
        return None
    start = reading.starts[row.first]
    if reading.text[max(0, start - 2) : start].strip()[-1:] == "+" and size >= 8:
        return "PHONE"
    if size >= 8 and (row.sizes in PHONE_GROUPS or _together(row.sizes) in PHONE_GROUPS):
        return "PHONE"
    if size in (10, 11) and row.digits[0] == "0" and row.digits[1] != "0" and len(row.groups) < 7:
        return "PHONE"
    if _solid(row, size) or _single_digits(row, size):
        return "PHONE"
    if size == 7 and (row.sizes == (3, 4) or around & PHONE):
        return "PHONE"
    if row.sizes in ((3, 3), (3, 4, 3)) and around & PHONE:
        return "PHONE"
    return "PHONE" if size >= 7 and (around & PHONE or row.spelt > 2) else None


def _together(sizes: tuple[int, ...]) -> tuple[int, ...]:
    """The same groups, digits that stand one by one made one: "647 555 0 1 5 5"."""
    whole: list[int] = []
    for at, size in enumerate(sizes):
        if size == 1 and at > 1 and sizes[at - 1] == 1:
            whole[-1] += 1
        else:
            whole.append(size)
    return tuple(whole)


def _ending(reading: Reading, row: Row) -> bool:
    """Whether four digits are said to be the last of something."""
    behind = reading.words[row.last + 1 : row.last + 6]
    if "last" in behind and (FOUR & set(behind)):
        return True
    near, far = _around(reading, row), _around(reading, row, 2 * _REACH)
    if near & ENDS:
        if len(row.groups) > 1:
            return False
        return bool(far & PHONE) or not _TIME.fullmatch(row.digits)
    return bool(near & PHONE and far & ENDS)


def _solid(row: Row, size: int) -> bool:
    """Whether it is a number of North America, Britain or France without anything between."""
    if len(row.groups) != 1:
        return False
    digits = row.digits
    if size == 10:
        return digits[0] in "023456789"
    return (size == 11 and digits[0] in "01") or (size == 12 and digits.startswith("44"))


def _single_digits(row: Row, size: int) -> bool:
    """Whether the digits stand one by one or are spelt, with the length of a number."""
    alone = row.sizes.count(1) >= size - 3 and size in (7, 10, 11)
    return size >= 7 and (row.spelt >= 3 or alone)
