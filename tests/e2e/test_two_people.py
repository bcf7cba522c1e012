"""A house in which two people publish together: proposed by one, seen and agreed to by another."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from demo.cast import ALEX, DANA
from tests.e2e import houses
from tests.e2e.album import STAFF, Album
from tests.e2e.conftest import watched
from tests.e2e.crowd import Crowd

pytestmark = pytest.mark.asyncio(loop_scope="session")

DIRECTORY = "/console/settings/directory/"
PROPOSALS = f"{DIRECTORY}proposals/"
PLACE = "Someone beside you in court"
STATUS = "SELECT status FROM referrals_service WHERE source_id = 'shop-court'"
MEANWHILE = (
    "UPDATE referrals_service SET email = 'new@centre.example' WHERE source_id = 'shop-court'"
)


@pytest_asyncio.fixture(loop_scope="session")
async def crowd_of_two(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> AsyncIterator[Crowd]:
    rule = {"DIRECTORY_TWO_PEOPLE": "1"}
    with houses.embedded(tmp_path_factory.mktemp("two"), more=rule) as house:
        async with watched(browser, house) as people:
            yield people


async def test_what_one_proposes_another_agrees_to_and_what_changed_is_in_conflict(
    crowd_of_two: Crowd, album: Album
) -> None:
    base, books = crowd_of_two.house.base, crowd_of_two.house.books
    dana = await crowd_of_two.at(DANA, f"{DIRECTORY}reviews/?by=old", "en")
    place = dana.get_by_role("region", name=PLACE)
    await place.get_by_role("button", name="Take it out").click()
    await expect(dana.get_by_text("Proposed. It changes once")).to_be_visible()
    assert books.rows(STATUS) == [("active",)]
    await dana.get_by_role("link", name="1 change waits for a second person").click()
    await dana.get_by_role("link", name=PLACE).click()
    await expect(dana.get_by_role("button", name="I agree")).to_have_count(0)
    await album.look(dana, "proposal-own", STAFF)
    # Somebody else, in another language, without scripts.
    alex = await crowd_of_two.at(ALEX, "/console/settings/", "fr", scripts=False)
    await expect(alex.get_by_text("1 changement attend quelqu’un.")).to_be_visible()
    await alex.goto(f"{base}{PROPOSALS}")
    await alex.get_by_role("link", name="Someone beside you").click()
    await alex.get_by_role("button", name="J’accepte").click()
    assert books.rows(STATUS) == [("inactive",)]
    # An administrator's own change waits for another administrator; the entry changes meanwhile.
    page = await crowd_of_two.at(ALEX, f"{DIRECTORY}?q=court", "en")
    await page.get_by_role("link", name=PLACE).click()
    await page.get_by_label("How it stands").select_option("active")
    await page.get_by_label("How to come in (English)").fill("Ring, or write; somebody answers.")
    await page.get_by_role("button", name="Save", exact=True).first.click()
    await expect(page.get_by_text("A change of it waits for somebody else.")).to_be_visible()
    await page.get_by_role("link", name="See the proposal").click()
    await expect(page.get_by_text("Nobody else could agree yet")).to_be_visible()
    await album.look(page, "proposal-alone", (*STAFF, (320, 640)))
    address = page.url.removeprefix(base)
    books.change(MEANWHILE)
    await page.reload()
    await expect(page.get_by_role("heading", name="In conflict")).to_be_visible()
    await album.look(page, "proposal-conflict", STAFF)
    french = await crowd_of_two.at(ALEX, address, "fr")
    await expect(french.get_by_role("heading", name="En conflit")).to_be_visible()
    await album.look(french, "proposal-conflict-fr", STAFF)
    await page.get_by_role("button", name="Take it back").click()
    await expect(page.get_by_text("Taken back.")).to_be_visible()
    await album.look(page, "proposals", STAFF)
