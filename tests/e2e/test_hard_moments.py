"""A life at risk: who is called, who must agree, and the quiet after it; and the wall."""

import pytest
from playwright.async_api import expect

from demo.cast import DANA, ROBIN
from tests.conftest import Axe
from tests.e2e.album import DESK, Album
from tests.e2e.crowd import Crowd
from tests.e2e.desk import Desk
from tests.e2e.houses import House

pytestmark = pytest.mark.asyncio(loop_scope="session")

# By how much the page is longer than the screen, and each sign in a row of the desk wider than it.
TOO_LARGE = """() => [
  document.documentElement.scrollHeight - innerHeight,
  ...[...document.querySelectorAll(".conv .chip")].map((chip) => {
    const row = chip.closest(".conv");
    const ends = row.getBoundingClientRect().right - parseFloat(getComputedStyle(row).paddingRight);
    return chip.getBoundingClientRect().right - ends;
  }),
].filter((over) => over > 0.5)"""


async def test_an_imminent_risk_is_seen_by_a_second_person_and_then_let_go(
    house: House, crowd: Crowd, axe: Axe
) -> None:
    dana = await crowd.desk(DANA)
    await dana.rest()
    robin = await crowd.desk(ROBIN)
    seeker = await crowd.seeker()
    await seeker.say("I cannot go on")
    await robin.take()

    await robin.page.keyboard.press("Alt+r")
    await robin.page.get_by_role("button", name="Imminent").click()
    await robin.say("I am here with you.")
    assert await robin.page.evaluate(TOO_LARGE) == []
    alert = dana.page.get_by_role("button", name="1 to look at")
    await expect(alert).to_be_visible()
    await alert.click()
    panel = dana.page.locator(".panel .alert")
    await expect(panel).to_contain_text("Robin")
    await axe.check(dana.page)
    wall = await dana.page.context.new_page()
    await wall.goto(f"{house.base}/console/wall/")
    await expect(wall.get_by_text("Stretched", exact=True)).to_be_visible()
    await axe.check(wall)

    await robin.page.set_viewport_size({"width": 1366, "height": 640})
    await robin.page.keyboard.press("Alt+o")
    panel_of_robin = robin.thread.locator(".panel")
    await expect(panel_of_robin).to_contain_text("The risk is high")
    assert await panel_of_robin.evaluate("(it) => it.getBoundingClientRect().bottom <= innerHeight")
    await robin.page.keyboard.press("Escape")
    await robin.page.set_viewport_size({"width": 1440, "height": 900})
    await robin.thread.get_by_role("button", name="End", exact=True).click()
    await expect(robin.thread.locator(".letting-go")).to_contain_text("The risk is high")
    await axe.check(robin.page)
    await robin.thread.get_by_role("button", name="End now", exact=True).click()
    refused = robin.thread.get_by_text("The risk is high: a supervisor must agree, or say why.")
    await expect(refused).to_be_visible()

    await panel.get_by_role("button", name="It may go").click()
    await expect(alert).to_have_count(0)
    await expect(robin.thread.locator(".fact").last).to_contain_text("It may be let go")
    await robin.end()
    await robin.wrap_up()
    quiet = robin.page.locator(".quiet-time")
    await expect(quiet).to_contain_text("Quiet time until")
    await quiet.get_by_role("button", name="I am ready").click()
    await expect(quiet).to_have_count(0)
    await expect(wall.get_by_text("Steady", exact=True)).to_be_visible()


async def test_a_hand_goes_up_and_somebody_looks_after_it(crowd: Crowd) -> None:
    dana = await crowd.desk(DANA)
    await dana.rest()
    robin = await crowd.desk(ROBIN)
    seeker = await crowd.seeker()
    await seeker.say("hello")
    await robin.take()
    await robin.page.keyboard.press("Alt+u")
    await robin.page.get_by_label("Under age").check()
    await robin.page.get_by_label("A few words, if you like").fill("what may I promise?")
    await robin.page.get_by_role("button", name="Put my hand up").click()
    await expect(robin.field).to_be_focused()
    await dana.page.get_by_role("button", name="1 to look at").click()
    alert = dana.page.locator(".panel .alert")
    await expect(alert).to_contain_text("Under age")
    await expect(alert).to_contain_text("what may I promise?")
    await alert.get_by_role("button", name="I look after it").click()
    await expect(robin.thread.locator(".fact").last).to_contain_text("A supervisor looks after it")
    await expect(seeker.log).not_to_contain_text("promise")


CHECKLIST = {
    "en": {
        "high": "High",
        "open": "Go through it",
        "on": "Go on with it",
        "yes": "Yes",
        "plan": "A safety plan, together",
        "write": "Write it down",
        "by": "by Robin",
    },
    "fr": {
        "high": "Élevé",
        "open": "Passer la liste en revue",
        "on": "Continuer",
        "yes": "Oui",
        "plan": "Un plan de sécurité, ensemble",
        "write": "Noter la décision",
        "by": "par Robin",
    },
}


@pytest.mark.parametrize("locale", ["en", "fr"])
async def test_a_half_filled_checklist_outlives_a_reload_and_is_in_the_other_window(
    house: House, crowd: Crowd, album: Album, locale: str
) -> None:
    words = CHECKLIST[locale]
    robin = await crowd.desk(ROBIN, locale)
    seeker = await crowd.seeker(locale)
    await seeker.say("I cannot go on")
    await robin.take()
    await robin.page.keyboard.press("Alt+r")
    await robin.page.get_by_role("button", name=words["high"]).click()
    box = robin.page.locator(".decision")
    await box.get_by_role("button", name=words["open"]).click()
    await box.locator(".tri").first.get_by_role("button", name=words["yes"]).click()

    other = Desk(await robin.page.context.new_page(), ROBIN, locale)
    await other.page.goto(f"{house.base}/console/")
    there = other.page.locator(".decision")
    await there.get_by_role("button", name=words["on"]).click()
    pressed = there.locator(".tri").first.locator("[aria-pressed=true]")
    await expect(pressed).to_have_text(words["yes"])
    await there.get_by_label(words["plan"]).check()
    await expect(box.get_by_label(words["plan"])).to_be_checked()

    await robin.page.reload()
    await box.get_by_role("button", name=words["on"]).click()
    await expect(box.get_by_label(words["plan"])).to_be_checked()
    await album.look(robin.page, f"desk-decision-{locale}", DESK)
    await box.get_by_role("button", name=words["write"]).click()
    for desk in (box, there):
        await expect(desk.get_by_role("status").first).to_contain_text(words["by"])
        await expect(desk.locator("form")).to_have_count(0)
    await robin.page.reload()
    await expect(box.get_by_role("status")).to_contain_text(words["by"])
    await expect(box.get_by_role("button", name=words["on"])).to_have_count(0)
    await album.look(robin.page, f"desk-decided-{locale}", DESK)
