"""Somebody new, three talks at once, a place that goes meanwhile, and nothing that fits."""

import asyncio
import re

import pytest
from playwright.async_api import expect

from demo.cast import ALEX, NOOR, PHONES, ROBIN, SAMI
from helpline.segments import measure
from tests.e2e import larch
from tests.e2e.album import STAFF, Album
from tests.e2e.crowd import Crowd
from tests.e2e.desk import Desk
from tests.e2e.houses import House
from tests.e2e.processes import told

pytestmark = pytest.mark.asyncio(loop_scope="session")

# Somebody who types with two fingers; what that adds up to is the bench's matter.
BETWEEN_MS = 150
TURNS = 6
COUNT = """
() => {
  window.pressed = 0;
  window.pointed = 0;
  addEventListener("keydown", () => { window.pressed += 1; }, true);
  addEventListener("pointerdown", () => { window.pointed += 1; }, true);
}
"""
WISH = "où est-ce que je peux laver mon linge?"
# A slip of the finger, and no accent.
TYPED = "lesive vetements"
HOME = "Transitional housing"
INSERTED = "SELECT slug, category, channel, locale FROM referrals_insertion ORDER BY channel, id"
ALL_OF_IT = "SELECT * FROM referrals_insertion"
UNMET = "SELECT what, value, count FROM helpline_tally WHERE what = 'talk_unmet'"


async def test_somebody_new_sends_it_in_french_by_text_with_nineteen_keys(
    house: House, crowd: Crowd
) -> None:
    sami = await crowd.desk(SAMI, "fr")
    phone = await crowd.phone(PHONES[1], "fr")
    await phone.text(WISH)
    await sami.take()
    await sami.sees(WISH)
    await sami.page.evaluate(COUNT)
    keys = sami.page.keyboard
    await keys.type(f"/{TYPED}", delay=BETWEEN_MS)
    preview = sami.page.locator(".palette .preview")
    await expect(preview.locator("blockquote")).to_contain_text("lessive")
    await expect(preview).to_contain_text("1 texto")
    await keys.press("Enter")
    await expect(sami.field).to_have_value(re.compile("lessive"))
    words = await sami.field.input_value()
    await keys.press("Enter")
    await phone.gets(words)
    assert measure(words).texts == 1
    pressed = await sami.page.evaluate("[window.pressed, window.pointed]")
    assert pressed == [len(f"/{TYPED}") + 2, 0]
    await house.books.come_to(1, "referrals_insertion")
    [(_slug, category, channel, locale)] = house.books.rows(INSERTED)
    assert (category, channel, locale) == ("practical", "sms", "fr")


async def test_three_talks_at_once_each_get_their_own_face(house: House, crowd: Crowd) -> None:
    robin = await crowd.desk(ROBIN)
    first = await crowd.seeker()
    await first.say("a home, for longer")
    await robin.take()
    phone = await crowd.phone(PHONES[2], "fr")
    await phone.text("un logement, pour longtemps")
    await robin.take()
    second = await crowd.seeker()
    await second.say("he may look over my shoulder")
    await robin.take()
    drafts = ("Yes. ", "Oui. ", "OK. ")
    for slot, draft in enumerate(drafts, 1):
        await at(robin, slot)
        await robin.may_write()
        await robin.write(draft)

    await at(robin, 2)
    french = drafts[1] + await robin.refer("logement transition", "Transitional housing, up to two")
    await at(robin, 3)
    await robin.find("transitional", HOME)
    discreet = drafts[2] + await turned_to(robin, "Discreet")
    await at(robin, 1)
    english = drafts[0] + await robin.refer("transitional", HOME)

    written = {1: english, 2: french, 3: discreet}
    assert all(text.count("204-589-7347") == 1 for text in written.values())
    assert HOME in english
    assert "Logement de transition" in french
    assert discreet == f"{drafts[2]}Here is what we talked about: 204-589-7347"
    for slot, text in written.items():
        await at(robin, slot)
        await expect(robin.field).to_have_value(text)
    for slot in (3, 1, 2):
        await at(robin, slot)
        await robin.field.press("Enter")
        await expect(robin.field).to_have_value("")
    await first.sees_in("Call 204-589-7347.")
    await second.sees_in(discreet)
    await phone.gets(french)
    for text, others in ((english, (second,)), (discreet, (first,))):
        for seeker in others:
            await expect(seeker.log.get_by_text(text)).to_have_count(0)
    await house.books.come_to(3, "referrals_insertion")
    logged = house.books.rows(INSERTED)
    assert {slug for slug, *_rest in logged} == {logged[0][0]}
    assert [rest for _slug, *rest in logged] == [
        ["transitional", "sms", "fr"],
        ["transitional", "web", "en"],
        ["transitional", "web", "en"],
    ]
    assert "589" not in str([row[1:] for row in house.books.rows(ALL_OF_IT)]).replace(
        logged[0][0], ""
    )


