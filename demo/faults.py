"""What may go wrong at a text provider, as shares from 0 (never) to 1 (always)."""

import random
from dataclasses import dataclass
from typing import Literal, get_args

Undelivered = Literal[
    "30003", "30004", "30005", "30006", "30007", "30008", "30034", "30036", "21610_later"
]
Refused = Literal["21610", "21211", "21408", "21614", "21635", "20429", "20500", "401"]
Outcome = Literal["delivered", "silent", Undelivered, Refused]
UNDELIVERED: frozenset[str] = frozenset(get_args(Undelivered))


@dataclass
class Faults:
    """The provider's bad days. `outcome` settles every text; the shares are drawn by chance."""

    outcome: Outcome = "delivered"
    duplicate: float = 0.0  # a webhook is posted twice
    same_instant: float = 0.0  # a webhook is posted to both addresses at once
    late: float = 0.0  # a webhook waits for `late_seconds`
    late_seconds: float = 12.0
    unbrought: float = 0.0  # a text came in, and its webhook is never posted
    shuffled: float = 0.0  # the receipts of a text come in the wrong order
    lost: float = 0.0  # a receipt is never posted
    forged: float = 0.0  # a webhook is signed with another token
    silent: float = 0.0  # a text is accepted, but the answer takes `silent_seconds`
    silent_seconds: float = 20.0
    server_error: float = 0.0  # 500 and nothing is accepted
    taken_error: float = 0.0  # 500, but the text is accepted and on its way
    too_many: float = 0.0  # 429 and nothing is accepted


class Chance:
    """Draws for the shares; the same seed gives the same bad days."""

    def __init__(self, seed: int | None) -> None:
        self._dice = random.Random(seed)

    def hits(self, share: float) -> bool:
        return self._dice.random() < share

    def shuffle(self, items: list[str]) -> None:
        self._dice.shuffle(items)
