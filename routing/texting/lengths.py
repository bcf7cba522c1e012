"""How long an own automatic text is as it leaves, and the most it may be."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import cast

from helpline.segments import straighten
from routing.adapters import channels
from routing.texting.reaction import DATED, opening
from routing.texting.words import LONGEST, REQUIRED, Name, words_of
from transcripts.policies import POLICIES

OTHERS = "others"
# The most that any text may hold.
MOST = min(channel.longest_text for channel in channels().values() if not channel.live)
# No date is longer in either language.
WEDNESDAY = datetime(2026, 9, 30, 18, tzinfo=UTC)


def most_of(name: str) -> int:
    """The most letters of this text: carriers ask for one text where an answer is required."""
    return LONGEST if name in REQUIRED else MOST


def length_of(name: str, locale: str, words: Mapping[str, str]) -> int:
    """How many characters this text of a line or number has as it leaves, at its longest."""
    if name == OTHERS:
        return len(straighten(words[OTHERS]))
    places = {
        "kept": max((policy.says(locale) for policy in POLICIES.values()), key=len),
        "opens": opening(WEDNESDAY, WEDNESDAY - timedelta(days=DATED), locale),
        "others": words.get(OTHERS, ""),
        "until": f"{WEDNESDAY:%Y-%m-%d}",
        # As long as who may be written to can be, with the sentence around it.
        "appeal": "x" * 160,
    }
    return len(straighten(words_of(cast(Name, name), locale, {locale: words}, **places)))
