"""Retention as a table: what each policy is called, which clock it runs on, and for how long.

A policy is chosen per line and channel, written as "month" or, with a number of its own, as
"month:14". The web's default erases at the close (the minutes of wrap-up are its only grace); a
text's default lets a pause resume within a day.
"""

import hashlib
import re
from dataclasses import astuple, dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal

Clock = Literal["closed", "last_word"]
Fault = Literal["empty", "unknown", "no_number", "number", "least", "most"]
# What was decided at a high risk is kept so long, whatever becomes of the words: where a record was
# used to decide about somebody, they may ask for it within a year (as in British Columbia's PIPA).
DECISIONS = timedelta(days=365)
# No hold lasts longer, and none is made longer: somebody asks again, before the words are due.
HOLDS = timedelta(days=90)
# A demand by law is kept so long, and closes by itself so long after the last that was added.
DEMANDS, DEMANDS_OPEN = timedelta(days=6 * 365), timedelta(days=90)
# Who did what with words, and changed which setting, is known so long.
AUDIT = timedelta(days=400)
# So long at most nothing is done to the words of a talk that is over: its counsellor notes what it
# was about, and what is to be kept longer is redacted.
GRACE = timedelta(minutes=15)

UNITS = {"hours": timedelta(hours=1), "days": timedelta(days=1)}
UNIT_WORDS = {
    ("hours", "en"): ("hour", "hours"),
    ("hours", "fr"): ("heure", "heures"),
    ("days", "en"): ("day", "days"),
    ("days", "fr"): ("jour", "jours"),
}
WRITTEN = re.compile(r"([a-z_]+)(?::(-?[0-9]{1,12}))?")


class BadPolicy(ValueError):
    """What was written is no policy; `fault` is a code, `policy` the preset that was meant."""

    def __init__(self, fault: Fault, policy: "Policy | None" = None) -> None:
        self.fault, self.policy = fault, policy
        super().__init__(fault)


@dataclass(frozen=True, slots=True)
class Policy:
    """Words are erased `count` `unit`s after the clock's moment; at once where there is no unit.

    `most` is the highest count that a line may choose. `redact`: at the close names and numbers are
    taken out, and the caller is forgotten. `asks`: longer only for whoever agrees to a date.
    `at_once`: no minutes of wrap-up. `en` and `fr` say so to the seeker, as the end of a sentence
    that begins "What we keep:"; `{time}` is the count.
    """

    preset: str
    clock: Clock
    en: str
    fr: str
    count: int = 0
    unit: Literal["", "hours", "days"] = ""
    most: int = 0
    redact: bool = False
    asks: bool = False
    at_once: bool = False

    @property
    def name(self) -> str:
        """As it is written down, of a line and of a conversation."""
        usual = POLICIES[self.preset].count
        return self.preset if self.count == usual else f"{self.preset}:{self.count}"

    @property
    def keep(self) -> timedelta:
        return self.count * UNITS[self.unit] if self.unit else timedelta()

    @property
    def version(self) -> str:
        """A short name of all that the rule says: it changes with any of it."""
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()[:8]

    def time(self, locale: str) -> str:
        """The count with its unit, as "24 hours"; empty where there is none."""
        if not self.unit:
            return ""
        one, many = UNIT_WORDS[self.unit, locale]
        return f"{self.count} {one if self.count == 1 else many}"

    def says(self, locale: str) -> str:
        locale = "fr" if locale == "fr" else "en"
        return (self.fr if locale == "fr" else self.en).format(time=self.time(locale))

    def deadline(self, closed_at: datetime, last_word_at: datetime) -> datetime:
        """When the words of a conversation that closed at `closed_at` are to be gone."""
        return (closed_at if self.clock == "closed" else last_word_at) + self.keep


# In the order of what they keep, the least first.
POLICIES = {
    policy.preset: policy
    for policy in (
        Policy(
            "never_stored",
            "closed",
            "nothing. Your words are erased the moment the chat ends.",
            "rien. Vos mots sont effacés dès la fin.",
            at_once=True,
        ),
        Policy(
            "at_close",
            "closed",
            "nothing. Your words are erased when the chat ends.",
            "rien. Vos mots sont effacés à la fin.",
        ),
        Policy(
            "case",
            "closed",
            "nothing, unless you say yes to a date.",
            "rien, sauf si vous dites oui à une date.",
            asks=True,
        ),
        Policy(
            "day",
            "last_word",
            "your words, until {time} after the last one.",
            "vos mots, jusqu’à {time} après le dernier.",
            count=24,
            unit="hours",
            most=72,
        ),
        Policy(
            "month",
            "closed",
            "your words, names and numbers taken out, until {time} after the end.",
            "vos mots, sans noms ni numéros, jusqu’à {time} après la fin.",
            count=30,
            unit="days",
            most=90,
            redact=True,
        ),
    )
}
_RANKS = {name: rank for rank, name in enumerate(POLICIES)}


def read(written: str) -> Policy:
    """The policy that is written so; raises `BadPolicy` for anything else."""
    if not written:
        raise BadPolicy("empty")
    found = WRITTEN.fullmatch(written)
    preset = POLICIES.get(found[1]) if found else None
    if found is None or preset is None:
        raise BadPolicy("unknown" if preset is None else "number", preset)
    return preset if found[2] is None else counted(preset, int(found[2]))


def counted(preset: Policy, count: int) -> Policy:
    """The preset with a count of its own; raises `BadPolicy` for one that it cannot have."""
    if not preset.unit:
        raise BadPolicy("no_number", preset)
    if count < 1:
        raise BadPolicy("least", preset)
    if count > preset.most:
        raise BadPolicy("most", preset)
    return replace(preset, count=count)


@lru_cache(maxsize=256)
def of(written: str) -> Policy:
    """The policy that a conversation or a line goes by.

    What nobody can read (a slip of the pen, a newer program) is no reason to keep anything.
    """
    try:
        return read(written)
    except BadPolicy:
        return POLICIES["at_close"]


def is_one(written: object) -> bool:
    """Whether this is written as a policy is."""
    try:
        return isinstance(written, str) and bool(read(written))
    except BadPolicy:
        return False


def keeps(written: str) -> tuple[timedelta, int]:
    """How much a policy keeps, to compare it with another."""
    policy = of(written)
    return policy.keep, _RANKS[policy.preset]


def stricter(one: str, other: str) -> str:
    """Of two policies the one that keeps less."""
    return min(one, other, key=keeps)
