"""What a line publishes itself, and what therefore stays: whole numbers, addresses, links."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from transcripts.redact.folding import fold
from transcripts.redact.nets import EMAIL, URL
from transcripts.redact.reading import Reading, joined

_DIGITS = re.compile(r"\D")
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?")
KINDS = ("numbers", "emails", "urls", "addresses", "organisations")
# Behind an address of the line, these make it another one.
_GOES_ON = r"(?![\w'])(?!,? ?(?:apt|app|unit|suite|#|river|street|st|rd|road|ave|avenue)\b)"


class BadAllowList(ValueError):
    """An allow-list that is not as it must be; says what is wrong."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """An allow-list made ready; `NOBODY` has nothing in it."""

    numbers: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    sites: tuple[str, ...] = ()
    texts: re.Pattern[str] | None = None
    keys: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, lists: Mapping[str, object]) -> "Allowed":
        """Read numbers, emails, urls, addresses and organisations; raises `BadAllowList`."""
        unknown = sorted(set(lists) - set(KINDS))
        if unknown:
            raise BadAllowList(f"An allow-list has {', '.join(KINDS)}; not {', '.join(unknown)}.")
        numbers, emails, sites, addresses, bodies = (_folded(lists, kind) for kind in KINDS)
        lone = frozenset(name for name in bodies if name.isalpha())
        texts = [_flexible(one) + _GOES_ON for one in addresses]
        texts += [_flexible(name) + r"(?![\w])" for name in bodies if name not in lone]
        return cls(
            frozenset(national(_DIGITS.sub("", number)) for number in numbers),
            frozenset(emails),
            tuple(_SCHEME.sub("", site).rstrip("/") for site in sites),
            re.compile(rf"(?<!\w)(?:{joined(texts)})") if texts else None,
            frozenset(max(re.findall(r"\w+", one), key=len) for one in addresses + bodies),
            lone,
        )

    def protect(self, reading: Reading) -> None:
        """Mark in a reading what must stay, before anything is looked for."""
        text = reading.text
        if "@" in text and _holds(text, self.emails):
            for found in EMAIL.finditer(text):
                if found.group() in self.emails:
                    reading.leave(found.start(), found.end())
        if "." in text and _holds(text, self.sites):
            for found in URL.finditer(text):
                if self._ours(found.group()):
                    reading.leave(found.start(), found.end())
        if self.texts and _holds(text, self.keys):
            for found in self.texts.finditer(text):
                reading.leave(found.start(), found.end())

    def number(self, digits: str) -> bool:
        """Whether these digits are one whole number that the line publishes."""
        return national(digits) in self.numbers

    def _ours(self, link: str) -> bool:
        bare = _SCHEME.sub("", link).rstrip(".,;:!?)]}\"'/")
        return any(bare == site or bare.startswith((f"{site}/", f"{site}?")) for site in self.sites)


def _holds(text: str, parts: Iterable[str]) -> bool:
    """Whether one of these stands in a text: a pattern is not asked before."""
    return True in [part in text for part in parts]


def national(digits: str) -> str:
    """Digits without the code of North America or Britain before them, and without a first 0."""
    if len(digits) == 11 and digits[0] == "1":
        return digits[1:]
    if len(digits) == 12 and digits.startswith("44"):
        return digits[2:]
    return digits[1:] if len(digits) >= 10 and digits[0] == "0" else digits


def _folded(lists: Mapping[str, object], kind: str) -> list[str]:
    given = lists.get(kind, [])
    if not isinstance(given, Iterable) or isinstance(given, str | Mapping):
        raise BadAllowList(f"In an allow-list {kind} is a list of texts.")
    texts = list(given)
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise BadAllowList(f"In an allow-list {kind} is a list of texts.")
    return [fold(str(text).strip()).text for text in texts]


def _flexible(text: str) -> str:
    """A pattern for `text` whatever stands between its words."""
    return r"[\s,.]{1,3}".join(re.escape(part.strip(",.")) for part in text.split())


NOBODY = Allowed()
