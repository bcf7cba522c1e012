"""Card numbers are taken out before anything is stored; nobody here needs one.

Thirteen to nineteen digits, with single spaces or hyphens between, that pass the Luhn check
(ISO/IEC 7812-1, annex B) are replaced by a mark. Where more digits stand beside them (an expiry
date, a security code) the card is known by its groups: solid, by fours, or 4-6-5 and 4-6-4.
"""

import re

from transcripts.redact.checks import luhn

CARD_MARK = "[CARD]"
SHORTEST, LONGEST = 13, 19
_RUN = re.compile(r"(?<![0-9])[0-9](?:[ \-\u00a0\u202f.]?[0-9]){12,}(?![0-9])")
_GROUP = re.compile("[0-9]+")


def cards(text: str) -> str:
    """`text` with every payment card number replaced by `[CARD]`."""
    return _RUN.sub(lambda found: _without_cards(found.group()), text)


def _without_cards(run: str) -> str:
    """Digits with single separators, without the first card in them and those beside it."""
    groups = list(_GROUP.finditer(run))
    for first in range(len(groups)):
        for last in range(min(first + LONGEST, len(groups)) - 1, first - 1, -1):
            part = groups[first : last + 1]
            alone = len(part) == len(groups)
            if _is_card("".join(g.group() for g in part)) and (alone or _grouped_as_card(part)):
                before, after = run[: part[0].start()], run[part[-1].end() :]
                return cards(before) + CARD_MARK + cards(after)
    return run


def _is_card(digits: str) -> bool:
    return SHORTEST <= len(digits) <= LONGEST and luhn(digits) and len(set(digits)) > 1


def _grouped_as_card(part: list[re.Match[str]]) -> bool:
    *most, last = (len(group.group()) for group in part)
    return not most or [*most, last] in ([4, 6, 5], [4, 6, 4]) or (set(most) == {4} and last <= 4)
