"""What an administrator writes as JSON for the seeker's page: checked, and said what is wrong."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from helpline.models import LOCALES

CODES = [code for code, _ in LOCALES]
LANGUAGES = " or ".join(CODES)
QUESTIONS = ("name", "age", "topics")
PLACE = ("name", "help", "call", "open")
# What fits on a small screen without scrolling for long, and on one line of it.
MOST_TOPICS, LONGEST_TOPIC = 12, 40
MOST_PLACES, LONGEST_NAME, LONGEST_HELP = 12, 60, 140
LIKE_QUESTIONS = 'Write it as {"name": true, "age": true, "topics": {"en": ["a bed tonight"]}}.'
LIKE_PLACE = (
    'Write each as {"name": {"en": "Night bed line"}, "help": {"en": "A place to sleep"}, '
    '"call": "204-555-0117"}, or with "open": "https://…".'
)
# A number as people write it, short ones too; no letters, which few telephones show.
CALL = re.compile(r"\+?[0-9(][0-9 ().\-]*")
DIGITS = range(3, 16)

is_address = URLValidator(schemes=["https"])


def clean_https(address: str) -> str:
    """An address that nobody on the way can read or change; raises ValidationError."""
    if not address.startswith("https://"):
        raise ValidationError("Write an address that begins with https://.")
    return address


def clean_questions(typed: object) -> dict[str, Any]:
    """What may be told before the talk; raises ValidationError with everything that is wrong."""
    checked: dict[str, Any] = _whole(typed, {}, dict, LIKE_QUESTIONS, _wrong_questions)
    return checked


def clean_elsewhere(typed: object) -> list[dict[str, Any]]:
    """Other lines and places; raises ValidationError with everything that is wrong."""
    checked: list[dict[str, Any]] = _whole(typed, [], list, LIKE_PLACE, _wrong_places)
    return checked


def _whole(
    typed: Any, empty: Any, kind: type, like: str, wrong: Callable[[Any], Iterator[str]]
) -> Any:
    if typed in (None, "", {}, []):
        return empty
    if not isinstance(typed, kind):
        raise ValidationError(like)
    if found := list(wrong(typed)):
        raise ValidationError(found)
    return typed


# ---- questions ---------------------------------------------------------------------------------


def _wrong_questions(written: dict[str, Any]) -> Iterator[str]:
    yield from _unknown(written, QUESTIONS, "")
    for name in ("name", "age"):
        if not isinstance(written.get(name, False), bool):
            yield f"“{name}” is asked or not: write true or false."
    if "topics" in written:
        yield from _wrong_topics(written["topics"])


def _wrong_topics(topics: object) -> Iterator[str]:
    if not isinstance(topics, dict):
        yield f"“topics” are lists by language: {LIKE_QUESTIONS}"
        return
    yield from _other_languages(topics, "topics")
    for code, words in topics.items():
        where = f"topics ({code})"
        if not isinstance(words, list) or not all(isinstance(each, str) for each in words):
            yield f"“{where}” must be a list of short texts, as [“a bed tonight”]."
            continue
        if len(words) > MOST_TOPICS:
            yield f"“{where}” has {len(words)}; {MOST_TOPICS} is the most that fits."
        if len({each.strip().casefold() for each in words}) < len(words):
            yield f"“{where}” has the same one twice."
        for each in words:
            yield from _wrong_length(each, LONGEST_TOPIC, where)


# ---- other places ------------------------------------------------------------------------------


def _wrong_places(written: list[Any]) -> Iterator[str]:
    if len(written) > MOST_PLACES:
        yield f"There are {len(written)}; {MOST_PLACES} is the most that fits."
    for number, place in enumerate(written, 1):
        if isinstance(place, dict):
            yield from _wrong_place(place, f"No. {number}: ")
        else:
            yield f"No. {number} is not in braces. {LIKE_PLACE}"


def _wrong_place(place: dict[str, Any], which: str) -> Iterator[str]:
    yield from _unknown(place, PLACE, which)
    if not place.get("name"):
        yield f"{which}“name” is missing: people must know whom they call."
    for name, longest in (("name", LONGEST_NAME), ("help", LONGEST_HELP)):
        for sentence in _wrong_words(place.get(name, {}), name, longest):
            yield which + sentence
    if not place.get("call") and not place.get("open"):
        yield f"{which}“call” or “open” is missing: there is no way to go there."
    if "call" in place and not _is_number(place["call"]):
        yield (
            f"{which}“call” is no number: digits, blanks, dashes, dots and brackets, "
            "as 204-555-0117 or 988."
        )
    if "open" in place and not _is_open(place["open"]):
        yield f"{which}“open” is no address that begins with https://."


def _wrong_words(words: object, name: str, longest: int) -> Iterator[str]:
    if not isinstance(words, dict) or not all(isinstance(text, str) for text in words.values()):
        yield f"“{name}” is written by language, as {{“en”: “…”}}."
        return
    yield from _other_languages(words, name)
    for code, text in words.items():
        yield from _wrong_length(text, longest, f"{name} ({code})")


def _is_number(written: object) -> bool:
    if not isinstance(written, str) or not CALL.fullmatch(written):
        return False
    return sum(sign.isdigit() for sign in written) in DIGITS


def _is_open(written: object) -> bool:
    try:
        is_address(written)
    except ValidationError:
        return False
    return True


# ---- what both need ------------------------------------------------------------------------------


def _unknown(written: dict[str, Any], known: tuple[str, ...], which: str) -> Iterator[str]:
    for name in sorted(set(map(str, written)) - set(known)):
        yield f"{which}“{name}” is none of {', '.join(known)}."


def _other_languages(written: dict[str, Any], name: str) -> Iterator[str]:
    for code in sorted(set(map(str, written)) - set(CODES)):
        yield f"“{name}”: “{code}” is no language of this chat; write {LANGUAGES}."


def _wrong_length(text: str, longest: int, where: str) -> Iterator[str]:
    if not text.strip():
        yield f"“{where}” has an empty text."
    if len(text) > longest:
        yield f"“{where}” has {len(text)} characters; {longest} is the most for a small screen."
