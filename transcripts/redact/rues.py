"""Streets whose kind stands before their name: rue, boulevard, chemin."""

from transcripts.redact.reading import Reading
from transcripts.rules.lists import FRENCH
from transcripts.rules.streets import DIRECTIONS, PARTICLES, TYPES_BEFORE

# Behind these the name of a street goes on: "rue du petit puy".
_BEFORE_NAMES = frozenset(
    "petit petite petits grand grande grands vieux vieille haut haute bas basse beau belle notre"
    " saint sainte st ste bon bonne neuf neuve jean marie".split()
)


_NO_NAME = frozenset(
    "by near and n at the to in on is off with w or but where beside behind".split()
)


def close(reading: Reading, index: int) -> bool:
    """Whether a piece stands so close behind another that both may be of one address."""
    return reading.gap(index) in (" ", ", ", "  ", ",", "-", ". ", "'", "/", " '", ".")


def french(reading: Reading, at: int) -> int | None:
    """Rue, boulevard and their kind, which stand before the name."""
    words = reading.words
    if words[at] not in TYPES_BEFORE:
        return ordinal(reading, at)
    sure = words[at] in ("rue", "impasse", "allee", "chemin") and bool(words[at + 1 : at + 2])
    sure = sure and words[at + 1] in PARTICLES
    if len(words[at - 1]) < 2 and not sure and not _capital_soon(reading, at):
        return None
    last, named, index = at, False, at + 1
    while index < len(words) and index - at <= 7 and close(reading, index - 1):
        word = words[index]
        if named and not _name_goes_on(reading, index):
            break
        if not named and word in _NO_NAME:
            return None  # "52 ave by the store"
        if word not in PARTICLES:
            named = True
        last, index = index, index + 1
    return last if named else None


def _capital_soon(reading: Reading, at: int) -> bool:
    """Whether a name with a capital follows: a small number before "place" may be a count."""
    following = range(at + 1, min(at + 4, len(reading.words)))
    return True in [reading.capital(index) for index in following]


def _name_goes_on(reading: Reading, index: int) -> bool:
    """Whether a word still belongs to the name of a French street."""
    word, gap = reading.words[index], reading.gap(index - 1)
    if "," in gap or gap == ". ":
        return False
    if gap in ("-", "'"):
        return True
    if word in DIRECTIONS:
        return (
            word not in ("n", "s", "e", "o", "est")
            or reading.capital(index)
            or _ends(reading, index)
        )
    further = index + 1 < len(reading.words) and reading.gap(index) in (" ", "'", "-")
    if word in PARTICLES and further and reading.capital(index + 1) and word != "st":
        return True  # "rue Notre-Dame des Victoires"
    if reading.words[index - 1] in PARTICLES or reading.words[index - 1] in _BEFORE_NAMES:
        return True
    capital = reading.capital(index) and not reading.original.isupper()
    return capital and (word not in FRENCH or reading.capital(index - 1))


def _ends(reading: Reading, index: int) -> bool:
    """Whether nothing of a sentence follows: "rue Ontario est" and not "rue Ontario est fermee"."""
    following = reading.words[index + 1] if index + 1 < len(reading.words) else ""
    return (
        not following
        or reading.gap(index) != " "
        or following in ("app", "apt", "appt", "a", "au", "bureau", "mtl", "montreal")
        or following.isdigit()
    )


def ordinal(reading: Reading, at: int) -> int | None:
    """4e Avenue, 1re Rue."""
    words = reading.words
    if (
        words[at].isdigit()
        and at + 2 < len(words)
        and words[at + 1] in ("e", "eme", "re", "er", "ieme")
    ):
        return at + 2 if words[at + 2] in TYPES_BEFORE else None
    return None


def with_direction(reading: Reading, last: int) -> int:
    words = reading.words
    follows = words[last + 1] if last + 1 < len(words) else ""
    if follows in ("n", "s", "e", "w") and reading.gap(last) == " " and _ends(reading, last + 1):
        return last + 1  # "2260 Lawrence e apt 911"
    return (
        last + 1
        if follows in ("est", "ouest", "nord", "sud", "east", "west") and _ends(reading, last + 1)
        else last
    )
