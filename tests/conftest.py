"""What every test may lean on: databases as in real life, and a real browser."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connections
from django.template import Template
from django.test import utils
from playwright.async_api import Frame, Page

from tests import browser, ready, services
from tests.services_plugin import CHOSEN

AXE = browser.MODULES / "axe-core" / "axe.min.js"
# Without preloading, which would add inline styles that our pages' policy rightly refuses.
RUN_AXE = "axe.run({ preload: false }).then(found => found.violations)"

# What Django's test set-up puts another in the place of; neither is in its stubs.
RENDER, TELLING = vars(Template)["_render"], vars(utils)["instrumented_test_render"]

# How long anything takes on a busy machine says nothing about whether it is right.
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> None:
    """Name the test databases: SQLite as files, since memory ignores locks; one set per worker.

    A test is one long transaction, idle for a while on a busy machine, where a statement may wait
    for its turn: that cuts nothing off.
    """
    room: Path = tmp_path_factory.mktemp("databases")
    for alias, database in settings.DATABASES.items():
        file = "sqlite" in database["ENGINE"]
        name = str(room / f"{alias}.sqlite3") if file else f"test_{alias}_{worker_id}"
        for described in (database, connections[alias].settings_dict):
            described.setdefault("TEST", {})["NAME"] = name
            if not file:
                described["OPTIONS"]["options"] += (
                    " -c idle_in_transaction_session_timeout=0 -c statement_timeout=60s"
                )
        if not ready.SHARED:
            continue
        if file:
            shutil.copyfile(ready.files() / ready.FILES[alias], name)
        elif "TEST_DATABASE_URL" not in os.environ:
            services.copy_database(alias, name)


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """Leave databases on a server of ours in place: it goes away with them, whoever holds on."""
    return "TEST_DATABASE_URL" not in os.environ or bool(request.config.getoption("reuse_db"))


@pytest.fixture(scope="session", autouse=True)
def seldom_collected() -> Iterator[None]:
    """Look for garbage seldom: tests make little, and looking costs a tenth of all they compute."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """The hasher of real life with few rounds: a test has nobody's password to keep."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PBKDF2PasswordHasher, "iterations", 1_000)
        yield


@pytest.fixture(scope="session", autouse=True)
def plain_pages(django_test_environment: None) -> Iterator[None]:
    """Render pages as in real life: writing down each template of them takes as long again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", RENDER)
        yield


@pytest.fixture
def told_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test client's answers say what their page was made from, in `context`."""
    monkeypatch.setattr(Template, "_render", TELLING)


@pytest.fixture(scope="session")
def on_sqlite() -> bool:
    """Is this run on the embedded default's database?"""
    return os.environ[CHOSEN] == "sqlite"


@pytest.fixture
def pg_tools(monkeypatch: pytest.MonkeyPatch, *, on_sqlite: bool) -> None:
    """PostgreSQL's own programs, as whoever runs a server has them at hand."""
    if not on_sqlite:
        path = f"{services.postgres_folder()}{os.pathsep}{os.environ['PATH']}"
        monkeypatch.setenv("PATH", path)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch the browser this machine has; a machine without one fails in one line."""
    try:
        found = browser.find()
    except services.Missing as missing:
        pytest.exit(str(missing), returncode=4)
    return {
        **browser_type_launch_args,
        "executable_path": str(found.path),
        "env": {**os.environ, **found.environment},
        "args": list(browser.QUIET),
    }


class Axe:
    """Asks axe-core whether a page can be used by everybody."""

    async def check(self, page: Page | Frame) -> None:
        """Fail, naming each rule and element, unless axe finds nothing against the page."""
        if not await page.evaluate("typeof axe === 'object'"):
            await page.evaluate(AXE.read_text())
        found: list[dict[str, Any]] = await page.evaluate(RUN_AXE)
        told = [
            f"{rule['id']} ({rule['impact']}): {node['target']} {node['html'][:120]}"
            for rule in found
            for node in rule["nodes"]
        ]
        assert not told, "\n".join(told)


@pytest.fixture(scope="session")
def axe() -> Axe:
    return Axe()
