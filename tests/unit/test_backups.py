"""Copies of the databases: which there are, how old they are, and when that is said to be late."""

import io
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from transcripts.backups import folders, looking, taking
from transcripts.backups.folders import Found, Promise
from transcripts.models import Backup

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PROMISE = Promise(timedelta(hours=26), timedelta(days=7))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def copy(folder: Path, name: str, age: timedelta, *, words: str = "x", now: datetime = NOW) -> Path:
    folder.mkdir(exist_ok=True)
    made = folder / name
    made.write_text(words)
    os.utime(made, ((now - age).timestamp(),) * 2)
    return made


# ---- what lies there -----------------------------------------------------------------------------


def test_only_whole_copies_of_that_database_count(tmp_path: Path) -> None:
    copy(tmp_path, "words-1.dump", DAY)
    copy(tmp_path, "words-2.sqlite3.gpg", HOUR)
    copy(tmp_path, "words-3.dump", timedelta(), words="")
    copy(tmp_path, "words-4.dump.part", timedelta())
    copy(tmp_path, "keys-5.dump", timedelta())
    copy(tmp_path, "notes.txt", timedelta())
    found = folders.copies(tmp_path, "words")
    assert [(file.name, made) for file, made in found] == [
        ("words-1.dump", NOW - DAY),
        ("words-2.sqlite3.gpg", NOW - HOUR),
    ]
    assert folders.found(made for _, made in found) == Found(2, NOW - HOUR, NOW - DAY)
    assert folders.found([]) == Found(0, None, None)


@pytest.mark.parametrize(
    ("kind", "newest", "oldest", "late"),
    [
        ("words", 26 * HOUR, 400 * DAY, []),
        ("words", 26 * HOUR + HOUR / 60, 27 * HOUR, ["words_old"]),
        ("words", None, None, ["words_old"]),
        ("keys", HOUR, 7 * DAY, []),
        ("keys", HOUR, 7 * DAY + HOUR, ["keys_kept"]),
        ("keys", 8 * DAY, 8 * DAY, ["keys_old", "keys_kept"]),
        ("keys", None, None, ["keys_old"]),
        # Of one that somebody noted nobody knows the others.
        ("keys", HOUR, None, []),
        # A clock that was put back makes nothing late.
        ("words", -HOUR, -HOUR, []),
    ],
)
def test_late_is_what_is_older_than_was_promised(
    kind: folders.Kind, newest: timedelta | None, oldest: timedelta | None, late: list[str]
) -> None:
    ages = [None if age is None else NOW - age for age in (newest, oldest)]
    assert folders.late(kind, Found(1, *ages), PROMISE, NOW) == late


# ---- watched by the worker -----------------------------------------------------------------------


@pytest.fixture
def places(tmp_path: Path, settings: Settings) -> tuple[Path, Path]:
    """The folders of both, each with a copy of an hour ago."""
    settings.BACKUPS, settings.KEYS_BACKUPS = tmp_path / "words", tmp_path / "keys"
    copy(settings.BACKUPS, "words-1.dump", HOUR)
    copy(settings.KEYS_BACKUPS, "keys-1.dump", HOUR)
    return settings.BACKUPS, settings.KEYS_BACKUPS


@pytest.mark.django_db
def test_the_worker_writes_down_what_there_is_and_looks_seldom(places: tuple[Path, Path]) -> None:
    assert looking.look_at_copies(NOW) == 2
    assert looking.look_at_copies(NOW + looking.EVERY / 2) == 0
    assert looking.late(NOW) == []
    there, _ = looking.standing(NOW)["keys"]
    assert there == Found(1, NOW - HOUR, NOW - HOUR)
    copy(places[0], "words-2.dump", timedelta(), now=NOW + HOUR)
    assert looking.look_at_copies(NOW + HOUR) == 2
    assert looking.standing(NOW + HOUR)["words"][0].count == 2


@pytest.mark.django_db
def test_late_is_said_once_and_again_when_it_is_late_again(
    places: tuple[Path, Path], caplog: pytest.LogCaptureFixture
) -> None:
    looking.look_at_copies(NOW)
    for hours in (26, 27, 28):
        looking.look_at_copies(NOW + hours * HOUR)
    causes = [getattr(each, "cause", "") for each in caplog.records]
    assert causes == ["words_old", "keys_old"]
    assert looking.late(NOW + 28 * HOUR) == ["words_old", "keys_old"]
    copy(places[0], "words-2.dump", timedelta(), now=NOW + 29 * HOUR)
    looking.look_at_copies(NOW + 29 * HOUR)
    assert looking.late(NOW + 29 * HOUR) == ["keys_old"]
    looking.look_at_copies(NOW + 60 * HOUR)
    causes = [getattr(each, "cause", "") for each in caplog.records]
    assert causes == ["words_old", "keys_old", "words_old"]


@pytest.mark.django_db
def test_a_worker_that_stands_still_makes_no_copy_younger(places: tuple[Path, Path]) -> None:
    looking.look_at_copies(NOW)
    assert looking.late(NOW + 8 * DAY) == ["words_old", "keys_old", "keys_kept"]


@pytest.mark.django_db
def test_a_folder_that_is_gone_is_said_and_what_was_seen_stays(places: tuple[Path, Path]) -> None:
    looking.look_at_copies(NOW)
    for file in places[1].iterdir():
        file.unlink()
    places[1].rmdir()
    looking.look_at_copies(NOW + HOUR)
    assert looking.late(NOW + HOUR) == ["keys_unseen"]
    assert looking.standing(NOW + HOUR)["keys"][0].newest == NOW - HOUR


