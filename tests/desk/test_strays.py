"""Keys without an owner are thrown away in the end; a key whose owner is there never is."""

import logging
import uuid
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import OperationalError, connections
from django.utils import timezone

from helpline import failpoints
from helpline.models import Conversation, Counsellor, Line, Seeker
from routing import desk, inbound, timers
from tests.desk.house import PHONE, REAL, Clock, codes, opened, row, sms, texts, web
from transcripts import keys, retention
from transcripts.models import SealedKey, Tombstone
from transcripts.upkeep import strays

pytestmark = REAL


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch) -> strays.Look:
    """A worker that has just started and looks as often as it is asked to."""
    monkeypatch.setattr(strays, "LOOK_SECONDS", 0.0)
    return strays.Look()


def left_behind(*, hours: float = 2) -> UUID:
    """The key of somebody whose opening never committed, made so long ago."""
    owner = uuid.uuid4()
    keys.make([owner])
    made = timezone.now() - timedelta(hours=hours)
    SealedKey.objects.filter(owner=owner).update(made_at=made)
    return owner


def kept() -> set[UUID]:
    return set(SealedKey.objects.values_list("owner", flat=True))


def looks(look: strays.Look, clock: Clock, times: int = 2) -> int:
    return sum(look.throw_away(clock.now()) for _ in range(times))


def test_what_was_left_behind_goes_at_the_second_look(look: strays.Look, clock: Clock) -> None:
    left_behind()
    assert looks(look, clock, 1) == 0
    assert looks(look, clock, 1) == 1
    assert kept() == set()


def test_a_young_key_stays(look: strays.Look, clock: Clock) -> None:
    young = left_behind(hours=0.9)
    looks(look, clock)
    assert kept() == {young}
    clock.forward(hours=1)
    looks(look, clock)
    assert kept() == set()


def test_whoever_has_an_owner_stays_however_old(
    line: Line, look: strays.Look, clock: Clock
) -> None:
    """A chat, a text and who wrote it, and a chat that is over and not yet erased."""
    chat, text = opened(web(line, "chat")), opened(sms(line, "text"))
    over = opened(web(line, token="other"))
    desk.leave(row(over).seeker_id)
    left_behind()
    clock.forward(days=400)
    assert looks(look, clock) == 1
    assert kept() == {chat, text, over, row(text).seeker_id}
    assert (texts(chat), texts(text)) == (["chat"], ["text"])
    seeker = row(text).seeker
    assert keys.open_sealed(seeker.pk, bytes(seeker.address or b""), b"address") == PHONE


def test_an_owner_who_comes_between_two_looks_keeps_the_key(
    line: Line, look: strays.Look, clock: Clock
) -> None:
    """A clock was set forward while the opening was under way."""
    owner = left_behind()
    looks(look, clock, 1)
    late = row(opened(web(line)))
    late.pk, late.state = owner, "closed"
    late.save(force_insert=True)
    looks(look, clock, 3)
    assert owner in kept()


def test_an_unclear_commit_leaves_nothing_for_ever(
    line: Line, look: strays.Look, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(point: str) -> None:
        if point == "before_commit":
            raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(failpoints, "reach", lost)
        assert codes(inbound.receive([sms(line)])) == ["try_again"]
    assert kept()
    assert not Conversation.objects.exists()
    clock.forward(hours=2)
    looks(look, clock)
    assert kept() == set()


def test_it_is_not_looked_at_all_the_time(clock: Clock) -> None:
    look = strays.Look()
    left_behind()
    assert looks(look, clock, 5) == 0
    assert look.suspects == kept() != set()


def test_more_than_one_batch_is_looked_through(
    line: Line, look: strays.Look, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strays, "BATCH", 2)
    chats = {opened(web(line, token=str(number))) for number in range(3)}
    for _ in range(5):
        left_behind()
    clock.forward(hours=2)
    assert looks(look, clock) == 5
    assert kept() == chats


def test_more_than_crashes_leave_is_reported_and_left(
    look: strays.Look,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(strays, "MOST", 3)
    there = {left_behind() for _ in range(4)}
    with caplog.at_level(logging.ERROR):
        looks(look, clock)
    assert kept() == there
    assert [record.msg for record in caplog.records] == ["keys_without_owner"]


def test_beside_a_wrong_main_database_nothing_is_thrown_away(
    line: Line, robin: Counsellor, look: strays.Look, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    """Who was erased last is not there: this is another database, or an old copy."""
    for number in range(3):
        desk.leave(row(opened(web(line, token=str(number)))).seeker_id)
    retention.apply(clock.now())
    chat = opened(web(line, token="goes on"))
    clock.forward(hours=2)
    empty_main()
    with caplog.at_level(logging.ERROR):
        looks(look, clock)
    assert kept() == {chat}
    assert "keys_without_owner" in caplog.messages


def empty_main() -> None:
    """As if DATABASE_URL named another database."""
    for table in ("routing_step", "transcripts_message", "helpline_conversation"):
        with connections["default"].cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")
    Seeker.objects.all().delete()


def test_an_old_copy_of_a_destroyed_key_is_no_stray(look: strays.Look, clock: Clock) -> None:
    owner = left_behind()
    Tombstone.objects.create(owner=owner, at=clock.now())
    assert looks(look, clock) == 0


def test_the_worker_looks(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strays, "LOOK_SECONDS", 0.0)
    monkeypatch.setattr(strays.look, "due", 0.0)
    left_behind()
    done: Sequence[dict[str, int]] = [timers.sweep(clock.now()) for _ in range(2)]
    assert [each["throw_away"] for each in done] == [0, 1]
