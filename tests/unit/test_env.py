"""The environment's one table: what is read, what is refused, and what the refusal says."""

import errno
import os
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import databases, env, keyfiles, ports, variables
from tests.servers import free_port
from transcripts.keyring import masterfile

ROOT = Path(env.__file__).resolve().parent.parent
ASK_THE_DATABASE = "from helpline.models import Line; Line.objects.first()"
KEY = "first:" + "A" * 43 + "="


def run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A Python process of its own with these variables and none of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**kept, **variables},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("words", ["eight", "0", "-1", "1.5", "²"])
def test_a_number_that_is_none(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setenv("PORT", words)
    with pytest.raises(ImproperlyConfigured, match=r"^PORT is not a whole number\. Set it"):
        env.number("PORT")


def test_what_is_absent_has_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)
    assert env.number("PORT") == 8000
    monkeypatch.setenv("PORT", "  ")
    assert env.number("PORT") == 8000
    assert not env.given("PORT")


@pytest.mark.parametrize(
    ("words", "value"), [("1", True), ("Yes", True), ("0", False), ("", False)]
)
def test_a_flag(monkeypatch: pytest.MonkeyPatch, words: str, *, value: bool) -> None:
    monkeypatch.setenv("DEMO", words)
    assert env.flag("DEMO") is value


def test_a_flag_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="DEMO is neither yes nor no"):
        env.flag("DEMO")


def test_an_unlisted_variable_cannot_be_read() -> None:
    with pytest.raises(KeyError):
        env.text("SOMETHING_ELSE")


@pytest.mark.parametrize("words", ["mysql://a:canary@b/c", "nonsense", "postgres://a:canary@b:x/c"])
def test_a_database_of_another_kind_is_refused_unquoted(
    monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", words)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL") as complaint:
        env.database("DATABASE_URL", Path("unused"))
    assert "canary" not in str(complaint.value)


def test_sqlite_is_careful_and_postgresql_is_bounded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("KEYS_DATABASE_URL", "postgres://me:secret@db.example:5433/keys")
    monkeypatch.setenv("STATEMENT_TIMEOUT_MS", "1500")
    made = databases.databases(tmp_path)
    main, keys = made["default"]["OPTIONS"], made["keys"]["OPTIONS"]
    assert isinstance(main, dict)
    assert isinstance(keys, dict)
    assert main["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in main["init_command"]
    assert "secure_delete=ON" in main["init_command"]
    assert "statement_timeout=1500" in keys["options"]
    assert "jit=off" in keys["options"]
    assert keys["pool"]["max_size"] == 8
    assert made["keys"]["PORT"] == 5433


def test_a_secret_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    file = tmp_path / "var" / "secret"
    assert keyfiles.kept(file, "one") == "one"
    assert keyfiles.kept(file, "two") == "one"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_master_keys_keep_their_order() -> None:
    other = keyfiles.new_master_key().replace("first:", "second:")
    keys = keyfiles.master_keys(f"{other}\n{KEY}", "MASTER_KEY")
    assert list(keys) == ["second", "first"]
    assert all(len(key) == 32 for key in keys.values())


@pytest.mark.parametrize("words", ["canary", "first:canary", "first:", f":{KEY[6:]}", KEY[:-4]])
def test_a_master_key_that_is_none_is_refused_unquoted(words: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="MASTER_KEY is not") as complaint:
        keyfiles.master_keys(words, "MASTER_KEY")
    assert "canary" not in str(complaint.value)


def test_the_example_names_every_variable_once() -> None:
    lines = variables.example().splitlines()
    for variable in variables.TABLE:
        assert lines.count(f"#{variable.name}={variable.default}") == 1
    assert not any(v.default for v in variables.TABLE if v.secret)


def test_the_text_channel_has_two_tokens_while_one_is_changed(tmp_path: Path) -> None:
    told = {"TWILIO_AUTH_TOKEN": "new", "TWILIO_AUTH_TOKEN_OLD": "old", "TWILIO_REDACTION": "yes"}
    names = [*told, "TWILIO_BASE_URL"]
    ask = f"from django.conf import settings; print(*(getattr(settings, n) for n in {names}))"
    said = run("manage.py", "shell", "-v", "0", "-c", ask, VAR_DIR=str(tmp_path), **told)
    assert said.stdout.split() == ["new", "old", "True", "https://api.twilio.com"], said.stderr
    assert variables.VARIABLES["TWILIO_AUTH_TOKEN_OLD"].secret


def test_a_wrong_variable_is_one_line(tmp_path: Path) -> None:
    said = run("manage.py", "check", VAR_DIR=str(tmp_path), PORT="canary")
    assert said.returncode == 1
    assert said.stderr.strip() == "PORT is not a whole number. Set it to one from 1 on: PORT=8000."


@pytest.mark.parametrize(
    ("variables", "line"),
    [
        ({"PORT": "70000"}, "PORT is more than 65535."),
        ({"PROCESSES": "two"}, "PROCESSES is not a whole number. Set it to one from 1 on: PROC"),
        ({"VAR_DIR": "/dev/null/var"}, "VAR_DIR cannot be used, /dev/null/var: Not a directory."),
        (
            {"PUBLIC_BASE_URL": "https://chat.example.org", "MASTER_KEY_FILE": "/nowhere/key"},
            "MASTER_KEY_FILE names a file that is not there or cannot be read. Make one: ",
        ),
        (
            {"DATABASE_URL": "postgres://me:canary@127.0.0.1:1/main"},
            "The database cannot be used: ",
        ),
        ({}, "The database cannot be used: no such table: "),
    ],
)
def test_what_cannot_be_used_is_one_line(
    tmp_path: Path, variables: dict[str, str], line: str
) -> None:
    told = {"VAR_DIR": str(tmp_path), **variables}
    said = run("manage.py", "shell", "-v", "0", "-c", ASK_THE_DATABASE, **told)
    assert said.returncode == 1
    assert said.stderr.splitlines()[-1].startswith(line), said.stderr
    assert "Traceback" not in said.stderr
    assert "canary" not in said.stderr


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (errno.EADDRINUSE, "PORT: port 80 is taken. "),
        (errno.EACCES, "PORT: port 80 is for the system only. "),
        (errno.EADDRNOTAVAIL, "HOST: this machine has no such address. "),
    ],
)
def test_a_port_that_cannot_be_had_says_why(fault: int, words: str) -> None:
    assert ports.why(OSError(fault, ""), 80, "PORT").startswith(words)


