"""Streets without their kind: by a direction, a unit, or the words that tell of an address."""

import re

from transcripts.redact import rues
from transcripts.redact.people import UNKNOWN, worth
from transcripts.redact.reading import Reading
from transcripts.rules.lists import FAMILY_COMMON, PLACES, PROPER, SURNAMES, WORDS
from transcripts.rules.numbers import UNITS as MEASURES
from transcripts.rules.numbers import VEHICLES
from transcripts.rules.slang import SLANG
from transcripts.rules.streets import DIRECTIONS, UNITS

UNIT = re.compile(
    rf"(?:,| -)? {{0,2}}(?<![a-z]){UNITS}\.? ?#?(?: ?(?:is|c|est|code|no\.?))? "
    rf"?(?:[a-z]?\d{{1,5}}[a-z]?|(?!a )[a-z])(?![\w'])|,? ?#\d{{1,5}}[a-z]?(?!\w)"
)
UNIT_BEFORE = re.compile(
    rf"(?:\d{{1,3}}(?:st|nd|rd|th|e|er|eme) (?:floor|etage)(?: (?:of|du|at) (?:the )?|, ?)|"
    rf"{UNITS}\.? ?#?[a-z]?\d{{1,5}}[a-z]?(?:,| -| at| of| du)? {{0,2}}|"
    rf"(?:batiment|bat|bldg|building|tower|tour|esc|escalier|block|blk)\.? "
    rf"[a-z0-9]{{1,2}}(?:,| -)? |"
    rf"\d{{1,5}}[a-z]? ?- ?)$"
)
_AT = frozenset(
    "at au address adresse adress addy live lives living stay staying reste habite "
    "chez located demeure addresse corner".split()
)
_HOMES = frozenset(
    "house home place building basement apartment apt appart trailer duplex condo townhouse crib"
    " maison bloc sous-sol immeuble".split()
)
_PARTICLES = frozenset("des du st ste saint sainte".split())
_ROADS = frozenset("street road rue avenue".split())
_ADDRESSES = frozenset("address adresse adress addy addresse".split())
NOT_IN_STREETS = frozenset(
    "i im you u we they he she it is are was were the a an to at in on of for from "
    "with and or but my your his her"
    " this that these those me him them us not no do does did have has had can will "
    "if so when then than just like"
    " people times days hours minutes years months weeks girls guys men women kids "
    "beds blocks min per more other"
    " plus pm am mg nights ppl".split()
)


def any_stop(name: list[str]) -> bool:
    """Whether one of these words stands in no street's name."""
    return bool(NOT_IN_STREETS.intersection(name))


def with_unit_before(reading: Reading, start: int) -> int:
    """Where an address begins whose number is at `start`: at its unit or floor, if it has one."""
    found = UNIT_BEFORE.search(reading.text[max(0, start - 40) : start])
    return start - len(found.group()) if found else start


def _street_is(words: list[str], number: int) -> bool:
    """Whether "street is" or "la rue c'est" stands before a number."""
    link = words[number - 1 : number]
    told = words[max(0, number - 3) : number - 1]
    return link != [] and link[0] in ("is", "s", "est", "cest", "c") and not _ROADS.isdisjoint(told)


def _said_to_be_one(reading: Reading, number: int) -> bool:
    """Whether the words or the unit before a number tell of an address."""
    before = reading.words[max(0, number - 5) : number]
    if _AT.intersection(before[-2:]) or (_ADDRESSES | _HOMES).intersection(before):
        return True
    if _street_is(reading.words, number):
        return True
    start = reading.starts[number]
    return with_unit_before(reading, start) < start


