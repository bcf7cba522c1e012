"""A new key for what was redacted; its process is killed at every step, and at every statement.

Each kill is a `kill -9` of a real process, and whoever goes on is another. What is kept can be read
all the while; afterwards nothing opens it but the new key, and an old copy shows nothing.
"""

import signal
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.utils import timezone

from helpline import failpoints
from helpline.models import Counsellor, Line
from tests.desk.eraser import Eraser, eraser
from tests.desk.house import REAL, let_in, new_line, talk, texts, web, wrapped
from transcripts import keys
from transcripts.models import Kept, Message, SealedKey, Tombstone

pytestmark = REAL

TIMES = 20
SAID, LEFT, REST = "I am Wren", "I am [PERSON 1]", "and that was all"


@pytest.fixture
def line() -> Line:
    return new_line(policies={"web": "month"})


@pytest.fixture
def another() -> Iterator[Eraser]:
    """Where other processes come from."""
    with eraser() as made:
        yield made


@dataclass
class Ended:
    """A conversation that is over and to be kept redacted, and an old copy of its words."""

    pk: UUID
    copy: dict[UUID, bytes]

    def shown(self) -> list[str]:
        keys.forget([self.pk])
        return texts(self.pk)

    def is_readable(self) -> None:
        assert self.shown() in ([SAID, REST], [LEFT, REST])

    def is_done(self) -> None:
        """Redacted, under a new key that stands alone; of the old one there is a tombstone."""
        assert self.shown() == [LEFT, REST]
        kept = Kept.objects.get(conversation=self.pk)
        assert kept.redacted_at is not None
        assert (kept.rekey_at, kept.rekey_again) == (None, False)
        assert SealedKey.objects.get(owner=self.pk).fresh is None
        for pk, words in self.copy.items():
            Message.objects.filter(pk=pk).update(sealed=words)
        assert self.shown() == [keys.UNREADABLE] * 2


def ended(line: Line, robin: Counsellor, number: int) -> Ended:
    pk = talk(line, robin, web(line, SAID, token=f"seeker {number}"))
    let_in(web(line, REST, conversation=pk))
    wrapped(robin, pk)
    rows = Message.objects.filter(conversation=pk).values_list("pk", "sealed")
    return Ended(pk, {one: bytes(words) for one, words in rows})


def graves() -> int:
    return Tombstone.objects.filter(of_key=True, at__lte=timezone.now()).count()


def test_it_is_killed_at_every_step_twenty_times(
    line: Line, robin: Counsellor, another: Eraser
) -> None:
    dug = graves()
    for number in range(TIMES):
        made = ended(line, robin, number)
        for point in failpoints.REKEYING:
            assert another.live("rekey", point=point) == signal.SIGKILL, point
            made.is_readable()
        assert another.live("rekey") == 0
        made.is_done()
        dug, before = graves(), dug
        assert dug > before


def test_it_is_killed_before_every_statement(
    line: Line, robin: Counsellor, another: Eraser
) -> None:
    number, dug = 0, graves()
    over = int(signal.SIGKILL)
    while over == signal.SIGKILL:
        number += 1
        made = ended(line, robin, number)
        over = another.live("rekey", statement=number)
        made.is_readable()
        assert another.live("rekey") == 0
        made.is_done()
        dug, before = graves(), dug
        assert dug > before
    assert over == 0
    assert number > len(failpoints.REKEYING)
