"""The chat and the help page that it opened: whoever leaves one of the two has left both."""

import pytest
from playwright.async_api import Page, expect

from tests.e2e.crowd import Crowd
from tests.e2e.houses import House
from tests.e2e.seeker import Seeker
from tests.e2e.watch import EXIT

pytestmark = pytest.mark.asyncio(loop_scope="session")

HEARD = """() => new Promise((heard) => {
  addEventListener("message", ({ data }) => { if (data === "here") heard(true); });
})"""


async def both(house: House, crowd: Crowd, where: str) -> tuple[Seeker, Page]:
    """Somebody in the waiting room, of a website or of a page of its own, who looks for places."""
    if where == "frame":
        seeker = await crowd.seeker()
    else:
        seeker = Seeker(await crowd.page("en", 1280, 860), "en")
        await seeker.visit(f"{house.base}/chat/")
        await seeker.start()
    await seeker.told(seeker.words.in_line)
    async with seeker.page.context.expect_page() as opened:
        await seeker.place.get_by_role("link", name="Open: Places to go").click()
    places = await opened.value
    await expect(places.locator("#words")).to_be_visible()
    assert await seeker.place.evaluate(HEARD)
    # It was opened with a copy of what the chat remembers, and has forgotten it.
    assert await places.evaluate("sessionStorage.length") == 0
    return seeker, places


@pytest.mark.parametrize("where", ["frame", "page"])
@pytest.mark.parametrize("left", ["places", "chat"])
async def test_one_exit_leaves_both(
    embedded: House, crowd_of_embedded: Crowd, where: str, left: str
) -> None:
    seeker, places = await both(embedded, crowd_of_embedded, where)
    if left == "places":
        await places.locator(".exit").click()
    else:
        await seeker.place.get_by_role("link", name=seeker.words.exit).click()
    await places.wait_for_url(EXIT)
    await seeker.page.wait_for_url(EXIT)
    await embedded.books.come_to(1, "helpline_conversation WHERE state = 'abandoned'")


async def test_it_still_holds_after_a_search_and_after_the_chat_was_loaded_anew(
    embedded: House, crowd_of_embedded: Crowd
) -> None:
    seeker, places = await both(embedded, crowd_of_embedded, "page")
    await places.locator("#words").fill("legal")
    await places.keyboard.press("Enter")
    await expect(places.locator("button[name=show]").first).to_be_visible()
    await seeker.page.reload()
    await seeker.told(seeker.words.in_line)
    assert await seeker.place.evaluate(HEARD)
    await seeker.place.get_by_role("link", name=seeker.words.exit).click()
    await places.wait_for_url(EXIT)
