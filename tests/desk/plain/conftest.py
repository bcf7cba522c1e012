"""A line, who answers on it, and somebody at its page without scripts."""

from collections.abc import Iterator

import pytest

from helpline.models import Counsellor, Line
from routing.entering import limits
from routing.waiting import doors
from tests.desk.house import (
    new_counsellor,
    new_line,
)
from tests.desk.plain.browsing import PLAIN, SAFE_URL, browser, taken
from tests.textbrowser import TextBrowser


@pytest.fixture
def line() -> Line:
    """A line whose ready-check is off, so that whoever takes somebody may write."""
    limits.forget()
    doors.forget()
    return new_line(cover_title="Notes", exit_url="https://weather.example/now", ready_check=False)


@pytest.fixture
def robin(line: Line) -> Counsellor:
    return new_counsellor(line, "Robin", here=False)


@pytest.fixture
def seeker(line: Line) -> Iterator[TextBrowser]:
    """Somebody who has opened the first page; no address they come by ever holds a secret."""
    made = browser()
    made.open(PLAIN)
    yield made
    for address in made.addresses:
        assert SAFE_URL.match(address), address


@pytest.fixture
def inside(seeker: TextBrowser) -> TextBrowser:
    seeker.press("Start")
    return seeker


@pytest.fixture
def here(inside: TextBrowser, robin: Counsellor) -> TextBrowser:
    inside.press("Send", words="hello")
    taken(robin)
    inside.press("Look for new words")
    return inside
