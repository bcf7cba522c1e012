"""Card numbers are taken out before anything is stored; nobody here needs one.

Thirteen to nineteen digits, with single spaces or hyphens between, that pass the Luhn check
(ISO/IEC 7812-1, annex B) are replaced by a mark.
"""

import re

CARD_MARK = "[CARD]"
_RUN = re.compile(r"(?<![0-9])[0-9](?:[ \-\u00a0\u202f.]?[0-9]){12,18}(?![0-9])")


def luhn(digits: str) -> bool:
    """Whether the last digit of `digits` checks the others."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def cards(text: str) -> str:
    """`text` with every payment card number replaced by `[CARD]`."""

    def mark(found: re.Match[str]) -> str:
        digits = "".join(char for char in found.group() if char.isdigit())
        return CARD_MARK if luhn(digits) and len(set(digits)) > 1 else found.group()

    return _RUN.sub(mark, text)
