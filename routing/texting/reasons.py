"""The reasons that counsellors give, in their own words: checked before they are written down."""

import re

from helpline.errors import Refused

SHORTEST = 3
# So many digits, however they are set apart, may be somebody's number.
DIGITS = re.compile(r"\d(?:[\s().+\-]*\d){4}")


def checked(reason: str) -> str:
    """The reason as it may be kept; raises `Refused` if it says nothing, or might tell a number.

    Others read it, who may not see the number; a name cannot be told from a word.
    """
    said = reason.strip()
    if len(said) < SHORTEST:
        raise Refused("no_reason")
    if DIGITS.search(said):
        raise Refused("bad_reason")
    return said
