"""How many texts, and how often processes are killed meanwhile: on every change, and in a soak."""

import os
import secrets
from dataclasses import dataclass

SIZE, SEED = "HELPLINE_FAULT_SIZE", "HELPLINE_FAULT_SEED"


@dataclass(frozen=True)
class Texts:
    """`numbers` phones write `texts_in`; `talks` phones are written to, `replies` times each.

    `kills` is how often what takes texts in, and what sends them, is killed; `patience` is how
    many seconds all of it may take to come to rest afterwards.
    """

    texts_in: int
    numbers: int
    talks: int
    replies: int
    kills: int
    patience: float


CI = Texts(texts_in=2_000, numbers=250, talks=24, replies=9, kills=3, patience=60)
# One process does everything there, and its restarts hold up everybody.
CI_EMBEDDED = Texts(texts_in=1_000, numbers=150, talks=18, replies=9, kills=2, patience=60)
SOAK = Texts(texts_in=10_000, numbers=500, talks=60, replies=40, kills=10, patience=300)


def chosen(*, sqlite: bool) -> Texts:
    if os.environ.get(SIZE, "ci") == "soak":
        return SOAK
    return CI_EMBEDDED if sqlite else CI


def seed() -> int:
    """Where all chance of this run comes from; said, so that a run can be had again."""
    number = int(os.environ.setdefault(SEED, str(secrets.randbelow(2**32))))
    print(f"{SEED}={number}")
    return number
