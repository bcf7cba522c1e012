"""The canary: nothing that anybody said is found anywhere afterwards, and a leak would be named."""

import base64
import io
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command

from drill.canary import marks
from drill.management.commands.canary import Command

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.mark.timeout(400)
def test_nothing_is_found_in_any_place_of_this_way_of_running(*, on_sqlite: bool) -> None:
    said = io.StringIO()
    call_command("canary", stdout=said)
    places = said.getvalue().splitlines()
    assert places[-1].endswith("places: nothing was found.")
    looked = {line.partition(":")[0] for line in places[:-1] if " 0 bytes" not in line}
    if on_sqlite:
        wanted = {"file helpline.sqlite3", "file keys.sqlite3", "dump of keys.sqlite3"}
    else:
        wanted = {"dump of default", "files of keys", "write-ahead log of default"}
        # Nothing of ours stays there, so it may well be empty; it was looked through.
        assert [line for line in places if line.startswith("keys of Redis: ")]
    assert looked >= wanted | {"its output and log", "file pages"}


@pytest.mark.parametrize("form", [str.encode, lambda m: m.encode().hex().encode(), str.upper])
def test_a_mark_that_lies_somewhere_is_named_by_door_and_place(
    form: Callable[[str], str | bytes],
) -> None:
    made = marks.new()
    leak = form(made["note"])
    leak = leak.encode() if isinstance(leak, str) else leak
    everywhere = [("dump of default", made[marks.CONTROL].encode()), ("file x", b"..." + leak)]
    with pytest.raises(CommandError) as caught:
        Command(stdout=io.StringIO())._judge(made, everywhere)
    assert str(caught.value) == "file x: note"


@pytest.mark.parametrize("lead", [b"", b"a", b"ab", b"abc"])
def test_a_packed_mark_is_found_wherever_it_begins(lead: bytes) -> None:
    made = marks.new()
    packed = base64.b64encode(lead + made["chat"].encode() + b" and more")
    assert marks.found(made, packed) == {"chat"}


def test_a_search_that_finds_nothing_at_all_says_so() -> None:
    with pytest.raises(CommandError, match="not even what is there"):
        Command(stdout=io.StringIO())._judge(marks.new(), [("file x", b"nothing")])
