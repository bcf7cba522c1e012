"""Identity numbers with letters, and vehicle plates: by their shape, or by the word before them."""

import re

from transcripts.redact import checks
from transcripts.redact.reading import Reading
from transcripts.rules.lists import PROPER, WORDS, squeezed
from transcripts.rules.numbers import IDS, LEAVE, PLATES, VEHICLES, WEAK_IDS
from transcripts.rules.shapes import (
    CODE,
    IBAN,
    MIXED,
    PART_BY_CAR,
    PART_OF_PLATE,
    PLATE,
    SHAPES,
    SHARE_CODE,
    SORT_CODE,
    SURE_PLATE,
)
from transcripts.rules.slang import SLANG

_REACH = 34
# So many signs stand between a plate and the word behind it at the most.
_CLOSE = 10
# Digits that an identity number has at the least.
_FEWEST = 5
# Letters and digits in one, as the answer to a question for a number.
_ANSWER = re.compile(r"(?<![\w\-])[a-z]{1,2}\d{6,9}[a-z]{0,2}(?![\w\-])")
_FEWEST_IN_SHAPES = 4
# As somebody in a hurry writes them: "pasport".
_SQUEEZED = frozenset(squeezed(word) for word in IDS - WEAK_IDS if len(word) > 5)
_BRITISH = re.compile(r"[a-z]{2}\d\d[ \-]?[a-z]{3}")
_A_DAY = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)\d\d|(?:19|20)\d\d([/.\-])\d\d?\1\d\d?")
_NOT_PREFIX = frozenset(
    "is are was no num number es est c the a my his her at on in or and i to il le la at".split()
)


def identities(reading: Reading, asked: frozenset[str] = frozenset()) -> None:
    """Take what has the shape of an identity number, and codes asked for or behind the words."""
    for found in SHARE_CODE.finditer(reading.text) if "share" in reading.text else ():
        reading.take(found.start(1), found.end(1), "ID")
    if reading.digits < _FEWEST_IN_SHAPES:
        return
    for found in IBAN.finditer(reading.text):
        plain = re.sub(r"[ \-]", "", found.group())
        if len(plain) >= 15 and (checks.mod97(plain) or "iban" in reading.before(found.start())):
            reading.take(found.start(), found.end(), "ID")
    for found in SORT_CODE.finditer(reading.text) if "sort" in reading.text else ():
        reading.take(found.start(1), found.end(1), "ID")
    for found in SHAPES.finditer(reading.text):
        if not _after_a_word(found.group()):
            reading.take(found.start(), found.end(), "ID")
    _behind_words(reading)
    wanted = "ID" in asked or not (IDS - WEAK_IDS).isdisjoint(reading.words)
    mixed = _ANSWER.search(reading.text) if wanted else None
    if mixed:
        reading.take(mixed.start(), mixed.end(), "ID")


def _after_a_word(shape: str) -> bool:
    """Whether its letters are only the word before a number: "card 4000 0025"."""
    first, space, _ = shape.partition(" ")
    return bool(space) and len(first) > 2 and first.isalpha() and (first in WORDS or first in SLANG)


def _behind_words(reading: Reading) -> None:
    words = reading.words
    for index, word in enumerate(words):
        if (word in IDS or squeezed(word) in _SQUEEZED) and _is_cue(words, index):
            end = reading.ends[index]
            taken = _first_code(reading, end, end + _REACH, "ID", _FEWEST)
            mixed = None if taken else MIXED.search(reading.text, end, end + _REACH)
            if mixed:
                reading.take(mixed.start(), mixed.end(), "ID")


def _is_cue(words: list[str], index: int) -> bool:
    """Whether a word here speaks of an identity number: some do so only beside another."""
    if words[index] == "sin" or words[index] not in WEAK_IDS:
        return not set(words[max(0, index - 2) : index]) & LEAVE
    near = words[max(0, index - 2) : index] + words[index + 1 : index + 4]
    left = bool(LEAVE.intersection(words[max(0, index - 2) : index]))
    return "plate" not in near and "plates" not in near and not left


def _first_code(reading: Reading, start: int, end: int, label: str, least: int) -> bool:
    """Take the first code between two places, if it has at least so many digits."""
    for found in CODE.finditer(reading.text, start, min(len(reading.text), end + 30)):
        if found.start() > end:
            return False
        begin = _prefix(found.group(), found.start())
        stop = _suffix(reading, begin, found.end())
        if _A_DAY.fullmatch(reading.text, begin, stop):
            continue
        if sum(sign.isdigit() for sign in reading.text[begin:stop]) >= least:
            reading.take(begin, stop, label)
            return True
    return False


def _prefix(code: str, start: int) -> int:
    """Where a code begins without a word that only stands before it."""
    first, space, _ = code.partition(" ")
    if space and first.isalpha() and (first in _NOT_PREFIX or first in WORDS):
        return start + len(first) + 1
    return start


def _suffix(reading: Reading, start: int, end: int) -> int:
    """Where a code ends without a word that only stands behind it."""
    code = reading.text[start:end]
    head, space, last = code.rpartition(" ")
    if space and last.isalpha() and not _capitals(reading, end - len(last), end):
        return start + len(head)
    return end


