"""A rehearsal from end to end: the line is made, a made-up seeker comes, answers, and is erased."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import expect

from demo.cast import ALEX, DANA, LINE_SLUG, ROBIN
from drill import scripts
from tests.e2e.album import DESK, STAFF, Album
from tests.e2e.crowd import Crowd
from tests.e2e.desk import Desk
from tests.e2e.houses import House

pytestmark = pytest.mark.asyncio(loop_scope="session")

SETTINGS = "/console/settings/"
WORDS: dict[str, dict[str, str]] = {
    "en": {"begun": "It begins.", "mark": "Drill", "ask": "Are you alone?"},
    "fr": {"begun": "C’est parti.", "mark": "Exercice", "ask": "Y a-t-il quelqu’un ?"},
}


@pytest.fixture
def stand(house: House) -> Iterator[str]:
    """The name of the drill line; who rehearsed goes back to their own line afterwards."""
    yield "stand"
    books = house.books
    [(own,)] = books.rows(f"SELECT id FROM helpline_line WHERE slug = '{LINE_SLUG}'")
    there = "(SELECT id FROM helpline_line WHERE slug = 'stand')"
    books.change(f"UPDATE helpline_counsellor SET line_id = {own} WHERE line_id = {there}")
    books.clear()
    books.change("DELETE FROM helpline_line WHERE slug = 'stand'")


async def make_the_line(crowd: Crowd, slug: str) -> None:
    """The administrator makes it, and puts Dana and Robin on it."""
    page = await crowd.at(ALEX, f"{SETTINGS}lines/new/")
    await page.get_by_label("Name", exact=True).fill("Rehearsals")
    await page.get_by_label("Short name in addresses").fill(slug)
    await page.get_by_label("Neutral title").fill("Notes")
    await page.get_by_label("A drill line").check()
    await page.get_by_role("button", name="Save").last.click()
    await expect(page.locator("h1")).to_have_text("Rehearsals")
    for person in (DANA, ROBIN):
        await page.goto(f"{crowd.house.base}{SETTINGS}people/")
        await page.get_by_role("link", name=person.shift_name, exact=True).click()
        await page.get_by_label("Line", exact=True).select_option(label="Rehearsals")
        await page.get_by_role("button", name="Save").last.click()
        await expect(page.get_by_text("Saved.", exact=True)).to_be_visible()


@pytest.mark.parametrize("locale", ["en", "fr"])
async def test_somebody_rehearses_and_nothing_of_it_is_left(
    crowd: Crowd, house: House, album: Album, stand: str, locale: str
) -> None:
    await make_the_line(crowd, stand)
    said = WORDS[locale]
    board = await crowd.at(DANA, "/console/drill/", locale)
    await album.look(board, f"drill-before-{locale}", STAFF)
    await board.locator("input[value=imminent]").check()
    await board.locator("#locale").select_option(locale)
    await board.locator("button[value=begin]").click()
    await expect(board.get_by_text(said["begun"])).to_be_visible()
    await album.look(board, f"drill-begun-{locale}", STAFF)

    robin = await crowd.desk(ROBIN, locale)
    await expect(robin.page.locator("header .chip.drill").first).to_contain_text(said["mark"])
    await robin.take()
    await they_talk(robin, locale)
    await album.look(robin.page, f"drill-desk-{locale}", DESK)
    assert house.books.count("helpline_tally") == 0

    await board.locator("button[value=erase]").click()
    await expect(robin.rows).to_have_count(0)
    for table in ("helpline_conversation", "transcripts_message", "drill_actor"):
        assert house.books.count(table) == 0
    await nobody_real_comes_in(crowd, house)


async def they_talk(robin: Desk, locale: Any) -> None:
    script = scripts.every()["imminent"]
    await expect(robin.said(script.opens[locale][1])).to_have_count(1, timeout=90_000)
    await robin.say(WORDS[locale]["ask"])
    [answer] = [each.says for each in script.answers if "alone" in each.when["en"]]
    await expect(robin.said(answer[locale])).to_have_count(1, timeout=90_000)


async def nobody_real_comes_in(crowd: Crowd, house: House) -> None:
    stranger = await crowd.page()
    answer = await stranger.request.get(f"{house.base}/chat/?line=stand")
    assert answer.status == 404
