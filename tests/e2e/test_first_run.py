"""`manage.py serve --demo` in an empty folder: says where to go, and stories wait at the desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from demo.cast import PEOPLE, ROBIN
from tests.e2e import houses
from tests.e2e.crowd import Crowd
from tests.e2e.houses import House

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def newcomer(tmp_path: Path) -> Iterator[House]:
    """What someone sees who starts the project for the first time."""
    with houses.embedded(tmp_path / "var", prepared=False) as house:
        yield house


async def test_the_first_start_leads_to_people_who_wait(newcomer: House, browser: Browser) -> None:
    said = newcomer.chat.last_words()
    for words in (f"{newcomer.base}/console/", *(person.password for person in PEOPLE)):
        assert words in said
    crowd = Crowd(browser, newcomer)
    robin = await crowd.desk(ROBIN)
    for answer in ("You are not in the way.", "Bonjour, je vous lis.", "Bonsoir, je suis là."):
        await robin.take()
        await robin.say(answer)
    await expect(robin.rows).to_have_count(3)
    await crowd.leave()
    crowd.watch.verdict()
