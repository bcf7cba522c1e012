"""What the other side asked just before."""

import re
from functools import lru_cache

from transcripts.redact.folding import fold
from transcripts.rules.questions import AMOUNTS, ASKS

CARRIED = ("EMAIL", "SOCIAL", "PLATE", "DOB", "ID", "PHONE")
# Somebody told of a house where people sleep: what follows may be their room.
LODGED = "LODGED"
_SLEEPS = re.compile(r"\b(?:hotel|motel|inn|hostel|auberge|lodge|suites)\b")
_NAMED = re.compile(
    r"\b(?:name|names|nom|prenom|call me|called|appelle|mapel|named)(?: is| s| est| c est| c)?$"
)


def carried(before: str) -> frozenset[str]:
    """What the end of one's own last message says will follow: "my sin is", "my name is"."""
    words = fold(before[-48:]).text.replace("'", " ").split()[-4:]
    end = " ".join(words).rstrip(":. ")
    told = bool(words) and any(sign.isdigit() for sign in words[-1])  # "dob 6/6/90": there it is
    found = set() if told else {label for label in CARRIED if ASKS[label].search(end)}
    if _NAMED.search(end):
        found.add("NAME")
    if _SLEEPS.search(before.lower()):
        found.add(LODGED)
    return frozenset(found)


@lru_cache(maxsize=64)
def asked(question: str) -> frozenset[str]:
    """The kinds of things that `question` asks for; none if it asks for an amount only."""
    if not question:
        return frozenset()
    text = fold(question[-400:]).text
    found = {label for label, pattern in ASKS.items() if pattern.search(text)}
    if found - {"NAME"} and not ("?" in text or len(text) < 60):
        found &= {"NAME"}
    if AMOUNTS.search(text):
        found &= {"NAME", "DOB"}
    if len(found) > 1 and "PHONE" in found and found & {"ROOM", "PLATE", "ID", "UNIT"}:
        found.discard("PHONE")
    return frozenset(found)
