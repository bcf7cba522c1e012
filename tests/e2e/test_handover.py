"""From hand to hand at the desk: a colleague reads the note, says yes, and the talk goes on."""

import pytest
from playwright.async_api import expect

from demo.cast import NOOR, ROBIN
from tests.e2e.album import STAFF, Album
from tests.e2e.crowd import Crowd
from tests.e2e.desk import Desk
from tests.e2e.seeker import Seeker

pytestmark = pytest.mark.asyncio(loop_scope="session")

LANGUAGES = pytest.mark.parametrize("locale", ["en", "fr"])
NOTE = {
    "en": "Court on Monday, needs a bed until then. Reads slowly.",
    "fr": "Tribunal lundi, besoin d’un lit d’ici là. Lit lentement.",
}
HAND = {"en": "Hand over", "fr": "Confier"}
ASK = {"en": "Ask Noor", "fr": "Demander à Noor"}
ASKED = {"en": "Noor is asked", "fr": "Demandé à Noor"}
YES = {"en": "Take over", "fr": "Prendre la suite"}
NO = {"en": "Not now", "fr": "Pas maintenant"}
DECLINED = {"en": "The colleague said: not now", "fr": "Réponse de l’équipe"}
GIVEN = {"en": "in Noor’s hands now", "fr": "entre les mains de Noor"}


async def asks(robin: Desk, locale: str, note: str = "") -> None:
    """Ask Noor to take over whoever is in front."""
    await robin.thread.get_by_role("button", name=HAND[locale], exact=True).click()
    panel = robin.thread.locator(".panel")
    await panel.get_by_role("button", name="Noor").click()
    await panel.locator("textarea").fill(note)
    await panel.get_by_role("button", name=ASK[locale]).click()
    await expect(robin.thread.locator(".chip", has_text=ASKED[locale])).to_be_visible()


@LANGUAGES
async def test_a_colleague_takes_over_and_the_seeker_reads_on(
    crowd: Crowd, album: Album, locale: str
) -> None:
    robin = await crowd.desk(ROBIN, locale)
    seeker = Seeker(await crowd.page(locale, 390, 844), locale)
    await seeker.visit(f"{crowd.house.base}/chat/")
    await seeker.start()
    await seeker.say("hi")
    await robin.take()
    await robin.say("I am here.")
    noor = await crowd.desk(NOOR, locale)
    hand = robin.thread.get_by_role("button", name=HAND[locale], exact=True)
    await hand.click()
    await expect(robin.thread.locator(".panel .pick", has_text="Noor")).to_be_visible()
    await album.look(robin.page, f"desk-hand-over-{locale}", STAFF)
    await robin.page.keyboard.press("Escape")
    await expect(hand).to_be_focused()
    await asks(robin, locale, NOTE[locale])
    asked = noor.page.locator(".asked")
    await expect(asked).to_contain_text(NOTE[locale])
    await album.look(noor.page, f"desk-asked-{locale}", STAFF)
    await album.look(robin.page, f"desk-asking-{locale}", STAFF)
    await asked.get_by_role("button", name=YES[locale]).click()
    await expect(robin.page.locator(".news")).to_contain_text(GIVEN[locale])
    await expect(robin.rows).to_have_count(0)
    await album.look(robin.page, f"desk-given-{locale}", STAFF)
    await expect(noor.field).to_be_focused()
    await noor.sees("I am here.")
    await noor.say("Noor here, I read on.")
    await seeker.sees("Noor here, I read on.")
    await seeker.told(seeker.words.here, "Noor")


async def test_not_now_by_the_keyboard_leaves_it_where_it_is(crowd_of_embedded: Crowd) -> None:
    crowd = crowd_of_embedded
    robin = await crowd.desk(ROBIN)
    seeker = await crowd.seeker()
    await seeker.say("hi")
    await robin.take()
    noor = await crowd.desk(NOOR)
    await expect(robin.page.locator(".crew")).to_contain_text("Noor")
    await robin.page.keyboard.press("Alt+O")
    panel = robin.thread.locator(".panel")
    await expect(panel.get_by_role("button", name="Noor")).to_be_focused()
    await robin.page.keyboard.press("Enter")
    await robin.page.keyboard.press("Tab")
    await robin.page.keyboard.type("Court.")
    await robin.page.keyboard.press("Tab")
    await robin.page.keyboard.press("Enter")
    await noor.page.locator(".asked").get_by_role("button", name=NO["en"]).click()
    await expect(noor.page.locator(".asked")).to_have_count(0)
    await expect(robin.thread.locator(".log")).to_contain_text(DECLINED["en"])
    await robin.say("I stay with you.")
    await seeker.sees("I stay with you.")
