"""At a high risk a checklist and a decision; words that hurt put away; a page that is blocked."""

import pytest
from playwright.async_api import expect

from demo.cast import DANA, ROBIN
from tests.conftest import Axe
from tests.e2e.album import STAFF, Album
from tests.e2e.crowd import Crowd
from tests.e2e.houses import House

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_decision_is_written_down_and_read_for_a_reason(
    house: House, crowd: Crowd, album: Album
) -> None:
    robin = await crowd.desk(ROBIN)
    seeker = await crowd.seeker()
    await seeker.say("I cannot go on")
    await robin.take()
    await robin.page.keyboard.press("Alt+r")
    await robin.page.get_by_role("button", name="Imminent").click()
    box = robin.page.locator(".decision")
    await box.get_by_role("button", name="Go through it").click()
    await box.get_by_role("button", name="Not known").first.click()
    await box.get_by_label("A safety plan, together").check()
    await album.look(robin.page, "decision", STAFF)
    await box.get_by_role("button", name="Write it down").click()
    await expect(box.get_by_role("status")).to_contain_text("A decision was written down at")
    dana = await crowd.desk(DANA)
    page = await dana.page.context.new_page()
    await page.goto(f"{house.base}/console/decisions/")
    await album.look(page, "decisions", STAFF)
    await page.locator("ul.plain a").first.click()
    await page.get_by_label("Why do you open it?").fill("a debriefing")
    await page.get_by_role("button", name="Open it").click()
    await expect(page.get_by_text("A safety plan, together")).to_be_visible()
    await album.look(page, "decision_read", STAFF)


async def test_what_hurts_is_put_away_and_the_page_blocked(
    house: House, crowd: Crowd, album: Album, axe: Axe
) -> None:
    robin = await crowd.desk(ROBIN)
    seeker = await crowd.seeker()
    await seeker.say("I know where you live")
    await robin.take()
    bubble = robin.thread.locator(".msg:not(.mine)").first
    await bubble.hover()
    await bubble.get_by_role("button", name="Put this out of my sight").click()
    await expect(robin.thread.get_by_text("I know where you live")).to_have_count(0)
    await album.look(robin.page, "put_away", STAFF)
    await robin.page.reload()
    await expect(robin.thread.get_by_text("Put out of your sight.")).to_be_visible()
    await robin.thread.get_by_role("button", name="End", exact=True).click()
    await album.look(robin.page, "neutral_end", STAFF)
    await robin.page.keyboard.press("Escape")
    fold = robin.page.locator(".about .fold").filter(has_text="Take nothing more in")
    await fold.get_by_role("button", name="Take nothing more in").click()
    await fold.get_by_label("Why").fill("He threatens us.")
    await album.look(robin.page, "block", STAFF)
    await fold.get_by_role("button", name="Take nothing in for 30 days").click()
    await expect(robin.page.locator("[data-conversation]")).to_have_count(0)
    await seeker.sees_in("Nothing more is taken in from here")
    await seeker.page.reload()
    await seeker.press_launcher()
    await seeker.find_frame()
    note = seeker.place.get_by_text("Nothing more is taken in from here until")
    await expect(note).to_be_visible()
    await album.look(seeker.page, "blocked_page", STAFF)
    dana = await crowd.desk(DANA)
    page = await dana.page.context.new_page()
    await page.goto(f"{house.base}/console/blocks/")
    await album.look(page, "blocks", STAFF)
    await page.get_by_role("button", name="Lift it, ").click()
    await expect(page.get_by_text("Nobody is blocked just now.")).to_be_visible()
    await axe.check(page)