def _capitals(reading: Reading, start: int, end: int) -> bool:
    first, last = reading.folded.unfolded(start, end)
    letters = [sign for sign in reading.original[first:last] if sign.isalpha()]
    return bool(letters) and "".join(letters).isupper()


def plates(reading: Reading, asked: frozenset[str]) -> None:
    """Take vehicle plates behind the word for them, asked for, or beside a car."""
    words = reading.words
    if not reading.digits and PLATES.isdisjoint(words):
        return
    for index, word in enumerate(words):
        behind = words[index + 1 : index + 2]
        licence = word in ("licence", "license") and behind != []
        if licence and behind[0].startswith(("start", "begin", "end")):
            _part_from(reading, reading.ends[index])
        if word in PLATES or (licence and behind == ["plate"]):
            before = len(reading.spans)
            _plates_from(reading, reading.ends[index], 26)
            if len(reading.spans) == before:
                _plate_before(reading, reading.starts[index])
            _part_from(reading, reading.ends[index])
    if not VEHICLES.isdisjoint(words):
        for part in PART_BY_CAR.finditer(reading.text):
            reading.take(part.start(1), part.end(1), "PLATE")
    if "PLATE" in asked:
        _plates_from(reading, 0, 60)
    car = bool(VEHICLES.intersection(words))
    if not car and reading.original.islower():
        return
    for found in SURE_PLATE.finditer(reading.text):
        shown = _capitals(reading, found.start(), found.end())
        british = car and reading.region == "UK" and _BRITISH.fullmatch(found.group())
        rare = british or (car and _rare(found.group()))
        told = shown and reading.region == "UK" and _no_words(found.group())
        if rare or told or (shown and _mixed(found.group(), beside=car)):
            reading.take(found.start(), found.end(), "PLATE")


def _plates_from(reading: Reading, start: int, reach: int) -> None:
    """Take a plate soon after a place, and another that follows with "or"."""
    stop, most = start + reach, start + reach + 40
    for found in PLATE.finditer(reading.text, start):
        begin = _prefix(found.group(), found.start())
        if begin > min(stop, most) or ". " in reading.text[start:begin]:
            return
        end = _plate_end(reading, begin, found.end())
        if _is_plate(reading.text[begin:end]):
            reading.take(begin, end, "PLATE")
            start, stop = end, end + 16


def _plate_before(reading: Reading, end: int) -> None:
    """Take a plate that stands close before the word for it: "HSK 4402, ns plates"."""
    start = max(0, end - 20)
    for found in PLATE.finditer(reading.text, start, end):
        begin = _prefix(found.group(), found.start())
        code = reading.text[begin : found.end()]
        letters = "".join(filter(str.isalpha, code))
        if end - found.end() < _CLOSE and _is_plate(code) and letters and letters not in WORDS:
            reading.take(begin, found.end(), "PLATE")
            return


def _part_from(reading: Reading, start: int) -> None:
    """Take what of a plate was seen, soon after a place."""
    found = PART_OF_PLATE.search(reading.text, start, start + 80)
    if found is None or found.start() > start + 12:
        return
    for group in (1, 2):
        part = found[group]
        if part and part not in WORDS and part not in SLANG:
            reading.take(found.start(group), found.end(group), "PLATE")


def _plate_end(reading: Reading, start: int, end: int) -> int:
    head, space, last = reading.text[start:end].rpartition(" ")
    common = (last in WORDS or len(last) == 1) and not _capitals(reading, end - len(last), end)
    return start + len(head) if space and last.isalpha() and common else end


def _is_plate(code: str) -> bool:
    signs = [sign for sign in code if sign.isalnum()]
    digits = sum(sign.isdigit() for sign in signs)
    return 4 <= len(signs) <= 8 and digits >= 1 and (digits < len(signs) or len(signs) >= 5)


def _rare(code: str) -> bool:
    """Whether small letters and digits beside a car are a plate: no word, no year."""
    letters = "".join(sign for sign in code if sign.isalpha())
    digits = "".join(sign for sign in code if sign.isdigit())
    groups = {letters, *filter(str.isalpha, re.split(r"[ \-\d]", code))}
    word = bool(groups & _ROADS) or any(one in WORDS or one in PROPER for one in groups)
    year = len(digits) == 4 and digits[:2] in ("19", "20")
    enough = len(digits) > 2 or (len(digits) == 2 and len(letters) > 3)
    return len(letters) > 1 and enough and not word and not year


def _no_words(code: str) -> bool:
    """Whether it has the shape of Britain, and its end is no word: "YX19 OQI"."""
    end = code[-3:]
    plain = end in WORDS or end in PROPER or end in _MONTHS
    return not plain and bool(_BRITISH.fullmatch(code))


def _mixed(code: str, *, beside: bool) -> bool:
    """Whether letters and digits are a plate beside a car, or by themselves: no word in them."""
    letters = "".join(sign for sign in code if sign.isalpha())
    if beside:
        return _is_plate(code) and letters not in _ROADS
    plain = letters in WORDS or letters in PROPER or letters in SLANG
    return _is_plate(code) and not plain and len(letters) > 2 and not _VOWELS & set(letters)


_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_ROADS = frozenset("hwy rte exit route room rm unit apt bus form bill i us cad usd".split())
_VOWELS = frozenset("aeiouy")
