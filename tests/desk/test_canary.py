"""The canary: nothing that anybody said is found anywhere afterwards, and a leak would be named."""

import base64
import io
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoDbBlocker

from drill.canary import marks, places
from drill.canary.places import Found
from drill.management.commands.canary import Command

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@dataclass
class Run:
    """One whole run: what it said, and, cut short, what it had to judge."""

    said: list[str]
    made: dict[str, str]
    everywhere: list[Found]
    sure: set[str]


@pytest.fixture(scope="module")
def run(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Run:
    """Played and searched once for all tests: processes have to start, and databases to be made."""
    judged: list[tuple[dict[str, str], list[Found], set[str]]] = []
    judge = Command._judge

    def noted(self: Command, made: dict[str, str], everywhere: list[Found], sure: set[str]) -> None:
        judged.append((made, everywhere, sure))
        judge(self, made, everywhere, sure)

    said = io.StringIO()
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(Command, "_judge", noted)
        call_command("canary", stdout=said)
    made, everywhere, sure = judged[0]
    near = [(place, around(made[marks.CONTROL], content)) for place, content in everywhere]
    return Run(said.getvalue().splitlines(), made, near, sure)


def around(mark: str, content: bytes) -> bytes:
    """What stands about the mark, in whatever form: to judge it again takes no long search."""
    found = [content.find(each) for each in marks.forms(mark)]
    return b"".join(content[max(at - 100, 0) : at + 200] for at in found if at >= 0)


def test_nothing_is_found_in_any_place_of_this_way_of_running(run: Run, *, on_sqlite: bool) -> None:
    assert run.said[-1].endswith("places: nothing was found.")
    assert len(run.made) == len({*marks.DOORS, *marks.LIVE_DOORS, marks.NUMBER}) + 2
    looked = {line.partition(":")[0] for line in run.said[:-1] if " 0 bytes" not in line}
    if on_sqlite:
        wanted = {"file helpline.sqlite3-wal", "dump of keys.sqlite3", "file serve.log"}
    else:
        wanted = {"files of keys", "write-ahead log of default", "keys of Redis", "file work.log"}
        wanted |= {"pages of process 2", "figures of process 3", "file web-2.log"}
        wanted |= {"export of snippets by process 2", "export of figures by process 2"}
    assert looked >= wanted | run.sure
    assert {"export of the directory", "export of snippets by process 1"} < run.sure


@pytest.mark.parametrize("door", ["live chat", "who asks by law", "taken out by hand"])
def test_a_leak_is_named_in_every_place_where_it_lies(run: Run, door: str) -> None:
    """What lies in each place on purpose is taken for words: each place must be named for it."""
    leaking = {**run.made, door: run.made[marks.CONTROL]}
    with pytest.raises(CommandError) as caught:
        Command(stdout=io.StringIO())._judge(leaking, run.everywhere, run.sure)
    named = str(caught.value).splitlines()
    assert {each.rpartition(": ")[0] for each in named} >= run.sure
    assert {each.rpartition(": ")[2] for each in named} == {door}


def test_a_place_that_is_not_really_searched_is_named(run: Run) -> None:
    """As if a place had been left out, or what is read there were something else."""
    for place in sorted(run.sure):
        others = [(each, b"" if each == place else content) for each, content in run.everywhere]
        with pytest.raises(CommandError, match="not even what is there") as caught:
            Command(stdout=io.StringIO())._judge(run.made, others, run.sure)
        assert place in str(caught.value)


def digits(mark: str) -> str:
    return mark.encode().hex()


def capitals(mark: str) -> str:
    """As SQLite writes bytes."""
    return digits(mark).upper()


@pytest.mark.parametrize("form", [str, str.upper, digits, capitals])
def test_a_mark_that_lies_somewhere_is_named_by_door_and_place(
    form: Callable[[str], str],
) -> None:
    made = marks.new()
    leak = form(made["note"]).encode()
    everywhere = [("dump of default", made[marks.CONTROL].encode()), ("file x", b"..." + leak)]
    with pytest.raises(CommandError) as caught:
        Command(stdout=io.StringIO())._judge(made, everywhere, set())
    assert str(caught.value) == "file x: note"


@pytest.mark.parametrize("lead", [b"", b"a", b"ab", b"abc"])
def test_a_packed_mark_is_found_wherever_it_begins(lead: bytes) -> None:
    made = marks.new()
    packed = base64.b64encode(lead + made["chat"].encode() + b" and more")
    assert marks.found(made, packed) == {"chat"}


def test_files_of_a_server_that_nobody_may_read_are_not_asked_for() -> None:
    made, said = marks.new(), io.StringIO()
    closed = [(f"files of keys {places.CLOSED}", b""), ("dump of keys", made["control"].encode())]
    sure = {"dump of keys", "files of keys", "write-ahead log of keys"}
    Command(stdout=said)._judge(made, closed, sure)
    with pytest.raises(CommandError, match="files of default"):
        Command(stdout=said)._judge(made, closed, sure | {"files of default"})
