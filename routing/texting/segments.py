"""How many texts some words cost, which letters make them dear, and how they are made cheaper.

By 3GPP TS 23.038 and 23.040: 160 letters of the small alphabet (GSM-7) in one text or 153 in each
of several; one letter outside it turns the whole into UCS-2, with 70 or 67 units each. Whatever is
counted here is counted as it will leave: straightened.
"""

import re
from dataclasses import dataclass
from typing import Literal

import smsutil

# Marks that a keyboard makes by itself, and the plain ones that say the same for less.
STRAIGHT = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʹʼˈ`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys(
            "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000",
            " ",
        ),
        **dict.fromkeys("\u200b\u200c\u2060\ufeff\u00ad", None),
        "‹": "<",
        "›": ">",
        "•": "-",
        "…": "...",
    }
)
ROOM = {"gsm": (160, 153), "ucs2": (70, 67)}
# Where a text may be cut: after a sentence, or else after a word.
SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Size:
    """How a text travels: in how many texts, `units` of `room` in all, in which alphabet.

    `costly` are the letters that forced UCS-2, each once, in order.
    """

    texts: int
    units: int
    room: int
    alphabet: Literal["gsm", "ucs2"]
    costly: tuple[str, ...] = ()


def straighten(text: str) -> str:
    """The text with plain quotes, dashes, dots and blanks; no letter of a word is lost by it."""
    return text.translate(STRAIGHT)


def measure(text: str) -> Size:
    """What this text costs as it leaves."""
    straight = straighten(text)
    split = smsutil.split(straight)
    texts = max(1, len(split.parts))
    if not straight or split.encoding == "gsm0338":
        return Size(texts, split.total_bytes, texts * _room("gsm", texts), "gsm")
    costly = dict.fromkeys(letter for letter in straight if not smsutil.is_valid_gsm(letter))
    units = split.total_bytes // 2
    return Size(texts, units, texts * _room("ucs2", texts), "ucs2", tuple(costly))


def _room(alphabet: str, texts: int) -> int:
    one, many = ROOM[alphabet]
    return one if texts == 1 else many


def pieces(text: str, longest: int) -> list[str]:
    """The text in parts of at most `longest` letters, cut after sentences, else after words.

    Nothing but the blanks at the cuts is left out; a word longer than a part is cut itself.
    """
    parts: list[str] = []
    rest = text.strip()
    while len(rest) > longest:
        cut = _cut(rest, longest)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


def _cut(text: str, longest: int) -> int:
    head = text[: longest + 1]
    ends = [match.start() for match in SENTENCE.finditer(head) if 0 < match.start() <= longest]
    if ends:
        return ends[-1]
    blank = max(head.rfind(" ", 1), head.rfind("\n", 1))
    return blank if blank > 0 else longest
