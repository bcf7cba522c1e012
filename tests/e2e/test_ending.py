"""The end: what was wished for is done and said; two questions are only counted."""

import re

import pytest
from playwright.async_api import expect

from demo.cast import ROBIN
from tests.e2e.crowd import Crowd
from tests.e2e.houses import House
from tests.e2e.seeker import Seeker

pytestmark = pytest.mark.asyncio(loop_scope="session")

OFFERS = "UPDATE helpline_line SET keep_days = 7, follow_up_days = 30, survey = TRUE"


async def test_words_are_kept_as_long_as_was_chosen_at_the_start_and_at_the_end(
    house: House, crowd: Crowd
) -> None:
    house.books.change(OFFERS)
    robin = await crowd.desk(ROBIN)
    seeker = Seeker(await crowd.page("en", 390, 844), "en")
    await seeker.visit(f"{house.base}/chat/")
    await seeker.place.get_by_text("Choose what becomes of your words?").click()
    await seeker.place.get_by_text("Keep them 7 days").click()
    await seeker.start()
    await seeker.say("please keep this for me")
    await robin.take()
    await robin.say("Gladly.")
    await seeker.sees("Gladly.")
    await house.books.come_to(1, "helpline_conversation WHERE keep_wish = 'days'")

    await seeker.choose(seeker.words.end)
    await seeker.told(seeker.words.over)
    await expect(seeker.place.get_by_role("radio", name="Keep them 7 days")).to_be_checked()
    await seeker.button("Keep them").click()
    await expect(seeker.place.locator(".slip")).to_contain_text("Your words")
    await robin.wrap_up()
    await expect(seeker.place.locator(".slip")).to_contain_text("will be erased on")
    await house.books.come_to(1, "helpline_conversation WHERE erase_at > state_at")


async def test_two_questions_are_counted_and_joined_to_nothing(house: House, crowd: Crowd) -> None:
    house.books.change(OFFERS)
    robin = await crowd.desk(ROBIN)
    seeker = await crowd.seeker()
    await seeker.say("thank you for being here")
    await robin.take()
    await robin.say("Any time.")
    await seeker.sees("Any time.")
    await seeker.choose(seeker.words.end)
    await seeker.told(seeker.words.over)
    await seeker.button(seeker.words.erase).click()
    await expect(seeker.place.locator(".slip")).to_contain_text(seeker.words.erased)
    await seeker.place.get_by_text("Two questions about today?").click()
    await seeker.place.get_by_label("Better", exact=True).check()
    await seeker.place.get_by_label("A little").check()
    await seeker.button("Send my answers").click()
    await expect(seeker.place.locator(".thanks")).to_contain_text("Your answers are counted")
    await house.books.come_to(2, "helpline_tally WHERE what LIKE 'survey%'")
    counted = house.books.rows(
        "SELECT what, value, count FROM helpline_tally WHERE what LIKE 'survey%' ORDER BY what"
    )
    assert counted == [("survey.feel", "better", 1), ("survey.helped", "some", 1)]
    assert not re.search("survey|better", await robin.page.locator("main").inner_text())
