"""What the learnt finder looks at: each piece of a text, what it is, and what is around it.

A feature is a short string; the weights are kept by it. No rule is asked: what the finder is good
for is that it errs elsewhere than they do.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from transcripts.redact.folding import fold
from transcripts.redact.people import UNKNOWN, like_a_name, worth
from transcripts.rules.acts import SAID
from transcripts.rules.cues import DOES, KIN, PLACE_NOUNS, SOFT_TITLES, STOP, TITLES
from transcripts.rules.lists import FAMILY, FAMILY_COMMON, GIVEN, PLACES, PROPER, WORDS
from transcripts.rules.numbers import CARD, DIGIT_WORDS, IDS, MONTHS, PHONE, PLATES, UNITS, VEHICLES
from transcripts.rules.slang import SLANG
from transcripts.rules.streets import BRANDS, DIRECTIONS, SOFT_TYPES, TYPES, TYPES_BEFORE
from transcripts.rules.things import DRUGS

_PIECES = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_BRANDS = re.compile(rf"(?<!\w)(?:{BRANDS})(?!\w)")
_MONTH = re.compile(MONTHS)
_LISTS = {
    "given": GIVEN, "family": FAMILY | FAMILY_COMMON, "word": WORDS, "place": PLACES,
    "proper": PROPER, "slang": SLANG, "stop": STOP, "kin": KIN, "title": TITLES | SOFT_TITLES,
    "does": DOES, "said": SAID, "house": PLACE_NOUNS, "street": TYPES | SOFT_TYPES,
    "rue": TYPES_BEFORE, "way": DIRECTIONS, "digit": frozenset(DIGIT_WORDS), "unit": UNITS,
    "id": IDS, "car": VEHICLES, "plate": PLATES, "phone": PHONE, "card": CARD, "drug": DRUGS,
    "hotel": frozenset("hotel motel inn lodge suites hostel auberge gite resort airbnb".split()),
}  # fmt: skip
# Of a word further off only these count.
_PLAIN = frozenset(("0", "word", "stop"))
# What may make another thing of all numbers and names of a message.
_TELLING = ("hotel", "brand", "street", "rue", "car", "id")
_FIRST_DAY_AND_LAST = range(1, 32)


class Piece(NamedTuple):
    """A word, a number or a sign: folded, where it stands, how it is written, what it is."""

    word: str
    start: int
    end: int
    form: str
    kinds: tuple[str, ...]


def seen(text: str, lang: str) -> tuple[list[Piece], list[list[str]]]:
    """The pieces of a text, in its own places, and the features of each."""
    pieces = _pieces(text)
    chosen = next(filter(str.isalpha, text), "A").islower()
    told = [kind for kind in _TELLING if any(kind in piece.kinds for piece in pieces)]
    words = [piece.word if piece.word.isalpha() else piece.form for piece in pieces]
    return pieces, [
        [
            "bias",
            *_own(pieces, at, lang, chosen),
            *(f"{kind}~{pieces[at].form}" for kind in told),
            *_near(pieces, at),
            *_far(pieces, at),
            *_pairs(words, at),
        ]
        for at in range(len(pieces))
    ]


def _pieces(text: str) -> list[Piece]:
    folded = fold(text)
    cased = not text.islower() and not text.isupper()
    brands = [found.span() for found in _BRANDS.finditer(folded.text)]
    pieces = []
    for found in _PIECES.finditer(folded.text):
        start, end = folded.unfolded(*found.span())
        word = found[0]
        own = kinds(word)
        if any(first <= found.start() and found.end() <= last for first, last in brands):
            own = (*own, "brand")
        pieces.append(Piece(word, start, end, _form(word, text[start:end], cased=cased), own))
    return pieces


def _form(word: str, written: str, *, cased: bool) -> str:
    """How a piece is written: so many digits, which sign, small, with a capital, in capitals."""
    if word.isdigit():
        return f"d{min(len(word), 10)}"
    if not word.isalpha():
        return word
    one = "1" if len(word) == 1 else ""
    if not cased or not written[0].isupper():
        return f"x{one}"
    return f"X{one}" if written.isupper() else "Xx"


@lru_cache(maxsize=8192)
def kinds(word: str) -> tuple[str, ...]:
    """The lists that a word is in, and what it is worth as a name."""
    if not word.isalpha():
        return ()
    value = worth(word)
    found = [f"{value}", *(name for name, words in _LISTS.items() if word in words)]
    if word.endswith("s") and word[:-1] in WORDS:
        found.append("words")
    if value == UNKNOWN and like_a_name(word):
        found.append("like")
    if _MONTH.fullmatch(word):
        found.append("month")
    return tuple(found)


def _own(pieces: Sequence[Piece], at: int, lang: str, chosen: bool) -> Iterator[str]:
    """What a piece is by itself, and whether it begins or ends the text."""
    word, _, _, form, own = pieces[at]
    opens = at == 0 or pieces[at - 1].word in (".", "!", "?")
    case = f"{form}{'^' if opens and not chosen else ''}" if word.isalpha() else form
    yield f"is {word if not word.isdigit() else form}"
    yield f"form {case}"
    yield f"form {lang} {form}"
    if word.isdigit():
        yield f"first {word[0]}"
        if len(word) <= 2 and int(word) in _FIRST_DAY_AND_LAST:
            yield "day"
        if len(word) == 4 and word.startswith(("19", "20")):
            yield "year"
    elif word.isalpha():
        yield from (f"{word[:2]}-", f"{word[:3]}-", f"-{word[-2:]}", f"-{word[-3:]}")
    for kind in own:
        yield kind
        yield f"{kind} {case}"
    if at == 0:
        yield "first of all"
    if at == len(pieces) - 1:
        yield "last of all"


def _near(pieces: Sequence[Piece], at: int) -> Iterator[str]:
    """What the two pieces before and behind it are."""
    for off in (-2, -1, 1, 2):
        if 0 <= at + off < len(pieces):
            piece = pieces[at + off]
            yield f"{off} {piece.word if not piece.word.isdigit() else piece.form}"
            yield f"{off} form {piece.form}"
            yield from (f"{off} {kind}" for kind in piece.kinds)
        else:
            yield f"{off} nothing"


def _far(pieces: Sequence[Piece], at: int) -> Iterator[str]:
    """What stands three and four pieces before and behind it, on which side alone."""
    for side, offs in (("<", (-4, -3)), (">", (3, 4))):
        for off in offs:
            if 0 <= at + off < len(pieces):
                piece = pieces[at + off]
                yield f"{side} {piece.word if not piece.word.isdigit() else piece.form}"
                yield from (f"{side} {kind}" for kind in piece.kinds if kind not in _PLAIN)


def _pairs(words: Sequence[str], at: int) -> Iterator[str]:
    """The words on both sides, and the two before and behind."""
    if 0 < at < len(words) - 1:
        yield f"{words[at - 1]} _ {words[at + 1]}"
    if at > 1:
        yield f"{words[at - 2]} {words[at - 1]} _"
    if at < len(words) - 2:
        yield f"_ {words[at + 1]} {words[at + 2]}"
