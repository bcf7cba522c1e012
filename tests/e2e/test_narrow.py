"""On a phone the fullest top bar takes two rows at the most, and no button leaves its row."""

import pytest

from demo.cast import DANA, ROBIN
from tests.e2e.crowd import Crowd
from tests.e2e.desk import Desk

pytestmark = pytest.mark.asyncio(loop_scope="session")

# What stands in each, by its left and right edge and the row it is in.
PLACES = """selector => [...document.querySelectorAll(selector)]
  .map(each => each.getBoundingClientRect()).filter(({ width }) => width > 1)
  .map(({ left, right, top, bottom }) => [left, right, Math.round((top + bottom) / 2)])"""
TOP = ".top h1, .top .acts > .btn, .top .acts > .chip, .top .pop > .btn"
HEAD = ".thread.is-focus > header .acts .btn"
MARGIN = 9


async def rows(desk: Desk, selector: str, width: int) -> int:
    """In how many rows these stand on a screen so wide; none of them beyond its margin."""
    await desk.page.set_viewport_size({"width": width, "height": 844})
    places = await desk.page.evaluate(PLACES, selector)
    assert places
    assert all(left >= MARGIN and right <= width - MARGIN for left, right, _ in places), places
    return len({middle for *_, middle in places})


@pytest.mark.parametrize("locale", ["en", "fr"])
async def test_what_stands_at_the_top_of_a_phone(crowd_of_embedded: Crowd, locale: str) -> None:
    dana = await crowd_of_embedded.desk(DANA, locale)
    await dana.rest()
    robin = await crowd_of_embedded.desk(ROBIN, locale)
    seeker = await crowd_of_embedded.seeker(locale)
    await seeker.say("hello")
    await robin.take()
    for width in (412, 390, 360):
        assert await rows(robin, TOP, width) == 1
        assert await rows(robin, HEAD, width) == 1
        assert await rows(dana, TOP, width) == 2
    await robin.page.keyboard.press("Alt+u")
    await robin.thread.locator("form button[type=submit]").first.click()
    await dana.page.locator(".btn.alerts").wait_for()
    for width in (412, 390, 360, 320):
        assert await rows(dana, TOP, width) == 2
