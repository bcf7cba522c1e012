"""What follows from a text by itself: keywords obeyed, a greeting, "we are closed", "no pictures".

Decided in memory from the text and what is known of the talk; written down by the door in, in the
transaction that stores the text, so that each is said once or not at all.
"""

from dataclasses import dataclass
from datetime import datetime

from helpline import hours
from routing.adapters import KeywordMeaning
from routing.texting.keywords import keyword
from routing.texting.numbers import Ours
from routing.texting.words import Name, Words, words_of
from transcripts import policies

DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
}
MONTHS = {
    "en": "January February March April May June July August September October November "
    "December".split(),
    # As the reform of 1990 allows: the û would make the whole text dear.
    "fr": "janvier février mars avril mai juin juillet aout septembre octobre novembre "
    "décembre".split(),
}
# From so many days on, the name of a day might be that of this week's.
DATED = 6
AGAIN = {"en": "Open again {when}.", "fr": "Reprise : {when}."}
ANSWERS: dict[KeywordMeaning, Name] = {"stop": "stopped", "start": "started", "help": "help"}


@dataclass(frozen=True, slots=True)
class Reaction:
    """`asks` is the keyword, if it is one; `says` the texts that answer, by name."""

    asks: KeywordMeaning | None
    says: tuple[tuple[Name, str], ...]


def react(
    text: str,
    *,
    ours: Ours | None,
    locale: str,
    policy: str,
    now: datetime,
    opens: bool,
    pictures: bool,
    answered: KeywordMeaning | None,
    overtaken: bool = False,
) -> Reaction:
    """What follows from a seeker's text to one of our numbers.

    `opens` says that it began the conversation, `answered` which keyword the provider has answered
    by itself: that one is obeyed in silence. One that is `overtaken` by a later one is words only.
    """
    found = None if overtaken else keyword(text)
    asks = answered or (found.meaning if found else None)
    own: tuple[Words, ...] = ours.own if ours else ()
    said: list[tuple[Name, str]] = []
    if asks and not answered:
        language = (found.locale if found else None) or locale
        said.append((ANSWERS[asks], words_of(ANSWERS[asks], language, *own)))
    if opens and asks != "stop":
        said.append(_greeting(ours, own, locale, policy, now))
    if pictures:
        said.append(("picture", words_of("picture", locale, *own)))
    return Reaction(asks, tuple((name, words) for name, words in said if words))


def _greeting(
    ours: Ours | None, own: tuple[Words, ...], locale: str, policy: str, now: datetime
) -> tuple[Name, str]:
    if ours is None or hours.is_open(ours.hours, now):
        return "greeting", words_of("greeting", locale, *own, kept=policies.of(policy).says(locale))
    places = {"opens": opening(hours.opens(ours.hours, now), now, locale), "others": ""}
    for each in reversed(own):
        places["others"] = each.get(locale, {}).get("others", places["others"])
    return "closed", words_of("closed", locale, *own, **places)


def opening(moment: datetime | None, now: datetime, locale: str) -> str:
    """The sentence that says when it opens next; empty if nobody knows."""
    if moment is None:
        return ""
    ahead = (moment.date() - now.astimezone(moment.tzinfo).date()).days
    said = [f"{moment:%H:%M}"]
    if ahead >= DATED:
        said = [_day_of_month(moment, locale), MONTHS[locale][moment.month - 1], *said]
    if ahead:
        said = [DAYS[locale][moment.weekday()], *said]
    return AGAIN[locale].format(when=" ".join(said))


def _day_of_month(moment: datetime, locale: str) -> str:
    return "1er" if locale == "fr" and moment.day == 1 else str(moment.day)


def probe(ours: Ours | None, locale: str) -> str:
    """The neutral question whether it is a good time."""
    return words_of("probe", locale, *(ours.own if ours else ()))


def is_probe(text: str, ours: Ours | None) -> bool:
    """Whether this is that question, in any language, and nothing more."""
    return text in {probe(ours, locale) for locale in DAYS} - {""}
