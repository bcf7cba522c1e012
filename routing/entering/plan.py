"""What one batch writes, gathered in memory: words, steps, events, and what changes beside them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from helpline import chance, sql
from helpline.errors import Refused
from helpline.segments import straighten
from helpline.states import State
from routing.adapters import KeywordMeaning, channels
from routing.entering.conversations import Inbound, Row
from routing.events import NOTE, Event, milliseconds
from routing.texting.optouts import Address
from transcripts import record


class Accepted(Struct, frozen=True):
    """Stored for good under this number; `repeat` if it had been already."""

    conversation: UUID
    seq: int
    at: int
    repeat: bool = False


Outcome = Accepted | Refused
Inserted = tuple[str, str, str]
# A channel, the provider's id of a text, and of a picture that came with it.
Picture = tuple[str, str, str]
# The same with the conversation and the number of the text before it.
Taken = tuple[UUID, int, str, str, str]
Asked = tuple[Address, KeywordMeaning]


@dataclass(slots=True)
class Plan:
    """What one batch writes; a row that it changes is changed at once.

    `facts` are columns that change beside the state, by conversation; `asked` what somebody asked
    by a keyword; `pictures` what must go at the provider, `taken` what is to be fetched from there
    first.
    """

    ids: Iterator[UUID]
    now: datetime
    outcomes: list[Outcome] = field(default_factory=list)
    words: list[record.Words] = field(default_factory=list)
    steps: list[sql.Row] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    texts: list[record.Words] = field(default_factory=list)
    required: set[UUID] = field(default_factory=set)
    inserted: list[Inserted] = field(default_factory=list)
    used: list[tuple[UUID, str]] = field(default_factory=list)
    rehearsed: set[str] = field(default_factory=set)
    facts: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)

    def move(self, row: Row, happening: str, after: State, actor: str) -> None:
        """A change that brings a conversation into a state."""
        before, row.state, row.state_at = row.state, after, self.now
        self._write(row, str(happening), before, actor)

    def step(
        self, row: Row, happening: str, actor: str, *, about: int = 0, detail: str = ""
    ) -> None:
        """A change without words that leaves the state; `about` is the number of a text."""
        self._write(row, happening, row.state, actor, about, detail)

    def _write(
        self,
        row: Row,
        happening: str,
        before: State,
        actor: str,
        about: int = 0,
        detail: str = "",
    ) -> None:
        row.seq += 1
        row.changed = True
        self.steps.append(_step(row, happening, before, actor, self.now, None, about, detail))
        self.events.append(
            Event(
                conversation=row.id,
                line=row.line,
                seq=row.seq,
                happening=happening,
                after=row.state.value,
                actor=actor,
                at=milliseconds(self.now),
                holder=row.holder,
                name=row.counsellor_name,
                about=about,
                detail=detail,
                beside=row.beside,
            )
        )

    def shows_up(self, row: Row) -> None:
        """Whoever writes is there: a pause is over, and nobody need ask whether they are alone."""
        if row.ready and row.paused_until is None:
            return
        asked, paused = row.beside.unready, row.paused_until is not None
        row.ready, row.paused_until = True, None
        self.fact(row, ready_at=self.now, paused_until=None)
        if paused:
            self.step(row, "resumed", "seeker", detail="words")
        if asked:
            self.step(row, "ready", "seeker", detail="words")

    def fact(self, row: Row, **changes: Any) -> None:
        """Something that changes beside the state."""
        self.facts.setdefault(row.id, {}).update(changes)

    def say(self, row: Row, item: Inbound) -> Accepted:
        """Words that are taken in; raises `Refused` if they do not fit their way out."""
        channel = channels()[row.channel]
        texting = item.kind != NOTE and item.author != "seeker" and not channel.live
        if texting:
            _must_fit(straighten(item.text), channel.longest_text)
        happening = "noted" if item.kind == NOTE else "said"
        at = item.said_at or self.now
        row.seq += 1
        row.changed = True
        words = record.Words(
            id=next(self.ids),
            conversation=row.id,
            seq=row.seq,
            author=item.author,
            kind=item.kind,
            client_id=item.client_id,
            external_id=item.external_id,
            text=item.text,
            at=at,
        )
        if item.kind != NOTE:
            row.last_word_at = self.now
            if item.author == "seeker":
                row.last_seeker_word_at = max(at, row.last_seeker_word_at or row.heard_at or at)
        self.words.append(words)
        self.steps.append(_step(row, happening, row.state, item.author, self.now, words.id))
        if texting:
            self.texts.append(words)
        if item.required:
            self.required.add(words.id)
        if item.probe:
            row.asked_at = self.now
            self.fact(row, asked_at=self.now)
        if item.drill:
            self.rehearsed.update(item.snippets)
        else:
            self.inserted.extend((slug, row.channel, row.locale) for slug in item.snippets)
        self.used.extend((row.id, slug) for slug in item.snippets)
        self.events.append(
            Event(
                conversation=row.id,
                line=row.line,
                seq=row.seq,
                happening=happening,
                after=row.state.value,
                actor=item.author,
                at=milliseconds(at),
                holder=row.holder,
                name=item.name,
                text=item.text,
                kind=item.kind,
                client_id=item.client_id,
                texting=texting,
                origin=item.origin,
            )
        )
        return Accepted(row.id, row.seq, milliseconds(at))


def _must_fit(leaving: str, longest: int) -> None:
    """As it will leave: three dots are three letters there, and some marks are nothing."""
    if not leaving.strip():
        raise Refused("empty")
    if len(leaving) > longest:
        raise too_long(longest, len(leaving))


def plan_for(size: int, now: datetime) -> Plan:
    """An empty plan for a batch of so many messages, and as many answers to them."""
    return Plan(chance.uuids(size), now)


def _step(
    row: Row,
    happening: str,
    before: State,
    actor: str,
    now: datetime,
    message: UUID | None,
    about: int = 0,
    detail: str = "",
) -> sql.Row:
    """A row of steps, as `outbound.STEP_COLUMNS`."""
    after = row.state.value
    return (row.id, row.seq, happening, before.value, after, actor, now, message, about, detail)


def too_long(longest: int, length: int) -> Refused:
    return Refused(
        "too_long",
        f"The text has {length:,} characters; {longest:,} is the most. Send it in parts.",
    )
