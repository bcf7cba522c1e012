"""The desk: a shift without a mouse, two windows in step, a flapping network, hostile words."""

import re

import pytest
from playwright.async_api import Page, expect

from demo.cast import ROBIN
from tests.e2e.crowd import Crowd
from tests.e2e.desk import Desk
from tests.e2e.hands import Hands
from tests.e2e.houses import House

pytestmark = pytest.mark.asyncio(loop_scope="session")

CUT = r"WebSocket connection to|Failed to load resource|ERR_INTERNET_DISCONNECTED"
HOSTILE = '</title><img src=x onerror="window.hacked=1">{{7*7}} \u202egnp.exe <b>bold</b> %s 🜏'
NOTICES = """
window.notices = [];
window.Notification = class {
  static permission = "granted";
  static requestPermission = () => Promise.resolve("granted");
  constructor(title, options) { window.notices.push([title, JSON.stringify(options)]); }
  close() {}
};
const visibility = () => window.away ? "hidden" : "visible";
Object.defineProperty(document, "visibilityState", { get: visibility });
"""


async def test_a_whole_shift_without_a_mouse(house: House, crowd: Crowd) -> None:
    page = await crowd.page()
    hands, desk = Hands(page), Desk(page, ROBIN, "en")
    await hands.begin()
    await page.goto(f"{house.base}/console/")
    await hands.reach("^login")
    await hands.write(ROBIN.email)
    await hands.reach("^password")
    await hands.write(ROBIN.password)
    await hands.press("Enter")
    await page.wait_for_url(f"{house.base}/console/")
    await expect(desk.button(desk.words.start).first).to_be_visible()

    await hands.command("start shift")
    await expect(page.locator("button.me")).to_contain_text("here")
    seeker = await crowd.seeker()
    await seeker.say("hello")
    await desk.is_offered("Web")
    await hands.press("Alt+a")
    await expect(desk.field).to_be_focused()

    await hands.write("Hi, I read you.")
    await hands.press("Enter", "Enter", "Enter")
    await seeker.sees("Hi, I read you.")
    await hands.write("/211")
    await expect(page.locator(".palette blockquote")).to_be_visible()
    await hands.press("Enter")
    wording = await desk.field.input_value()
    await hands.press("Enter")
    await seeker.sees(wording)

    await hands.press("Alt+i")
    await expect(page.locator(".about textarea.note")).to_be_focused()
    await hands.write("Asked about food.")
    await hands.press("Control+Enter")
    await expect(desk.thread.locator(".note-line")).to_contain_text("Asked about food.")
    await hands.press("Alt+g")
    await expect(page.locator(".guidance summary").first).to_be_focused()
    await hands.press("Enter")
    await expect(page.locator(".guidance .card-text").first).to_be_visible()
    await hands.reach("Texts", by="F6")
    await hands.press("Alt+1")
    await expect(desk.field).to_be_focused()
    await hands.press("Shift+Tab", "?")
    await expect(page.locator("dialog.sheet")).to_contain_text("Take the offer")
    await hands.press("Escape")

    other = await crowd.seeker()
    await other.say("me too")
    await desk.is_offered("Web")
    await hands.press("Alt+a")
    await expect(desk.rows).to_have_count(2)
    await expect(desk.field).to_be_focused()
    await hands.command("hand back")
    await expect(desk.thread.locator(".panel button").first).to_be_focused()
    await hands.press("Enter")
    await expect(desk.rows).to_have_count(1)
    await other.told(other.words.in_line)

    await hands.press("Alt+1", "Alt+w")
    await expect(desk.thread.locator(".panel button").first).to_be_focused()
    await hands.press("Enter")
    await seeker.told(seeker.words.over)
    await expect(desk.thread.locator("form.wrap")).to_be_visible()
    await hands.press("Alt+w", "Space")
    await hands.reach("^Close")
    await hands.press("Enter")
    await expect(desk.rows).to_have_count(0)
    await expect(seeker.log.get_by_text("Asked about food.")).to_have_count(0)
    await hands.pointed_at_nothing()


