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
PANEL = """panel => {
  const { left, right, bottom } = panel.getBoundingClientRect();
  return [left, right, bottom, panel.scrollWidth - panel.clientWidth];
}"""
MARGIN = 9


async def rows(desk: Desk, selector: str, width: int) -> int:
    """In how many rows these stand on a screen so wide; none of them beyond its margin."""
    await desk.page.set_viewport_size({"width": width, "height": 844})
    places = await desk.page.evaluate(PLACES, selector)
    assert places
    assert all(left >= MARGIN and right <= width - MARGIN for left, right, _ in places), places
    return len({middle for *_, middle in places})


async def opens_across(desk: Desk, button: str) -> None:
    """What this opens takes the width of the phone, and all of it can be reached."""
    await desk.page.set_viewport_size({"width": 360, "height": 640})
    await desk.page.locator(button).click()
    panel = desk.page.locator(".top .panel")
    left, right, bottom, beyond = await panel.evaluate(PANEL)
    assert left >= MARGIN
    assert right >= 360 - 2 * MARGIN
    assert right <= 360 - MARGIN
    assert bottom <= 640
    assert beyond <= 0
    await desk.page.keyboard.press("Escape")


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
    for desk, buttons in ((robin, ("button.me", "button.texts")), (dana, ("button.me",))):
        for button in buttons:
            await opens_across(desk, button)
    await robin.page.keyboard.press("Alt+u")
    await robin.thread.locator("form button[type=submit]").first.click()
    await dana.page.locator(".btn.alerts").wait_for()
    for width in (412, 390, 360, 320):
        assert await rows(dana, TOP, width) == 2
