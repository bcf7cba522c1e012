"""The only place where the words of a message are written and read.

`append` seals and stores; `read` and `after` open what may still be read. Nothing here logs.
"""

import contextlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from msgspec import Struct

from helpline import chance, sql
from helpline.errors import Refused
from helpline.models import Conversation
from transcripts import keys
from transcripts.keyring.wrapping import NONCE, Unreadable
from transcripts.models import Message, Picture
from transcripts.redact.whole import Written

TABLE = Message._meta.db_table
CONVERSATIONS = Conversation._meta.db_table
SINCE = ("conversation_id", "seq")
COLUMNS = (
    "id",
    "conversation_id",
    "seq",
    "author",
    "kind",
    "client_id",
    "external_id",
    "sealed",
    "at",
)

READABLE = "(c.erase_at IS NULL OR c.erase_at > %s)"
HELD = "c.held_until > %s"

# From what was said to what is to stand in its place.
Change = Callable[[Sequence[Written]], Sequence[str]]
# A seeker, and the client id of words of theirs.
Again = tuple[UUID, UUID]


class Words(Struct, frozen=True):
    """One message in clear: exists in memory only, between the key and the socket."""

    id: UUID
    conversation: UUID
    seq: int
    author: str
    kind: str
    client_id: UUID
    external_id: str | None
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """What an earlier message with the same client id was, for the answer to a repeat."""

    conversation: UUID
    author: str
    seq: int
    at: datetime
    sealed: bytes
    external_id: str | None
    kind: str = ""


def _about(conversation: UUID, seq: int, author: str, kind: str) -> bytes:
    # The kind as well: a note that was made to look like words must not be shown to a seeker.
    return conversation.bytes + seq.to_bytes(8) + f"{author}{kind}".encode()


def _sealed(words: Words, nonce: bytes) -> bytes:
    about = _about(words.conversation, words.seq, words.author, words.kind)
    return keys.seal(words.conversation, words.text, about, nonce)


def append(words: Sequence[Words]) -> None:
    """Seal and store these messages, in one statement."""
    rows: list[sql.Row] = [
        (
            w.id,
            w.conversation,
            w.seq,
            w.author,
            w.kind,
            w.client_id,
            w.external_id,
            _sealed(w, nonce),
            w.at,
        )
        for w, nonce in zip(words, chance.portions(NONCE, len(words)), strict=True)
    ]
    sql.insert(TABLE, COLUMNS, rows)


def repeats_query(client_ids: Sequence[UUID]) -> tuple[str, list[Any]]:
    """Statement and parameters that find earlier messages by client id; read with `repeats`."""
    columns = "client_id, conversation_id, author, seq, at, sealed, external_id, kind"
    statement = f"SELECT {columns} FROM {TABLE} WHERE {sql.any_of('client_id')}"
    return statement, [sql.keys(client_ids)]


def repeats(rows: Iterable[tuple[Any, ...]]) -> dict[UUID, list[Said]]:
    """Earlier messages by client id, from the rows of `repeats_query`."""
    found: dict[UUID, list[Said]] = {}
    for client_id, conversation, author, seq, at, *rest in rows:
        sealed, external_id, kind = rest
        said = Said(
            sql.uuid(conversation), author, seq, sql.aware(at), bytes(sealed), external_id, kind
        )
        found.setdefault(sql.uuid(client_id), []).append(said)
    return found


def conversations_of(external_ids: Sequence[str]) -> dict[str | None, UUID]:
    """The conversation of each of these texts that was stored already, by the provider's id."""
    if not external_ids:
        return {}
    found = Message.objects.filter(external_id__in=external_ids)
    return dict(found.values_list("external_id", "conversation_id"))


def named(message: UUID, external_id: str) -> None:
    """Note the provider's id of a text that went out: by it, it can be removed there."""
    Message.objects.filter(pk=message, external_id=None).update(external_id=external_id)


def said_before(words: Collection[Again]) -> dict[Again, UUID]:
    """The conversation of each of these that its seeker has said already."""
    if not words:
        return {}
    seekers, client_ids = zip(*words, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT c.seeker_id, m.client_id, c.id FROM {TABLE} m"
            f" JOIN {CONVERSATIONS} c ON c.id = m.conversation_id"
            f" WHERE m.author = 'seeker' AND {sql.any_of('m.client_id')}"
            f" AND {sql.any_of('c.seeker_id')}",
            [sql.keys(client_ids), sql.keys(seekers)],
        )
        return {(sql.uuid(who), sql.uuid(what)): sql.uuid(pk) for who, what, pk in cursor}


