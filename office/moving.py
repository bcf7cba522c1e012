"""Moves a row of fields up in what was typed, among rows that are told apart by their last part."""

from django.http import QueryDict

UP = "up:"


def wanted(data: QueryDict | None) -> str:
    """Which row is to go further up ("needs_3", or "3"), if that was pressed."""
    pressed = data.get("do", "") if data is not None else ""
    return pressed.removeprefix(UP) if pressed.startswith(UP) else ""


def up(data: QueryDict, row: str) -> QueryDict:
    """What was typed, with this row and the one above it in each other's place."""
    moved = data.copy()
    group, _mark, n = row.rpartition("_")
    if not n.isdecimal() or int(n) == 0:
        return moved
    above = f"{group}_{int(n) - 1}" if group else str(int(n) - 1)
    places = {row: above, above: row}
    theirs = [(name, place) for name in data for place in places if name.endswith(f"_{place}")]
    for name, _place in theirs:
        moved.pop(name, None)
    for name, place in theirs:
        moved.setlist(name.removesuffix(place) + places[place], data.getlist(name))
    return moved
