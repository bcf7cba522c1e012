"""What must be brought along, as answers to our questions: a guess, to be checked. Pure."""

import re
from collections.abc import Iterable

from referrals import entries
from referrals.barriers import Answer

ID = (
    r"\bid\b|\bi\.d\.|identification|driver.?s.? licen[cs]e|passports?\b|proof of identity"
    r"|photo card|pi[eè]ces? d.identit[eé]|cartes? d.identit[eé]|permis de conduire|passeport"
)
PAPERS = (
    r"immigration|citizen|citoyen|legal resid|green card|social security|\bssn\b"
    r"|num[eé]ro d.assurance sociale"
)
SOBER = r"\bsober|sobriet|\bsobre\b|drug (screen|test)|urine|clean and sober|detoxed"
RULES: tuple[tuple[str, Answer, str], ...] = (
    ("id", "yes", ID),
    ("tb_test", "yes", r"\btb\b|tubercul"),
    ("immigration_safe", "no", PAPERS),
    ("sobriety", "yes", SOBER),
    ("police", "yes", r"police|law enforcement|\brcmp\b|\bgrc\b"),
    ("curfew", "yes", r"curfew|couvre.feu"),
)
# "No photo ID", "aucune pièce d’identité"; and "ID is not required".
DENIES = re.compile(r"\b(?:no|not|never|without|sans|aucune?|pas|jamais)\b|n.t\b", re.I)
NEAR = 30
# Up to here what is denied reaches.
BREAKS = re.compile(r"[.;:,\n]|\b(?:but|mais|except|sauf|unless)\b", re.I)
# "Do not forget your ID".
FORGOTTEN = re.compile(r"\bforg[eo]t|\boubli", re.I)
DENIED_AFTER = re.compile(
    r"^[^.;,\n]{0,20}\b(not|n.est pas)\b[^.;\n]{0,20}(required|needed|exig|demand|n[eé]cessaire)",
    re.I,
)
LONGEST_NOTE = 200


def facts(said: Iterable[str]) -> list[entries.Fact]:
    """The answers that these words seem to give; what they say nothing of stays not known."""
    found: dict[str, entries.Fact] = {}
    for words in said:
        for name, answer, pattern in RULES:
            hits = list(re.finditer(pattern, words, re.I))
            if not hits or name in found:
                continue
            if not all(_is_denied(words[: hit.start()], words[hit.end() :]) for hit in hits):
                found[name] = _guess(name, answer, words)
            elif answer == "yes":
                found[name] = _guess(name, "no", words)
    return list(found.values())


def _is_denied(before: str, after: str) -> bool:
    """Whether what stands between these is surely said not to be asked for.

    In doubt it is: "no bed without ID", "do not forget your ID", "no ID, no bed".
    """
    if DENIED_AFTER.match(after):
        return True
    clause = BREAKS.split(before)[-1]
    nearest = [hit for hit in DENIES.finditer(clause) if len(clause) - hit.end() <= NEAR]
    rest = re.split(r"[.;\n]", after)[0]
    said = len(DENIES.findall(clause)) + len(DENIES.findall(rest))
    return bool(nearest) and said == 1 and not FORGOTTEN.search(clause)


def _guess(name: str, answer: Answer, words: str) -> entries.Fact:
    note = {"en": " ".join(words.split())[:LONGEST_NOTE]}
    return entries.Fact(name=name, answer=answer, note=note, to_check=True)
