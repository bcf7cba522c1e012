"""Values as people write them, in the form that we keep: times, days, numbers, languages. Pure.

Each function gives None for what it cannot read; the caller says so and leaves it out.
"""

import re
from datetime import date, datetime

import phonenumbers

from referrals.hours.schedules import DAYS

CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*([ap])?\.?(?:m\.?)?z?", re.I)
NAMED_CLOCKS = {"noon": "12:00", "midi": "12:00", "midnight": "00:00", "minuit": "00:00"}
DATES = ("%Y-%m-%d", "%B %d, %Y", "%b %d, %Y", "%m/%d/%Y", "%m/%d/%y", "%d %B %Y", "%Y/%m/%d")
ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FRENCH = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
WEEKDAYS = dict(zip((*ENGLISH, *FRENCH), DAYS * 2, strict=True))
EXTENSION = re.compile(r"[,;\s]*(?:\bext(?:ension)?|\bposte|x|#)\.?[\s:]*(\d{1,8})\s*$", re.I)
TRUE = frozenset({"true", "t", "yes", "y", "1", "oui"})
FALSE = frozenset({"false", "f", "no", "n", "0", "non"})
LANGUAGES = {
    "en": "english anglais",
    "fr": "french français",
    "es": "spanish español espagnol",
    "zh": "chinese mandarin cantonese",
    "cr": "cree cri",
    "oj": "ojibwe ojibway anishinaabemowin",
    "iu": "inuktitut",
    "ht": "haitian creole",
    "ar": "arabic arabe",
    "pa": "punjabi panjabi",
    "tl": "tagalog filipino",
    "vi": "vietnamese",
    "ko": "korean",
    "ru": "russian russe",
    "uk": "ukrainian",
    "pt": "portuguese portugais",
    "pl": "polish polonais",
    "ur": "urdu",
    "hi": "hindi",
    "it": "italian italien",
    "de": "german allemand",
    "fa": "farsi persian",
    "so": "somali",
    "ti": "tigrinya",
    "ase": "asl",
    "fcs": "lsq",
}
NAMED_LANGUAGES = {name: code for code, names in LANGUAGES.items() for name in names.split()}


def clock(written: str) -> str | None:
    """A time of day as HH:MM: "9am", "9:00am", "17:30:00", "14h30", "noon"."""
    said = written.strip().lower()
    if said in NAMED_CLOCKS:
        return NAMED_CLOCKS[said]
    found = CLOCK.fullmatch(said)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour == 24 and minute == 0:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def day(written: str) -> date | None:
    """A date in one of the ways in which lists write it; months first, where all is numbers."""
    said = written.strip()
    said = said[:10] if re.match(r"\d{4}-\d{2}-\d{2}[T ]", said) else said
    for way in DATES:
        try:
            return datetime.strptime(said, way).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def weekdays(written: str) -> tuple[str, ...] | None:
    """Days as iCalendar writes them: "TH,FR", "Monday", "THU", "2TU", "1" for Monday to "7"."""
    found: list[str] = []
    for each in re.split(r"[,;/\s]+", written.strip()):
        if not each:
            continue
        code = _weekday(each)
        if code is None:
            return None
        found.append(code)
    return tuple(dict.fromkeys(found))


def _weekday(each: str) -> str | None:
    if each.isdecimal() and 1 <= int(each) <= 7:
        return DAYS[int(each) - 1]
    found = re.fullmatch(r"([+-]?\d)?([A-Za-z]+)\.?", each)
    if not found:
        return None
    name = found[2].upper()
    code = name if name in DAYS else WEEKDAYS.get(name[:3].lower())
    return f"{found[1] or ''}{code}" if code else None


def whole(written: str) -> int | None:
    """A number without a fraction; "18.0" is one."""
    try:
        value = float(written.strip().replace(",", "."))
    except ValueError:
        return None
    # Neither endless nor no number at all, which float reads, too.
    return int(value) if abs(value) < 1_000_000 and value.is_integer() else None


def truth(written: str) -> bool | None:
    said = written.strip().lower()
    return True if said in TRUE else False if said in FALSE else None


def phone(written: str, region: str) -> tuple[str, str] | None:
    """(number, extension): with + and country where it is a number of that kind, else as written.

    `region` is the country, as "CA", of numbers that do not say theirs.
    """
    said = written.strip().strip("\"'").strip()
    found = EXTENSION.search(said)
    extension = found[1] if found else ""
    bare = said[: found.start()] if found else said
    try:
        read = phonenumbers.parse(bare, region)
    except phonenumbers.NumberParseException:
        read = None
    if read and phonenumbers.is_possible_number(read) and len(str(read.national_number)) > 6:
        number = phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164)
        return number, extension or (read.extension or "")
    digits = re.sub(r"[^\d+]", "", bare)
    # 211 and 988 are numbers, too; letters are left as they are written, for whoever can dial them.
    return (bare if re.search("[A-Za-z]", bare) else digits, extension) if digits else None


def language(written: str) -> str:
    """The code of a language; what we do not know stays as it is written."""
    said = written.strip().lower()
    if re.fullmatch(r"[a-z]{2,3}(-[a-z]{2,4})?", said) and said not in NAMED_LANGUAGES:
        return {"eng": "en", "fra": "fr", "fre": "fr", "spa": "es"}.get(said, said)
    first = re.split(r"[\s(,]", said)[0]
    return NAMED_LANGUAGES.get(said) or NAMED_LANGUAGES.get(first) or said
