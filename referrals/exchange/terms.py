"""Attributes of HSDS as terms of a vocabulary, and as answers where they are ours. Pure."""

import re

from referrals import entries
from referrals.barriers import ANSWERS as SAID
from referrals.barriers import barriers
from referrals.exchange.names import ANSWERS, EXTENSION
from referrals.exchange.report import Node
from referrals.exchange.values import Values
from referrals.wording.plaintext import plain

UNNAMED = "imported"


class Terms:
    """The vocabularies that the attributes of a file name, as they are met."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.known: dict[str, dict[str, entries.Term]] = {}

    def vocabularies(self) -> list[entries.Vocabulary]:
        """Each with its terms. They are somebody's, so nothing of them is passed on."""
        return [
            entries.Vocabulary(code=code, name={"en": code}, terms=list(terms.values()))
            for code, terms in self.known.items()
        ]

    def of(self, node: Node) -> tuple[list[entries.Tag], list[entries.Fact]]:
        """The tags of a service, and the answers that it gives."""
        tags: dict[tuple[str, str], entries.Tag] = {}
        facts: dict[str, entries.Fact] = {}
        for attribute in self.values.each(node, "attributes"):
            term = next(self.values.each(attribute, "taxonomy_term"), attribute)
            vocabulary = self._vocabulary(term)
            code = self.values.raw(term, "code", "id", "name", "taxonomy_term_id")[:80]
            if not code:
                continue
            if vocabulary == ANSWERS:
                self._answer(attribute, code, facts)
                continue
            self._remember(vocabulary, code, term)
            tags[vocabulary, code] = entries.Tag(vocabulary=vocabulary, code=code)
        return list(tags.values()), list(facts.values())

    def _answer(self, node: Node, name: str, facts: dict[str, entries.Fact]) -> None:
        said = self.values.raw(node, "value").lower()
        answer = next((each for each in SAID if each == said), None)
        if answer is None or name not in barriers():
            self.values.report.doubt("no_such_question", node.at, name, said)
        else:
            facts[name] = entries.Fact(name=name, answer=answer)

    def _vocabulary(self, term: Node) -> str:
        detail = next(self.values.each(term, "taxonomy_detail"), Node())
        said = self.values.raw(term, "taxonomy", "vocabulary") or self.values.raw(detail, "name")
        return re.sub(r"[^\w-]+", "-", said).strip("-").lower()[:40] or UNNAMED

    def _remember(self, vocabulary: str, code: str, term: Node) -> None:
        carried = term.get(EXTENSION)
        told = carried.get("label") if isinstance(carried, dict) else None
        label = self.values.text(term, "name") or {"en": code}
        if isinstance(told, dict):
            label = {str(k)[:5]: plain(str(words)) for k, words in told.items()}
        self.known.setdefault(vocabulary, {}).setdefault(
            code,
            entries.Term(code=code, label=label, definition=self.values.text(term, "description")),
        )
