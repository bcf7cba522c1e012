"""A tab loaded again while the line is dead: unsent words arrive once, and nobody reads them."""

import asyncio
import json

import pytest
from playwright.async_api import Error, Page, expect

from demo.cast import ROBIN
from tests.e2e.crowd import Crowd
from tests.e2e.houses import House
from tests.e2e.seeker import Seeker

pytestmark = pytest.mark.asyncio(loop_scope="session")

# What a browser says of a server that is not there is part of these stories.
CUT = r"WebSocket connection to|Failed to load resource|WebSocket is closed before"
SECRETS = ("the dark", "half", "note")
PAUSE = 25_000


async def reload_into_the_dark(page: Page, house: House) -> None:
    """Load the page again while nobody serves it, and once more when somebody does."""
    with pytest.raises(Error):
        await page.reload()
    house.chat.start()
    await asyncio.to_thread(house.chat.wait)
    await page.reload()


async def kept(page: Page) -> dict[str, str]:
    """All that this tab keeps; none of it is a word of anybody's."""
    found: dict[str, str] = await page.evaluate("({...localStorage, ...sessionStorage})")
    assert not [word for word in SECRETS if word in json.dumps(found)]
    return found


async def comes_to_lie(page: Page, names: str) -> None:
    """Wait until the last letter must be kept, too."""
    await page.wait_for_function(
        "name => Object.keys(sessionStorage).some(s => s.startsWith(name))", arg=names
    )
    await asyncio.sleep(0.5)


async def test_a_seekers_unsent_words_outlive_a_reload_and_nothing_outlives_the_exit(
    scaled: House, crowd_of_scaled: Crowd
) -> None:
    house, crowd = scaled, crowd_of_scaled
    robin = await crowd.desk(ROBIN)
    seeker = Seeker(await crowd.page(width=390, height=844), "en")
    await seeker.visit(f"{house.base}/chat/")
    await seeker.start()
    await seeker.say("before")
    await robin.take()
    await seeker.told(seeker.words.here, "Robin")
    assert set(await kept(seeker.page)) == {"t"}
    crowd.watch.forgive(CUT)

    await asyncio.to_thread(house.chat.kill)
    await seeker.say("into the dark")
    await seeker.say("and further")
    await seeker.field.fill("half a")
    await comes_to_lie(seeker.page, "u")
    assert set(await kept(seeker.page)) == {"t", "u"}
    await reload_into_the_dark(seeker.page, house)

    await seeker.told(seeker.words.here, "Robin")
    await seeker.acknowledged()
    await expect(seeker.field).to_have_value("half a")
    wanted = ["before", "into the dark", "and further"]
    await expect(seeker.log.locator("li.msg .words")).to_have_text(wanted)
    await expect(robin.thread.locator(".log li.msg .words")).to_have_text(wanted, timeout=PAUSE)
    assert house.books.count("transcripts_message") == 3

    await seeker.shift_three_times()
    await seeker.is_gone()
    await seeker.page.goto(f"{house.base}/healthz")
    assert await kept(seeker.page) == {}


async def test_first_words_that_were_never_stored_outlive_a_reload(
    embedded: House, crowd_of_embedded: Crowd
) -> None:
    house, crowd = embedded, crowd_of_embedded
    seeker = Seeker(await crowd.page(), "en")
    await seeker.visit(f"{house.base}/chat/")
    await seeker.start()
    await seeker.told("Nobody is here yet.")
    await expect(seeker.field).to_be_visible()
    await seeker.page.wait_for_function("document.querySelector('link[href*=rest]')")
    await comes_to_lie(seeker.page, "t")
    assert set(await kept(seeker.page)) == {"t"}
    crowd.watch.forgive(CUT)
    await seeker.field.fill("into")
    await comes_to_lie(seeker.page, "u")
    await asyncio.to_thread(house.chat.kill)
    await seeker.say("into the dark")
    await comes_to_lie(seeker.page, "u")
    await reload_into_the_dark(seeker.page, house)
    await seeker.told(seeker.words.in_line)
    await seeker.acknowledged()
    assert house.books.count("transcripts_message") == 1


async def test_a_counsellors_drafts_outlive_a_reload_and_nothing_outlives_signing_out(
    embedded: House, crowd_of_embedded: Crowd
) -> None:
    house, crowd = embedded, crowd_of_embedded
    robin = await crowd.desk(ROBIN)
    seeker = await crowd.seeker()
    await seeker.say("hello")
    await robin.take()
    crowd.watch.forgive(CUT)
    note = robin.page.locator("textarea.note")
    await asyncio.to_thread(house.chat.kill)
    await robin.field.fill("half a sen")
    await note.fill("a note")
    await comes_to_lie(robin.page, "unsent ")
    await kept(robin.page)
    await reload_into_the_dark(robin.page, house)

    await expect(robin.field).to_have_value("half a sen")
    await expect(note).to_have_value("a note")
    await robin.field.focus()
    await robin.page.keyboard.press("End")
    await robin.write("tence")
    await robin.field.press("Enter")
    await seeker.sees("half a sentence")
    assert house.books.count("transcripts_message") == 2
    assert [name for name in await kept(robin.page) if name.startswith("unsent")]
    await robin.page.locator("button.me").click()
    await robin.page.get_by_role("button", name="Sign out").click()
    await robin.page.wait_for_url("**/accounts/**")
    assert not [name for name in await kept(robin.page) if name.startswith(("unsent", "seats"))]
