"""Rooms and the hotels they are in; rooms of public places stay."""

import re
from collections.abc import Iterator

from transcripts.redact.questions import LODGED
from transcripts.redact.reading import Reading, joined
from transcripts.rules.numbers import UNITS
from transcripts.rules.streets import (
    BRANDS,
    PUBLIC,
    ROOM_HINTS,
    ROOM_WORDS,
    SOFT_TYPES,
    TYPES,
)

_SIGN = r"(?:no\.? ?|num(?:ero|ber)? ?|# ?|n° ?)?"
_DIGITS = r"[a-z]?\d{1,5}[a-z]?(?!\w|[/:]\d|\.\d)"
_CAPPED = r"[a-z][\w'\-]{1,20}"
_HOTEL = (
    rf"(?:(?:the |le |l'|la |an? |un )?(?:(?:{BRANDS})(?: (?:inn|hotel|motel|suites?|"
    rf"express|lodge))?|(?:hotel|motel|auberge|hostel|gite)"
    rf"(?: (?:le|la|les|du|des|bon|st|au))?(?: {_CAPPED}){{1,2}}?"
    rf"|(?:{_CAPPED} ){{1,2}}(?:hotel|motel|inn|lodge|suites)|(?:hotel|motel|inn|lodge|auberge)))"
)
_LINK = r"(?:(?<=room)|(?<=rm)|(?<=chambre))(?: is| est| c'?est| c)"
_WORD = rf"(?:the |la |l'|le |une |a )?{ROOM_WORDS}\.?(?:{_LINK}|:)? ?{_SIGN}"
_ROOM = rf"(?:{_WORD}{_DIGITS})"
_FLOOR = r"(?:the )?\d{1,2}(?:st|nd|rd|th|e|er|eme) (?:floor|etage) (?:of|at|du|de la|de l'|a l')"
_OF = r"(?:,? ?(?:of|at|in|in the|de|du|de la|de l'|a|au|a l'|@|from)? ?(?:the |le |la )?)"
TOGETHER = re.compile(
    rf"(?<!\w)(?:{_FLOOR} ?{_HOTEL},? {_ROOM}|{_ROOM}{_OF}{_HOTEL}(?!\w)|{_HOTEL},? "
    rf"?(?:in |a |at |- ?)?{_ROOM}|(?:{BRANDS}),? ?(?:# ?)?\d{{2,4}}(?!\w)"
    rf"|\d{{2,4}} (?:at|in|of|a|au|du) (?:the |le |la )?(?:{BRANDS})(?!\w))"
)
# A house with its number right behind it: "coast plaza, 1104".
NUMBERED = re.compile(
    r"(?<!\w)(?!(?:the|an|this|that|our|my|a|at|of) )[a-z][a-z']+ "
    r"(?:plaza|inn|motel|lodge|suites),? (?!19\d\d|20\d\d)\d{3,4}(?!\w|[/:.$%])"
    rf"(?! (?:[a-z']+ ){{1,3}}(?:{joined(TYPES - SOFT_TYPES)})(?!\w))"
)
# The hotel is said apart from its room: "motel is the Ramada off 75, room 131".
_APART = re.compile(rf"(?<!\w)(?:{BRANDS})(?: (?:inn|hotel|motel|suites?|express|lodge))?(?!\w)")
# "the Astoria, room 14"
_THE = re.compile(rf"(?<!\w)the ([a-z][a-z']{{2,20}}),? (?:in )?{_ROOM}")
ALONE = re.compile(rf"(?<!\w){_WORD}({_DIGITS})")
_MORE = re.compile(r" (?:or|ou|and|et) \d{1,4}(?!\w|[/:.]\d)")
# A house that somebody sleeps in, with a name in capitals, apart from its room.
_NAMED = re.compile(r"(?<!\w)(?:[a-z][a-z']+ ){1,2}(?:inn|motel|hotel|lodge|suites)(?!\w)")
# "hotel F1", "motel Le Voyageur": the name stands behind.
_BEHIND = re.compile(
    r"(?<!\w)(?:hotel|motel|auberge|hostel)(?: (?:[a-z][\w\-]{0,20}|l'[a-z][\w\-]{1,20})){1,3}"
)
# A number alone beside such a house: "126 at the Thriftlodge", "motel Le Voyageur, la 21".
_LED = re.compile(
    r"(?:^|(?<!\w)(?:in|la|le|it's|its|c'?est|dans la|dans le|a la|chu a la|am in) )"
    r"(\d{2,4}[a-z]?) (?:at|in|a|au|du|de l'|a l')(?: the| le| la)? ?$"
)
_WHERE = (
    r"(?: (?:downtown|airport|city cent(?:re|er)|cent(?:re|er)(?:-ville)?|central|midtown|north"
    r"|south|east|west|(?:on|off|by|near|at|in|sur|pres de|a) (?:the |la |le |l')?[a-z][\w']{1,20}"
    r"(?: (?:st|street|ave|rd|road|blvd|lane|drive|hwy))?))?"
)
_FOLLOWS = re.compile(
    _WHERE + r"(?:(?:,? (?:la|le|in|number|no|num|numero|a la|dans la) |,? #)(?=\d{1,4}[a-z]?\b)"
    r"|(?:, | - | \()(?=\d{3}))(\d{1,4}[a-z]?)(?=$|[,;!?)]|\.(?!\d)|\n)"
)
# Without capitals the name is known by the number behind it.
_SMALL = re.compile(
    r"(?<!\w)(?:hotel|motel|auberge) (?:le|la|les|du|des|the) [a-z]{3,20}"
    r"(?=,? (?:la|ch|chambre|room|in|#) ?[\d\0])"
    r"|(?<!\w)(?:hotel|motel|auberge)(?: [a-z][a-z'\-]+){1,3}"
    r"(?=,? (?:ch|chambre|room|rm|porte) ?#?[\d\0])"
)
# "in 602 at the chateau lacombe": nothing else is told of so.
_IN_AT = re.compile(
    r"(?<!\w)(?:in|room|dans la|dans le|a la) (\d{3,4}) (?:at|of|a|au|du)"
    r" (?:the |le |la |l')([a-z][a-z']+(?: [a-z][a-z']+)?)(?=$|[.,;!?\n])"
)
# Who is in a number is in a room: "the guy in 412", "she's crying in 226".
_WHO_IN = re.compile(
    r"(?<!\w)(?:guys?|man|men|girls?|lady|ladies|woman|women|dude|client|couple|people|someone"
    r"|somebody|crying|waiting|locked|stuck|hiding|staying|sleeping|(?:gars|fille|filles|monsieur"
    r"|madame|dame)|pleure|enfermee?) (?:is |are |est )?(?:in|dans la|dans le|du|de la|a la) "
    r"(\d{3}[a-z]?)(?![\w%]|[/:.]\d)"
)
_WE_IN = re.compile(
    r"(?<!\w)(?:we|i|im|i'm|we're|were|she|he|they|she's|he's|chu|jsuis|est|on est|suis)"
    r" (?:are |r |am |is )?(?:in|dans la|dans le|a la) (\d{3,4}[a-z]?)(?=$|[.,;!?\n])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PUBLIC = re.compile(PUBLIC)
# Hotels whose name says something else as well.
_HOUSE = frozenset("holiday delta patricia regency mainstay ascend mercure courtyard".split())
_SHORT = re.compile(
    r"^(?:(?:its|it s|it's|c'?est|i think|the|la|le|room|rm|chambre|ch|no|num|numero|"
    r"number|um|uh|#|in|a)[ .,]*){0,6}([a-z]?\d{1,5}[a-z]?)(?!\w)"
)

# What a message is that only says which room of the house that was just told of.
_NOTHING_ELSE = re.compile(r"^[^\d\n]{0,14}\d{2,4}[a-z]?(?:$|[.!](?!\d)|,(?!\d))")


def find(reading: Reading, asked: frozenset[str]) -> None:
    """Take rooms, with the hotel beside them."""
    if not reading.digits:
        return
    if not ROOM_HINTS.isdisjoint(reading.words) or _IN_AT.search(reading.text):
        _mentioned(reading)
    for found in _WHO_IN.finditer(reading.text):
        if not _measured(reading, found.end()):
            reading.take(found.start(1), found.end(1), "ROOM")
    if asked & {"ROOM", "UNIT"}:
        _answer(reading, "ROOM" if "ROOM" in asked else "ADDRESS")
    elif LODGED in asked and _NOTHING_ELSE.match(reading.text):
        _answer(reading, "ROOM")


def _mentioned(reading: Reading) -> None:
    for found in (*TOGETHER.finditer(reading.text), *NUMBERED.finditer(reading.text)):
        if not _public(reading, found.start(), found.end()):
            reading.take(*_trimmed(reading, found.start(), found.end()), "ROOM")
    for found in _THE.finditer(reading.text):
        start = found.start(1)
        capital = reading.original[reading.folded.unfolded(start, start + 1)[0]].isupper()
        if capital and not _public(reading, found.start(), found.end()):
            reading.take(start, found.end(), "ROOM")
    before = len(reading.spans)
    for found in ALONE.finditer(reading.text):
        if not _public(reading, found.start(), found.end()) and _of_somebody(found.group()):
            reading.take(found.start(1), _others(reading, found.end()), "ROOM")
    for found in _IN_AT.finditer(reading.text):
        public = _PUBLIC.search(found[2]) or _public(reading, found.start(), found.end())
        if not _YEAR.fullmatch(found[1]) and not public:
            reading.take(found.start(1), found.end(1), "ROOM")
            reading.take(found.start(2), found.end(2), "ROOM")
    houses = list(_houses(reading))
    for found in _WE_IN.finditer(reading.text) if houses else ():
        if not _YEAR.fullmatch(found[1]):
            reading.take(found.start(1), found.end(1), "ROOM")
    for start, end in houses:
        _number_beside(reading, start, end)
    for start, end in houses if len(reading.spans) > before else ():
        reading.take(start, end, "ROOM")


def _houses(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where a house is named in which somebody sleeps, and none of the public."""
    for found in _APART.finditer(reading.text):
        if found.group() not in _HOUSE:
            yield found.span()
    for found in _NAMED.finditer(reading.text):
        start, end = _trimmed(reading, found.start(), found.end())
        if reading.original[slice(*reading.folded.unfolded(start, end))].istitle():
            yield start, end
    if not reading.cased:
        yield from (found.span() for found in _SMALL.finditer(reading.text))
        return
    for found in _BEHIND.finditer(reading.text):
        end = _in_capitals(reading, found)
        if end:
            yield found.start(), end


def _in_capitals(reading: Reading, found: re.Match[str]) -> int:
    """Where the words with a capital end behind "hotel"; 0 if the first of them has none."""
    end = 0
    for word in list(re.finditer(r"(?<= )[^ ]+", found.group())):
        first = found.start() + word.start()
        if not reading.original[reading.folded.unfolded(first, first + 1)[0]].isupper():
            break
        end = found.start() + word.end()
    return end


def _number_beside(reading: Reading, start: int, end: int) -> None:
    """Take the number of a room that has no word before it."""
    led = _LED.search(reading.text, max(0, start - 40), start)
    for found in (led, _FOLLOWS.match(reading.text, end)):
        if found is not None and not _YEAR.fullmatch(found[1]):
            reading.take(found.start(1), found.end(1), "ROOM")


def _measured(reading: Reading, end: int) -> bool:
    """Whether a number counts what stands behind it: "stuck in 200 degrees"."""
    behind = reading.text[end:].split(" ", 2)[1:2]
    return behind != [] and behind[0].strip(",.!?") in UNITS


def _others(reading: Reading, end: int) -> int:
    """Where other rooms end that are said with one: "room 24 or 26"."""
    more = _MORE.match(reading.text, end)
    return more.end() if more else end


def _public(reading: Reading, start: int, end: int) -> bool:
    return bool(
        _PUBLIC.search(
            reading.text[max(0, start - 30) : start] + " | " + reading.text[end : end + 34]
        )
    )


def _of_somebody(room: str) -> bool:
    return not room.startswith(("suite", "unit", "porte", "a ", "une "))


def _trimmed(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Without words before a hotel that are only beside it, as in "im at the Ramada"."""
    words = re.match(
        r"(?:(?:im|i'm|at|in|the|a|to|is|come|on|hes|were|we're|me|au|chu|dans|est|"
        r"suis|from|got|stay\w*|named|called) )+",
        reading.text[start:end],
    )
    return (start + words.end() if words else start), end


def _answer(reading: Reading, label: str) -> None:
    """Take the number that answers a question for a room or a buzzer."""
    found = _SHORT.match(reading.text)
    if found:
        reading.take(found.start(1), found.end(1), label)
