"""To a partner at the desk: a yes, and somebody of another house answers; or nobody, and back."""

import pytest
from playwright.async_api import expect

from demo.cast import DANA, LEE, ROBIN
from tests.e2e.album import STAFF, Album
from tests.e2e.crowd import Crowd
from tests.e2e.desk import Desk
from tests.e2e.seeker import Seeker

pytestmark = pytest.mark.asyncio(loop_scope="session")

HAND = {"en": "Hand over", "fr": "Confier"}
PASS = {"en": "Pass on to a partner", "fr": "Confier à un partenaire"}
NAME = {"en": "Lantern Law", "fr": "Droit Lanterne"}
PUT = {"en": "Put this question", "fr": "Mettre cette question"}
ASKED = {"en": "May I pass you on to Lantern Law?", "fr": "Voulez-vous que je vous confie à"}
TOLD = {"en": "Lantern Law will answer you here", "fr": "Ici, Droit Lanterne vous répondra"}
FROM = {"en": "From Harbourlight", "fr": "De Harbourlight"}
BACK = {"en": "Lantern Law cannot answer just now.", "fr": "Droit Lanterne ne peut pas répondre"}


async def asks(robin: Desk, locale: str) -> None:
    """Put the question to whoever is in front, in the language they write in."""
    await robin.thread.get_by_role("button", name=HAND[locale], exact=True).click()
    panel = robin.thread.locator(".panel")
    await panel.get_by_role("button", name=PASS[locale]).click()
    await panel.locator(".pick", has_text=NAME[locale]).click()
    await panel.get_by_role("button", name=PUT[locale]).click()


async def passes_on(robin: Desk, locale: str) -> None:
    panel = robin.thread.locator(".panel")
    await panel.locator(".said-yes input").check()
    go = panel.locator(".btn.main", has_text=NAME[locale])
    await expect(go).to_have_attribute("aria-disabled", "false")
    await go.click()
    await expect(robin.rows).to_have_count(0)


@pytest.mark.parametrize("locale", ["en", "fr"])
async def test_somebody_at_the_partner_answers_and_reads_only_what_follows(
    crowd: Crowd, album: Album, locale: str
) -> None:
    lee = await crowd.desk(LEE, locale)
    dana = await crowd.desk(DANA, locale)
    await dana.rest()
    wall = await dana.page.context.new_page()
    await wall.goto(f"{crowd.house.base}/console/wall/")
    robin = await crowd.desk(ROBIN, locale)
    seeker = Seeker(await crowd.page(locale, 390, 844), locale)
    await seeker.visit(f"{crowd.house.base}/chat/")
    await seeker.start()
    await seeker.say("my mother must not know")
    await robin.take()
    await asks(robin, locale)
    await album.look(robin.page, f"desk-partner-{locale}", STAFF)
    # The form first, then the panel.
    await robin.page.keyboard.press("Escape")
    await robin.page.keyboard.press("Escape")
    await robin.field.press("Enter")
    await seeker.sees_in(ASKED[locale])
    await seeker.say("yes")
    await robin.thread.get_by_role("button", name=HAND[locale], exact=True).click()
    await robin.thread.locator(".panel").get_by_role("button", name=PASS[locale]).click()
    await passes_on(robin, locale)
    await seeker.sees_in(TOLD[locale])
    await expect(lee.offer).to_contain_text(FROM[locale])
    await wall.reload()
    await expect(wall.locator("body")).to_contain_text(NAME[locale])
    await expect(wall.locator("body")).not_to_contain_text("my mother")
    await album.look(wall, f"wall-partner-{locale}", STAFF)
    await album.look(lee.page, f"desk-partner-offer-{locale}", STAFF)
    await lee.take()
    await expect(lee.thread.locator(".chip", has_text=FROM[locale])).to_be_visible()
    await expect(lee.page.get_by_text("my mother must not know")).to_have_count(0)
    await album.look(lee.page, f"desk-partner-came-{locale}", STAFF)
    await lee.say("Lee here.")
    await seeker.sees("Lee here.")
    await seeker.told(seeker.words.here, "Lee")


async def test_the_partner_cannot_and_they_are_back(crowd: Crowd) -> None:
    lee = await crowd.desk(LEE)
    robin = await crowd.desk(ROBIN)
    seeker = await crowd.seeker()
    await seeker.say("hi")
    await robin.take()
    await asks(robin, "en")
    await passes_on(robin, "en")
    await expect(lee.offer).to_contain_text(FROM["en"])
    await lee.offer.get_by_role("button", name="Later, and why").click()
    await lee.page.get_by_role("button", name="We cannot: back to Harbourlight").click()
    await seeker.sees_in(BACK["en"])
    await robin.take()
    await robin.sees("hi")
    await robin.say("Here I am again.")
    await seeker.sees("Here I am again.")
