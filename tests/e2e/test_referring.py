"""A place goes out in one stroke: in their language, as they write, and with no blank left."""

import re

import pytest
from playwright.async_api import expect

from demo.cast import ALEX, NOOR, PHONES, ROBIN
from tests.e2e.album import STAFF, Album
from tests.e2e.crowd import Crowd
from tests.e2e.houses import House

pytestmark = pytest.mark.asyncio(loop_scope="session")

FRIDAY = "Le repas du vendredi"
SUPPLIES = "Supplies and outreach"
SNIPPETS = "/console/settings/snippets/"
VISIT = "Come on {day}, at {time}. Ask for {me}."


async def test_the_right_place_in_french_by_text(house: House, crowd: Crowd, album: Album) -> None:
    robin = await crowd.desk(ROBIN, "fr")
    phone = await crowd.phone(PHONES[0], "fr")
    await phone.text("un repas chaud, quelque part?")
    await robin.take()
    await robin.write("Oui. ")
    words = await robin.refer("repas vendredi", FRIDAY)
    await album.look(robin.page, "referred-french-text", STAFF)
    await expect(robin.field).to_have_value(f"Oui. {words}")
    assert FRIDAY in words
    await robin.field.press("Enter")
    await phone.gets(f"Oui. {words}")
    # It is known by itself that a place was sent, and which.
    await expect(robin.about.get_by_label(FRIDAY)).to_have_value("offered")
    await robin.about.get_by_label(FRIDAY).select_option("accepted")
    await robin.end()
    await robin.wrap_up()
    await house.books.come_to(1, "referrals_insertion")


async def test_several_places_go_as_one_short_list(crowd_of_embedded: Crowd) -> None:
    robin = await crowd_of_embedded.desk(ROBIN)
    seeker = await crowd_of_embedded.seeker()
    await seeker.say("gloves, and food?")
    await robin.take()
    await robin.find("supplies", SUPPLIES)
    await robin.field.press("Shift+Enter")
    await robin.page.keyboard.press("Control+A")
    await robin.write("/friday food")
    await robin.choose("Friday food and company")
    await robin.field.press("Enter")
    await expect(robin.field).not_to_have_value("/friday food")
    await robin.field.press("Enter")
    await expect(robin.about.get_by_label("Friday food and company")).to_have_value("offered")
    # Whoever hears that it was not good says so beside the talk, on a page that knows of none.
    async with robin.page.context.expect_page() as opened:
        await robin.about.get_by_role("link", name=re.compile("not good.*Friday food")).click()
    told = await opened.value
    await expect(told.get_by_role("heading", name="Friday food and company")).to_be_visible()
    await expect(told.get_by_role("button", name="Say so")).to_be_visible()


async def test_nothing_goes_while_a_blank_is_empty(crowd_of_embedded: Crowd) -> None:
    alex = await crowd_of_embedded.at(ALEX, f"{SNIPPETS}new/")
    said = {"slug": "a-visit", "shortcut": "visit"}
    for locale in ("en", "fr"):
        said |= {f"title_{locale}": "A visit", f"chat_{locale}": VISIT, f"sms_{locale}": VISIT}
    for name, value in said.items():
        await alex.locator(f"[name={name}]").fill(value)
    await alex.locator("[name=active]").check()
    await alex.get_by_role("button", name="Save").click()
    await expect(alex.get_by_text("Saved.", exact=True)).to_be_visible()

    noor = await crowd_of_embedded.desk(NOOR)
    seeker = await crowd_of_embedded.seeker()
    await seeker.say("can I come by?")
    await noor.take()
    await noor.may_write()
    await noor.insert("visit")
    await expect(noor.field).to_have_value(VISIT.replace("{me}", "Noor"))
    await noor.page.keyboard.type("Friday")
    await noor.field.press("Enter")
    await expect(noor.thread).to_contain_text("time")
    await expect(noor.field).to_have_value("Come on Friday, at {time}. Ask for Noor.")
    await noor.page.keyboard.type("two")
    await noor.field.press("Enter")
    await seeker.sees("Come on Friday, at two. Ask for Noor.")
