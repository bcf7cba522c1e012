"""What the seeker's page fetches after its first picture: another language, and the rest of it."""

import pytest
from playwright.async_api import Route, expect

from tests.e2e.crowd import Crowd
from tests.e2e.houses import House
from tests.e2e.seeker import ENGLISH, FRENCH, Seeker

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_only_ones_own_language_comes_until_the_other_is_chosen(
    embedded: House, crowd_of_embedded: Crowd
) -> None:
    page = await crowd_of_embedded.page("fr", 390, 844)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    seeker = Seeker(page, "fr")
    await seeker.visit(f"{embedded.base}/chat/")
    await expect(seeker.button(FRENCH.start)).to_be_visible()
    await page.wait_for_load_state("networkidle")
    assert not [name for name in asked if name.startswith("en")]
    await seeker.button("In English").click()
    await expect(seeker.button(ENGLISH.start)).to_be_visible()
    assert await page.evaluate("document.documentElement.lang") == "en"
    assert [name for name in asked if name.startswith("en")]


async def test_a_language_that_does_not_come_is_waited_for_in_the_old_one(
    embedded: House, crowd_of_embedded: Crowd
) -> None:
    crowd_of_embedded.watch.forgive("Failed to load resource: net::ERR_FAILED")
    page = await crowd_of_embedded.page("en", 390, 844)
    refused: list[str] = []

    async def refuse(route: Route) -> None:
        refused.append(route.request.url)
        await route.abort()

    await page.route("**/assets/fr*.js", refuse)
    seeker = Seeker(page, "en")
    await seeker.visit(f"{embedded.base}/chat/")
    async with page.expect_request_finished(lambda request: "rest" in request.url):
        await expect(seeker.button(ENGLISH.start)).to_be_visible()
    async with page.expect_event("requestfailed"):
        await seeker.button("En français").click()
    # Nothing changes, and nothing is lost: the page goes on in the language it has.
    await expect(seeker.button(ENGLISH.start)).to_be_enabled()
    assert await page.evaluate("document.documentElement.lang") == "en"
    await page.unroute("**/assets/fr*.js")
    await expect(seeker.button(FRENCH.start)).to_be_visible()
    assert refused


async def test_the_rest_that_does_not_come_is_asked_for_again(
    embedded: House, crowd_of_embedded: Crowd
) -> None:
    """A browser never asks twice for a module that failed, unless its address is new."""
    crowd_of_embedded.watch.forgive("Failed to load resource: net::ERR_FAILED")
    page = await crowd_of_embedded.page("en", 390, 844)
    await page.route("**/assets/rest-*.js", lambda route: route.abort())
    await page.route("**/assets/rest-*.css", lambda route: route.abort())
    seeker = Seeker(page, "en")
    async with page.expect_event("requestfailed"):
        await seeker.visit(f"{embedded.base}/chat/")
    await expect(seeker.button(ENGLISH.start)).to_be_visible()
    await page.unroute("**/assets/rest-*.js")
    async with page.expect_event("requestfailed", lambda request: ".css" in request.url):
        pass
    await page.unroute("**/assets/rest-*.css")
    await seeker.start()
    await seeker.say("all of it came in the end")
    await seeker.told(ENGLISH.in_line)
