"""What decides whether a service works for her: questions answered yes, no or not known. Pure.

Nobody has asked, so far, is an answer of its own; it is never shown, counted or filtered as a no.
"""

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from referrals.wording.texts import Texts, said

FILE = Path(__file__).with_name("barriers.json")
Answer = Literal["yes", "no", "unknown"]
ANSWERS: tuple[Answer, ...] = ("yes", "no", "unknown")
NOT_KNOWN = {"en": "{about}: not known", "fr": "{about} : on ne sait pas"}


class Barrier(msgspec.Struct, frozen=True):
    """A question; `good` is the answer that lets most people in, the others what is then said."""

    name: str
    good: Answer
    ask: Texts
    about: Texts
    yes: Texts
    no: Texts


@cache
def barriers() -> dict[str, Barrier]:
    """Every question by its name, in the order in which they are asked."""
    found = msgspec.json.decode(FILE.read_bytes(), type=list[Barrier])
    return {each.name: each for each in found}


def spoken(name: str, answer: str, locale: str) -> str:
    """The answer as a few words, as "No ID needed" or "ID: not known"."""
    barrier = barriers()[name]
    if answer in ("yes", "no"):
        return said(barrier.yes if answer == "yes" else barrier.no, locale).words
    about = said(barrier.about, locale).words
    return said(NOT_KNOWN, locale).words.format(about=about)
