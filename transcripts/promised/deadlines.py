"""When the words of a conversation that is over are to be gone: a table of rules, first match wins.

A seeker's choice may shorten what the policy says, and lengthens it only as far as they agreed to;
"erase now" comes before everything. Where a policy has names and numbers taken out, they are for
whoever chose a number of days, too; only who wants to be got back to leaves them in.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from transcripts import policies


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a conversation that is over.

    `wish` is the choice as it was noted: "", "at_end", or what was agreed to with its days, as
    "follow_up:30". `erase_by` is when the words are to go at the latest, since the seeker wants
    them gone.
    """

    policy: str
    closed_at: datetime
    last_word_at: datetime
    wish: str = ""
    erase_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """By which rule words go, when, and whether they are redacted until then."""

    rule: str
    at: datetime
    redact: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """Which conversations it is for, and what becomes of their words."""

    name: str
    fits: Callable[[Facts], bool]
    says: Callable[[Facts], Verdict]


def agreed_days(facts: Facts) -> int:
    """For how many days after the end somebody agreed that their words are kept."""
    days = facts.wish.partition(":")[2]
    return int(days) if days.isascii() and days.isdigit() else 0


def _erased(facts: Facts) -> Verdict:
    rest = verdict(replace(facts, erase_by=None))
    return Verdict("erase_now", min(facts.erase_by or rest.at, rest.at), rest.redact)


def _agreed(facts: Facts) -> Verdict:
    redact = policies.of(facts.policy).redact and not facts.wish.startswith("follow_up")
    return Verdict("agreed", facts.closed_at + timedelta(days=agreed_days(facts)), redact)


def _by(preset: str) -> Rule:
    """The policy of this name, for whoever has chosen nothing else."""

    def says(facts: Facts) -> Verdict:
        policy = policies.of(facts.policy)
        at = policy.deadline(facts.closed_at, facts.last_word_at)
        return Verdict(preset, at, policy.redact)

    return Rule(preset, lambda facts: policies.of(facts.policy).preset == preset, says)


RULES = (
    Rule("erase_now", lambda facts: facts.erase_by is not None, _erased),
    Rule("at_end", lambda facts: facts.wish == "at_end", lambda f: Verdict("at_end", f.closed_at)),
    Rule("agreed", lambda facts: agreed_days(facts) > 0, _agreed),
    *map(_by, policies.POLICIES),
)


def verdict(facts: Facts) -> Verdict:
    """What the first rule that fits says; there is always one."""
    return next(rule for rule in RULES if rule.fits(facts)).says(facts)
