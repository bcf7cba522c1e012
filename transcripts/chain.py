"""A chain of marks over what was written down, and what is the first thing wrong with it.

An entry bears a keyed mark of its own from the first moment. A link, made a little later, joins it
to the one before. Whoever can write into the database and has not our keys can make neither.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

# The keyed hash of an installation.
Mark = Callable[[bytes], bytes]

NONCE = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """What was written down, as bytes, and the mark it bears; one from before marks has none."""

    pk: int
    content: bytes
    mark: bytes


@dataclass(frozen=True, slots=True)
class Link:
    """The place of an entry in the chain, and the hash up to and with it."""

    number: int
    entry: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class End:
    """A number and the hash there: where what is kept begins, or where it ends."""

    number: int = 0
    hash: bytes = b""


def marked(content: bytes, mark: Mark) -> bytes:
    """The mark of an entry; two of the same content bear different ones."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + mark(nonce + content)


def is_ours(entry: Entry, mark: Mark) -> bool:
    nonce, rest = entry.mark[:NONCE], entry.mark[NONCE:]
    return bool(rest) and secrets.compare_digest(mark(nonce + entry.content), rest)


def joined(before: End, entry: Entry, mark: Mark) -> Link:
    """The link of the entry that comes next."""
    number = before.number + 1
    about = b"".join(
        [
            before.hash,
            number.to_bytes(8),
            entry.pk.to_bytes(8),
            hashlib.sha256(entry.content).digest(),
            entry.mark,
        ]
    )
    return Link(number, entry.pk, mark(about))


def wrong(
    entries: Mapping[int, Entry], links: Iterable[Link], tail: End, head: End, mark: Mark
) -> str:
    """The first thing that is wrong, in a sentence; empty if nothing is.

    `tail` is where what is kept begins, `head` the last that is known from elsewhere.
    """
    here, marks, linked = tail, set[bytes](), set[int]()
    for link in sorted(links, key=lambda each: each.number):
        if link.number <= tail.number:
            continue
        found = entries.get(link.entry)
        if link.number != here.number + 1 or found is None:
            return _missing(here, link, found)
        if found.mark and not is_ours(found, mark):
            return f"Entry {found.pk} (number {link.number}) was altered."
        if link.entry in linked or (found.mark and found.mark in marks):
            return f"Entry {found.pk} (number {link.number}) was inserted: it is a copy."
        if joined(here, found, mark) != link:
            return (
                f"Entry {found.pk} (number {link.number}) was exchanged, or altered with its link."
            )
        here = End(link.number, link.hash)
        marks.add(found.mark)
        linked.add(link.entry)
        if here.number == head.number and here.hash != head.hash:
            return f"The chain up to number {here.number} is another one than was known."
    if here.number < head.number:
        return f"Numbers {here.number + 1} to {head.number} are missing, at the end."
    return _inserted((entries[pk] for pk in sorted(entries.keys() - linked)), marks, mark)


def _missing(here: End, link: Link, found: Entry | None) -> str:
    if link.number != here.number + 1:
        return f"Number {here.number + 1} is missing, with its link."
    return f"Entry {link.entry} (number {link.number}) is missing."


def _inserted(waiting: Iterable[Entry], marks: set[bytes], mark: Mark) -> str:
    """Of those that wait for their link: the first that is not ours."""
    for entry in waiting:
        if not is_ours(entry, mark) or entry.mark in marks:
            return f"Entry {entry.pk} was inserted."
        marks.add(entry.mark)
    return ""