async def test_two_windows_of_one_person_stay_in_step(house: House, crowd: Crowd) -> None:
    first = await crowd.desk(ROBIN)
    second = Desk(await crowd.page(), ROBIN, "en")
    await second.page.goto(f"{house.base}/console/")
    await second.page.locator("input[name=login]").fill(ROBIN.email)
    await second.page.locator("input[name=password]").fill(ROBIN.password)
    await second.page.keyboard.press("Enter")
    await expect(second.page.locator("button.me")).to_contain_text("here")

    await first.page.locator("button.me").click()
    await first.page.get_by_role("button", name="Settings").click()
    await first.page.get_by_role("button", name="Dark", exact=True).click()
    await expect(second.page.locator("html")).to_have_attribute("data-theme", "dark")
    await first.page.keyboard.press("Escape")

    seeker = await crowd.seeker()
    await seeker.say("hello")
    await second.is_offered("Web")
    await first.take()
    await expect(second.offer).to_have_count(0)
    await expect(second.rows).to_have_count(1)
    await expect(first.thread.locator(".facts")).to_contain_text("Also open in another window")
    await second.field.fill("I was about to")
    await expect(first.thread.locator(".facts")).to_contain_text("You write in another window")
    await expect(first.field).to_have_value("")
    await first.say("Hi.")
    await second.sees("Hi.")
    await expect(second.field).to_have_value("I was about to")
    await first.page.locator("textarea.note").fill("seen in both")
    await first.page.keyboard.press("Control+Enter")
    await expect(second.thread.locator(".note-line")).to_contain_text("seen in both")
    await second.rest()
    await expect(first.page.locator("button.me")).to_contain_text("resting")
    await second.page.close()
    await expect(first.thread.locator(".facts")).not_to_contain_text("another window")


async def test_a_network_that_flaps_sends_nothing_twice_and_loses_nothing(
    embedded: House, crowd_of_embedded: Crowd
) -> None:
    crowd = crowd_of_embedded
    robin = await crowd.desk(ROBIN)
    seeker = await crowd.seeker()
    await seeker.say("hello")
    await robin.take()
    await robin.say("Hi.")
    crowd.watch.forgive(CUT)
    for time in range(3):
        await robin.page.context.set_offline(True)
        await expect(robin.page.locator(".health.lost")).to_be_visible(timeout=90_000)
        await robin.field.fill(f"words {time}")
        await robin.page.keyboard.press("Enter")
        await expect(robin.field).to_have_value(f"words {time}")
        await seeker.say(f"meanwhile {time}")
        await robin.page.context.set_offline(False)
        await expect(robin.page.locator(".health.lost")).to_have_count(0, timeout=90_000)
        # What was missed is there before anything can go.
        await expect(robin.thread.locator(".composer button.main")).to_have_attribute(
            "aria-disabled", "false", timeout=90_000
        )
        await robin.sees(f"meanwhile {time}")
        await robin.page.keyboard.press("Enter")
        await robin.page.keyboard.press("Enter")
        await seeker.sees(f"words {time}")
    assert embedded.books.count("transcripts_message") == 8


async def test_hostile_words_are_words_wherever_they_are_shown(
    embedded: House, crowd_of_embedded: Crowd
) -> None:
    crowd = crowd_of_embedded
    page = await crowd.page()
    await page.add_init_script(NOTICES)
    robin = Desk(page, ROBIN, "en")
    await robin.sign_in(embedded.base)
    await robin.start_shift()
    await page.evaluate("window.away = true")
    seeker = await crowd.seeker()
    await seeker.say(HOSTILE)
    await robin.is_offered("Web")
    assert await page.evaluate("window.notices.map(([title]) => title)") == ["Someone is waiting"]
    await robin.take()
    await robin.sees(HOSTILE)
    await expect(robin.rows.first.locator(".last")).to_have_text(HOSTILE)
    await expect(page).to_have_title(re.compile(r"^(\(\d+\) )?Desk$"))
    await page.locator("textarea.note").fill(HOSTILE)
    await page.keyboard.press("Control+Enter")
    await expect(robin.thread.locator(".note-line .words")).to_have_text(HOSTILE)
    await expect(page.locator(".notes li")).to_contain_text("<b>bold</b>")
    await nothing_ran(page)
    await page.emulate_media(media="print")
    await expect(page.locator(".app")).to_be_hidden()
    await expect(page.locator(".only-print")).to_contain_text("are not printed")
    await page.emulate_media(media="screen")
    assert HOSTILE not in str(await page.evaluate("window.notices"))


async def nothing_ran(page: Page) -> None:
    assert await page.evaluate("window.hacked") is None
    assert await page.locator(".app img, .app script, .app b b").count() == 0
