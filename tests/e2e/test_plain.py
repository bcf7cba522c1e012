"""The chat with JavaScript switched off: the same queue, words that come by themselves, an exit."""

import asyncio

import pytest
from playwright.async_api import FrameLocator, Page, expect

from demo.cast import ROBIN
from tests.conftest import Axe
from tests.e2e.album import SEEKER, THEMES, ZOOMED, Album
from tests.e2e.crowd import Crowd
from tests.e2e.houses import House

pytestmark = pytest.mark.asyncio(loop_scope="session")

LANGUAGES = pytest.mark.parametrize("locale", ["en", "fr"])
# A look by itself comes every fifteen seconds.
BY_ITSELF = 25_000
EXIT_HERE = "UPDATE helpline_line SET exit_url = '{}'"
EXIT_BEFORE = "UPDATE helpline_line SET exit_url = 'https://www.theweathernetwork.com/'"

WORDS = {
    "en": ("Start", "Send", "Look for new words", "Exit now", "Go", "End the chat", "Do this"),
    "fr": (
        *("Commencer", "Envoyer", "Voir les nouveaux mots", "Sortie rapide", "C’est bon"),
        *("Finir la conversation", "Faire ce choix"),
    ),
}


class Plain:
    """Somebody without scripts."""

    def __init__(self, page: Page, locale: str = "en") -> None:
        self.page = page
        self.start, self.send, self.look, self.exit, self.go, *rest = WORDS[locale]
        self.end, self.choose = rest

    async def press(self, name: str) -> None:
        await self.page.get_by_role("button", name=name, exact=True).click()
        await self.page.wait_for_load_state()

    async def say(self, text: str) -> None:
        await self.page.locator("textarea").fill(text)
        await self.press(self.send)
        await expect(self.page.locator(".log .words").last).to_have_text(text)

    @property
    def new(self) -> FrameLocator:
        """The part that looks by itself."""
        return self.page.frame_locator("iframe.new")


async def test_a_whole_talk_without_scripts(house: House, crowd: Crowd) -> None:
    house.books.change(EXIT_HERE.format(f"{house.demo}/"))
    robin = await crowd.desk(ROBIN)
    page = await crowd.page(width=390, height=844, scripts=False)
    plain = Plain(page)
    await page.goto(f"{house.base}/chat/")
    link = page.get_by_role("link", name="without scripts")
    await expect(link).to_have_count(1)
    await expect(link).to_be_in_viewport()
    await link.click()
    await page.wait_for_url("**/chat/plain/**")
    await plain.press(plain.start)
    await expect(page.locator(".now")).to_contain_text("You are in line.")
    await robin.is_offered("Web")
    await plain.say("is somebody there?")
    await robin.take()
    await robin.sees("is somebody there?")
    await expect(plain.new.get_by_text("Robin is here")).to_be_visible(timeout=BY_ITSELF)
    await page.locator("textarea").fill("i am wri")
    await robin.say("I read you.")
    await expect(plain.new.get_by_text("I read you.")).to_be_visible(timeout=BY_ITSELF)
    await robin.say("Take your time.")
    await expect(plain.new.get_by_text("Take your time.")).to_be_visible(timeout=BY_ITSELF)
    await expect(plain.new.get_by_text("I read you.")).to_be_visible()
    await expect(page.locator("textarea")).to_have_value("i am wri")
    await plain.say("i am writing")
    await robin.sees("i am writing")
    await expect(page.locator(".log .words")).to_have_text(
        ["is somebody there?", "I read you.", "Take your time.", "i am writing"]
    )
    assert page.url.partition("#")[0] == f"{house.base}/chat/plain/"

    # What a browser says of a form that it will not send again by itself is part of the story.
    crowd.watch.forgive("ERR_CACHE_MISS|Failed to load resource|Form submission")
    await plain.press(plain.exit)
    await page.wait_for_url(f"{house.demo}/")
    await expect(robin.thread).to_contain_text(robin.words.hurry)
    await house.books.come_to(1, "helpline_conversation WHERE exited_at IS NOT NULL")
    await page.go_back()
    assert "Take your time" not in await page.content()
    assert await page.context.cookies() == []
    await robin.button(robin.words.hurry_do).click()
    await robin.wrap_up()
    house.books.change(EXIT_BEFORE)


@LANGUAGES
async def test_what_the_plain_page_looks_like(
    embedded: House, crowd_of_embedded: Crowd, album: Album, axe: Axe, locale: str
) -> None:
    crowd = crowd_of_embedded
    embedded.books.change("UPDATE helpline_line SET survey = 1")
    robin = await crowd.desk(ROBIN)
    # With scripts, for those who look at it; the page has none either way.
    page = await crowd.page(locale, 390, 844)
    plain = Plain(page, locale)

    async def look(name: str) -> None:
        await album.look(page, f"plain-{name}-{locale}", (*SEEKER, (1280, 860)))
        await album.look(page, f"plain-{name}-{locale}-zoom", ZOOMED)

    await page.goto(f"{embedded.base}/chat/plain/?lang={locale}")
    await page.locator("summary").first.click()
    await look("1-first")
    await plain.press(plain.start)
    await look("2-waiting")
    await robin.meet()
    await plain.press(plain.look)
    await look("3-go")
    await plain.press(plain.go)
    await robin.say(f"Hi, I am Robin. https://example.org/{'a-long-address-' * 5}")
    await plain.say("x" * 60)
    await robin.say("I read you.")
    await expect(plain.new.get_by_text("I read you.")).to_be_visible(timeout=BY_ITSELF)
    await page.locator("textarea").fill("y" * 2_001)
    await plain.press(plain.send)
    await expect(page.get_by_role("alert")).to_be_visible()
    await page.locator("summary").click()
    await page.locator("button[value=number]").click()
    await page.wait_for_load_state()
    await expect(page.locator(".number")).to_be_visible()
    for theme in THEMES:
        await page.emulate_media(color_scheme=theme)
        await axe.check(page.frames[1])
    await look("4-here")
    await plain.press(plain.end)
    await look("5-over")
    await plain.press(plain.choose)
    await page.locator("summary").first.click()
    await look("6-slip")
    embedded.books.change("UPDATE helpline_line SET survey = 0")


@LANGUAGES
async def test_a_closed_line_without_scripts(
    embedded: House, crowd_of_embedded: Crowd, album: Album, locale: str
) -> None:
    embedded.books.change(
        """UPDATE helpline_line SET hours = '{"zone": "America/Winnipeg", "week":"""
        """ {"mon": ["18:00-18:01"]}}'"""
    )
    try:
        page = await crowd_of_embedded.page(locale, 390, 844)
        closed = page.get_by_text("We are closed." if locale == "en" else "C’est fermé.")
        # How a door stands is remembered for a second.
        await asyncio.sleep(1.2)
        await page.goto(f"{embedded.base}/chat/plain/?lang={locale}")
        await expect(closed).to_be_visible()
        await page.locator("summary").first.click()
        await album.look(page, f"plain-closed-{locale}", SEEKER)
    finally:
        embedded.books.change("UPDATE helpline_line SET hours = '{}'")
        await asyncio.sleep(1.2)
