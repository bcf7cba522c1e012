"""How slow this machine is just now, by work of the kind that redaction does.

A bound in microseconds is true of a machine. On a slower or busier one, processor time too is
longer for everything; what a bound is to catch is longer beside other work of the moment.
"""

import re
import unicodedata
from collections.abc import Callable
from time import thread_time_ns

from tests.redaction.sets import development

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
TEXTS = [row["text"] for row in development()]
# Microseconds for the work below where the bounds were set: two cores of a server, nothing else.
THERE = 5_800.0
AGAIN, ROUNDS = 3, 3


def work() -> int:
    """Words of the benchmark, folded and looked up."""
    known: set[str] = set()
    again = 0
    for text in TEXTS * AGAIN:
        for word in WORD.findall(unicodedata.normalize("NFD", text).lower()):
            again += word in known
            known.add(word)
    return again


def took(what: Callable[[], object]) -> float:
    """Microseconds of processor time."""
    began = thread_time_ns()
    what()
    return (thread_time_ns() - began) / 1000


def here(what: Callable[[], float]) -> float:
    """The best of some rounds of what tells how long it took, as it would have been there."""
    found = []
    for _ in range(ROUNDS):
        before = took(work)
        each = what()
        found.append(each / max(1.0, (before + took(work)) / 2 / THERE))
    return min(found)