def street(reading: Reading, number: int, at: int, asked: frozenset[str]) -> int | None:
    """The last piece of a street without its type that begins at `at`, or None."""
    words = reading.words
    fractioned = words[at - 1] == "2" and at > number + 1
    south = words[at] == "s" and reading.capital(at)
    sided = words[at] in DIRECTIONS - {"s", "est"} or south
    if sided and at + 1 < len(words) and rues.close(reading, at):
        return at + 1 if fractioned or _sided(reading, number, at + 1) else None
    if words[at] in MEASURES or words[at] in NOT_IN_STREETS:
        return None
    long = len(words[number]) > 2 or (len(words[number]) > 1 and _strange(words[at]))
    if long and _ends_in_address(reading, at):
        return rues.with_direction(reading, at)
    behind = _behind_particle(words, at)
    if behind > at and len(words[number]) > 1 and _unit_behind(reading, behind):
        return rues.with_direction(reading, behind)
    if not words[at].isalpha() or len(words[number]) < 2:
        return None
    if _on_it(reading, number, at):
        return rues.with_direction(reading, at)
    if number == 0 and _opens_with_it(reading, at):
        return rues.with_direction(reading, at)
    if "ADDRESS" not in asked and not _said_to_be_one(reading, number):
        return None
    begins = _behind_particle(words, at)
    if begins > at or _called_so(reading, number, at):
        return rues.with_direction(reading, begins)
    known = words[at] in PLACES or (_strange(words[at]) and len(words[at]) > 3)
    if known and (len(words[number]) >= 3 or worth(words[at]) == UNKNOWN):
        return rues.with_direction(reading, at)
    return None


def _sided(reading: Reading, number: int, name: int) -> bool:
    """Whether a name behind a direction is a street's: "88 E Cordova"."""
    side = reading.words[name - 1]
    if side in ("ne", "se") and not reading.capital(name - 1) and not reading.capital(name):
        return False  # French: "le 115 ne repond pas"
    told = len(reading.words[number]) > 2 or _said_to_be_one(reading, number)
    return told and (reading.words[name] not in WORDS or reading.words[name] in PLACES)


def _ends_in_address(reading: Reading, at: int) -> bool:
    """Whether a unit stands behind a name, or a direction behind one with a capital."""
    last = rues.with_direction(reading, at)
    sided = last > at and reading.capital(at) and len(reading.words[last]) > 1
    return sided or _unit_behind(reading, at)


def _unit_behind(reading: Reading, at: int) -> bool:
    """Whether a unit stands behind a name: "940 de Maisonneuve app 1201"."""
    end = reading.ends[rues.with_direction(reading, at)]
    return UNIT.match(reading.text, end) is not None


def _on_it(reading: Reading, number: int, at: int) -> bool:
    """Whether somebody is "on 418 ravine," or "on 1907 Lamar"."""
    word, long = reading.words[at], len(reading.words[number])
    if long < 3 or reading.words[number - 1 : number] != ["on"] or word in PROPER | VEHICLES:
        return False
    named = reading.cased and reading.capital(at) and (word not in WORDS or long > 3)
    return named or (reading.gap(at) != " " and not word.endswith("s"))


def _opens_with_it(reading: Reading, at: int) -> bool:
    """Whether a message begins with a number and a name: "1045 Howe, across the street"."""
    word = reading.words[at]
    named = word in SURNAMES or word in FAMILY_COMMON or word in PLACES
    capital = reading.cased and reading.capital(at) and word not in PROPER | VEHICLES
    return named and capital and len(reading.words[0]) > 2 and reading.gap(at) != " "


def _behind_particle(words: list[str], at: int) -> int:
    """Where a name is that begins with "de la", "des" or "saint"; `at` if it does not."""
    if words[at] == "de" and at + 2 < len(words):
        return at + 1 + (words[at + 1] == "la")
    follows = at + 1 < len(words) and words[at + 1].isalpha()
    return at + 1 if follows and words[at] in _PARTICLES else at


def _called_so(reading: Reading, number: int, at: int) -> bool:
    """Whether any word is a street's, behind "address is" or a unit: "address is 77 Maple"."""
    start = reading.starts[number]
    told = bool(_ADDRESSES.intersection(reading.words[max(0, number - 3) : number]))
    told = told or _street_is(reading.words, number)
    capital = reading.cased and reading.capital(at)
    beside = capital and reading.gap(at - 1) == " "
    told = told or (beside and with_unit_before(reading, start) < start)
    return told and (reading.gap(at) != " " or capital)


def _strange(word: str) -> bool:
    return word not in WORDS and word not in SLANG and word.isalpha()