def test_a_server_process_says_the_same_line(tmp_path: Path) -> None:
    said = run("-c", "import config.asgi", VAR_DIR=str(tmp_path), PORT="eight")
    assert said.stderr.strip() == "PORT is not a whole number. Set it to one from 1 on: PORT=8000."


def test_a_bare_public_start_is_refused_line_by_line(tmp_path: Path) -> None:
    said = run(
        "-c",
        "import config.asgi",
        VAR_DIR=str(tmp_path),
        PUBLIC_BASE_URL="http://chat.example.org",
        PROCESSES="2",
        DEMO="1",
    )
    assert said.returncode == 1
    for name in ("SECRET_KEY", "MASTER_KEY", "PUBLIC_BASE_URL", "PROCESSES", "DEMO"):
        assert any(f": {name}" in line for line in said.stderr.splitlines()), said.stderr
    assert not (tmp_path / "secret_key").exists()


def test_the_embedded_default_needs_nothing(tmp_path: Path) -> None:
    said = run("-c", "import config.asgi", VAR_DIR=str(tmp_path))
    assert said.returncode == 0, said.stderr
    assert {"secret_key", "master_key"} <= {file.name for file in tmp_path.iterdir()}


def test_a_master_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "master_key"
    file.write_text(keyfiles.new_master_key())
    file.chmod(0o640)
    said = run("manage.py", "serve", VAR_DIR=str(tmp_path))
    assert said.returncode == 1
    assert said.stderr.strip().splitlines() == [
        "helpline.E015: MASTER_KEY_FILE can be read by others. Run: chmod 600 on the file."
    ]


def test_a_master_key_that_opens_nothing_is_refused(tmp_path: Path) -> None:
    """Exchanged, and under another name: who put the wrong file in place reads which it is."""
    wrap = "from transcripts.keyring import hashes; hashes.pin()"
    run("manage.py", "migrate", "--database=keys", "-v", "0", VAR_DIR=str(tmp_path))
    run("manage.py", "shell", "-v", "0", "-c", wrap, VAR_DIR=str(tmp_path))
    file = tmp_path / "master_key"
    for name, line in (
        ("first", "helpline.E028: MASTER_KEY_FILE holds another master key 'first' than "),
        ("other", "helpline.E027: MASTER_KEY_FILE lacks the master key 'first', by which "),
    ):
        file.write_text(masterfile.new(name))
        said = run("manage.py", "serve", VAR_DIR=str(tmp_path), PORT=str(free_port()))
        assert said.returncode == 1
        assert len(said.stderr.strip().splitlines()) == 1, said.stderr
        assert line in said.stderr


def test_a_name_for_a_key_is_free_and_a_file_keeps_what_it_had(tmp_path: Path) -> None:
    day, file = date(2026, 11, 27), tmp_path / "master_key"
    assert masterfile.free_name({"first"}, day) == "2026-11-27"
    assert masterfile.free_name({"2026-11-27", "2026-11-27b"}, day) == "2026-11-27c"
    file.write_text(f"{KEY}\n")
    masterfile.put_first(file, masterfile.new("new"))
    assert list(masterfile.parse(file.read_text())) == ["new", *masterfile.parse(KEY)]
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["master_key"]
    with pytest.raises(ValueError, match="no master key"):
        masterfile.parse(f"{KEY} {KEY}")
