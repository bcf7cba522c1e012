"""Starts the test services before pytest-django reads the settings, for the chosen database.

`--database=postgresql` (the default) is the scaled way: PostgreSQL twice and Redis.
`--database=sqlite` is the embedded default: two SQLite files and no other server.
`--server=uvicorn` has the scaled way's web processes run by uvicorn instead of Daphne.
`--served` leaves out what in `tests/unit` asks for no server: it computes the same on all.
"""

import contextlib
import os
import tempfile
from pathlib import Path

import pytest

from tests import ready, services, webservers

DATABASES = ("postgresql", "sqlite")
CHOSEN = "HELPLINE_TEST_DATABASE"
UNIT = Path(__file__).resolve().parent / "unit"
ASKING = {"db", "transactional_db", "django_db_setup", "on_sqlite"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=DATABASES,
        default="postgresql",
        help="the database that Django's tests run on (default: postgresql)",
    )
    parser.addoption(
        "--server",
        choices=webservers.SERVERS,
        default="daphne",
        help="what runs the web processes of the scaled way (default: daphne)",
    )
    parser.addoption(
        "--served",
        action="store_true",
        help="leave out the unit tests that ask neither a database nor Redis",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    chosen: str = early_config.known_args_namespace.database
    os.environ[webservers.CHOSEN] = early_config.known_args_namespace.server
    if os.environ.get("PYTEST_XDIST_WORKER"):
        return  # workers inherit what the controller started
    stack = contextlib.ExitStack()
    early_config.add_cleanup(stack.close)
    stack.enter_context(ready.room())
    try:
        _choose(chosen, stack)
    except services.Missing as missing:
        stack.close()
        raise pytest.UsageError(str(missing)) from None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("served"):
        return
    served = {item.path for item in items if UNIT not in item.path.parents or _asks(item)}
    config.hook.pytest_deselected(items=[item for item in items if item.path not in served])
    items[:] = [item for item in items if item.path in served]


def _asks(item: pytest.Item) -> bool:
    """Whether a test, or anything else in its file, has to do with a server."""
    fixtures = set(getattr(item, "fixturenames", ()))
    marked = item.get_closest_marker("django_db") is not None
    return marked or bool(fixtures & ASKING) or "redis" in item.path.read_text().lower()


def pytest_report_header() -> str:
    return f"database: {os.environ[CHOSEN]}, web processes: {os.environ[webservers.CHOSEN]}"


def _choose(database: str, stack: contextlib.ExitStack) -> None:
    if database == "sqlite":
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="helpline-test-")))
        main, keys = (f"sqlite:///{folder / name}" for name in ("main.sqlite3", "keys.sqlite3"))
        redis = ""
    else:
        main, keys = stack.enter_context(services.database_urls(empty=not ready.SHARED))
        redis = stack.enter_context(services.redis_url())
    os.environ[CHOSEN] = database
    os.environ["DATABASE_URL"] = main
    os.environ["KEYS_DATABASE_URL"] = keys
    os.environ["REDIS_URL"] = redis
