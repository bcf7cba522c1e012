"""How many texts some words cost, which letters make them dear, and how they are made cheaper.

By 3GPP TS 23.038 and 23.040: 160 letters of the small alphabet (GSM-7) in one text or 153 in each
of several; one letter outside it turns the whole into UCS-2, with 70 or 67 units each. Whatever is
counted here is counted as it will leave: straightened. The desk counts alike
(`frontend/src/console/texting/segments.ts`): both are held to `tests/unit/segments.json`.
"""

import unicodedata
from dataclasses import dataclass
from typing import Literal

import smsutil

# Marks that a keyboard makes by itself, and the plain ones that say the same for less. Three are
# here for what joining makes of them: U+0374, U+1FEF and U+1FFD are one with ʹ, ` and ´.
STRAIGHT = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʹʼˈ`´\u0374\u1fef\u1ffd", "'"),
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
    """The text with plain quotes, dashes, dots and blanks; no letter of a word is lost by it.

    An accent that stands by itself, as a paste from a Mac may bring it, joins its letter (NFC):
    é is cheap, e and an accent are dear.
    """
    return unicodedata.normalize("NFC", text.translate(STRAIGHT))


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