def same_words(said: Said, text: str) -> bool:
    """Whether the earlier message held exactly these words; erased ones are taken as equal."""
    try:
        about = _about(said.conversation, said.seq, said.author, said.kind)
        return keys.open_sealed(said.conversation, said.sealed, about) == text
    except Refused:
        return True


def held(conversation: UUID) -> list[Words]:
    """All of one that may not be erased yet: `transcripts/holds.py` says for whom."""
    return after({conversation: 0}, allowed=HELD)


def after(
    since: Mapping[UUID, int], *, allowed: str = READABLE, most: int | None = None
) -> list[Words]:
    """The readable messages of each conversation after a seq, in order; of all, so many at most.

    Words past their deadline are not readable, whether or not the shredding has happened yet; one
    message that cannot be opened does not stop the others.
    """
    if not since:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(f'm.{name}' for name in COLUMNS)} FROM {sql.given(SINCE)}"
            f" JOIN {TABLE} m ON m.conversation_id = new.conversation_id AND m.seq > new.seq"
            # LEFT, or PostgreSQL would begin with that, and read all its words for the last one.
            f" LEFT JOIN {CONVERSATIONS} c ON c.id = m.conversation_id"
            f" WHERE c.erased_at IS NULL AND {allowed}"
            f" ORDER BY m.conversation_id, m.seq{'' if most is None else f' LIMIT {most:d}'}",
            [*sql.rows_given(SINCE, list(since.items())), sql.moment(timezone.now())],
        )
        rows = cursor.fetchall()
    keys.recall({sql.uuid(row[1]) for row in rows})
    return list(_opened(rows))


def _opened(rows: Iterable[tuple[Any, ...]]) -> Iterable[Words]:
    for pk, conversation_id, seq, author, kind, client_id, external_id, sealed, at in rows:
        conversation = sql.uuid(conversation_id)
        try:
            about = _about(conversation, seq, author, kind)
            text = keys.open_sealed(conversation, bytes(sealed), about)
        except Unreadable:
            text = keys.UNREADABLE
        except Refused:
            continue
        yield Words(
            id=sql.uuid(pk),
            conversation=conversation,
            seq=seq,
            author=author,
            kind=kind,
            client_id=sql.uuid(client_id),
            external_id=external_id,
            text=text,
            at=sql.aware(at),
        )


def text_of(message: UUID) -> str:
    """The words of one message, for who texts them; raises `Refused("erased")`."""
    return _text(Message.objects.get(pk=message))


def _text(row: Message) -> str:
    about = _about(row.conversation_id, row.seq, row.author, row.kind)
    return keys.open_sealed(row.conversation_id, bytes(row.sealed), about)


def rewrite(conversation: UUID, change: Change) -> None:
    """Put other words in the place of some of a conversation that nobody else changes just now.

    `change` is given all that was said, in order, and says what is to stand there. Raises `Refused`
    if any cannot be read: what is not read is not redacted. All are sealed anew.
    """
    rows = list(Message.objects.filter(conversation=conversation).order_by("seq"))
    said = [Written(row.author, _text(row)) for row in rows]
    _seal_anew(list(zip(rows, change(said), strict=True)))


def reseal(conversation: UUID) -> None:
    """Seal the words of a locked conversation by its present key; what cannot be read stays so."""
    readable: list[tuple[Message, str]] = []
    for row in Message.objects.filter(conversation=conversation):
        with contextlib.suppress(Unreadable):
            readable.append((row, _text(row)))
    _seal_anew(readable)


def _seal_anew(words: Sequence[tuple[Message, str]]) -> None:
    for row, text in words:
        about = _about(row.conversation_id, row.seq, row.author, row.kind)
        row.sealed = keys.seal(row.conversation_id, text, about)
    Message.objects.bulk_update([row for row, _text in words], ["sealed"], batch_size=100)


def reword(message: UUID, change: Callable[[str], str]) -> str:
    """Put other words in the place of one message's, in a locked conversation; returns them.

    Raises `Refused("erased")` if it cannot be read.
    """
    row = Message.objects.select_for_update(of=("self",)).get(pk=message)
    text = change(_text(row))
    about = _about(row.conversation_id, row.seq, row.author, row.kind)
    row.sealed = keys.seal(row.conversation_id, text, about)
    row.save(update_fields=["sealed"])
    return text


def shred_pictures(conversations: Sequence[UUID]) -> dict[str, int]:
    """Delete the pictures of conversations whose keys are destroyed; how many rows, by table."""
    return Picture.objects.filter(conversation__in=conversations).delete()[1]


def shred(conversations: Sequence[UUID]) -> dict[str, int]:
    """Delete the words of conversations whose keys are destroyed, and what hangs on them."""
    return Message.objects.filter(conversation_id__in=conversations).delete()[1]
