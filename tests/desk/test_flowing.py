"""A long copy goes out piece by piece, and what may be read no longer is in none that follows."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError
from django.utils import timezone

from helpline.models import Conversation, Counsellor, Line
from routing import desk
from routing.plain import copies
from routing.plain.words import Speech
from tests.desk.flow import parts
from tests.desk.house import let_in, reply, talk, web, wrapped
from tests.desk.test_copies_pages import agreed
from tests.desk.test_decision_pages import browser_of, supervisor
from transcripts import keys, record, retention
from transcripts.copies.flowing import PIECE
from transcripts.models import Audit, Disclosure

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
LONG = 3 * PIECE + 7
CUT = "It ends here: the rest"
FOOT = "Redacted or erased words are not in it"


def said(part: str) -> list[str]:
    return re.findall(r"line \d+", part)


def wanted(first: int, last: int) -> list[str]:
    return [f"line {number}" for number in range(first, last + 1)]


@pytest.fixture
def going_on(line: Line, robin: Counsellor) -> UUID:
    """A long talk; its number 1 is what they began with."""
    pk = talk(line, robin)
    let_in(
        *(
            web(line, f"line {number}", conversation=pk)
            if number % 2
            else reply(robin, pk, f"line {number}")
            for number in range(1, LONG + 1)
        )
    )
    return pk


@pytest.fixture
def over(going_on: UUID, robin: Counsellor) -> UUID:
    wrapped(robin, going_on)
    due = timezone.now() + timedelta(days=2)
    Conversation.objects.filter(pk=going_on).update(erase_at=due)
    return going_on


@pytest.fixture
def dana(line: Line) -> Counsellor:
    return supervisor(line, "Dana")


@pytest.fixture
def flow(over: UUID, dana: Counsellor) -> Any:
    """A copy for somebody, of which nothing has come yet."""
    browser = browser_of(dana)
    return browser.post(agreed(browser, over), {"do": "copy"})


class Reading:
    """How `record.after` is called, and what else happens then."""

    def __init__(self, patch: pytest.MonkeyPatch, happens: Callable[[], object] = list) -> None:
        self.found: list[int] = []
        self.after, self.happens = record.after, happens
        patch.setattr(record, "after", self)

    def __call__(self, *given: Any, **more: Any) -> list[record.Words]:
        words = self.after(*given, **more)
        self.found.append(len(words))
        self.happens()
        return words


def test_all_of_it_comes_and_never_much_at_once(flow: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = Reading(monkeypatch)
    heading, *pieces = parts(flow)
    assert "Harbour Clinic" in heading
    assert said("".join(pieces)) == wanted(1, LONG)
    assert pieces[-1].strip().startswith(FOOT)
    assert max(len(said(piece)) for piece in pieces) <= PIECE
    assert max(reading.found) == PIECE
    days = re.findall(r"\d{4}-\d\d-\d\d", "".join(pieces))
    assert len(days) == len(set(days))


def due(over: UUID, dana: Counsellor) -> None:
    Conversation.objects.filter(pk=over).update(erase_at=timezone.now())


def gone(over: UUID, dana: Counsellor) -> None:
    retention.shred([over], timezone.now())


def withdrawn(over: UUID, dana: Counsellor) -> None:
    Disclosure.objects.update(withdrawn_at=timezone.now())


def no_yes_any_more(over: UUID, dana: Counsellor) -> None:
    Disclosure.objects.update(until=timezone.now())


def left_the_house(over: UUID, dana: Counsellor) -> None:
    dana.user.is_active = False
    dana.user.save()


def not_theirs(over: UUID, dana: Counsellor) -> None:
    Counsellor.objects.filter(pk=dana.pk).update(role="counsellor")


@pytest.mark.parametrize(
    "happens", [due, gone, withdrawn, no_yes_any_more, left_the_house, not_theirs]
)
def test_what_may_be_copied_no_longer_is_not_in_what_follows(
    flow: Any, over: UUID, dana: Counsellor, happens: Callable[[UUID, Counsellor], None]
) -> None:
    _heading, first, rest = parts(flow, 2, lambda: happens(over, dana))
    assert said(first)[0] == "line 1"
    assert rest.strip().startswith(CUT)
    assert not said(rest)
    details = list(Audit.objects.filter(action="disclose").values_list("detail", flat=True))
    assert details[:2] == ["agreed", "copied"]


def test_due_between_reading_and_sending_it_does_not_go_out(
    flow: Any, over: UUID, dana: Counsellor, monkeypatch: pytest.MonkeyPatch
) -> None:
    Reading(monkeypatch, lambda: due(over, dana))
    _heading, rest = parts(flow)
    assert rest.strip().startswith(CUT)
    assert not said(rest)


def test_a_key_that_is_gone_leaves_nothing_to_follow(flow: Any, over: UUID) -> None:
    _heading, first, *rest = parts(flow, 2, lambda: keys.destroy([over]))
    assert said(first)
    assert not said("".join(rest))


def test_words_that_are_put_in_their_place_meanwhile_are_what_follows(
    flow: Any, over: UUID
) -> None:
    def redacted() -> None:
        record.rewrite(over, lambda words: ["(name)" for _each in words])

    rest = "".join(parts(flow, 2, redacted)[2:])
    assert not said(rest)
    assert "(name)" in rest
    assert FOOT in rest


def test_a_fault_breaks_the_file_off(flow: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise DatabaseError

    Reading(monkeypatch, broken)
    with pytest.raises(DatabaseError):
        parts(flow)


# ---- the seeker's own ----------------------------------------------------------------------------


@pytest.fixture
def own(going_on: UUID, line: Line) -> Any:
    upto = Conversation.objects.get(pk=going_on).last_seq
    return copies.as_file(going_on, upto, line, Speech(line, "en"))


def test_their_own_copy_comes_in_pieces_too(own: Any, line: Line) -> None:
    heading, *pieces = parts(own)
    assert heading == f"{line.cover_title}\n"
    assert said("".join(pieces)) == wanted(1, LONG)
    assert max(len(said(piece)) for piece in pieces) <= PIECE


def test_what_is_said_after_they_asked_is_not_in_it(
    own: Any, going_on: UUID, robin: Counsellor
) -> None:
    let_in(reply(robin, going_on, "line 9999"))
    assert said("".join(parts(own))) == wanted(1, LONG)


@pytest.mark.parametrize("leaves", ["erases", "exits"])
def test_erased_or_left_it_ends(own: Any, going_on: UUID, leaves: str) -> None:
    seeker = Conversation.objects.get(pk=going_on).seeker_id

    def gone() -> None:
        if leaves == "erases":
            desk.keep(seeker, "erase")
        else:
            desk.quick_exit(seeker)

    _heading, first, rest = parts(own, 2, gone)
    assert said(first)
    assert rest.strip().startswith(CUT)
    assert not said(rest)
