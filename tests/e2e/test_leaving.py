"""The quick exit: a cover at once, the page replaced, the token dead, the desk told."""

import pytest
from playwright.async_api import expect

from demo.cast import ROBIN
from tests.e2e.crowd import Crowd
from tests.e2e.desk import Desk
from tests.e2e.houses import House
from tests.e2e.seeker import Seeker
from tests.e2e.test_plain import EXIT_BEFORE, EXIT_HERE

pytestmark = pytest.mark.asyncio(loop_scope="session")

WAYS = ("button", "shift in the frame", "shift on the host's page")


async def talking(crowd: Crowd, robin: Desk, words: str) -> Seeker:
    """A seeker whom Robin has answered."""
    seeker = await crowd.seeker()
    await seeker.say(words)
    await robin.take()
    await robin.say(f"I read: {words}")
    await seeker.sees(f"I read: {words}")
    return seeker


async def test_every_way_out_covers_forgets_and_tells(house: House, crowd: Crowd) -> None:
    robin = await crowd.desk(ROBIN)
    for exits, way in enumerate(WAYS, start=1):
        seeker = await talking(crowd, robin, f"leaving by {way}")
        token = await seeker.token()
        if way == "button":
            await seeker.place.get_by_role("link", name=seeker.words.exit).click()
        elif way == "shift in the frame":
            await seeker.field.focus()
            await seeker.shift_three_times()
        else:
            await seeker.page.get_by_role("heading", level=1).click()
            await seeker.shift_three_times()
        await seeker.is_gone()
        seeker.is_covered(inside=way != "shift on the host's page")

        await expect(robin.thread).to_contain_text(robin.words.hurry)
        await expect(robin.rows.first).to_contain_text(robin.words.hurry)
        await expect(robin.field).to_have_count(0)
        await house.books.come_to(exits, "helpline_conversation WHERE exited_at IS NOT NULL")
        await the_token_opens_nothing(house, crowd, token)
        await robin.button(robin.words.hurry_do).click()
        await robin.wrap_up()


async def test_a_copy_takes_the_place_of_the_chat_and_is_left_by_one_exit(
    house: House, crowd: Crowd
) -> None:
    robin = await crowd.desk(ROBIN)
    seeker = await talking(crowd, robin, "a copy for me")
    token, page = await seeker.token(), seeker.page
    house.books.change(EXIT_HERE.format(f"{house.demo}/phone/"))
    await seeker.choose("Print or save")
    await expect(page).to_have_title("Chat")
    await expect(page.get_by_text("I read: a copy for me")).to_be_visible()
    async with page.expect_download() as saved:
        await page.get_by_role("button", name="Save as a file").click()
    file = await saved.value
    text = (await file.path()).read_text()
    assert file.suggested_filename == "notes.txt"
    assert "    a copy for me\n" in text
    assert "    I read: a copy for me\n" in text
    assert len(page.context.pages) == 1
    # What a browser says of a form that it will not send again by itself is part of the story.
    crowd.watch.forgive("ERR_CACHE_MISS|Failed to load resource|Form submission")
    await page.get_by_role("button", name="Exit now").click()
    await page.wait_for_url(f"{house.demo}/phone/")
    house.books.change(EXIT_BEFORE)
    await page.go_back()
    assert "I read: a copy for me" not in await page.content()
    await house.books.come_to(1, "helpline_conversation WHERE exited_at IS NOT NULL")
    await the_token_opens_nothing(house, crowd, token)


async def the_token_opens_nothing(house: House, crowd: Crowd, token: str) -> None:
    thief = Seeker(await crowd.page(), "en")
    await thief.visit(f"{house.base}/chat/")
    await thief.page.evaluate("token => sessionStorage.setItem('t', token)", token)
    await thief.page.reload()
    await expect(thief.page.locator(".banner")).to_contain_text("Your earlier chat is closed")


async def test_leaving_the_line_gives_the_place_back(house: House, crowd: Crowd) -> None:
    seeker = await crowd.seeker()
    await seeker.told(seeker.words.in_line)
    await seeker.shift_three_times()
    await seeker.is_gone()
    await house.books.come_to(1, "helpline_conversation WHERE state = 'abandoned'")


async def test_leaving_before_the_start_tells_nobody(house: House, crowd: Crowd) -> None:
    seeker = Seeker(await crowd.page("en", 1280, 860), "en")
    await seeker.open_widget(f"{house.demo}/")
    await expect(seeker.button(seeker.words.start)).to_be_visible()
    await seeker.shift_three_times()
    await seeker.is_gone()
    assert house.books.count("helpline_seeker") == 0
    assert house.books.count("helpline_conversation") == 0
