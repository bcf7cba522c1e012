"""Dates: of birth they are hidden, all others are only kept out of the way of the digits."""

import re

from transcripts.redact.reading import Reading
from transcripts.rules.numbers import BORN, MONTHS

_SEP = r"[/.\-]"
_NTH = r"(?:st|nd|rd|th|er|ere|e)?"
NUMBERS = (
    rf"(?<![\w$£€.\-/])(?:(?:19|20)\d\d{_SEP}\d{{1,2}}{_SEP}\d{{1,2}}|"
    rf"\d{{1,2}}{_SEP}\d{{1,2}}{_SEP}(?:(?:19|20)\d\d|\d\d))"
    rf"(?![\w]|{_SEP}\d)"
)
WORDED = (
    rf"(?<!\w)(?:(?:the |le |du )?\d{{1,2}} ?{_NTH}(?: of| de| d')? "
    rf"?-?(?:{MONTHS})\.?(?:,? ?-?(?:de )?(?:(?:19|20)\d\d|'?\d\d(?!\d)))?"
    rf"|(?:{MONTHS})\.? ?\d{{1,2}} ?{_NTH}(?!\d)(?:[,/\-]? ?(?:(?:19|20)\d\d|'?\d\d(?!\d| "
    rf"?(?:am|pm|h|:))))?"
    rf"|(?:19|20)\d\d (?:{MONTHS})\.? \d{{1,2}}"
    rf"|(?:{MONTHS})\.?,? (?:of |de )?(?:19|20)\d\d)(?!\w)"
)
DATE = re.compile(rf"{NUMBERS}|{WORDED}")
# Digits that are a date only where one is expected.
LOOSE = re.compile(
    r"(?<![\w$£€])(?:\d{1,2}[ ,/.\-]{1,2}\d{1,2}[ ,/.\-]{1,2}(?:(?:19|20)\d\d|\d\d)|"
    r"(?:19|20)\d\d[ /.\-]\d{1,2}[ /.\-]\d{1,2}"
    r"|\d{1,2}[/.\-](?:19|20)\d\d|\d{1,2}/\d{1,2}(?!/)|\d{8}|\d{6}|(?:19|20)\d\d|'\d\d"
    r"|(?:(?<=\ben )|(?<=\bin )|(?<=\bborn ))\d\d(?! ?(?:%|w|d|m|h|k|l)))"
    r"(?!\w)"
)
_BORN = re.compile(BORN)
_BORN_BEHIND = re.compile(
    r"^,? (?:ma|my|his|her) (?:birthday|bday|dob|date de naissance|fete)\b|"
    r"^ (?:comme|pour|as|for) (?:(?:ma|sa|ta|votre|my|his|her|a|une?|the) )?(?:date de )?"
    r"(?:fete|naissance|anniversaire|birthday|bday|b-day|dob|birth ?date|date of birth)\b|"
    r"^.{0,12}?\b(?:is|was|c est|c'est|est|c|as|for) (?:my|his|her|your|ma|sa|ta|votre|the) "
    r"(?:birthday|"
    r"bday|birth ?date|dob|fete|anniversaire|date de naissance)"
)
_NEAR = 40
_FEWEST = 4
# A message that begins with a day tells of a birth, if its year is long ago.
_FIRST = re.compile(rf"(?:{NUMBERS}|{WORDED})(?= [a-z])")
_BEHIND_NAME = re.compile(rf"[ ,(\-]{{1,3}}({NUMBERS}|{WORDED})")
# Nobody is spoken of by the date of a birth after this year; of years with two digits, which are.
_LAST_YEAR, _NOW, _LONG_AGO = 2014, 14, 40


def find(reading: Reading, asked: frozenset[str]) -> None:
    """Take dates of birth."""
    if not reading.digits:
        return
    text = reading.text
    born = [found.end() for found in _BORN.finditer(text)]
    first = _FIRST.match(text)
    if first and _of_a_life(first.group()):
        reading.take(first.start(), first.end(), "DOB")
    if not born and "DOB" not in asked and "birth" not in text and "fete" not in text:
        return
    for end in born:
        behind = DATE.match(text, end + 1)  # "turning 19 july 7" and no 19th
        if behind:
            reading.take(_without_article(behind), behind.end(), "DOB")
    hits = list(DATE.finditer(reading.text)) or list(LOOSE.finditer(reading.text))
    for found in hits:
        near = [end for end in born if 0 <= found.start() - end <= _NEAR]
        if "DOB" in asked or near or _BORN_BEHIND.match(text[found.end() :]):
            reading.take(_without_article(found), found.end(), "DOB")


def _without_article(found: re.Match[str]) -> int:
    article = re.match(r"(?:the|le|du) ", found.group())
    return found.start() + (article.end() if article else 0)


def beside_names(reading: Reading) -> None:
    """Take the date right behind a name, if somebody can be born on it: "Ann Lee, 1974-04-22"."""
    if reading.digits < _FEWEST:
        return
    for span in [one for one in reading.spans if one.label == "PERSON"]:
        found = _BEHIND_NAME.match(reading.text, span.end)
        if found and _of_a_life(found.group(1)):
            reading.take(found.start(1), found.end(1), "DOB")


def _of_a_life(date: str) -> bool:
    """Whether a date has a year in which somebody who writes to a line was born."""
    year = re.search(r"(?:19|20)\d\d", date)
    if year:
        return int(year.group()) <= _LAST_YEAR
    short = re.search(r"\d\d$", date)
    return (
        bool(short) and len(re.findall(r"\d+", date)) > 1 and not _NOW < int(date[-2:]) < _LONG_AGO
    )


def others(reading: Reading) -> str:
    """The text with every date that is left, and every time, made unreadable for the digits."""
    text = reading.text
    if _DATED.search(text):
        text = re.sub(NUMBERS, _blank, text)
    return TIME.sub(_blank, text) if _TIMED.search(text) else text


_DATED = re.compile(r"\d[/.\-]\d")
_TIMED = re.compile(r"\d(?::| ?h)")
TIME = re.compile(
    r"(?<!\w)\d{1,2}(?::\d\d){1,2}(?: ?[ap]\.?m)?(?!\w)|(?<!\w)\d{1,2} ?h ?(?:\d\d)?(?!\w)"
)


def _blank(found: re.Match[str]) -> str:
    return "_" * len(found.group())
