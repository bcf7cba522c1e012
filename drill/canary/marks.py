"""What is sent: random words, each by the name of its door, and the forms in which it might lie."""

import base64
import secrets
from collections.abc import Mapping

LETTERS = "abcdefghijkmnopqrstuvwxyz"
LONG = 24

# Records of staff, which are closed.
DEMAND, ANSWER, YES = RECORDS = (
    "a demand that was closed",
    "an answer that was closed",
    "a yes that was taken back",
)
# The doors by which something about a seeker comes in, and what nobody may find afterwards.
DOORS = (
    "chat",
    "text",
    "reply",
    "note",
    "hidden in a picture",
    "note to a colleague",
    "note to a guest",
    "raised hand",
    "agreed word",
    "why a number was shown",
    "why words were opened",
    "why a high risk was let go",
    "why it was decided",
    "token of a page",
    *RECORDS,
)
# The same while it runs, by the network: sockets of two processes, forms, and what staff type.
LIVE_DOORS = (
    "live chat",
    "live reply",
    "live note",
    "words in a wrap-up",
    "plain page",
    "taken out by hand",
    "why words were opened live",
    "who gets a copy",
    "what a copy is for",
    "who asks by law",
    "on what basis",
    "what is asked for",
    "why it was refused",
)
NUMBER, CODE = "telephone number", "number for coming back"
# Stands in clear in every place, on purpose: where it is not found nothing else would be either.
CONTROL = "control"

Marks = Mapping[str, str]


class Unsaid(Exception):
    """A mark did not come in by its door; the text names the door, never the mark."""


def new() -> dict[str, str]:
    """Fresh marks; of a number only its digits are by chance."""
    doors = (*DOORS, *LIVE_DOORS, CONTROL)
    made = {door: "".join(secrets.choice(LETTERS) for _ in range(LONG)) for door in doors}
    made[NUMBER] = f"+1204{secrets.randbelow(8) + 2}{secrets.randbelow(10**6):06}"
    return made


def personal(mark: str) -> str:
    """A mark as something that rules take out: letters by chance alone are nobody's."""
    return f"write to {mark}@example.org"


def forms(mark: str) -> list[bytes]:
    """How it may stand somewhere: plain, wide, as digits of bytes, or packed for a letter."""
    plain = mark.encode()
    packed = [base64.b64encode(b"x" * lead + plain)[4 * bool(lead) : -4] for lead in range(3)]
    digits = plain.hex().encode()
    return [plain, plain.upper(), mark.encode("utf-16-le"), digits, digits.upper(), *packed]


def found(marks: Marks, content: bytes) -> set[str]:
    """By which doors came in what stands here."""
    return {door for door, mark in marks.items() if any(each in content for each in forms(mark))}