async def at(desk: Desk, slot: int) -> None:
    """Go to the talk at this number, by its key."""
    await desk.page.keyboard.press(f"Alt+{slot}")
    await expect(desk.rows.nth(slot - 1)).to_have_attribute("aria-current", "true")
    await expect(desk.field).to_be_focused()


async def turned_to(desk: Desk, face: str) -> str:
    """Turn to this face with the key for it, and put it in; returns its wording."""
    chip = desk.page.locator(".palette .face .chip", has_text=face)
    for _ in range(TURNS):
        if await chip.count():
            break
        await desk.field.press("Tab")
    await expect(chip).to_have_count(1)
    wording = await desk.page.locator(".palette blockquote").inner_text()
    await desk.field.press("Enter")
    await expect(desk.page.locator(".palette")).to_have_count(0)
    return wording


async def asked_for_a_bed(house: House, crowd: Crowd) -> Desk:
    """Noor's desk, with somebody who needs one, and one more place in the directory."""
    await asyncio.to_thread(told, "tests.e2e.larch", house.environment)
    noor = await crowd.desk(NOOR)
    seeker = await crowd.seeker()
    await seeker.say("a bed?")
    await noor.take()
    await noor.may_write()
    return noor


@pytest.mark.parametrize("title", [larch.SERVICE, larch.SNIPPET])
async def test_a_place_that_is_deleted_while_the_list_is_open_is_told(
    house: House, crowd: Crowd, album: Album, title: str
) -> None:
    noor = await asked_for_a_bed(house, crowd)
    await noor.write("Listen. ")
    await noor.find("larch bed", title)

    alex = await crowd.at(ALEX, "/console/settings/directory/?q=larch")
    await alex.get_by_role("link", name=larch.SERVICE).click()
    await alex.get_by_role("link", name=re.compile("^Take it away")).click()
    await alex.get_by_role("button", name="Delete for good").click()
    await alex.wait_for_url(lambda address: "/remove/" not in address)

    await noor.field.press("Enter")
    await expect(noor.thread.locator(".trouble:not([hidden])")).to_contain_text(
        f"“{title}” was taken out of use."
    )
    await expect(noor.field).to_have_value(re.compile("^Listen. .*204-555-0142"))
    await album.look(noor.page, "referred-gone", STAFF)
    await noor.field.fill("")
    await noor.write("/larch bed")
    await expect(noor.page.locator(".palette .opt", has_text=title)).to_have_count(0)
    assert house.books.count("referrals_insertion") == 0


async def test_what_somebody_s_list_calls_it_stands_under_their_notice(
    house: House, crowd: Crowd, album: Album
) -> None:
    noor = await asked_for_a_bed(house, crowd)
    await noor.find("larch bed", larch.SERVICE)
    preview = noor.page.locator(".palette .preview")
    await expect(preview).to_contain_text(larch.TERM)
    await expect(preview).to_contain_text(larch.NOTICE)
    await expect(preview.locator("blockquote")).not_to_contain_text(larch.TERM)
    await album.look(noor.page, "referred-lent", STAFF)


async def test_what_nothing_fits_is_counted_with_what_shut_all_out(
    house: House, crowd: Crowd
) -> None:
    robin = await crowd.desk(ROBIN)
    seeker = await crowd.seeker()
    await seeker.say("somewhere to live, and no police please")
    await robin.take()
    await robin.may_write()
    await robin.write("/transitional no police")
    palette = robin.page.locator(".palette")
    await expect(palette).to_contain_text("Without this question something would: Police.")
    await robin.field.press("Enter")
    await expect(robin.field).to_have_value("/transitional no police")
    await robin.field.press("Shift+Enter")
    await expect(palette).to_have_count(0)
    await robin.field.fill("")
    await robin.say("I do not know of one. I go on looking.")
    await robin.end()
    await robin.wrap_up()
    await house.books.come_to_say([("talk_unmet", "police", 1)], UNMET)
    assert house.books.count("referrals_insertion") == 0
