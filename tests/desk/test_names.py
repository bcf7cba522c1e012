"""Two words stand for a person: a texter's are nobody else's for as long as they are known."""

from collections.abc import Callable, Iterator

import pytest

from helpline.models import Counsellor, Line, Seeker
from routing.entering import openings
from routing.entering.openings import DRAWN
from tests.desk.house import REAL, Clock, let_in, new_line, opened, row, sms, talk, web, wrapped
from transcripts import retention

pytestmark = REAL

OTHER = "+15005550007"
Draw = Callable[..., None]


@pytest.fixture
def draw(monkeypatch: pytest.MonkeyPatch) -> Draw:
    """These names are drawn, one after the other, and then the last one again and again."""

    def names(*drawn: str) -> Iterator[str]:
        yield from drawn
        while True:
            yield drawn[-1]

    def told(*drawn: str) -> None:
        supply = names(*drawn)
        monkeypatch.setattr(openings, "new_handle", lambda: next(supply))

    return told


def name(line: Line, address: str) -> str:
    return row(opened(sms(line, address=address))).seeker.handle


def test_a_texter_is_not_called_as_somebody_who_is_here(line: Line, draw: Draw) -> None:
    draw("Quiet Heron")
    opened(web(line))
    draw("Quiet Heron", "Calm Lake")
    assert name(line, OTHER) == "Calm Lake"


def test_a_texter_is_not_called_as_one_who_may_come_back(
    line: Line, robin: Counsellor, draw: Draw, clock: Clock
) -> None:
    draw("Quiet Heron")
    first = talk(line, robin, sms(line))
    wrapped(robin, first)
    draw("Quiet Heron", "Calm Lake")
    assert name(line, OTHER) == "Calm Lake"
    assert row(opened(sms(line, "again"))).seeker.handle == "Quiet Heron"


def test_a_name_is_free_again_when_its_texter_is_forgotten(
    line: Line, robin: Counsellor, draw: Draw, clock: Clock
) -> None:
    draw("Quiet Heron")
    first = talk(line, robin, sms(line))
    wrapped(robin, first)
    retention.shred([first], clock.now())
    draw("Quiet Heron", "Calm Lake")
    assert name(line, OTHER) == "Quiet Heron"


def test_two_in_one_batch_are_called_differently(line: Line, draw: Draw) -> None:
    draw(*["Quiet Heron"] * DRAWN, "Quiet Heron", "Calm Lake")
    let_in(sms(line), sms(line, address=OTHER))
    assert set(Seeker.objects.values_list("handle", flat=True)) == {"Quiet Heron", "Calm Lake"}


def test_on_another_line_a_name_is_another_s(line: Line, draw: Draw) -> None:
    draw("Quiet Heron")
    other = new_line("day", number="+12045550101")
    assert (name(line, OTHER), name(other, OTHER)) == ("Quiet Heron", "Quiet Heron")


def test_where_every_name_drawn_is_taken_the_last_one_is_shared(line: Line, draw: Draw) -> None:
    draw("Quiet Heron")
    assert (name(line, OTHER), name(line, "+15005550008")) == ("Quiet Heron", "Quiet Heron")
