"""One conversation that a law has kept: asked for, agreed to, told to whoever wrote, and ended."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from playwright.async_api import Page, expect

from demo.cast import ALEX, DANA, ROBIN
from tests.e2e.album import SEEKER, STAFF, Album
from tests.e2e.crowd import Crowd
from tests.e2e.desk import Desk
from tests.e2e.houses import House
from tests.e2e.seeker import Seeker

pytestmark = pytest.mark.asyncio(loop_scope="session")
SAID = "By law we must keep a locked copy of this chat for a while."
HUSHED = "What you erase leaves this page and our desk."


async def they_talk(house: House, crowd: Crowd) -> tuple[Desk, Seeker]:
    """Somebody on a phone has asked, and Robin has answered."""
    robin = await crowd.desk(ROBIN)
    seeker = Seeker(await crowd.page("en", 390, 844), "en")
    await seeker.visit(f"{house.base}/chat/")
    await seeker.start()
    await seeker.say("what becomes of this?")
    await robin.take()
    await robin.say("I will look.")
    return robin, seeker


async def test_a_hold_is_told_to_whoever_wrote_and_ends(
    house: House, crowd: Crowd, album: Album
) -> None:
    robin, seeker = await they_talk(house, crowd)
    await seeker.sees("I will look.")

    hold = await ask(house, await crowd.at(DANA, "/console/holds/"), album)
    alex = await crowd.at(ALEX, "/console/holds/")
    await alex.locator("li a").first.click()
    await album.look(alex, "hold-to-agree", STAFF)
    await alex.get_by_role("button", name="I agree that it is held").click()
    await expect(alex.get_by_text("It holds.")).to_be_visible()
    await expect(robin.thread.locator(".fact").last).to_contain_text("Held by law since")
    await expect(robin.about).to_contain_text("Held until")
    await album.look(robin.page, "desk-held", STAFF)

    await seeker.choose(seeker.words.end)
    await seeker.told(seeker.words.over)
    await expect(seeker.place.locator(".foot")).to_contain_text(SAID)
    await expect(seeker.place.locator(".pick")).not_to_contain_text("erased")
    await album.look(seeker.page, "held-choose", SEEKER)
    await seeker.button(seeker.words.erase).click()
    slip = seeker.place.locator(".slip")
    await expect(slip).to_contain_text(SAID)
    await expect(slip).not_to_contain_text("No one can read")
    await album.look(seeker.page, "held-slip", SEEKER)

    await open_and_end(hold, album)
    await expect(slip).to_contain_text(seeker.words.erased)


async def ask(house: House, dana: Page, album: Album, *, silent: bool = False) -> Page:
    """A supervisor asks for thirty days, ten of them in silence, if the order is so."""
    ((talk,),) = house.books.rows("SELECT id FROM helpline_conversation WHERE state = 'active'")
    await dana.goto(f"{house.base}/console/hold/{UUID(str(talk))}/")
    await album.look(dana, "hold-ask", STAFF)
    await dana.get_by_label("Which obligation is it?").fill("an order of the court")
    await dana.get_by_label("Until").fill(f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%d}")
    if silent:
        day = f"{datetime.now(UTC) + timedelta(days=10):%Y-%m-%d}"
        await dana.get_by_label("They may not be told before").fill(day)
    await dana.get_by_role("button", name="Ask for it").click()
    await expect(dana.get_by_text("Asked for; somebody else must agree.")).to_be_visible()
    await album.look(dana, "hold-asked", STAFF)
    return dana


async def open_and_end(dana: Page, album: Album) -> None:
    """What is erased for everybody else is opened by who is named, and let go."""
    page = dana.url
    await dana.goto(page)
    await dana.get_by_role("link", name="Open what is held").click()
    await dana.locator("input[name=reason]").fill("asked by the court")
    await dana.get_by_role("button", name="Open it").click()
    await expect(dana.get_by_text("what becomes of this?")).to_be_visible()
    await album.look(dana, "hold-words", STAFF)
    await dana.goto(page)
    await album.look(dana, "hold-standing", STAFF)
    await dana.get_by_label("Why does it end?").fill("the case is closed")
    await dana.get_by_role("button", name="End the hold").click()
    await expect(dana.get_by_role("button", name="End the hold")).to_have_count(0)


async def test_in_silence_nothing_is_promised_then_it_is_told_and_its_end_by_time(
    house: House, crowd: Crowd, album: Album
) -> None:
    robin, seeker = await they_talk(house, crowd)
    hold = await ask(house, await crowd.at(DANA, "/console/holds/"), album, silent=True)
    alex = await crowd.at(ALEX, "/console/holds/")
    await alex.locator("li a").first.click()
    await expect(alex.get_by_text("An order forbids to tell them before")).to_be_visible()
    await album.look(alex, "hold-silent-to-agree", STAFF)
    await alex.get_by_role("button", name="I agree that it is held").click()
    await expect(alex.get_by_text("It holds.")).to_be_visible()

    await seeker.choose(seeker.words.end)
    await seeker.told(seeker.words.over)
    await seeker.button(seeker.words.erase).click()
    slip = seeker.place.locator(".slip")
    await expect(slip).to_contain_text(HUSHED)
    await expect(slip).not_to_contain_text("No one can read")
    await album.look(seeker.page, "held-hushed", SEEKER)
    await expect(robin.about).not_to_contain_text("Held until")

    await hold.goto(hold.url)
    await album.look(hold, "hold-silent", STAFF)
    await hold.get_by_role("button", name="They may be told now").click()
    await expect(slip).to_contain_text(SAID)
    house.books.change("UPDATE transcripts_hold SET until = asked_at")
    await expect(slip).to_contain_text(seeker.words.erased)
