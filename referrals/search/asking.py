"""What somebody means by the words they type: which of them ask for a fact, which are words. Pure.

"bed no id open now" are one word and two conditions; it is read the same in both languages.
"""

from functools import cache

from msgspec.structs import replace

from helpline.phrases import fold
from referrals.barriers import barriers
from referrals.directory import Query

WITHOUT, WITH = ("no", "without", "sans", "pas de"), ("with", "avec")
HEADS = frozenset({"no", "without", "sans", "pas", "with", "avec"})
OPEN = ("open now", "open", "ouvert maintenant", "ouvert")
FREE = ("free", "gratuit")
SHORT = {"id": ("id", "carte", "papiers", "papers", "card"), "police": ("police", "cops")}
Words = tuple[str, ...]


def read(typed: str) -> Query:
    """The query that these words are."""
    left, query = fold(typed), Query()
    words: list[str] = []
    while left:
        if _begun(left):
            break
        phrase = next((each for each in _phrases() if left[: len(each)] == each), None)
        if phrase is None:
            words.append(left[0])
            left = left[1:]
        else:
            query = _with(query, _phrases()[phrase])
            left = left[len(phrase) :]
    return replace(query, words=" ".join(words))


def _begun(left: Words) -> bool:
    """Whether somebody is still typing what asks for a fact, as "no i"."""
    typed = " ".join(left)
    if left[0] not in HEADS or left in _phrases():
        return False
    return bool([each for each in _phrases() if " ".join(each).startswith(typed)])


def _with(query: Query, asked: tuple[str, str]) -> Query:
    name, answer = asked
    if name == "open_now":
        return replace(query, open_now=True)
    if name == "free":
        return replace(query, free=True)
    return replace(query, barriers={**query.barriers, name: answer})


@cache
def _phrases() -> dict[Words, tuple[str, str]]:
    """Every phrase that asks for a fact, the longest first."""
    found: dict[Words, tuple[str, str]] = {}
    for name, barrier in barriers().items():
        abouts = [*barrier.about.values(), *SHORT.get(name, ())]
        said = [(words, "no") for words in barrier.no.values()]
        said += [(words, "yes") for words in barrier.yes.values()]
        said += [(f"{without} {about}", "no") for without in WITHOUT for about in abouts]
        said += [(f"{with_} {about}", "yes") for with_ in WITH for about in abouts]
        found |= {fold(words): (name, answer) for words, answer in said}
    found |= {fold(words): ("open_now", "") for words in OPEN}
    found |= {fold(words): ("free", "") for words in FREE}
    return dict(sorted(found.items(), key=lambda each: -len(each[0])))
