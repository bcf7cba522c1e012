"""Nothing of a destroyed key is left in the files of its database, on PostgreSQL neither."""

from pathlib import Path
from uuid import UUID

import pytest
from django.db import connections

from helpline.models import Line
from routing import timers
from tests.desk.house import REAL, Clock, opened, web
from transcripts import keys
from transcripts.erasing import leftovers
from transcripts.models import SealedKey
from transcripts.redacted import rekeying

pytestmark = REAL


def wrapped(owners: list[UUID]) -> list[bytes]:
    rows = SealedKey.objects.filter(owner__in=owners).values_list("wrapped", flat=True)
    return [bytes(each) for each in rows]


def table() -> bytes:
    """The table of keys as it lies on the disk."""
    connection = connections["keys"]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            name = str(connection.settings_dict["NAME"])
            return b"".join(Path(name + end).read_bytes() for end in ("", "-wal"))
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath(%s))", [leftovers.TABLE])
        return bytes(cursor.fetchone()[0])


@pytest.fixture
def at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftovers, "SECONDS", 0.0)


@pytest.mark.usefixtures("at_any_time")
def test_a_destroyed_key_is_nowhere_in_the_table(line: Line, clock: Clock) -> None:
    """Also the last that was made, which a usual vacuum leaves where it is."""
    talks = [opened(web(line, token=str(number))) for number in range(6)]
    leftovers.clear(clock.now())
    gone, kept = wrapped(talks[3:]), wrapped(talks[:3])
    assert [each in table() for each in gone + kept] == [True] * 6
    keys.destroy(talks[3:])
    leftovers.clear(clock.forward(seconds=1))
    stored = table()
    assert [each in stored for each in gone + kept] == [False] * 3 + [True] * 3


@pytest.mark.usefixtures("at_any_time")
def test_nor_is_one_that_was_exchanged(line: Line, clock: Clock) -> None:
    """What is kept redacted stays for a month, and maybe nothing is erased meanwhile."""
    talk = opened(web(line))
    leftovers.clear(clock.now())
    [old] = wrapped([talk])
    rekeying.begin(talk)
    rekeying.finish(talk)
    [new] = wrapped([talk])
    assert old in table()
    timers.sweep(clock.forward(seconds=1))
    assert (old in table(), new in table()) == (False, True)


@pytest.mark.usefixtures("at_any_time")
def test_the_table_is_written_anew_only_after_something_was_destroyed(
    line: Line, clock: Clock
) -> None:
    leftovers.clear(clock.now())
    clock.forward(hours=1)
    leftovers.clear(clock.now())
    assert leftovers.clear(clock.forward(hours=1)) == 0
    keys.destroy([opened(web(line))])
    assert leftovers.clear(clock.now()) == 1


def test_no_statistics_are_kept_of_wrapped_keys(line: Line, on_sqlite: bool) -> None:
    if on_sqlite:
        assert leftovers.rewrite()
        return
    for number in range(30):
        opened(web(line, token=str(number)))
    with connections["keys"].cursor() as cursor:
        cursor.execute(f"ANALYZE {leftovers.TABLE}")
        cursor.execute("SELECT attname FROM pg_stats WHERE tablename = %s", [leftovers.TABLE])
        assert "wrapped" not in {name for (name,) in cursor.fetchall()}
