"""What the other side asked just before."""

from functools import lru_cache

from transcripts.redact.folding import fold
from transcripts.rules.questions import AMOUNTS, ASKS


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
