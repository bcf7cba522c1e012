"""The rows of a list as a page sends them, numbered anew after one was added, taken or moved."""

import re

from django.http import QueryDict

MORE, LESS, UP = "more:", "less:", "up:"
# Nobody types more of them into one list; what is sent with more is none of our pages'.
MOST = 200


def sent(name: str, data: QueryDict) -> list[QueryDict]:
    """Each row that was sent, as its fields are called in the place that it has now.

    `name` is what its fields begin with: "phones-0-number". What was pressed is carried along, for
    the lists inside a row.
    """
    pressed = data.get("do", "")
    rows = [_from(data, f"{name}-{n}-") for n in _numbers(name, data)]
    if pressed == f"{MORE}{name}" and len(rows) < MOST:
        rows.append({})
    elif (n := _pressed(pressed, LESS, name, rows)) is not None:
        del rows[n]
    elif n := _pressed(pressed, UP, name, rows):
        rows[n - 1], rows[n] = rows[n], rows[n - 1]
    return [_named(row, f"{name}-{n}-", pressed) for n, row in enumerate(rows)]


def _numbers(name: str, data: QueryDict) -> list[int]:
    found = (re.match(rf"{re.escape(name)}-(\d{{1,4}})-", each) for each in data)
    return sorted({int(each[1]) for each in found if each})[:MOST]


def _from(data: QueryDict, prefix: str) -> dict[str, list[str]]:
    return {
        name.removeprefix(prefix): data.getlist(name) for name in data if name.startswith(prefix)
    }


def _pressed(pressed: str, what: str, name: str, rows: list[dict[str, list[str]]]) -> int | None:
    """Of which row the button was pressed, if it is one of this list."""
    number = pressed.removeprefix(f"{what}{name}-")
    known = number != pressed and number.isdecimal() and int(number) < len(rows)
    return int(number) if known else None


def _named(row: dict[str, list[str]], prefix: str, pressed: str) -> QueryDict:
    named = QueryDict(mutable=True)
    for name, values in row.items():
        named.setlist(f"{prefix}{name}", values)
    named["do"] = pressed
    return named
