"""The house the desk's tests play in: a line, three counsellors, two sites, and a clock."""

import os
from collections.abc import Iterator, Sequence
from uuid import UUID

import pytest
from django.core.management.color import Style
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from pytest_django.fixtures import Settings

from helpline.models import Counsellor, Line, Partner, Site
from tests.desk.house import NUMBER, Clock, let_in, new_counsellor, new_line, reply, sms, talk
from tests.desk.passing import made
from tests.desk.texts import Provider, behind
from tests.services_plugin import CHOSEN

# What only a server can do to us: kill a connection, let two writers in at once.
collect_ignore = ["test_server_faults.py"] if os.environ.get(CHOSEN) == "sqlite" else []


# Rows that migrations made for every table; nobody here changes them.
KEPT = {"django_content_type", "auth_permission"}


@pytest.fixture(scope="session", autouse=True)
def quick_emptying() -> Iterator[None]:
    """Empty the few rows of a test by DELETE: TRUNCATE makes new files for every table.

    What migrations made stays, so that it need not be made again before every test.
    """

    def sql_flush(
        self: BaseDatabaseOperations,
        style: Style,
        tables: Sequence[str],
        *,
        reset_sequences: bool = False,
        allow_cascade: bool = False,
    ) -> list[str]:
        return [f"DELETE FROM {self.quote_name(table)}" for table in tables if table not in KEPT]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(connection.ops), "sql_flush", sql_flush)
        patch.setattr("django.test.testcases.emit_post_migrate_signal", lambda **options: None)
        yield


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that the whole house reads; a test moves it forward instead of waiting."""
    made = Clock()
    monkeypatch.setattr("django.utils.timezone.now", made.now)
    return made


@pytest.fixture
def line() -> Line:
    return new_line(number=NUMBER)


@pytest.fixture
def site(line: Line) -> Site:
    return Site.objects.create(line=line, key="house", origin="https://house.example")


@pytest.fixture
def robin(line: Line) -> Counsellor:
    return new_counsellor(line, "Robin")


@pytest.fixture
def noor(line: Line) -> Counsellor:
    return new_counsellor(line, "Noor")


@pytest.fixture
def camille(line: Line) -> Counsellor:
    """Answers in French only, one conversation at a time."""
    return new_counsellor(line, "Camille", languages=["fr"], capacity=1)


@pytest.fixture(autouse=True)
def no_pause_between_texts(settings: Settings) -> None:
    """Tests that are not about it do not wait for a number's next turn."""
    settings.TEXTS_PER_SECOND = 1_000_000


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Provider:
    return behind(monkeypatch)


@pytest.fixture
def conversation(line: Line, robin: Counsellor) -> UUID:
    """A conversation by text that Robin has."""
    return talk(line, robin, sms(line))


@pytest.fixture
def answered(conversation: UUID, robin: Counsellor) -> int:
    """The seq of a reply that waits to leave."""
    return let_in(reply(robin, conversation))[0].seq


# ---- a partner of the line -------------------------------------------------------------------


@pytest.fixture
def law(line: Line) -> Line:
    return new_line("law", name="Law line", policies={"web": "at_close", "sms": "day"})


@pytest.fixture
def lee(law: Line) -> Counsellor:
    return new_counsellor(law, "Lee", here=True)


@pytest.fixture
def partner(line: Line, law: Line) -> Partner:
    return made(line, law)
