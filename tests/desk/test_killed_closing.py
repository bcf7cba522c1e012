"""A demand by law that is closed; its process is killed at every step, and at every statement.

Each kill is a `kill -9` of a real process, and whoever goes on is another. At each moment it reads
as it was or as it is to stay, and can be read; afterwards nothing opens it but its newest key, and
no copy of any moment before shows anything.
"""

import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone

from helpline import failpoints
from helpline.models import Line
from tests.desk import namer
from tests.desk.eraser import Eraser, eraser
from tests.desk.house import REAL
from transcripts import keys
from transcripts.copies import demands
from transcripts.models import Answer, Demand, SealedKey, Tombstone

pytestmark = REAL

TIMES = 20
NAMES = ("Rowntree", "Marlowe", "0188", namer.NAME)
DANA = demands.By(1, "Dana")
ASKED = demands.Said(
    f"Wendy Marlowe, as {namer.NAME} came", "Youth Act", "what Jane Rowntree wrote, 204 555 0188"
)
WHYS = (f"Jane Rowntree wrote, beside {namer.NAME}", "no more than that")
OPEN = {"who": ASKED.who, "basis": ASKED.basis, "scope": ASKED.scope}
# By rules alone, and when the model has read it as well.
BY_RULES = {
    "who": f"[PERSON 1], as {namer.NAME} came",
    "basis": ASKED.basis,
    "scope": "what [PERSON 2] wrote, [PHONE 1]",
}
LEFT = {**BY_RULES, "who": "[PERSON 1], as [PERSON 3] came"}
STATES = (
    (OPEN, WHYS),
    (BY_RULES, (f"[PERSON 2] wrote, beside {namer.NAME}", WHYS[1])),
    (LEFT, ("[PERSON 2] wrote, beside [PERSON 3]", WHYS[1])),
)


@pytest.fixture
def another() -> Iterator[Eraser]:
    """Where other processes come from; their worker has a name model."""
    with eraser(NAME_FINDER=namer.PATH) as made:
        yield made


@dataclass
class Came:
    """A demand with two answers, and the copies of its rows that anybody may have."""

    pk: UUID
    copies: list[list[bytes]] = field(default_factory=list)

    def rows(self) -> list[bytes]:
        answers = Answer.objects.filter(demand=self.pk).order_by("pk")
        sealed = [Demand.objects.get(pk=self.pk).sealed, *(each.sealed for each in answers)]
        return [bytes(each or b"") for each in sealed]

    def put_back(self, copy: list[bytes]) -> None:
        Demand.objects.filter(pk=self.pk).update(sealed=copy[0])
        answers = Answer.objects.filter(demand=self.pk).order_by("pk")
        for each, sealed in zip(answers, copy[1:], strict=True):
            Answer.objects.filter(pk=each.pk).update(sealed=sealed)

    def read(self) -> tuple[dict[str, str], tuple[str, ...]]:
        keys.forget([self.pk])
        words = demands.texts(Demand.objects.get(pk=self.pk))
        whys = [name for name in words if name.startswith("why-")]
        return {name: words[name] for name in OPEN}, tuple(words[name] for name in whys)

    def is_readable(self) -> None:
        """One of its states, whole; a copy is made of it as it lies there.

        Locked, because a server may still be busy with the last that a killed process said.
        """
        with transaction.atomic():
            demands.locked(self.pk)
            assert self.read() in STATES
            self.copies.append(self.rows())

    def is_done(self) -> None:
        row = Demand.objects.get(pk=self.pk)
        assert self.read() == STATES[-1]
        assert row.closed_at is not None
        assert (row.ask_at, row.rekey_at, row.rekey_again) == (None, None, False)
        assert SealedKey.objects.get(owner=self.pk).fresh is None
        self.no_copy_opens()

    def no_copy_opens(self) -> None:
        """What was taken out opens with no key that is left, whenever the copy was made."""
        now = self.rows()
        for copy in self.copies:
            self.put_back(copy)
            asked, whys = self.read()
            shown = " ".join([*asked.values(), *whys])
            assert not [name for name in NAMES if name in shown]
        self.put_back(self.copies[0])
        assert {*self.read()[0].values(), *self.read()[1]} == {keys.UNREADABLE}
        self.put_back(now)


def came(line: Line) -> Came:
    now = timezone.now()
    found = demands.record(line, DANA, "court", now.date(), ASKED, now)
    for why in WHYS:
        demands.answer(found, DANA, "refused", why, timezone.now())
    made = Came(found.pk)
    made.is_readable()
    return made


def graves() -> int:
    return Tombstone.objects.filter(of_key=True).count()


def test_it_is_killed_at_every_step_twenty_times(line: Line, another: Eraser) -> None:
    for _ in range(TIMES):
        made = came(line)
        for point in failpoints.REKEYING:
            for times in (1, 2):
                another.live("close", point=f"{point}:{times}")
                made.is_readable()
        assert another.live("close") == 0
        made.is_done()


def test_each_of_its_steps_is_reached(line: Line, another: Eraser) -> None:
    """Twice: what the model takes out goes with a second key."""
    for point in failpoints.REKEYING:
        for times in (1, 2):
            made = came(line)
            assert another.live("close", point=f"{point}:{times}") == signal.SIGKILL
            assert another.live("close") == 0
            made.is_done()


def test_it_is_killed_before_every_statement(line: Line, another: Eraser) -> None:
    number, over = 0, int(signal.SIGKILL)
    while over == signal.SIGKILL:
        number += 1
        made, before = came(line), graves()
        over = another.live("close", statement=number)
        made.is_readable()
        assert another.live("close") == 0
        made.is_done()
        assert graves() - before >= 2
    assert over == 0
    assert number > 2 * len(failpoints.REKEYING)
