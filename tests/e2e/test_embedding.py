"""On websites of all kinds: the owner's own button, and a link wherever no frame of ours can be."""

from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from demo.cast import DANA
from tests.e2e.album import STAFF, Album
from tests.e2e.crowd import Crowd
from tests.e2e.desk import Desk
from tests.e2e.houses import House
from tests.e2e.seeker import Seeker
from tests.e2e.website import Website, served

pytestmark = pytest.mark.asyncio(loop_scope="session")

KEY = "of-its-own"
REGISTER = """INSERT INTO helpline_site (line_id, key, origin, active, skill)
SELECT min(id), '{key}', '{origin}', true, '' FROM helpline_line"""
FORGET = f"DELETE FROM helpline_site WHERE key = '{KEY}'"
TOLD = "Helpline chat: "
# What the browser itself says of a frame that a policy forbids, or that the server does not give.
REFUSED = r"Content Security Policy|Framing|status of 404|Refused to (frame|display)"


@pytest.fixture
def website(house: House, crowd: Crowd) -> Iterator[Website]:
    """A registered website with a page of its own."""
    with served(house.base) as site:
        house.books.change(REGISTER.format(key=KEY, origin=site.origin))
        crowd.watch.allow(site.origin)
        yield site
    house.books.change(FORGET)


async def visitor(crowd: Crowd, site: Website) -> Seeker:
    """Someone on the page; on it nobody has told its owner anything, unless that is forgiven."""
    seeker = Seeker(await crowd.page("en", 1280, 860), "en")
    await seeker.page.goto(site.origin)
    return seeker


async def told_and_led_away(crowd: Crowd, site: Website) -> str:
    """The launcher becomes a link to a tab where one can start; the website's owner is told why."""
    crowd.watch.forgive(REFUSED)
    crowd.watch.forgive(TOLD)
    seeker = await visitor(crowd, site)
    async with seeker.page.expect_console_message(lambda said: TOLD in said.text) as words:
        await seeker.press_launcher()
    assert [frame for frame in seeker.page.frames if "/widget/" in frame.url] == []
    async with seeker.page.expect_popup() as opened:
        await seeker.press_launcher()
    chat = Seeker(await opened.value, "en")
    assert chat.page.url.startswith(f"{crowd.house.base}/chat/?site=")
    assert await chat.page.evaluate("window.opener") is None
    await expect(chat.button(chat.words.start)).to_be_visible()
    return (await words.value).text


async def test_a_button_of_the_sites_own(crowd: Crowd, website: Website) -> None:
    website.carries(
        f'data-site="{KEY}" data-launcher="none" data-open="#talk" data-entry="poster"',
        body='<button id="talk">Talk to us</button>',
    )
    seeker = await visitor(crowd, website)
    await seeker.page.get_by_role("button", name="Talk to us").click()
    await seeker.find_frame()
    assert seeker.frame is not None
    assert "entry=poster" in seeker.frame.url
    await seeker.start()
    await seeker.say("through the button of the site")


async def test_a_key_that_nobody_registered(crowd: Crowd, website: Website) -> None:
    website.carries('data-site="mistyped"')
    words = await told_and_led_away(crowd, website)
    assert f'Is site "mistyped" registered for {website.origin}' in words


async def test_a_policy_that_forgot_the_frame(crowd: Crowd, website: Website) -> None:
    base = crowd.house.base
    website.carries(f'data-site="{KEY}"', policy=f"default-src 'self'; script-src {base}")
    words = await told_and_led_away(crowd, website)
    assert f"frame-src {base}" in words


async def test_the_lines_to_paste_are_enough_for_a_strict_policy(
    crowd: Crowd, website: Website
) -> None:
    base = crowd.house.base
    policy = f"default-src 'none'; img-src data:; script-src {base}; frame-src {base}"
    website.carries(f'data-site="{KEY}" data-color="#6b2c91"', policy=policy)
    seeker = await visitor(crowd, website)
    await seeker.press_launcher()
    await seeker.find_frame()
    await seeker.start()
    await seeker.say("under a strict policy")


async def test_a_key_at_another_address_and_what_its_owner_reads(
    crowd: Crowd, website: Website
) -> None:
    with served(crowd.house.base) as copy:
        crowd.watch.allow(copy.origin)
        copy.carries(f'data-site="{KEY}"')
        words = await told_and_led_away(crowd, copy)
    assert f"/console/site/{KEY}/" in words
    dana = Desk(await crowd.page(), DANA, "en")
    await dana.sign_in(crowd.house.base)
    await dana.page.goto(f"{crowd.house.base}/console/site/{KEY}/")
    await expect(dana.page.get_by_text(f"Not seen on {website.origin}")).to_be_visible()
    await expect(dana.page.get_by_text(copy.origin, exact=True)).to_be_visible()


@pytest.mark.parametrize("locale", ["en", "fr"])
async def test_the_owners_page(
    embedded: House, crowd_of_embedded: Crowd, album: Album, locale: str
) -> None:
    with served(embedded.base) as site:
        embedded.books.change(REGISTER.format(key=KEY, origin=site.origin))
        crowd_of_embedded.watch.allow(site.origin)
        site.carries(f'data-site="{KEY}"')
        seeker = await visitor(crowd_of_embedded, site)
        await seeker.press_launcher()
        await seeker.find_frame()
        await seeker.start()
        await reads_and_chooses(embedded, crowd_of_embedded, album, locale, site.origin)
    embedded.books.change(FORGET)


async def reads_and_chooses(
    house: House, crowd: Crowd, album: Album, locale: str, origin: str
) -> None:
    """A supervisor finds the page from the desk, reads that it works, and makes the code."""
    words = {"en": ("Websites with the chat", "Seen on"), "fr": ("Sites web avec", "Vu sur")}
    menu, seen = words[locale]
    dana = Desk(await crowd.page(locale), DANA, locale)
    await dana.sign_in(house.base)
    page = dana.page
    await page.locator("button.me").click()
    await page.get_by_role("link", name=menu).click()
    await album.look(page, f"websites-{locale}", STAFF)
    await page.get_by_role("link", name=origin).click()
    await expect(page.get_by_text(f"{seen} {origin}")).to_be_visible()
    await page.locator("#color").fill("#ffd54f")
    await page.locator("#entry").fill("poster")
    await page.locator("form button").click()
    await expect(page.locator(".errorlist")).to_have_count(1)
    await expect(page.locator(".code").first).to_have_value(
        f'<script src="{house.base}/widget.js" data-site="{KEY}" data-entry="poster"'
        " async></script>"
    )
    await album.look(page, f"website-{locale}", STAFF)
