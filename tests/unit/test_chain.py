"""The chain over what was written down: whatever is altered in it is found, a thousand times."""

import hmac
import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from transcripts import chain
from transcripts.chain import End, Entry, Link

KEY = secrets.token_bytes(32)
SIZE = 120


def mark(content: bytes) -> bytes:
    return hmac.digest(KEY, content, "sha256")


def forged(content: bytes) -> bytes:
    return hmac.digest(b"another key", content, "sha256")


@dataclass
class Book:
    """What the tables hold, and the head that is known from elsewhere."""

    entries: dict[int, Entry]
    links: list[Link]
    head: End

    def wrong(self) -> str:
        return chain.wrong(self.entries, self.links, End(), self.head, mark)


def book(size: int = SIZE) -> Book:
    entries, links, here = {}, [], End()
    for pk in range(1, size + 1):
        content = f"entry {pk}".encode()
        entries[pk] = Entry(pk, content, chain.marked(content, mark))
        links.append(chain.joined(here, entries[pk], mark))
        here = End(links[-1].number, links[-1].hash)
    return Book(entries, links, here)


# ---- what somebody with the database may do to it -----------------------------------------------


def alter(found: Book, pk: int, chance: random.Random) -> None:
    found.entries[pk] = replace(found.entries[pk], content=chance.randbytes(9))


def alter_with_a_mark(found: Book, pk: int, chance: random.Random) -> None:
    content = chance.randbytes(9)
    found.entries[pk] = Entry(pk, content, chain.marked(content, forged))


def alter_the_mark(found: Book, pk: int, chance: random.Random) -> None:
    found.entries[pk] = replace(found.entries[pk], mark=chance.randbytes(40))


def strip_the_mark(found: Book, pk: int, chance: random.Random) -> None:
    found.entries[pk] = replace(found.entries[pk], content=b"new", mark=b"")


def remove(found: Book, pk: int, chance: random.Random) -> None:
    del found.entries[pk]


def remove_with_link(found: Book, pk: int, chance: random.Random) -> None:
    del found.entries[pk]
    found.links = [link for link in found.links if link.entry != pk]


def remove_and_number_anew(found: Book, pk: int, chance: random.Random) -> None:
    remove_with_link(found, pk, chance)
    found.links = [replace(link, number=n) for n, link in enumerate(found.links, 1)]


def cut_off(found: Book, pk: int, chance: random.Random) -> None:
    """Everything from there on, entries and links."""
    for later in range(pk, SIZE + 1):
        remove_with_link(found, later, chance)


def insert(found: Book, pk: int, chance: random.Random) -> None:
    found.entries[SIZE + pk] = Entry(SIZE + pk, b"new", chain.marked(b"new", forged))


def insert_bare(found: Book, pk: int, chance: random.Random) -> None:
    found.entries[SIZE + pk] = Entry(SIZE + pk, b"new", b"")


def insert_a_copy(found: Book, pk: int, chance: random.Random) -> None:
    found.entries[SIZE + pk] = replace(found.entries[pk], pk=SIZE + pk)


def swap(found: Book, pk: int, chance: random.Random) -> None:
    other = pk % SIZE + 1
    one, two = found.entries[pk], found.entries[other]
    found.entries[pk], found.entries[other] = replace(two, pk=pk), replace(one, pk=other)


def swap_the_links(found: Book, pk: int, chance: random.Random) -> None:
    one, two = found.links[pk - 1], found.links[pk % SIZE]
    found.links[pk - 1] = replace(one, entry=two.entry)
    found.links[pk % SIZE] = replace(two, entry=one.entry)


def alter_a_link(found: Book, pk: int, chance: random.Random) -> None:
    found.links[pk - 1] = replace(found.links[pk - 1], hash=chance.randbytes(32))


Attack = Callable[[Book, int, random.Random], None]
ATTACKS: dict[Attack, str] = {
    alter: "altered",
    alter_with_a_mark: "altered",
    alter_the_mark: "altered",
    strip_the_mark: "altered",
    remove: "missing",
    remove_with_link: "missing",
    remove_and_number_anew: "exchanged",
    cut_off: "missing",
    insert: "inserted",
    insert_bare: "inserted",
    insert_a_copy: "inserted",
    swap: "exchanged",
    swap_the_links: "exchanged",
    alter_a_link: "altered",
}


def test_a_thousand_of_a_thousand_alterations_are_found_and_named() -> None:
    seed = secrets.randbits(32)
    chance, whole, caught = random.Random(seed), book(), 0
    assert whole.wrong() == ""
    attacks = list(ATTACKS)
    for turn in range(1000):
        attack, pk = attacks[turn % len(attacks)], chance.randint(1, SIZE)
        found = Book(dict(whole.entries), list(whole.links), whole.head)
        attack(found, pk, chance)
        said = found.wrong()
        name = ATTACKS[attack] if pk < SIZE or attack is not remove_and_number_anew else "missing"
        assert name in said, (seed, turn, attack.__name__, pk, said)
        caught += bool(said)
    assert caught == 1000


@pytest.mark.parametrize(
    ("attack", "says"),
    [
        (alter, "Entry 7 (number 7) was altered."),
        (remove, "Entry 7 (number 7) is missing."),
        (remove_with_link, "Number 7 is missing, with its link."),
        (cut_off, f"Numbers 7 to {SIZE} are missing, at the end."),
        (insert, f"Entry {SIZE + 7} was inserted."),
        (swap, "Entry 7 (number 7) was exchanged, or altered with its link."),
    ],
)
def test_the_first_thing_that_is_wrong_is_named(attack: Attack, says: str) -> None:
    found = book()
    attack(found, 90, random.Random(1)) if attack is alter else None
    attack(found, 7, random.Random(1))
    assert found.wrong() == says


def test_a_chain_made_anew_by_other_keys_is_not_the_one_that_was_known() -> None:
    """Even with our keys: the head was told elsewhere."""
    whole, other = book(), book()
    found = Book(other.entries, other.links, whole.head)
    assert found.wrong() == f"The chain up to number {SIZE} is another one than was known."


def test_what_waits_for_its_link_is_nothing_wrong_and_the_past_may_go() -> None:
    whole = book()
    fresh = Entry(SIZE + 1, b"just now", chain.marked(b"just now", mark))
    whole.entries[fresh.pk] = fresh
    assert whole.wrong() == ""
    tail = End(50, whole.links[49].hash)
    kept = {pk: entry for pk, entry in whole.entries.items() if pk > 50}
    assert chain.wrong(kept, whole.links[50:], tail, whole.head, mark) == ""
    assert "missing" in chain.wrong(kept, whole.links[51:], tail, whole.head, mark)
    assert "exchanged" in chain.wrong(kept, whole.links[50:], End(50, b"x"), whole.head, mark)


def test_what_was_there_before_there_were_marks_is_held_by_its_link() -> None:
    old = Entry(1, b"from before", b"")
    link = chain.joined(End(), old, mark)
    assert chain.wrong({1: old}, [link], End(), End(), mark) == ""
    changed = replace(old, content=b"changed")
    assert "altered" in chain.wrong({1: changed}, [link], End(), End(), mark)
