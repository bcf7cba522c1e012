"""The second set: messages of other people, labelled by how they are made, never by looking.

`seen.txt` may be tuned on; of `unseen.txt` only figures were read until
its false alarms were looked at beside the eighth set. Every line is drawn twice, with
other people each time. `@01` after the role: a message of that conversation, in order.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.redaction.people import People

FOLDER = Path(__file__).parent
LABELS = {
    "PERSON": "PERSON", "PHON": "PHONE", "EMAI": "EMAIL", "ADDR": "ADDRESS", "SOCI": "SOCIAL",
    "CARD": "CARD", "ID": "ID", "DOB": "DOB", "PLAT": "PLATE", "URL": "URL", "IP": "IP",
    "GEO": "GEO", "ROOM": "ROOM",
}  # fmt: skip
PART = re.compile(r"\{(\w+)([:=])([^}]*)\}|<([^>]*)>")


def message(line: str, people: People) -> dict[str, Any]:
    """One line of a file, drawn, as a row like those of `dev.jsonl`."""
    head, _, body = line.partition(" | ")
    lang, region, role, *talk = head.split()
    question, _, template = body.rpartition(" >> ")
    row: dict[str, Any] = {"lang": lang, "region": region, "role": role, "spans": [], "ignore": []}
    if question:
        row["prev"] = question
    if talk:
        row["conv"] = talk[0]
    text, place = "", 0
    for part in PART.finditer(template):
        text += template[place : part.start()]
        label, kind, what, beside = part.groups()
        words = beside or (what if kind == "=" else people.draw(what, region))
        span = {"start": len(text), "end": len(text) + len(words)}
        if label:
            row["spans"].append({**span, "label": LABELS[label]})
        else:
            row["ignore"].append(span)
        text += words
        place = part.end()
    return {**row, "text": text + template[place:]}


def messages(name: str, times: int = 2) -> list[dict[str, Any]]:
    """All rows of one file, each line `times` times if it draws anything."""
    lines = [line for line in (FOLDER / name).read_text().splitlines() if line and line[0] != "#"]
    drawn = [line for line in lines if re.search(r"\{\w+:", line)]
    rows = list(_rows(lines, 0))
    for again in range(1, times):
        rows += _rows(drawn, again)
    return [{"id": f"{name}-{number:03}", **row} for number, row in enumerate(rows)]


def _rows(lines: list[str], again: int) -> Iterator[dict[str, Any]]:
    people = People(20261127 + again)
    before: dict[str, Any] = {}
    for line in lines:
        row = message(line, people)
        if _answers(row, before):
            row["prev"] = before["text"]
        yield row
        before = row


def _answers(row: dict[str, Any], before: dict[str, Any]) -> bool:
    """Whether the row before it is the other side of the same conversation."""
    same = "conv" in row and row["conv"] == before.get("conv")
    return same and row["role"] != before["role"] and "prev" not in row
