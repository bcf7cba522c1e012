"""Old copies of the databases bring nothing back, whichever of the two is the older."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from helpline.models import Conversation, Counsellor, Line, Seeker
from routing import desk, timers
from routing.upkeep import aftercare, waking
from tests.desk.backup import put_back, taken
from tests.desk.house import REAL, Clock, opened, row, sms, talk, texts, web, wrapped
from tests.desk.test_decisions import decide
from transcripts import decisions, keys, retention
from transcripts.copies import demands, ending
from transcripts.models import Demand, Message, SealedKey, Tombstone
from transcripts.upkeep import burials, inspection

pytestmark = REAL
DANA = demands.By(1, "Dana")


def test_an_old_copy_of_the_keys_is_put_away_again(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    """Of a conversation, of who texted and of a decision: none has a tombstone in the old copy."""
    gone, kept = talk(line, robin, sms(line)), opened(web(line, "stays", token="other"))
    desk.flag(robin.pk, gone, 3)
    decide(robin, gone, reason="as agreed")
    backup = list(SealedKey.objects.all())
    desk.end(robin.pk, gone, "they are safe")
    desk.wrap(robin.pk, gone, "support")
    retention.apply(clock.forward(days=2))
    decisions.forget(clock.forward(days=364))
    assert set(SealedKey.objects.values_list("owner", flat=True)) == {kept}
    SealedKey.objects.all().delete()
    Tombstone.objects.all().delete()
    SealedKey.objects.bulk_create(backup)
    keys.forget([gone, kept])
    assert len(backup) == 4
    assert burials.put_away(clock.now()) == (3, 0)
    assert set(SealedKey.objects.values_list("owner", flat=True)) == {kept}
    assert Tombstone.objects.count() == 3
    assert texts(kept) == ["stays"]


def test_nor_does_an_old_copy_bring_the_key_of_a_demand_back(line: Line, clock: Clock) -> None:
    """Its row stays for good, so that what was decided is known; its words do not."""
    asked = demands.Said("a court", "an act", "all about Jane Q")
    day = clock.now().date()
    made = demands.record(line, DANA, "court", day, asked, clock.now())
    copy, backup = bytes(made.sealed or b""), list(SealedKey.objects.all())
    demands.forget(clock.forward(days=6 * 365 + 1))
    Tombstone.objects.all().delete()
    SealedKey.objects.bulk_create(backup)
    assert inspection.look().wrong["erased"] == [made.pk]
    assert burials.put_away(clock.now()) == (1, 0)
    keys.forget([made.pk])
    Demand.objects.update(sealed=copy)
    assert demands.texts(Demand.objects.get()) == {}


def test_a_copy_of_the_keys_from_between_two_keys_brings_no_old_one_back(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    """Of a talk and of a demand: the main database says that their exchange was done long ago."""
    line.policies = {"web": "month"}
    line.save()
    talked = talk(line, robin, web(line, "I am Wren"))
    wrapped(robin, talked)
    asked, day = demands.Said("a court", "an act", "all about Wren"), clock.now().date()
    made = demands.record(line, DANA, "court", day, asked, clock.now())
    demands.answer(made, DANA, "refused", "no", clock.now())
    before = bytes(Message.objects.get().sealed), bytes(made.sealed or b"")
    aftercare.redact_due(clock.now())
    ending.close(made, DANA, clock.now())
    backup = list(SealedKey.objects.all())
    assert [each.fresh is None for each in backup].count(False) == 2
    timers.sweep(clock.forward(minutes=3))
    SealedKey.objects.all().delete()
    Tombstone.objects.all().delete()
    SealedKey.objects.bulk_create(backup)
    burials.put_away(clock.now())
    keys.forget([talked, made.pk])
    timers.sweep(clock.forward(minutes=3))
    assert texts(talked) == ["I am [PERSON 1]"]
    Message.objects.update(sealed=before[0])
    Demand.objects.update(sealed=before[1])
    assert texts(talked) == [keys.UNREADABLE]
    assert demands.texts(Demand.objects.get())["scope"] == keys.UNREADABLE


def test_an_old_copy_of_the_words_is_shredded_again(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    line.policies = {"web": "month"}
    line.save()
    gone = talk(line, robin, web(line, "canary"))
    wrapped(robin, gone)
    rows = list(Message.objects.all())
    retention.shred([gone], clock.now())
    Message.objects.bulk_create(rows)
    Conversation.objects.update(erased_at=None)
    assert texts(gone) == []
    assert burials.put_away(clock.now()) == (0, 1)
    assert not Message.objects.exists()
    assert row(gone).erased_at is not None


def test_both_of_day_one_serve_nothing_on_day_forty_before_all_is_gone(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    """Neither knows of an erasure: what is over goes by its deadline, and who waited has gone."""
    over = talk(line, robin, web(line, "over", token="a"))
    wrapped(robin, over)
    held = talk(line, robin, web(line, "held", token="b"))
    texted = talk(line, robin, sms(line, "texted"))
    wrapped(robin, texted)
    waiting = opened(web(line, "waits", token="c"))
    now = clock.forward(days=40)
    waking.wake(now)
    assert not Message.objects.exists()
    assert set(Conversation.objects.filter(erased_at=None)) == set()
    assert {texts(each) == [] for each in (over, held, waiting, texted)} == {True}
    assert not SealedKey.objects.exists()


def test_a_backup_of_both_is_put_back_on_day_forty(
    line: Line, robin: Counsellor, clock: Clock, tmp_path: Path, pg_tools: None
) -> None:
    """Copies of day 1; forty days of use, in which all of it was erased; then they are put back.

    By the tools of the recipe: `pg_dump` and `pg_restore`, or SQLite's own copy of a file.
    """
    line.policies = {"web": "day"}
    line.save()
    over = talk(line, robin, web(line, "over", token="a"))
    wrapped(robin, over)
    held = talk(line, robin, web(line, "held", token="b"))
    retention.apply(clock.now())
    copies = taken(tmp_path, clock.now())
    wrapped(robin, held)
    retention.apply(clock.forward(hours=47))
    assert not SealedKey.objects.exists()
    clock.forward(days=38)
    put_back(copies)
    keys.forget([over, held])
    assert Message.objects.count() == SealedKey.objects.count() == 2
    assert texts(over) == []
    with pytest.raises(SystemExit, match="--apply --despite-jump"):
        waking.until_ready()
    call_command("retention", "--apply", "--despite-jump", stdout=io.StringIO())
    waking.until_ready()
    assert (texts(over), texts(held)) == ([], [])
    assert not Message.objects.filter(conversation=over).exists()
    # The line goes on as ever: what was put back can be written to.
    assert texts(opened(web(line, "day forty", token="c"))) == ["day forty"]


def test_keys_of_another_day_than_the_words_are_named(
    line: Line, robin: Counsellor, tmp_path: Path, clock: Clock, pg_tools: None
) -> None:
    """Words of today with keys of yesterday: what nobody can open any more is said, key by key."""
    before = taken(tmp_path / "before", clock.now())
    talk(line, robin, web(line, "said since"))
    after = taken(tmp_path / "after", clock.forward(minutes=1))
    put_back({"words": after["words"], "keys": before["keys"]})
    said = io.StringIO()
    with pytest.raises(CommandError, match="this copy of the keys is older than that of the words"):
        call_command("keys", "verify", stdout=said)
    put_back(after)
    call_command("keys", "verify", stdout=said)
    assert Conversation.objects.count() == 1


@pytest.mark.parametrize(("days", "wakes"), [(3, True), (7, True), (9, False)])
def test_a_house_that_was_off_for_some_days_wakes_by_itself(
    line: Line, robin: Counsellor, clock: Clock, days: int, wakes: bool
) -> None:
    wrapped(robin, talk(line, robin, sms(line, "before the week-end")))
    retention.apply(clock.now())
    clock.forward(days=days)
    if wakes:
        waking.until_ready()
    else:
        with pytest.raises(SystemExit, match=r"Is it \d.* UTC\?"):
            waking.until_ready()
    assert Message.objects.exists() is not wakes


def test_a_demonstration_always_wakes(
    line: Line, robin: Counsellor, clock: Clock, settings: Settings
) -> None:
    settings.DEMO = True
    wrapped(robin, talk(line, robin, sms(line, "long ago")))
    retention.apply(clock.now())
    clock.forward(days=90)
    waking.until_ready()
    assert not Message.objects.exists()


def test_while_anything_overdue_is_left_nothing_is_served(
    line: Line, robin: Counsellor, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrapped(robin, talk(line, robin))
    idle = tuple(each for each in waking.FIRST if each is not retention.after_sleep)
    monkeypatch.setattr(waking, "FIRST", idle)
    waking.wake(clock.forward(minutes=59))
    clock.forward(minutes=2)
    with pytest.raises(waking.Overdue, match=r"manage\.py retention"):
        waking.wake(clock.now())
    with pytest.raises(SystemExit, match="The words of 1 conversations"):
        waking.until_ready()


def test_a_usual_start_changes_nothing(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    before = (row(conversation).state, row(conversation).last_seq, Seeker.objects.count())
    waking.until_ready()
    assert (row(conversation).state, row(conversation).last_seq, Seeker.objects.count()) == before
    assert texts(conversation)
