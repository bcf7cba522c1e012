"""The ledger of a run: what was attempted and acknowledged, against what is stored and shown.

Verdicts in the words of Jepsen: *lost* was acknowledged and cannot be read under its number,
*duplicated* is there twice, *unexpected* was never attempted, *recovered* is there although nobody
saw its acknowledgement (allowed), *reordered* stands before what its author attempted earlier.
No author says the same text twice in a run.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Attempt:
    """Words that left a client; `thread` is the conversation as that client knows it."""

    id: UUID
    author: str
    thread: str
    text: str


@dataclass(frozen=True, slots=True)
class Stored:
    """One message as it can be read from the database; `author` is "seeker" or a counsellor."""

    conversation: str
    seq: int
    author: str
    id: UUID
    text: str


@dataclass
class Verdicts:
    """What a ledger says of a store: the offending ids, and how many there were in all."""

    attempted: int = 0
    acked: int = 0
    recovered: int = 0
    lost: list[UUID] = field(default_factory=list)
    duplicated: list[UUID] = field(default_factory=list)
    unexpected: list[UUID] = field(default_factory=list)
    reordered: list[UUID] = field(default_factory=list)

    def clean(self) -> bool:
        return not (self.lost or self.duplicated or self.unexpected or self.reordered)

    def figures(self) -> dict[str, int]:
        return {
            name: value if isinstance(value, int) else len(value)
            for name, value in vars(self).items()
        }


class Ledger:
    """Every attempt in the order of its first leaving, and every acknowledgement."""

    def __init__(self) -> None:
        self.attempts: dict[UUID, Attempt] = {}
        self.acks: dict[UUID, set[int]] = defaultdict(set)

    def attempted(self, attempt: Attempt) -> None:
        """Words leave; those that leave again keep their place."""
        self.attempts.setdefault(attempt.id, attempt)

    def acked(self, words: UUID, seq: int) -> None:
        self.acks[words].add(seq)

    def so_far(self) -> "Ledger":
        """A copy as it stands: what is read after it may hold more, and never less."""
        copy = Ledger()
        copy.attempts.update(self.attempts)
        copy.acks.update({words: set(seqs) for words, seqs in self.acks.items()})
        return copy

    def judge(self, stored: Iterable[Stored]) -> Verdicts:
        """Compare with everything that can be read."""
        found: dict[UUID, list[Stored]] = defaultdict(list)
        for message in stored:
            found[message.id].append(message)
        verdicts = Verdicts(attempted=len(self.attempts), acked=len(self.acks))
        verdicts.recovered = sum(
            words in found and words not in self.acks for words in self.attempts
        )
        verdicts.lost = [
            words for words, seqs in self.acks.items() if not seqs & {m.seq for m in found[words]}
        ]
        verdicts.duplicated = self._duplicated(found)
        verdicts.unexpected = self._unexpected(found)
        verdicts.reordered = self._reordered(found)
        return verdicts

    def _duplicated(self, found: Mapping[UUID, Sequence[Stored]]) -> list[UUID]:
        """Stored twice, under one id or two, or acknowledged under two numbers."""
        texts: dict[tuple[str, str, str], UUID] = {}
        twice = {words for words, messages in found.items() if len(messages) > 1}
        twice |= {words for words, seqs in self.acks.items() if len(seqs) > 1}
        for words, messages in found.items():
            for m in messages:
                if texts.setdefault((m.conversation, m.author, m.text), words) != words:
                    twice.add(words)
        return sorted(twice)

    def _unexpected(self, found: Mapping[UUID, Sequence[Stored]]) -> list[UUID]:
        """Nobody attempted it, or not these words, not this author, not in this conversation."""
        homes: dict[tuple[str, str], str] = {}
        strange = []
        for words, messages in found.items():
            attempt = self.attempts.get(words)
            for m in messages:
                if attempt is None or (attempt.author, attempt.text) != (m.author, m.text):
                    strange.append(words)
                    continue
                thread = (attempt.author, attempt.thread)
                if homes.setdefault(thread, m.conversation) != m.conversation:
                    strange.append(words)
        return strange

    def _reordered(self, found: Mapping[UUID, Sequence[Stored]]) -> list[UUID]:
        """Later in its author's attempts, and yet before in the conversation."""
        highest: dict[tuple[str, str], int] = defaultdict(int)
        early = []
        for words, attempt in self.attempts.items():
            for message in found.get(words, ()):
                thread = (attempt.author, attempt.thread)
                if message.seq < highest[thread]:
                    early.append(words)
                highest[thread] = max(highest[thread], message.seq)
        return early


Screen = Sequence[tuple[int, str]]


def unlike(screens: Mapping[str, tuple[str, Screen]], stored: Iterable[Stored]) -> list[str]:
    """The screens (by name: conversation, then number and text of each line) that differ.

    Said without a word of what is on them: which numbers are missing, too many, or not as stored.
    """
    kept: dict[str, dict[int, str]] = defaultdict(dict)
    for message in stored:
        kept[message.conversation][message.seq] = message.text
    told = []
    for name, (conversation, lines) in screens.items():
        shown, there = dict(lines), kept[conversation]
        missing = sorted(there.keys() - shown.keys())
        extra = sorted(shown.keys() - there.keys())
        other = sorted(seq for seq in shown.keys() & there.keys() if shown[seq] != there[seq])
        in_order = [seq for seq, _ in lines] == sorted(shown)
        if missing or extra or other or not in_order:
            order = "" if in_order else ", not in order"
            told.append(f"{name}: missing {missing}, extra {extra}, other {other}{order}")
    return told
