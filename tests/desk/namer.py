"""A name model for tests: it knows a name that neither rules nor letters tell, and can fail."""

from collections.abc import Iterable

from transcripts.redact.spans import Span

NAME = "vixum"
PATH = f"{__name__}:Namer"


class Namer:
    """Finds one name wherever it stands; `asked` is what it was shown."""

    asked: list[str] = []

    def find(self, text: str, lang: str) -> Iterable[Span]:
        self.asked.append(text)
        start = text.find(NAME)
        if start >= 0:
            yield Span(start, start + len(NAME), "PERSON")


class Broken:
    def find(self, text: str, lang: str) -> Iterable[Span]:
        raise ValueError("no")
