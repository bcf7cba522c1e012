"""Looking for a place in a browser: with and without scripts, by keys, and gone at once."""

import pytest
from playwright.async_api import Page, expect

from tests.conftest import Axe
from tests.e2e.crowd import Crowd
from tests.e2e.houses import House

pytestmark = pytest.mark.asyncio(loop_scope="session")

EXIT_HERE = "UPDATE helpline_line SET exit_url = '{}'"
EXIT_BEFORE = "UPDATE helpline_line SET exit_url = 'https://www.theweathernetwork.com/'"


async def through(page: Page) -> None:
    """From the needs to a card, each page by its own button."""
    await page.locator("button[value=legal]").click()
    await expect(page.locator("[role=status] h2")).to_contain_text("5")
    await page.locator("button[name=show]").first.click()
    await expect(page.locator("button[value=discreet]")).to_be_visible()
    await page.locator("button[value=discreet]").click()
    await expect(page.locator(".paper")).to_be_visible()


@pytest.mark.parametrize("locale", ["en", "fr"])
async def test_every_page_is_for_everybody(
    embedded: House, crowd_of_embedded: Crowd, axe: Axe, locale: str
) -> None:
    page = await crowd_of_embedded.page(locale, 390, 844)
    await page.goto(f"{embedded.base}/help/?lang={locale}")
    await axe.check(page)
    await page.keyboard.press("Tab")
    await expect(page.locator(".exit")).to_be_focused()
    await page.locator("#words").fill("Winnipeg")
    await page.keyboard.press("Enter")
    await expect(page.locator("h1")).to_be_focused()
    await axe.check(page)
    await page.locator("button[name=show]").first.click()
    await expect(page.locator("button[value=discreet]")).to_be_visible()
    await page.emulate_media(color_scheme="dark")
    await axe.check(page)


async def test_with_scripts_the_whole_visit_is_one_step_and_the_exit_takes_its_place(
    embedded: House, crowd_of_embedded: Crowd
) -> None:
    embedded.books.change(EXIT_HERE.format(f"{embedded.demo}/"))
    try:
        page = await crowd_of_embedded.page("en", 390, 844)
        await page.goto(f"{embedded.demo}/")
        await page.goto(f"{embedded.base}/help/?lang=en")
        steps = await page.evaluate("history.length")
        await through(page)
        assert await page.evaluate("history.length") == steps
        for _ in range(3):
            await page.keyboard.press("Shift")
        await page.wait_for_url(f"{embedded.demo}/")
        assert await page.evaluate("history.length") == steps
        assert await page.context.cookies() == []
    finally:
        embedded.books.change(EXIT_BEFORE)


async def test_without_scripts_it_is_the_same_and_back_brings_nothing_up(
    embedded: House, crowd_of_embedded: Crowd
) -> None:
    embedded.books.change(EXIT_HERE.format(f"{embedded.demo}/"))
    crowd_of_embedded.watch.forgive("ERR_CACHE_MISS|Failed to load resource|Form submission")
    try:
        page = await crowd_of_embedded.page("en", 390, 844, scripts=False)
        await page.goto(f"{embedded.base}/help/?lang=en")
        await through(page)
        assert page.url == f"{embedded.base}/help/"
        await page.locator(".exit").click()
        await page.wait_for_url(f"{embedded.demo}/")
        await page.go_back()
        assert await page.locator(".paper").count() == 0
    finally:
        embedded.books.change(EXIT_BEFORE)
