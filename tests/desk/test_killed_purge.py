"""A purge whose process is killed at every step, twenty times, and before every one statement.

Each kill is a `kill -9` of a real process, and whoever goes on is another. Afterwards everything is
gone, once, it is counted right, and one receipt says so.
"""

import json
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from django.utils import timezone

from helpline.models import Conversation, Counsellor, Line, ReturnCode, Seeker
from routing import desk, returning
from tests.desk.eraser import Eraser, eraser
from tests.desk.house import (
    NUMBER,
    REAL,
    let_in,
    new_line,
    opened,
    reply,
    row,
    sms,
    talk,
    texts,
    web,
    wrapped,
)
from tests.desk.stored import is_stored
from transcripts import pictures
from transcripts.erasing import receipts, verify
from transcripts.models import (
    Message,
    Picture,
    Purge,
    Purged,
    Receipt,
    Removal,
    SealedKey,
    Tombstone,
)

pytestmark = REAL

TIMES = 20
# In the order in which a purge comes by: fail points, and the ends of steps that have none.
PLACES: tuple[dict[str, str], ...] = (
    {"point": "after_purge_begun"},
    {"step": "provider"},
    {"point": "after_key_destroyed"},
    {"step": "keys"},
    {"step": "pictures"},
    {"point": "after_rows_deleted"},
    {"step": "who_wrote"},
    {"point": "after_seeker_unknown"},
    {"point": "after_seeker_forgotten"},
    {"step": "their_keys"},
    {"step": "done"},
)


@dataclass
class Due:
    """Who wrote and left, and all of what is theirs."""

    talks: list[UUID] = field(default_factory=list)
    seekers: list[UUID] = field(default_factory=list)
    sealed: list[bytes] = field(default_factory=list)

    @property
    def owners(self) -> list[UUID]:
        return self.talks + self.seekers


@pytest.fixture
def line() -> Line:
    return new_line(number=NUMBER, policies={"web": "at_close", "sms": "at_close"})


@pytest.fixture
def another() -> Iterator[Eraser]:
    """Where other processes come from."""
    with eraser() as made:
        yield made


@pytest.fixture
def staying(line: Line, robin: Counsellor) -> Iterator[None]:
    """Somebody who talks on, and somebody who came back since: what is theirs is not touched."""
    now = talk(line, robin, web(line, "I am still here", token="stays"))
    before = talk(line, robin, sms(line, "the first time", address="+15005550100"))
    wrapped(robin, before)
    again = talk(line, robin, sms(line, "the second time", address="+15005550100"))
    assert row(again).seeker_id == row(before).seeker_id
    yield
    assert (texts(now), texts(again)) == (["I am still here"], ["the second time"])
    assert row(again).seeker.address is not None
    assert row(before).erased_at is not None


def due(line: Line, robin: Counsellor, number: int) -> Due:
    """Two who chatted, one with a number for coming back; one who texted, with a picture."""
    made = Due()
    for chat in range(2):
        made.talks.append(opened(web(line, token=f"seeker {number} {chat}")))
    returning.make(row(made.talks[0]).seeker_id)
    for each in made.talks:
        desk.leave(row(each).seeker_id)
    text = talk(line, robin, sms(line, address=f"+1500555{number:04}", sid=f"SM{number}"))
    let_in(reply(robin, text))
    pictures.expect([(text, 1, "sms", f"SM{number}", "ME1")], timezone.now())
    pictures.keep(Picture.objects.get(conversation=text), b"a picture")
    wrapped(robin, text)
    made.talks.append(text)
    made.seekers = [row(each).seeker_id for each in made.talks]
    words = Message.objects.filter(conversation__in=made.talks)
    made.sealed = [bytes(each) for each in words.values_list("sealed", flat=True)]
    return made


ROWS = {"transcripts.Message": 4, "transcripts.Picture": 1, "helpline.ReturnCode": 1}
ROWS |= {"helpline.Seeker": 3, "routing.Delivery": 1}


def is_gone(made: Due) -> None:
    """All of it, once, and counted right."""
    of_theirs = {"conversation__in": made.talks}
    for rows in (Message, Picture, Purged):
        assert not rows.objects.filter(**of_theirs).exists()
    assert not SealedKey.objects.filter(owner__in=made.owners).exists()
    assert Tombstone.objects.filter(owner__in=made.owners).count() == len(made.owners)
    assert not ReturnCode.objects.filter(seeker__in=made.seekers).exists()
    known = Seeker.objects.filter(pk__in=made.seekers, address_hash=None, token_hash=None)
    assert known.filter(address=None, code="").count() == 3
    assert not Conversation.objects.filter(pk__in=made.talks, erased_at=None).exists()
    done = Purge.objects.exclude(done_at=None).order_by("-pk").first()
    assert done is not None
    assert (done.conversations, done.keys, done.rows) == (3, 6, ROWS)
    Removal.objects.all().delete()


def is_unreadable(made: Due) -> None:
    assert [words for each in made.talks for words in texts(each)] == []


def test_it_is_killed_at_every_step_twenty_times(
    line: Line, robin: Counsellor, staying: None, another: Eraser
) -> None:
    assert another.live() == 0
    for number in range(TIMES):
        made = due(line, robin, number)
        for place in PLACES:
            assert another.live(**place) == signal.SIGKILL, place
            is_unreadable(made)
        # Who was killed with all done has left the write-ahead log as it was.
        assert another.live() == 0
        is_gone(made)
        assert not [each for each in made.sealed if is_stored(each)]
    assert Purge.objects.count() == 1 + TIMES
    one_receipt(another, conversations=1 + 3 * TIMES)


def test_it_is_killed_before_every_statement(
    line: Line, robin: Counsellor, staying: None, another: Eraser
) -> None:
    assert another.live() == 0
    number = 0
    ended = int(signal.SIGKILL)
    while ended == signal.SIGKILL:
        number += 1
        made = due(line, robin, number)
        ended = another.live(statement=number)
        is_unreadable(made)
        assert another.live() == 0
        is_gone(made)
    assert ended == 0
    assert number > len(PLACES)


def one_receipt(another: Eraser, conversations: int) -> None:
    """Drawn up once, although whoever draws it up is killed before every statement."""
    before = 1
    while another.live("receipt", statement=before) == signal.SIGKILL:
        before += 1
        assert Receipt.objects.count() <= 1
    assert before > 5
    assert another.live("receipt") == 0
    made = Receipt.objects.get()
    body = json.loads(made.body)
    assert sum(each["conversations"] for each in body["rules"]) == conversations
    assert not Purge.objects.exists()
    raw = verify.written(receipts.chain())
    assert verify.verify(raw, [body["key"]]) == receipts.hash_of(made)
