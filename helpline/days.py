"""Days as people write them. French counts the first of a month: "1er mars", never "1 mars". Pure.

Neither Django, Babel nor the browser does so by itself; `frontend/src/shared/days.ts` is the same.
"""

import re
from datetime import date

from babel.dates import format_date

# Before the small letter of a month; an hour ("1 h 05") is written without that space.
FIRST = re.compile(r"(?<!\d)1(?= [a-zéû]{3})")


def counted(written: str) -> str:
    """A date that a library has written, with the first of a French month as people say it."""
    return FIRST.sub("1er", written)


def in_full(moment: date, locale: str, how: str = "long") -> str:
    """A date in this language; `how` is a pattern of Unicode's, or the name of one."""
    return counted(format_date(moment, how, locale))
