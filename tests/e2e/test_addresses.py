"""Addresses elsewhere that are gone or have moved, as whoever tends the directory sees them."""

from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from demo.cast import ALEX
from tests.e2e.album import STAFF, Album
from tests.e2e.crowd import Crowd
from tests.e2e.houses import House

pytestmark = pytest.mark.asyncio(loop_scope="session")

DIRECTORY = "/console/settings/directory/"
QUEUE = f"{DIRECTORY}reviews/"
GONE, OLD = "https://gone.example.org/help", "https://centre.example.org/old"
NEW = "https://centre.example.org/a-rather-long-way/to-where-the-same-page-is-now?lang=en"
DAY = "2026-11-20 00:00:00"
SERVICES = {"shop-court": GONE, "shop-friday": OLD}
CHECKS = f"""
INSERT INTO referrals_pagecheck
(address, host, next_at, asked_at, code, days_failed, since, moved_to, settled)
VALUES
('{GONE}', 'gone.example.org', '{DAY}', '{DAY}', '404', 4, '2026-11-17', '', ''),
('{OLD}', 'centre.example.org', '{DAY}', '{DAY}', 'ok', 0, NULL, '{NEW}', '')
"""


@pytest.fixture
def checked(embedded: House) -> Iterator[None]:
    """Two services with addresses that were looked at; afterwards as before."""
    set_to = "UPDATE referrals_service SET url = '{}' WHERE source_id = '{}'"
    for source_id, address in SERVICES.items():
        embedded.books.change(set_to.format(address, source_id))
    embedded.books.change(CHECKS)
    yield
    embedded.books.change("DELETE FROM referrals_pagecheck")
    for source_id in SERVICES:
        embedded.books.change(set_to.format("", source_id))


async def test_what_is_gone_or_has_moved_is_seen_and_settled_with_one_press(
    crowd_of_embedded: Crowd, album: Album, checked: None
) -> None:
    base = crowd_of_embedded.house.base
    page = await crowd_of_embedded.at(ALEX, QUEUE, "en")
    gone = page.get_by_role("region", name=GONE)
    await expect(gone).to_contain_text("There is no such page any more.")
    await album.look(page, "addresses-en", (*STAFF, (320, 640)))
    seen = await crowd_of_embedded.at(ALEX, QUEUE, "fr")
    await expect(seen.get_by_text("Cette page n’existe plus.").first).to_be_visible()
    await album.look(seen, "addresses-fr", STAFF)
    await gone.get_by_role("link", name="Someone beside you in court").click()
    await expect(page.get_by_text("There is no such page any more.")).to_be_visible()
    await album.look(page, "addresses-service", STAFF)
    await page.goto(f"{base}{QUEUE}")
    moved = page.get_by_role("region", name=OLD)
    await moved.get_by_role("button", name="Take the new address").click()
    await expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    await expect(moved).to_have_count(0)
    await gone.get_by_role("button", name="Still right").click()
    await expect(page.get_by_role("heading", name="Web addresses")).to_have_count(0)
    rows = crowd_of_embedded.house.books.rows(
        "SELECT url FROM referrals_service WHERE source_id IN ('shop-court', 'shop-friday')"
    )
    assert sorted(rows) == [(NEW,), (GONE,)]
