"""Start-up checks: each dangerous setting gives its one line, and a safe start gives none."""

from pathlib import Path
from typing import Any

import django
import pytest
from django.contrib.auth import get_user_model
from pytest_django.fixtures import Settings

from config import checks, keychecks, serverchecks, startup
from demo import cast
from helpline.models import Line, Number

PUBLIC: dict[str, Any] = {
    "PRODUCTION": True,
    "PUBLIC_BASE_URL": "https://chat.example.org",
    "PUBLIC_ORIGIN": "https://chat.example.org",
    "SECRET_KEY": "s" * 50,
    "DEBUG": False,
    "DEMO": False,
    "FAIL_POINT": "",
    "TWILIO_ACCOUNT_SID": "",
    "TWILIO_AUTH_TOKEN": "",
    "TWILIO_AUTH_TOKEN_OLD": "",
    "TEXT_VALID_SECONDS": 900,
    "TWILIO_BASE_URL": "https://api.twilio.com",
    "ALLOWED_HOSTS": ["chat.example.org"],
    "BACKUPS": Path("/backups"),
    "KEYS_BACKUPS": Path("/mnt/keys"),
}
ON_FILE = {"ENGINE": "django.db.backends.sqlite3", "NAME": "a.sqlite3"}
ON_SERVER = {"ENGINE": "django.db.backends.postgresql", "NAME": "main", "HOST": "db", "PORT": 5432}
IN_MEMORY = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
CORE = {"default": {"BACKEND": "channels_redis.core.RedisChannelLayer"}}

WRONG: list[tuple[str, str, dict[str, Any]]] = [
    ("E001", "PROCESSES", {"PROCESSES": 2, "REDIS_URL": ""}),
    ("E002", "CHANNEL_LAYERS", {"CHANNEL_LAYERS": IN_MEMORY}),
    ("E003", "CHANNEL_LAYERS", {"CHANNEL_LAYERS": CORE}),
    ("E004", "SECRET_KEY", {"SECRET_KEY": "missing"}),
    ("E004", "SECRET_KEY", {"SECRET_KEY": "s" * 49}),
    ("E005", "DEBUG", {"DEBUG": True}),
    ("E006", "PUBLIC_BASE_URL", {"PUBLIC_BASE_URL": "https://example.org/chat"}),
    ("E007", "PUBLIC_BASE_URL", {"PUBLIC_ORIGIN": "http://chat.example.org"}),
    ("E008", "DEMO", {"DEMO": True}),
    ("E009", "TWILIO_AUTH_TOKEN", {"TWILIO_ACCOUNT_SID": "AC1"}),
    ("E009", "TWILIO_ACCOUNT_SID", {"TWILIO_AUTH_TOKEN": "t"}),
    ("E010", "TWILIO_BASE_URL", {"TWILIO_BASE_URL": "http://api.example.org"}),
    ("E011", "TWILIO_BASE_URL", {"TWILIO_BASE_URL": "http://127.0.0.1:8001"}),
    ("E012", "KEYS_DATABASE_URL", {"DATABASES": {"default": ON_FILE, "keys": ON_FILE}}),
    ("E012", "KEYS_DATABASE_URL", {"DATABASES": {"default": ON_SERVER, "keys": ON_SERVER}}),
    ("E013", "KEYS_DATABASE_URL", {"DATABASES": {"default": ON_SERVER, "keys": ON_FILE}}),
    ("E014", "MASTER_KEY", {"MASTER_KEYS": {}}),
    (
        "E016",
        "PROCESSES",
        {
            "PROCESSES": 2,
            "REDIS_URL": "redis://r",
            "DATABASES": {"default": ON_FILE, "keys": ON_SERVER},
        },
    ),
    ("E017", "ALLOWED_HOSTS", {"ALLOWED_HOSTS": ["*"]}),
    ("E025", "FAIL_POINT", {"FAIL_POINT": "before_commit"}),
    ("E022", "TWILIO_ACCOUNT_SID", {"TWILIO_ACCOUNT_SID": "SK1", "TWILIO_AUTH_TOKEN": "t"}),
    ("E026", "TEXT_VALID_SECONDS", {"TEXT_VALID_SECONDS": 36_001}),
    ("E029", "KEYS_BACKUPS", {"KEYS_BACKUPS": Path("/backups/")}),
    ("E029", "KEYS_BACKUPS", {"KEYS_BACKUPS": Path("/backups/../backups/keys")}),
    ("E029", "KEYS_BACKUPS", {"BACKUPS": Path("/mnt/keys/words")}),
    ("E023", "REDIS_URL", {"REDIS_URL": "db.example:6379"}),
]


def found(settings: Settings, **changed: Any) -> dict[str, str]:
    for name, value in {**PUBLIC, **changed}.items():
        setattr(settings, name, value)
    messages = [message for check in checks.ALL for message in check()]
    return {str(m.id).removeprefix("helpline."): str(m.msg) for m in messages if m.is_serious()}


def test_a_safe_public_start_is_let_through(settings: Settings) -> None:
    assert found(settings) == {}
    assert startup.refusals() == []


@pytest.mark.filterwarnings("ignore:Overriding setting DATABASES")
@pytest.mark.parametrize(("number", "name", "changed"), WRONG)
def test_a_dangerous_setting_is_one_line_with_its_remedy(
    settings: Settings, number: str, name: str, changed: dict[str, Any]
) -> None:
    line = found(settings, **changed)[number]
    assert line.startswith(name)
    assert "\n" not in line
    cause, _, remedy = line.partition(". ")
    assert cause
    assert remedy.endswith(".")


