"""A new master key: nothing is lost, nobody is unknown, and who is killed half-way goes on."""

import io
import uuid
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from helpline.models import Conversation, Counsellor, Line
from routing import returning
from routing.texting import optouts
from tests.desk.house import REAL, at_once, opened, row, sms, talk, texts, web
from transcripts import keys
from transcripts.keyring import hashes, masterfile, masters, wrapping
from transcripts.models import SealedKey, Tombstone
from transcripts.upkeep import inspection, rotation

pytestmark = REAL


@pytest.fixture
def file(settings: Settings, tmp_path: Path) -> Path:
    """An installation of its own: a master key in a file."""
    made = tmp_path / "master_key"
    made.write_text(masterfile.new("first") + "\n")
    made.chmod(0o600)
    settings.MASTER_KEY_SOURCE, settings.MASTER_KEY_FILE = "MASTER_KEY_FILE", made
    begin(settings, made)
    return made


def begin(settings: Settings, file: Path) -> None:
    """A process that starts now."""
    settings.MASTER_KEYS = masterfile.parse(file.read_text())
    settings.MASTER_KEY_ID = next(iter(settings.MASTER_KEYS))
    masters._seen.clear()
    hashes.forget()
    keys.forget(list(keys._remembered))


def under() -> dict[str, int]:
    return dict(inspection.look().under)


def command(act: str) -> str:
    said = io.StringIO()
    call_command("keys", act, stdout=said)
    return said.getvalue()


def test_everything_opens_and_everybody_is_known_without_the_old_one(
    file: Path, line: Line, robin: Counsellor, settings: Settings
) -> None:
    chat, text = talk(line, robin, web(line, "chat")), opened(sms(line, "text"))
    optouts.add((line.pk, "sms", "+15005550009"), row(chat).opened_at)
    number, _ = returning.make(row(chat).seeker_id)
    word = hashes.word_hash("heron")
    said = command("rotate")
    assert "first wraps nothing any more" in said
    assert set(under()) == {masters.current()} != {"first"}
    new = file.read_text().splitlines()[0]
    file.write_text(f"{new}\n")
    begin(settings, file)
    assert (texts(chat), texts(text)) == (["chat"], ["text"])
    assert opened(sms(line, "again")) == text
    assert optouts.among([(line.pk, "sms", "+15005550009")], row(chat).opened_at)
    assert hashes.word_fits("heron", word)
    bare = "".join(filter(str.isalnum, number))
    assert returning._opened(line.pk, bare, b"t", row(chat).opened_at)
    assert "Every key opens" in command("verify")


def test_a_process_that_started_before_learns_of_it_and_knows_the_same_people(
    file: Path, line: Line, settings: Settings
) -> None:
    conversation = opened(sms(line, "before"))
    old = dict(settings.MASTER_KEYS)
    rotation.rotate()
    settings.MASTER_KEYS, settings.MASTER_KEY_ID = old, "first"
    masters._seen.clear()
    hashes.forget()
    keys.forget([conversation])
    assert opened(sms(line, "after")) == conversation
    assert texts(conversation) == ["before", "after"]
    assert masters.current() != "first"


def test_whoever_is_killed_half_way_goes_on_and_makes_no_other_key(
    file: Path, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    talks = [opened(web(line, "w", token=str(number))) for number in range(7)]
    monkeypatch.setattr(rotation, "BATCH", 2)
    whole, left = rotation._move, [5]

    def killed(row: SealedKey, done: rotation.Done) -> None:
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt
        whole(row, done)

    with monkeypatch.context() as patch:
        patch.setattr(rotation, "_move", killed)
        with pytest.raises(KeyboardInterrupt):
            rotation.rotate()
    keys.forget(talks)
    assert [texts(each) for each in talks] == [["w"]] * 7
    half = under()
    assert set(half) == {"first", masters.current()}
    done = rotation.rotate()
    assert (done.new, done.moved, len(masters.names())) == (False, half["first"], 2)
    assert under() == {masters.current(): 8}
    keys.forget(talks)
    assert [texts(each) for each in talks] == [["w"]] * 7


def test_a_key_that_is_destroyed_meanwhile_stays_destroyed(
    file: Path, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = opened(web(line))
    wrap = wrapping.wrap

    def meanwhile(owner: UUID, key: bytes) -> bytes:
        if owner == conversation:
            keys.destroy([owner])
        return wrap(owner, key)

    hashes.pin()
    monkeypatch.setattr(wrapping, "wrap", meanwhile)
    rotation.rotate()
    assert not SealedKey.objects.filter(owner=conversation).exists()
    assert Tombstone.objects.filter(owner=conversation).exists()


def test_two_at_once_end_under_one_key(file: Path, line: Line) -> None:
    talks = [opened(web(line, "w", token=str(number))) for number in range(5)]
    hashes.pin()
    rotation.rotate()
    at_once(rotation.rotate, rotation.rotate)
    assert len(masters.names()) == 4
    keys.forget(talks)
    assert [texts(each) for each in talks] == [["w"]] * 5
    assert len(under()) == 1


def test_from_the_environment_nothing_is_made_and_the_remedy_is_told(
    line: Line, settings: Settings
) -> None:
    settings.MASTER_KEY_SOURCE = "MASTER_KEY"
    conversation = opened(web(line, "w"))
    with pytest.raises(CommandError, match="put it before the others"):
        command("rotate")
    settings.MASTER_KEYS = {"new": b"n" * 32, **settings.MASTER_KEYS}
    settings.MASTER_KEY_ID = "new"
    assert "Wrapped anew by new" in command("rotate")
    keys.forget([conversation])
    assert texts(conversation) == ["w"]
    assert set(under()) == {"new"}


# ---- verify ------------------------------------------------------------------------------------


def wrong() -> list[str]:
    with pytest.raises(CommandError) as caught:
        command("verify")
    return str(caught.value).splitlines()


def test_each_thing_that_is_wrong_is_one_line(line: Line, settings: Settings) -> None:
    settings.MASTER_KEY_SOURCE = "MASTER_KEY"
    altered, lost, erased, dead, keyless = (
        opened(web(line, token=str(number))) for number in range(5)
    )
    SealedKey.objects.filter(owner=altered).update(wrapped=b"x" * 60)
    SealedKey.objects.filter(owner=lost).update(master="gone")
    Conversation.objects.filter(pk=erased).update(erased_at=row(erased).opened_at)
    Tombstone.objects.create(owner=dead, at=row(dead).opened_at)
    SealedKey.objects.filter(owner=keyless).delete()
    nobody = uuid.uuid4()
    keys.make([nobody])
    SealedKey.objects.filter(owner=nobody).update(made_at=row(dead).opened_at.replace(year=2020))
    lines = wrong()
    assert len(lines) == 6
    assert "master key 'gone' is not there, and wraps 1 keys" in lines[0]
    for owner, words in (
        (altered, "does not open"),
        (erased, "is erased"),
        (dead, "was destroyed"),
        (nobody, "is nobody's"),
        (keyless, "older than that of the words"),
    ):
        assert [words in each for each in lines if str(owner) in each] == [True]


def test_many_of_a_kind_are_counted(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "NAMED", 2)
    for number in range(5):
        opened(web(line, token=str(number)))
    SealedKey.objects.update(wrapped=b"x" * 60)
    lines = wrong()
    assert len(lines) == 3
    assert lines[2].startswith("3 more: ")


def test_a_house_in_use_has_nothing_wrong(line: Line, robin: Counsellor) -> None:
    talk(line, robin, sms(line))
    hashes.pin()
    assert list(inspection.look().lines()) == []
    assert inspection.samples() == {masters.current(): True}
