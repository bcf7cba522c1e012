"""Where somebody is: number and street with its unit, post boxes, postal codes."""

import re

from transcripts.redact import postal, rues, rural, spelt, untyped
from transcripts.redact.reading import Reading
from transcripts.rules.lists import PLACES, WORDS
from transcripts.rules.numbers import UNITS as MEASURES
from transcripts.rules.streets import (
    BUILDINGS,
    DIRECTIONS,
    SOFT_TYPES,
    TYPES,
)

UNIT_ALONE = re.compile(
    r"(?<!\w)(?:flat|apt|apartment|appartement|appt|buzzer|buzz|buzz code|digicode|"
    r"(?:door|gate|entry) code|code (?:de (?:la )?porte|d'entree))\.?(?: "
    rf"(?:is|number|no|code|c'est|c))? ?#? ?(\d{{1,5}}[a-z]?(?:,? [a-z][a-z']+){{1,2}} {BUILDINGS}|"
    r"\d{1,5}[a-z]?\d{0,2}|[a-z]\d{2,5})(?![\w%])"
)
_NTH = frozenset("st nd rd th".split())
_NUMBER_MAX = 6


def find(reading: Reading, asked: frozenset[str]) -> None:
    """Take addresses."""
    spelt.find(reading)
    rural.find(reading)
    if not reading.digits:
        return
    reading.cut()
    taken = _streets(reading, asked)
    postal.find(reading, asked, beside_street=taken)
    for found in UNIT_ALONE.finditer(reading.text):
        reading.take(found.start(1), found.end(1), "ADDRESS")


def _streets(reading: Reading, asked: frozenset[str]) -> bool:
    """Take each number with the street behind it; returns whether there was one."""
    words, taken, index = reading.words, False, 0
    while index < len(words):
        word = words[index]
        if (
            word.isdigit()
            and len(word) <= _NUMBER_MAX
            and reading.text[reading.starts[index]] == word[0]
            and not _of_a_time(reading, index)
        ):
            last = _street(reading, index, asked)
            if last is not None:
                start = untyped.with_unit_before(reading, reading.starts[index])
                end = _with_units(reading, reading.ends[last])
                reading.take(start, end, "ADDRESS")
                taken = True
                while index < len(words) and reading.starts[index] < end:
                    index += 1
                continue
        index += 1
    return taken


def _of_a_time(reading: Reading, index: int) -> bool:
    """Whether digits are the minutes of a time: "10h15 rue du Parc"."""
    before = reading.words[index - 1] if index else ""
    return before == "h" and not reading.gap(index - 1) and len(reading.words[index]) == 2


def _with_units(reading: Reading, end: int) -> int:
    for _ in range(2):
        found = untyped.UNIT.match(reading.text, end)
        if not found:
            break
        end = found.end()
    return end


def _street(reading: Reading, number: int, asked: frozenset[str]) -> int | None:
    """The last piece of the street behind a house number, or None."""
    words = reading.words
    at = number + 1
    if words[at : at + 2] == ["1", "2"] and reading.gap(at) == "/":
        at += 2
    if "".join(words[at : at + 2]).isdigit() and at + 1 < len(words):
        return None  # three numbers in a row
    if at < len(words) and len(words[at]) == 1 and not reading.gap(number) and words[at].isalpha():
        at += 1  # 14B
    elif at + 1 < len(words) and words[at] == "bis":
        at += 1
    if at >= len(words) or not rues.close(reading, at - 1):
        return None
    if words[at].isdigit() and "," in reading.gap(at - 1):
        # of a unit, "flat 4, 210 Mill Road", unless it is a long one: "7716, 2e Avenue"
        return rues.ordinal(reading, at) if len(words[number]) > 2 else None
    before = rues.french(reading, at)
    if before is not None:
        return before
    return _english(reading, number, at, asked)


def _english(reading: Reading, number: int, at: int, asked: frozenset[str]) -> int | None:
    """A name with its type behind it, a numbered street, or what was asked for."""
    words = reading.words
    none = words[at] != "the" and TYPES.isdisjoint(words[at : at + 6])
    for index in range(at, at if none else min(at + 6, len(words))):
        if index > at and not rues.close(reading, index - 1):
            break
        if index > at and _is_type(reading, index) and _is_street(reading, number, at, index):
            return _with_direction(reading, _last_type(reading, index))
        if index == at and words[index] in ("the", "broadway") and words[index + 1 : index + 2]:
            if words[index] == "broadway":
                return _with_direction(reading, index)
            if reading.capital(index) and reading.capital(index + 1):
                return index + 1
    return _numbered(reading, at) or untyped.street(reading, number, at, asked)


def _is_type(reading: Reading, index: int) -> bool:
    """Whether a word is the type of a street, and not the end of "1st" or "3rd"."""
    ordinal = reading.words[index] in ("st", "rd") and reading.words[index - 1].isdigit()
    return reading.words[index] in TYPES and not (ordinal and not reading.gap(index - 1))


def _last_type(reading: Reading, index: int) -> int:
    """The last piece of a type of two words, as in "Hill Rd", or with a number behind it."""
    words = reading.words
    for at in (index + 1, index + 2):
        if (
            at < len(words)
            and words[at] in TYPES
            and (words[at] not in SOFT_TYPES or reading.capital(at))
            and rues.close(reading, at - 1)
            and (at == index + 1 or rues.close(reading, index))
        ):
            return at
    if (
        words[index] in ("road", "route", "highway", "hwy", "rd")
        and words[index + 1 : index + 2]
        and words[index + 1].isdigit()
    ):
        return (
            index + 1
            if reading.gap(index) == " "
            and words[index - 1] in ("county", "state", "rural", "range", "township")
            else index
        )
    return index


def _is_street(reading: Reading, number: int, at: int, kind: int) -> bool:
    """Whether the words between a number and a type can be the name of a street."""
    words = reading.words
    name = words[at:kind]
    if words[at] in MEASURES and not reading.capital(at):
        return False
    if untyped.any_stop(name) and not (reading.capital(at) and reading.capital(kind)):
        return False
    plain = all(word in WORDS and word not in PLACES for word in name)
    if words[kind] in SOFT_TYPES or len(name) > 3:
        return reading.capital(kind) or (len(words[number]) >= 2 and not plain)
    return not plain or reading.capital(at) or len(words[number]) >= 2


def _with_direction(reading: Reading, last: int) -> int:
    """The street's direction behind it, as in "Hastings St E"."""
    words = reading.words
    if last + 1 < len(words) and rues.close(reading, last) and words[last + 1] in DIRECTIONS:
        single = len(words[last + 1]) <= 2
        after = reading.gap(last + 1)
        if not after:
            return last  # the beginning of a postcode, as in "W9 3XL"
        alone = last + 2 >= len(words) or after != " "
        if reading.capital(last + 1) or not single or alone:
            return last + 1
    return last


def _numbered(reading: Reading, at: int) -> int | None:
    """W 12th Ave, e 3rd."""
    words = reading.words
    index = at + 1 if words[at] in DIRECTIONS else at
    nth = index + 1
    if nth >= len(words) or not words[index].isdigit() or words[nth] not in _NTH:
        return None
    kind = nth + 1 if nth + 1 < len(words) and words[nth + 1] in TYPES else None
    if reading.gap(index) or (index == at and kind is None):
        return None
    return _with_direction(reading, kind) if kind and rues.close(reading, nth) else nth