def test_an_old_token_is_warned_of_for_as_long_as_it_is_believed(settings: Settings) -> None:
    assert found(settings, TWILIO_AUTH_TOKEN_OLD="t") == {}
    messages = [message for check in checks.ALL for message in check()]
    assert any("TWILIO_AUTH_TOKEN_OLD" in str(each.msg) for each in messages)


@pytest.mark.parametrize("missing", ["BACKUPS", "KEYS_BACKUPS"])
def test_copies_that_nobody_watches_are_warned_of(settings: Settings, missing: str) -> None:
    assert found(settings, **{missing: None}) == {}
    assert "manage.py backups note" in str(keychecks.copies_watched()[0].msg)
    settings.PRODUCTION = False
    assert keychecks.copies_watched() == []


def test_a_secret_that_others_can_read(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "master_key"
    file.write_text("x")
    file.chmod(0o640)
    assert "chmod 600" in found(settings, MASTER_KEY_FILE=file, VAR_DIR=tmp_path)["E015"]
    file.chmod(0o600)
    assert found(settings, MASTER_KEY_FILE=file, VAR_DIR=tmp_path) == {}


def test_known_holes(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "version", lambda package: "4.2.1")
    monkeypatch.setattr(django, "VERSION", (5, 2, 13, "final", 0))
    assert {"E018", "E019"} <= set(found(settings))


@pytest.mark.django_db
def test_the_demos_people_may_not_be_at_a_public_address(settings: Settings) -> None:
    settings.PRODUCTION = True
    assert checks.demo_people(databases=["default"]) == []
    get_user_model().objects.create_user("dana", cast.DANA.email, cast.DANA.password)
    [message] = checks.demo_people(databases=["default"])
    assert message.id == "helpline.E024"
    settings.PRODUCTION = False
    assert checks.demo_people(databases=["default"]) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "line", "number"),
    [
        ("America/Winnipeg", {}, {}),
        ("UTC", {"zone": "America/Winnipeg"}, {}),
        ("UTC", {"hours": {"zone": "America/Winnipeg"}}, {}),
        ("UTC", {}, {"hours": {"zone": "America/Winnipeg"}}),
    ],
)
def test_a_number_whose_clock_nobody_chose_is_warned_of(
    settings: Settings, zone: str, line: dict[str, Any], number: dict[str, Any]
) -> None:
    settings.TIME_ZONE = "UTC"
    assert checks.whose_clock(databases=["default"]) == []
    made = Line.objects.create(slug="night").numbers.create(number="+12045550100")
    [message] = checks.whose_clock(databases=["default"])
    assert (message.id, message.is_serious()) == ("helpline.W004", False)
    assert checks.whose_clock(databases=["keys"]) == []
    Line.objects.filter(pk=made.line_id).update(**{"name": "Night", **line})
    Number.objects.filter(pk=made.pk).update(**{"language": "en", **number})
    settings.TIME_ZONE = zone
    assert checks.whose_clock(databases=["default"]) == []


@pytest.mark.django_db
def test_before_a_migration_nobody_is_asked_for_a_clock(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TIME_ZONE = "UTC"
    Line.objects.create(slug="night").numbers.create(number="+12045550100")
    monkeypatch.setattr(Line._meta, "db_table", "helpline_not_yet")
    assert checks.whose_clock(databases=["default"]) == []
    monkeypatch.setattr(Line._meta, "db_table", "helpline_site")
    assert checks.whose_clock(databases=["default"]) == []


@pytest.mark.django_db(databases=["default", "keys"])
def test_postgresql_that_forgets_or_talks_is_refused(
    settings: Settings, *, on_sqlite: bool
) -> None:
    """The tests' own server forgets (fsync is off), so the check has something to find."""
    settings.PRODUCTION = True
    messages = serverchecks.durable_postgresql(databases=["default", "keys"])
    settings.PRODUCTION = False
    assert serverchecks.durable_postgresql(databases=["default", "keys"]) == []
    assert on_sqlite or any("fsync" in str(message.msg) for message in messages)
    assert not on_sqlite or messages == []


QUIET_SERVER = {
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_parameter_max_length": "-1",
    "log_parameter_max_length_on_error": "0",
}


@pytest.mark.parametrize(
    ("changed", "warned"),
    [
        ({}, ""),
        ({"log_statement": "all"}, "log_statement"),
        ({"log_min_duration_statement": "250"}, "log_min_duration_statement"),
        ({"log_min_duration_sample": "250"}, "log_min_duration_sample"),
        ({"log_transaction_sample_rate": "0.1"}, "log_transaction_sample_rate"),
        ({"log_statement": "all", "log_parameter_max_length": "0"}, ""),
        ({"log_parameter_max_length_on_error": "-1"}, "log_parameter_max_length_on_error"),
        ({"shared_preload_libraries": "x, pg_stat_statements"}, "pg_stat_statements"),
        ({"session_preload_libraries": "auto_explain"}, "auto_explain"),
    ],
)
def test_a_server_that_writes_down_what_it_is_given_is_warned_of(
    monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], warned: str
) -> None:
    told = {**QUIET_SERVER, **changed}
    monkeypatch.setattr(serverchecks, "setting", lambda alias, name: told.get(name, ""))
    found = [str(message.msg) for message in serverchecks.statements_kept("keys")]
    assert [warned in line and "(keys)" in line for line in found] == [True] * bool(warned)
