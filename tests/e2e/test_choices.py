"""What can be noted of a talk is changed while a wrap-up is open, and the desk follows at once."""

import re
from collections.abc import Iterator

import pytest
from playwright.async_api import Page, expect

from demo.cast import ALEX, LINE_SLUG, ROBIN
from tests.e2e.album import STAFF, Album
from tests.e2e.crowd import Crowd
from tests.e2e.desk import Desk
from tests.e2e.houses import House

pytestmark = pytest.mark.asyncio(loop_scope="session")

PAGE = f"/console/settings/lines/{LINE_SLUG}/after/"
AS_BEFORE = "UPDATE helpline_line SET needs = '[]', outcomes = '[]'"
COUNTED = "SELECT what, value FROM helpline_tally WHERE what IN ('talk_need', 'talk_outcome')"


@pytest.fixture
def ours(house: House) -> Iterator[None]:
    """The line with our lists, before and afterwards."""
    house.books.change(AS_BEFORE)
    yield
    house.books.change(AS_BEFORE)


async def lists_of(crowd: Crowd, locale: str) -> Page:
    """The page of the lists, in front of the administrator."""
    page = await crowd.at(ALEX, PAGE, locale)
    await expect(page.locator("#list-needs")).to_be_visible()
    return page


async def over(crowd: Crowd, robin: Desk) -> None:
    """A talk of Robin's that has just ended; the form for its figures is unfolded."""
    seeker = await crowd.seeker()
    await seeker.say("thank you for the place tonight")
    await robin.take()
    await robin.say("Take care.")
    await robin.end()
    await robin.thread.locator("form.wrap summary").click()


async def test_a_list_is_changed_while_somebody_chooses_from_it(
    house: House, crowd: Crowd, ours: None, album: Album
) -> None:
    robin = await crowd.desk(ROBIN)
    await over(crowd, robin)
    form = robin.thread.locator("form.wrap")
    await form.get_by_role("radio").first.check()
    await form.get_by_label("A place to sleep").check()
    await form.get_by_label("It broke off").check()
    await house.books.come_to(1, "routing_wrapup")

    page = await lists_of(crowd, "fr")
    await page.locator("#off_needs_0").check()
    await page.locator("button[value='more:needs']").click()
    await page.locator("#en_needs_8").fill("A lift home")
    await page.locator("#fr_needs_8").fill("Un retour à la maison")
    await page.get_by_role("button", name="Enregistrer").click()
    await expect(page.get_by_text("Enregistré.", exact=True)).to_be_visible()

    # What was ticked stays so and says what became of it; the new one stands at the end.
    kept = form.get_by_label("A place to sleep (no longer on the list)")
    await expect(kept).to_be_checked()
    await form.get_by_label("A lift home").check()
    await album.look(robin.page, "wrap-up-changed", STAFF)
    await robin.wrap_up()
    await house.books.come_to(2, "helpline_tally WHERE what = 'talk_need'")
    counted = {value: what for what, value in house.books.rows(COUNTED)}
    assert counted.pop("shelter") == "talk_need"
    assert counted.pop("cut_short") == "talk_outcome"
    (own,) = counted
    assert own.startswith("t")

    # The next one is asked what stands on the list now.
    await over(crowd, robin)
    await expect(form.get_by_label("A lift home")).to_be_visible()
    await expect(form.get_by_text("A place to sleep")).to_have_count(0)


async def test_by_keyboard_and_in_order(house: House, crowd: Crowd, ours: None) -> None:
    page = await lists_of(crowd, "en")
    up = page.get_by_role("button", name=re.compile("Further up.*Money"))
    await up.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#en_needs_4")).to_have_value("Money")
    await page.locator("#en_needs_4").press("Enter")
    await expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    await expect(page.locator(".preview .chip").nth(4)).to_contain_text("Money")
    robin = await crowd.desk(ROBIN)
    await over(crowd, robin)
    for key in "105":
        await robin.page.keyboard.press(key)
    await expect(robin.thread.locator("form.wrap").get_by_label("Money")).to_be_checked()