@pytest.mark.django_db
def test_without_a_folder_nothing_is_known_until_somebody_notes_a_copy(settings: Settings) -> None:
    settings.BACKUPS = settings.KEYS_BACKUPS = None
    assert looking.look_at_copies(NOW) == 0
    assert looking.standing(NOW) == {}
    looking.noted("words", NOW)
    assert looking.standing(NOW) == {"words": (Found(1, NOW, None), [])}
    looking.look_at_copies(NOW + 27 * HOUR)
    assert looking.late(NOW + 27 * HOUR) == ["words_old"]


@pytest.mark.django_db
def test_a_folder_that_is_watched_no_longer_is_late_no_longer(
    places: tuple[Path, Path], settings: Settings
) -> None:
    looking.look_at_copies(NOW)
    settings.KEYS_BACKUPS = None
    looking.look_at_copies(NOW + 30 * DAY)
    assert looking.late(NOW + 30 * DAY) == ["words_old"]


# ---- the command ---------------------------------------------------------------------------------


def said(*words: str) -> list[str]:
    out = io.StringIO()
    call_command("backups", *words, stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.django_db
def test_it_shows_the_ages_of_both_and_complains_of_what_is_late(
    tmp_path: Path, settings: Settings
) -> None:
    now = datetime.now(UTC)
    settings.BACKUPS, settings.KEYS_BACKUPS = tmp_path / "words", tmp_path / "keys"
    copy(settings.BACKUPS, "words-1.dump", 30 * DAY, now=now)
    copy(settings.BACKUPS, "words-2.dump", 3 * HOUR, now=now)
    copy(settings.KEYS_BACKUPS, "keys-1.dump", HOUR / 2, now=now)
    first, second = said()
    assert first.startswith("words: the newest 3 hours old (")
    assert first.endswith(", the oldest 30 days, 2 in all")
    assert second.startswith("keys: the newest 30 minutes old (")
    copy(settings.KEYS_BACKUPS, "keys-0.dump", 9 * DAY, now=now)
    with pytest.raises(CommandError, match=r"older than 7 days .* Delete it"):
        said()


@pytest.mark.django_db
def test_it_says_how_copies_become_known(settings: Settings) -> None:
    settings.BACKUPS = settings.KEYS_BACKUPS = None
    words, keys = said()
    assert "set BACKUPS" in words
    assert "`manage.py backups note keys`" in keys
    said("note", "keys")
    assert said()[1].endswith(", as somebody noted")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("take",), "Of which database"),
        (("note",), "Of which database"),
        (("take", "words"), "Set BACKUPS"),
        (("take", "keys"), "Set KEYS_BACKUPS"),
        (("take", "all"), "invalid choice"),
    ],
)
def test_what_is_missing_is_said(settings: Settings, asked: tuple[str, ...], why: str) -> None:
    settings.BACKUPS = settings.KEYS_BACKUPS = None
    with pytest.raises(CommandError, match=why):
        said(*asked)


def test_the_two_are_never_put_into_one_folder(tmp_path: Path) -> None:
    copy(tmp_path, "keys-1.dump", HOUR)
    with pytest.raises(taking.NotTaken, match="keep the two apart"):
        taking.take("words", tmp_path, NOW)
    assert [each.name for each in tmp_path.iterdir()] == ["keys-1.dump"]


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here already")
    with pytest.raises(taking.NotTaken, match="cannot be written"):
        taking.take("keys", tmp_path / "file", NOW)


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_a_copy_is_whole_and_its_owner_s_and_old_ones_of_the_keys_go(
    tmp_path: Path, settings: Settings, pg_tools: None
) -> None:
    settings.BACKUPS, settings.KEYS_BACKUPS = tmp_path / "words", tmp_path / "keys"
    now = datetime.now(UTC)
    for folder, kind in ((settings.BACKUPS, "words"), (settings.KEYS_BACKUPS, "keys")):
        copy(folder, f"{kind}-old.dump", 8 * DAY, now=now)
        copy(folder, f"{kind}-young.dump", 6 * DAY, now=now)
        said("take", kind)
    (made,) = (each for each in settings.KEYS_BACKUPS.iterdir() if "20" in each.name)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert made.read_bytes()[:5] in (b"PGDMP", b"SQLit")
    assert not list(tmp_path.rglob("*.part"))
    assert not (settings.KEYS_BACKUPS / "keys-old.dump").exists()
    assert (settings.KEYS_BACKUPS / "keys-young.dump").exists()
    assert (settings.BACKUPS / "words-old.dump").exists()
    assert Backup.objects.get(kind="words").count == 3


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_one_that_fails_leaves_nothing_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pg_tools: None, *, on_sqlite: bool
) -> None:
    name = str(tmp_path / "nothing" / "here") if on_sqlite else "there_is_no_such_database"
    nowhere = {**taking.described("words"), "NAME": name}
    monkeypatch.setattr(taking, "described", lambda kind: nowhere)
    with pytest.raises(taking.NotTaken, match=r"cannot be copied|pg_dump failed: .*no_such"):
        taking.take("words", tmp_path / "words", NOW)
    assert not list((tmp_path / "words").iterdir())


def test_without_pg_dump_it_is_said_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    server = {"ENGINE": "django.db.backends.postgresql", "NAME": "x"}
    monkeypatch.setattr(taking, "described", lambda kind: server)
    with pytest.raises(taking.NotTaken, match="install PostgreSQL's client programs"):
        taking.take("words", tmp_path / "words", NOW)
