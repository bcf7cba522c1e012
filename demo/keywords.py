"""The words that a provider acts on by itself, when a text is nothing but one of them."""

from typing import Literal

Meaning = Literal["STOP", "START", "HELP"]

WORDS: dict[str, Meaning] = {
    **dict.fromkeys(
        ("STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT", "CANCEL", "REVOKE", "OPTOUT"), "STOP"
    ),
    **dict.fromkeys(("START", "UNSTOP", "YES"), "START"),
    **dict.fromkeys(("HELP", "INFO"), "HELP"),
}
# Said to the phone where the account lets the provider answer.
ANSWERS: dict[Meaning, str] = {
    "STOP": "You will get no more texts from this number. Text START to get them again.",
    "START": "You will get texts from this number again.",
    "HELP": "Text STOP to get no more texts from this number.",
}


def meaning(body: str) -> Meaning | None:
    """What the provider takes a text for; whole words only, in any case."""
    return WORDS.get(body.strip().upper())
