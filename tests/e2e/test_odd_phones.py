"""Bad phones and odd days: a wrong clock, no storage, two tabs, long pastes, odd letters."""

import pytest
from playwright.async_api import Page, expect

from demo.cast import ROBIN
from tests.e2e.crowd import Crowd
from tests.e2e.desk import Desk
from tests.e2e.houses import House
from tests.e2e.seeker import Seeker

pytestmark = pytest.mark.asyncio(loop_scope="session")

NO_STORAGE = """
for (const name of ["sessionStorage", "localStorage", "indexedDB"]) {
  const get = () => { throw new DOMException("denied", "SecurityError"); };
  Object.defineProperty(window, name, { get });
}
"""
# A family that is one letter to the eye, marks that combine, a script from right to left.
MARKS = "👩‍👩‍👧‍👦 e\u0301le\u0300ve o\u0308 — שלום مرحبا 👍🏽"
TRAPS = (
    "javascript:alert(1) data:text/html,x https://example.org/a?b=1 <img src=x onerror=alert(1)>"
)


async def seeker_on(page: Page, house: House) -> Seeker:
    """Somebody in line on the page of its own."""
    seeker = Seeker(page, "en")
    await seeker.visit(f"{house.base}/chat/")
    await seeker.start()
    await seeker.told(seeker.words.in_line)
    return seeker


async def met(robin: Desk, seeker: Seeker) -> None:
    """Robin is there, and they have said that they are alone."""
    await robin.meet()
    await seeker.button(seeker.words.go).click()
    await seeker.told(seeker.words.here, "Robin")
    await robin.may_write()


async def test_a_clock_that_is_years_wrong_changes_nothing(house: House, crowd: Crowd) -> None:
    robin = await crowd.desk(ROBIN)
    page = await crowd.page("en", 390, 844)
    await page.clock.install(time="2001-09-09T01:46:40")
    seeker = await seeker_on(page, house)
    await met(robin, seeker)
    await seeker.say("my clock is wrong")
    await seeker.acknowledged()
    await robin.sees("my clock is wrong")


async def test_a_browser_that_keeps_nothing_talks_all_the_same(house: House, crowd: Crowd) -> None:
    robin = await crowd.desk(ROBIN)
    page = await crowd.page("en", 390, 844)
    await page.add_init_script(NO_STORAGE)
    seeker = await seeker_on(page, house)
    await met(robin, seeker)
    await seeker.say("nothing is kept here")
    await seeker.acknowledged()
    await robin.say("That is fine.")
    await seeker.sees("That is fine.")
    await seeker.shift_three_times()
    await seeker.is_gone()


async def test_a_tab_that_was_doubled_shows_the_same_talk_and_both_may_write(
    house: House, crowd: Crowd
) -> None:
    robin = await crowd.desk(ROBIN)
    first = await seeker_on(await crowd.page("en", 390, 844), house)
    await met(robin, first)
    await first.say("from the first")
    second = Seeker(await first.page.context.new_page(), "en")
    token = await first.token()
    await second.page.add_init_script(f"sessionStorage.setItem('t', '{token}')")
    await second.visit(f"{house.base}/chat/")
    await second.sees("from the first")
    await first.field.fill("half a word")
    await second.say("from the second")
    await first.sees("from the second")
    await expect(first.field).to_have_value("half a word")
    await robin.sees("from the first")
    await robin.sees("from the second")


async def test_a_long_paste_is_not_lost_and_marks_of_every_kind_arrive(
    house: House, crowd: Crowd
) -> None:
    robin = await crowd.desk(ROBIN)
    seeker = await seeker_on(await crowd.page("en", 390, 844), house)
    await met(robin, seeker)
    await seeker.field.fill("x" * 5_000)
    await seeker.button(seeker.words.send).click()
    await expect(seeker.place.locator(".foot .banner")).to_contain_text("too long to send at once")
    await expect(seeker.field).to_have_value("x" * 5_000)
    await seeker.say(MARKS)
    await seeker.acknowledged()
    await robin.sees(MARKS)


async def test_words_are_never_a_trap(house: House, crowd: Crowd) -> None:
    robin = await crowd.desk(ROBIN)
    seeker = await seeker_on(await crowd.page("en", 390, 844), house)
    await met(robin, seeker)
    await robin.say(TRAPS)
    await seeker.sees_in(TRAPS)
    links = seeker.log.locator("a")
    await expect(links).to_have_count(1)
    await expect(links).to_have_attribute("href", "https://example.org/a?b=1")
    await expect(links).to_have_attribute("rel", "noopener noreferrer")
    await expect(seeker.log.locator("img")).to_have_count(0)
    await seeker.say(f"{TRAPS} too")
    await robin.sees(f"{TRAPS} too")
    await expect(robin.thread.locator(".log .msg:not(.mine) a")).to_have_count(0)


async def test_whoever_the_script_does_not_reach_is_shown_a_way_on(
    house: House, crowd: Crowd
) -> None:
    crowd.watch.forgive("Failed to load resource: net::ERR_FAILED")
    page = await crowd.page(width=390, height=844)
    await page.route("**/*.js", lambda route: route.abort())
    await page.goto(f"{house.base}/chat/?lang=fr")
    link = page.get_by_role("link", name="sans scripts")
    await expect(page.get_by_role("link", name="Sortie rapide")).to_be_visible()
    await expect(link).to_be_hidden()
    await expect(link).to_be_visible(timeout=60_000)
    await expect(link).to_be_in_viewport()
    await link.click()
    await expect(page.get_by_role("button", name="Commencer", exact=True)).to_be_visible()
