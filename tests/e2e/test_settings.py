"""Who runs the line changes hours and words, without scripts too, and the seeker's page says so."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, expect

from demo.cast import ALEX, LINE_NAME, LINE_SLUG, ZONE
from helpline.hours import DAYS
from tests.e2e.album import STAFF, Album
from tests.e2e.crowd import Crowd
from tests.e2e.houses import House

pytestmark = pytest.mark.asyncio(loop_scope="session")

SETTINGS = "/console/settings/"
LINE = f"{SETTINGS}lines/{LINE_SLUG}/"
AS_BEFORE = "UPDATE helpline_line SET hours = '{}', texts = '{}'"
CLOSED = "On dort un peu."
EVERY = (
    "",
    "changes/",
    "people/",
    "people/new/",
    "snippets/",
    "snippets/new/",
    "phrases/",
    "guidance/",
    "directory/",
    "directory/new/",
    "directory/categories/",
    "directory/categories/new/",
    "directory/proposals/",
    "directory/terms/",
    "agree/",
    "lines/new/",
    *(
        f"lines/{LINE_SLUG}/{page}"
        for page in (
            "",
            "hours/",
            "texts/",
            "texts/page/safe/",
            "texts/phone/greeting/",
            "line/",
            "before/",
            "after/",
            "elsewhere/",
            "kept/",
            "numbers/",
            "numbers/new/",
            "partners/",
            "partners/new/",
            "websites/",
            "websites/new/",
            "remove/",
        )
    ),
)


@pytest.fixture
def line(house: House) -> Iterator[str]:
    """The line with its hours and words put back afterwards."""
    yield LINE
    house.books.change(AS_BEFORE)


async def administrator(crowd: Crowd, locale: str, *, scripts: bool) -> Page:
    """Signed in, and in the settings; scripts or none."""
    page = await crowd.at(ALEX, SETTINGS, locale, scripts=scripts)
    await expect(page.locator("h1")).to_have_text("Settings" if locale == "en" else "Réglages")
    return page


@pytest.mark.parametrize("scripts", [True, False])
async def test_hours_and_a_french_text_are_what_the_seeker_reads(
    crowd: Crowd, line: str, scripts: bool
) -> None:
    page = await administrator(crowd, "fr", scripts=scripts)
    of_line = page.get_by_role("region", name=LINE_NAME)
    await of_line.get_by_role("link", name="Heures", exact=True).click()
    await page.get_by_label("À ces heures").check()
    later = datetime.now(ZoneInfo(ZONE)) + timedelta(days=2)
    day = DAYS[later.weekday()]
    await page.locator(f"#{day}_0_from").fill("09:00")
    await page.get_by_role("button", name="Enregistrer").click()
    await expect(page.get_by_text("L’heure de fin manque.")).to_be_visible()
    await page.locator(f"#{day}_0_until").fill("17:30")
    await page.get_by_role("button", name="Enregistrer").click()
    await expect(page.get_by_text("Enregistré.", exact=True)).to_be_visible()
    await expect(page.get_by_text("Fermé. Ouvre")).to_be_visible()
    await page.goto(f"{crowd.house.base}{line}texts/page/closed_more/")
    await page.locator("#fr").fill(CLOSED)
    await page.get_by_role("button", name="Enregistrer").click()
    await expect(page.get_by_text("Enregistré.", exact=True)).to_be_visible()
    await what_the_seeker_reads(crowd)


async def what_the_seeker_reads(crowd: Crowd) -> None:
    seeker = await crowd.page("fr", 390, 844)
    await seeker.goto(f"{crowd.house.base}/chat/?line={LINE_SLUG}&lang=fr")
    await expect(seeker.get_by_text(CLOSED)).to_be_visible()
    await expect(seeker.get_by_text("On rouvre")).to_be_visible()
    english = await crowd.page("en", 390, 844)
    await english.goto(f"{crowd.house.base}/chat/?line={LINE_SLUG}&lang=en")
    await expect(english.get_by_text("We are closed.")).to_be_visible()


async def test_rows_of_a_list_without_scripts_and_what_was_not_good_there(
    crowd_of_embedded: Crowd, album: Album
) -> None:
    page = await administrator(crowd_of_embedded, "en", scripts=False)
    await page.goto(f"{crowd_of_embedded.house.base}{SETTINGS}directory/?q=court")
    await page.get_by_role("link", name="Someone beside you in court").click()
    await page.get_by_role("button", name="One more phone").click()
    # One goes on where one was: in the new row.
    number = page.locator("#phones-0-number")
    await expect(number).to_be_focused()
    await number.fill("ask at the desk")
    await page.get_by_role("button", name="One more phone").click()
    await expect(page.get_by_text("This is no phone number.")).to_be_visible()
    await page.locator("#phones-1-number").fill("211")
    await page.get_by_role("button", name=re.compile("Take away.*Phones 1")).click()
    await expect(number).to_have_value("211")
    await page.get_by_role("button", name="More hours").click()
    await page.get_by_label("Friday").check()
    await page.locator("#schedules-0-opens").fill("14:00")
    await page.locator("#schedules-0-closes").fill("16:30")
    await page.get_by_role("button", name="Save", exact=True).first.click()
    await expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    address = page.url.partition("#")[0].removeprefix(crowd_of_embedded.house.base)
    await page.get_by_role("link", name="It was not good for somebody").click()
    await page.get_by_label("felt judged").check()
    await page.get_by_role("button", name="Say so").click()
    await expect(page.get_by_text("It waits to be looked at since")).to_be_visible()
    seen = await crowd_of_embedded.at(ALEX, address, "fr")
    await expect(seen.get_by_role("heading", name="À revoir")).to_be_visible()
    await seen.get_by_role("button", name="Plus d’heures").click()
    await album.look(seen, "settings-service", STAFF)
    await seen.get_by_role("link", name="Cela n’a pas convenu à quelqu’un").click()
    await album.look(seen, "settings-told", STAFF)


async def test_by_keyboard_alone(crowd_of_embedded: Crowd) -> None:
    page = await administrator(crowd_of_embedded, "en", scripts=True)
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="To the page")).to_be_focused()
    await page.goto(f"{crowd_of_embedded.house.base}{LINE}line/")
    name = page.locator("#name")
    await name.focus()
    kept = await name.input_value()
    # Enter saves; it presses no other button of the page.
    await name.press("Enter")
    await expect(page.get_by_text("Nothing was different.")).to_be_visible()
    assert await name.input_value() == kept


@pytest.mark.parametrize("locale", ["en", "fr"])
async def test_every_page_can_be_used_by_everybody(
    crowd_of_embedded: Crowd, album: Album, locale: str
) -> None:
    page = await administrator(crowd_of_embedded, locale, scripts=True)
    for address in EVERY:
        await page.goto(f"{crowd_of_embedded.house.base}{SETTINGS}{address}")
        name = address.strip("/").replace("/", "-") or "home"
        await album.look(page, f"settings-{name}-{locale}", (*STAFF, (320, 640)))
