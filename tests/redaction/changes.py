"""Writes the same message in another way: what is personal in it stays so, wherever it moves."""

import random
import unicodedata
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any

Row = dict[str, Any]
NUMBERS = {"PHONE", "CARD", "ID"}
WORDS = "zero one two three four five six seven eight nine".split()


def rewritten(row: Row, signs: list[str]) -> Row:
    """The row with another text in the place of each of its characters."""
    places = [0, *accumulate(map(len, signs))]

    def moved(span: dict[str, Any]) -> dict[str, Any]:
        return {**span, "start": places[span["start"]], "end": places[span["end"]]}

    return {
        **row,
        "text": "".join(signs),
        "spans": [one for one in map(moved, row["spans"]) if one["start"] < one["end"]],
        "ignore": [moved(one) for one in row.get("ignore", ())],
    }


def lower(row: Row) -> Row:
    return rewritten(row, [_one(sign.lower(), sign) for sign in row["text"]])


def upper(row: Row) -> Row:
    return rewritten(row, [_one(sign.upper(), sign) for sign in row["text"]])


def _one(written: str, sign: str) -> str:
    return written if len(written) == 1 else sign


def plain(row: Row) -> Row:
    """Without accents."""
    return rewritten(row, [unicodedata.normalize("NFKD", sign)[0] for sign in row["text"]])


def decomposed(row: Row) -> Row:
    """With every accent as a sign of its own."""
    return rewritten(row, [unicodedata.normalize("NFD", sign) for sign in row["text"]])


def parted(by: str) -> Callable[[Row], Row]:
    """With something else between the digits of numbers."""

    def change(row: Row) -> Row:
        signs = list(row["text"])
        for place in _inside(row, "PHONE", "CARD"):
            if signs[place] in " .-" and 0 < place < len(signs) - 1:
                between = signs[place - 1][-1:].isdigit() and signs[place + 1].isdigit()
                signs[place] = by if between else signs[place]
        return rewritten(row, signs)

    return change


def spelt(row: Row) -> Row:
    """With the first group of each number of a telephone in words."""
    signs = list(row["text"])
    for span in row["spans"]:
        if span["label"] == "PHONE" and span["end"] - span["start"] > 8:
            for place in range(span["start"], span["end"]):
                if not signs[place].isdigit():
                    if place > span["start"] + 1:
                        break
                    continue
                signs[place] = WORDS[int(signs[place])] + " "
    return rewritten(row, signs)


def doubled(row: Row) -> Row:
    """With one letter of each name twice."""
    lot = random.Random(row["id"])
    signs = list(row["text"])
    for span in row["spans"]:
        letters = [at for at in range(span["start"], span["end"]) if signs[at].isalpha()]
        if span["label"] == "PERSON" and letters:
            at = lot.choice(letters)
            signs[at] *= 2
    return rewritten(row, signs)


def halves(row: Row) -> Iterator[Row]:
    """In two messages, parted between two words at the middle, or inside a number."""
    cut = _middle(row)
    if cut is None or row.get("conv"):
        yield row
        return
    for turn, (start, end) in enumerate(((0, cut), (cut, len(row["text"])))):
        erased = [sign if start <= at < end else "" for at, sign in enumerate(row["text"])]
        prev = {"prev": row["prev"]} if "prev" in row and not turn else {}
        half = rewritten({key: row[key] for key in row if key != "prev"}, erased)
        yield {**half, **prev, "id": f"{row['id']}-{turn}", "conv": row["id"], "turn": turn}


def _middle(row: Row) -> int | None:
    """Where a message is parted: inside its first number, else before the word at its middle."""
    text = row["text"]
    for span in row["spans"]:
        if span["label"] == "PHONE":
            gaps = [at for at in range(span["start"], span["end"]) if text[at] in " -."]
            if gaps and text[gaps[-1] + 1 : gaps[-1] + 5].isdigit():
                return gaps[-1] + 1
    inside = set(_inside(row))
    gaps = [at for at, sign in enumerate(text) if sign == " " and at not in inside]
    return min(gaps, key=lambda at: abs(at - len(text) // 2)) + 1 if gaps else None


def _inside(row: Row, *labels: str) -> Iterator[int]:
    for span in row["spans"]:
        if not labels or span["label"] in labels:
            yield from range(span["start"], span["end"])
