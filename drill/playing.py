"""What a made-up seeker says next, and how long they take: decided without a clock or a table."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from drill.scripts import Locale, Script

# As people type on a phone: letters in a second, and how long the shortest and longest text takes.
LETTERS, SHORTEST, LONGEST = 6.0, 2.0, 20.0
# To read what was written, and think.
READS, THINKS = 25.0, 1.5
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Played:
    """How far somebody has come: lines said of each kind, answers used."""

    said: Mapping[str, int]
    used: Collection[int]

    def count(self, kind: str) -> int:
        return self.said.get(kind, 0)

    @property
    def answered(self) -> int:
        """How often they have said something to what was written to them."""
        return len(self.used) + self.count("otherwise")


def fold(text: str) -> list[str]:
    """The words of a text without capitals and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return WORD.findall("".join(each for each in plain if not unicodedata.combining(each)))


def opening(script: Script, played: Played, locale: Locale) -> str:
    """The line of the beginning that comes next, as `opens:1`; "" if all are said."""
    return _next("opens", script.opens[locale], played)


def reply(script: Script, played: Played, locale: Locale, heard: str) -> str:
    """What they say to these words: the first answer that fits, else what is next; or ""."""
    words = f" {' '.join(fold(heard))} "
    for place, answer in enumerate(script.answers):
        if place in played.used:
            continue
        if any(f" {' '.join(fold(each))} " in words for each in answer.when[locale]):
            return f"answers:{place}"
    return _next("otherwise", script.otherwise[locale], played)


def nudge(script: Script, played: Played, locale: Locale, quiet: float) -> str:
    """What they say when nobody has written for so many seconds."""
    return _next("nudges", script.nudges[locale], played) if quiet >= script.nudge_after else ""


def _next(kind: str, lines: list[str], played: Played) -> str:
    return f"{kind}:{played.count(kind)}" if played.count(kind) < len(lines) else ""


def words_of(script: Script, pending: str, locale: Locale) -> str:
    """The words of such a line."""
    kind, _colon, place = pending.partition(":")
    if kind == "answers":
        return script.answers[int(place)].says[locale]
    lines = {"opens": script.opens, "otherwise": script.otherwise, "nudges": script.nudges}
    return lines[kind][locale][int(place)]


def after_saying(played: Played, pending: str) -> Played:
    kind, _colon, place = pending.partition(":")
    if kind == "answers":
        return Played(played.said, [*played.used, int(place)])
    return Played({**played.said, kind: played.count(kind) + 1}, played.used)


def leaves(script: Script, played: Played, locale: Locale) -> bool:
    """Whether they have said all that they came to say."""
    opened = played.count("opens") >= len(script.opens[locale])
    return opened and script.leaves != "stays" and played.answered >= script.after


def seconds_to_type(words: str) -> float:
    return min(max(len(words) / LETTERS, SHORTEST), LONGEST)


def seconds_to_read(heard: str) -> float:
    return THINKS + min(len(heard) / READS, LONGEST / 2)
