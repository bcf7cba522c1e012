"""Finds, opens, locks and saves the conversations that a batch of messages writes into."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from msgspec import Struct

from helpline import sql
from helpline.models import Conversation, Counsellor, Seeker
from helpline.states import HELD, State
from routing.adapters import KeywordMeaning
from routing.events import UNHELD, Beside, Held, beside
from routing.hub import Listener
from routing.texting.permission import DAY, Standing

TABLE = Conversation._meta.db_table
NAMES = Counsellor._meta.db_table
SEEKERS = Seeker._meta.db_table
STATES = {state.value: state for state in State}
SAVED = ("id", "state", "last_seq", "last_word_at", "last_seeker_word_at", "state_at")

NEVER = datetime.min.replace(tzinfo=UTC)

# What is read of a conversation with its lock; `_row` takes it apart.
FACTS = """
c.id, c.line_id, c.channel, c.state, c.last_seq, c.counsellor_id, n.shift_name,
c.exited_at IS NOT NULL, c.number_id, c.policy, c.stopped_at IS NOT NULL,
c.writing, c.writing_from, c.writing_until, c.last_seeker_word_at, c.locale, c.asked_at,
c.ready_at IS NOT NULL, c.paused_until, c.keep_wish, s.token_hash, c.tier, c.risk,
c.waiting_since, c.held_until, c.held_openly
"""

Caller = tuple[int, str, str | bytes]


class Inbound(Struct, frozen=True):
    """One message on its way in.

    `author` is "seeker", "helpline" or a counsellor's id in hex. A seeker is found by `token_hash`
    or by `address`; `conversation` is what the sender believes it writes into, if anything.
    `external_id` is the provider's id of a text; `name` the counsellor's shift name; `snippets` the
    slugs of what was inserted; `origin` the socket to leave out when it is let out; `entry` the way
    by which they came, which is counted if this opens a conversation. What its site or
    number wants of a counsellor is its `skill`. Who `enters` takes a place in
    the queue and says nothing yet. In a `drill` nothing is counted. Of the web, for when too many
    come (`routing/entering/rush.py`): `whence` somebody came, the `work` they did, and whether it
    came `by_hand`.

    Of a text: `number` is ours that it came to, `pictures` the provider's ids of what came with it,
    `answered` the keyword that the provider has answered, and `said_at` when it was written, if it
    was brought late; `overtaken` is a keyword that a later one has undone. A `probe` asks only
    whether it is a good time; what is `required` is said to anybody.
    """

    channel: str
    author: str
    client_id: UUID
    text: str
    line: int
    locale: str = "en"
    conversation: UUID | None = None
    token_hash: bytes | None = None
    address: str = ""
    external_id: str | None = None
    kind: str = ""
    name: str = ""
    snippets: tuple[str, ...] = ()
    origin: Listener | None = None
    number: int | None = None
    pictures: tuple[str, ...] = ()
    answered: KeywordMeaning | None = None
    probe: bool = False
    required: bool = False
    said_at: datetime | None = None
    overtaken: bool = False
    enters: bool = False
    drill: bool = False
    entry: str = ""
    skill: str = ""
    whence: str = ""
    work: str = ""
    by_hand: bool = False

    def caller(self) -> Caller:
        """What tells one seeker from another before they are found."""
        return self.line, self.channel, self.token_hash or self.address


@dataclass(slots=True)
class Row:
    """A locked conversation, as a batch changes it; `counsellor` is its holder or its last one.

    A clock is None until the batch sets it. `heard_at` is when the seeker wrote last; `ready` that
    they said, or showed by writing, that they are alone with the screen; `token_hash` is of the
    token that opens it by now, empty where there is none.
    """

    id: UUID
    line: int
    channel: str
    state: State
    seq: int
    counsellor: UUID | None
    counsellor_name: str
    exited: bool = False
    number: int | None = None
    policy: str = ""
    stopped: bool = False
    writing: str = "now"
    writing_hours: tuple[int, int] = (0, DAY)
    heard_at: datetime | None = None
    locale: str = "en"
    asked_at: datetime | None = None
    ready: bool = True
    paused_until: datetime | None = None
    wish: str = ""
    token_hash: bytes = b""
    tier: int = 0
    risk: int = 0
    waiting_since: datetime = NEVER
    changed: bool = False
    last_word_at: datetime | None = None
    last_seeker_word_at: datetime | None = None
    state_at: datetime | None = None
    held: Held = UNHELD

    @property
    def holder(self) -> UUID | None:
        return self.counsellor if self.state in HELD else None

    @property
    def beside(self) -> Beside:
        return beside(self.state, self.ready, self.paused_until, self.wish, self.held)

    def standing(self, window: timedelta | None) -> Standing:
        """What is known of writing to this seeker."""
        return Standing(
            writing=self.writing,
            hours=self.writing_hours,
            stopped=self.stopped,
            left=self.exited,
            last_seeker_word_at=self.last_seeker_word_at or self.heard_at,
            asked_at=self.asked_at,
            window=window,
        )


def standing(row: Conversation, window: timedelta | None) -> Standing:
    """The same of a conversation that is not locked."""
    begins, ends = row.writing_from, row.writing_until
    return Standing(
        writing=row.writing,
        hours=(0 if begins is None else begins, DAY if ends is None else ends),
        stopped=row.stopped_at is not None,
        left=row.exited_at is not None,
        last_seeker_word_at=row.last_seeker_word_at,
        asked_at=row.asked_at,
        window=window,
    )


def lock(ids: Iterable[UUID]) -> Callable[[], dict[UUID, Row]]:
    """Send the statement that locks these conversations; the result is fetched when asked for."""
    cursor = connection.cursor()
    cursor.execute(
        f"SELECT {FACTS} FROM {TABLE} c JOIN {SEEKERS} s ON s.id = c.seeker_id"
        f" LEFT JOIN {NAMES} n ON n.id = c.counsellor_id"
        f" WHERE {sql.any_of('c.id')} ORDER BY c.id{sql.for_update('c')}",
        [sql.keys(sorted(set(ids)))],
    )

    def fetch() -> dict[UUID, Row]:
        with cursor:
            rows = (_row(values) for values in cursor.fetchall())
            return {row.id: row for row in rows}

    return fetch


def _row(values: tuple[Any, ...]) -> Row:
    pk, line, channel, state, seq, counsellor, name, exited, number, policy = values[:10]
    stopped, writing, begins, ends, heard_at, locale, asked_at = values[10:17]
    ready, paused_until, wish, token_hash, tier, risk, since, *held = values[17:]
    return Row(
        sql.uuid(pk),
        line,
        channel,
        STATES[state],
        seq,
        sql.uuid(counsellor) if counsellor else None,
        name or "",
        bool(exited),
        number,
        policy,
        bool(stopped),
        writing,
        (0 if begins is None else begins, DAY if ends is None else ends),
        sql.aware(heard_at),
        locale=locale,
        asked_at=sql.aware(asked_at) if asked_at else None,
        ready=bool(ready),
        paused_until=sql.aware(paused_until) if paused_until else None,
        wish=wish,
        token_hash=bytes(token_hash or b""),
        tier=tier,
        risk=risk,
        waiting_since=sql.aware(since),
        held=Held(*(sql.aware(each) if each else None for each in held)),
    )


def save(rows: Iterable[Row]) -> None:
    """Write back what the batch changed, in one statement; a clock it has not set stays."""
    sql.update(
        TABLE,
        SAVED,
        [
            (r.id, r.state.value, r.seq, r.last_word_at, r.last_seeker_word_at, r.state_at)
            for r in rows
            if r.changed
        ],
    )


def save_facts(changes: Mapping[UUID, Mapping[str, Any]]) -> None:
    """Write what seldom changes beside the state, for each of these conversations."""
    for pk, fields in changes.items():
        Conversation.objects.filter(pk=pk).update(**fields)


def seekers(ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Whose each of these conversations is."""
    return dict(Conversation.objects.filter(pk__in=ids).values_list("pk", "seeker_id"))
