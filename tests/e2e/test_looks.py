"""Every page and state, in both languages and themes: usable by everybody, and pictured."""

import asyncio

import pytest
from playwright.async_api import expect

from demo.cast import NOOR, PHONES, ROBIN
from tests.e2e.album import DESK, SEEKER, STAFF, Album
from tests.e2e.crowd import Crowd
from tests.e2e.desk import Desk
from tests.e2e.houses import House
from tests.e2e.seeker import Seeker
from tests.e2e.test_room import ALWAYS_OPEN, KNOWN_AGAIN

pytestmark = pytest.mark.asyncio(loop_scope="session")

CLOSED = {
    "closed": """hours = '{"zone": "UTC", "week": {}, "dates": {"2099-01-01": ["10:00-12:00"]}}'""",
    "full": "hours = '{}', most_waiting = 0",
}
LANGUAGES = pytest.mark.parametrize("locale", ["en", "fr"])
OPENING = {
    "en": ("hi. is a person reading this?", "i have nowhere to go on friday"),
    "fr": ("bonsoir, quelqu’un me lit ?", "je n’ai nulle part où aller vendredi"),
}
ANSWER = {
    "en": "Hi, I am Robin. Yes, I read you. Take your time.",
    "fr": "Bonsoir, ici Robin. Oui, je vous lis. Prenez votre temps.",
}
PLACE = {
    "en": "Larch House has a bed tonight. No ID asked. Call 204-555-0142, day or night.",
    "fr": "La maison du Mélèze a un lit ce soir. Sans papiers. 204-555-0142, jour et nuit.",
}
TEXT = {
    "en": "hey, where can i wash my clothes today?",
    "fr": "Bonjour, où est-ce que je peux laver mes vêtements ?",
}


@LANGUAGES
async def test_pages_that_stand_alone(
    embedded: House, crowd_of_embedded: Crowd, album: Album, locale: str
) -> None:
    page = await crowd_of_embedded.page(locale)
    base, demo = embedded.base, embedded.demo
    french = "fr/" if locale == "fr" else ""
    await page.goto(f"{base}/accounts/login/")
    await album.look(page, f"login-{locale}", STAFF)
    await page.locator("input[name=login]").fill("nobody@demo.example")
    await page.locator("input[name=password]").fill("not this one")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_be_visible()
    await album.look(page, f"login-wrong-{locale}", STAFF)
    crowd_of_embedded.watch.forgive("the server responded with a status of 40[34]")
    await page.context.clear_cookies()
    await page.locator("input[name=password]").fill("not this one either")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_have_count(0)
    await album.look(page, f"stale-{locale}", STAFF)
    for name, address in {
        "lost": f"{base}/nothing/",
        "unknown-site": f"{base}/widget/?site=nobody",
        "demo": f"{base}/demo/",
        "host": f"{demo}/{french}",
        "phone-empty": f"{demo}/{french}phone/",
    }.items():
        await page.goto(address)
        await album.look(page, f"{name}-{locale}", STAFF)


@LANGUAGES
async def test_what_a_seeker_sees(
    embedded: House, crowd_of_embedded: Crowd, album: Album, locale: str
) -> None:
    crowd = crowd_of_embedded
    robin = await crowd.desk(ROBIN)
    seeker = Seeker(await crowd.page(locale, 390, 844), locale)
    page, words = seeker.page, seeker.words

    async def look(name: str) -> None:
        await album.look(page, f"chat-{name}-{locale}", SEEKER)

    await seeker.visit(f"{embedded.base}/chat/")
    await expect(seeker.button(words.start)).to_be_visible()
    await look("1-first")
    await seeker.unfold()
    await look("1-first-unfolded")
    await seeker.start()
    await seeker.told(words.in_line)
    await look("2-in-line")
    await robin.meet()
    await seeker.told(words.ready, "Robin")
    await look("3-go")
    await seeker.button(words.go).click()
    await seeker.say(OPENING[locale][0])
    await seeker.say(OPENING[locale][1])
    await seeker.acknowledged()
    await robin.say(ANSWER[locale])
    await seeker.sees(ANSWER[locale])
    await look("4-here")
    await seeker.button(words.menu).click()
    await look("5-menu")
    await page.keyboard.press("Escape")
    await robin.say(PLACE[locale])
    await seeker.sees_in(PLACE[locale])
    await look("5-place")
    await seeker.choose(words.pause)
    await seeker.told(words.paused)
    await look("5-paused")
    await seeker.button(words.go_on).click()
    await seeker.told(words.here, "Robin")

    crowd.watch.forgive("WebSocket connection to|ERR_INTERNET_DISCONNECTED")
    await page.context.set_offline(True)
    await seeker.told(words.cut)
    await seeker.say("ok")
    await expect(seeker.log.locator(".unsent")).to_be_visible()
    await look("6-cut")
    await page.context.set_offline(False)
    await seeker.told(words.here, "Robin")
    await seeker.choose(words.end)
    await seeker.told(words.over)
    await look("7-over")
    await seeker.button(words.erase).click()
    await expect(page.locator(".slip")).to_contain_text(words.erased)
    await look("8-slip")


@LANGUAGES
async def test_what_a_seeker_sees_of_a_line_that_is_closed_or_full(
    embedded: House, crowd_of_embedded: Crowd, album: Album, locale: str
) -> None:
    seeker = Seeker(await crowd_of_embedded.page(locale, 390, 844), locale)
    try:
        for name, setting in CLOSED.items():
            embedded.books.change(f"UPDATE helpline_line SET {setting}")
            await asyncio.sleep(KNOWN_AGAIN)
            await seeker.visit(f"{embedded.base}/chat/")
            await expect(seeker.place.locator(".danger-line").first).to_be_visible()
            await album.look(seeker.page, f"chat-{name}-{locale}", SEEKER)
    finally:
        embedded.books.change(ALWAYS_OPEN)
        await asyncio.sleep(KNOWN_AGAIN)


@LANGUAGES
async def test_a_website_with_the_chat_open(
    embedded: House, crowd_of_embedded: Crowd, album: Album, locale: str
) -> None:
    seeker = await crowd_of_embedded.seeker(locale)
    await seeker.say(OPENING[locale][0])
    await seeker.acknowledged()
    await album.look(seeker.page, f"host-open-{locale}", STAFF, seeker.frame)


@LANGUAGES
async def test_what_a_counsellor_sees(
    embedded: House, crowd_of_embedded: Crowd, album: Album, locale: str
) -> None:
    crowd = crowd_of_embedded
    desk = Desk(await crowd.page(locale), NOOR, locale)
    page, words = desk.page, desk.words

    async def look(name: str) -> None:
        await album.look(page, f"console-{name}-{locale}", DESK)

    await desk.sign_in(embedded.base)
    await look("1-off")
    await desk.start_shift()
    await look("2-idle")
    phone = await crowd.phone(PHONES[2 if locale == "en" else 3], locale)
    await phone.text(TEXT[locale])
    await desk.is_offered("Text")
    await look("3-offer")
    await desk.take()
    await look("4-taken")
    await desk.write("Hm. /211")
    await expect(page.locator(".palette blockquote")).to_be_visible()
    await look("4-palette")
    await page.keyboard.press("Enter")
    wording = await desk.field.input_value()
    await look("5-inserted")
    await page.keyboard.press("Enter")
    await phone.gets(wording)
    await desk.fate(words.delivered)
    await album.look(phone.page, f"phone-{locale}", STAFF)

    seeker = await crowd.seeker(locale)
    await seeker.say(OPENING[locale][0])
    await desk.take()
    await desk.say(ANSWER[locale])
    await seeker.say(OPENING[locale][1])
    await desk.sees(OPENING[locale][1])
    await page.keyboard.press("Alt+g")
    await expect(page.locator(".guidance summary").first).to_be_focused()
    await page.keyboard.press("Enter")
    await look("6-two")
    await desk.button("Risk" if locale == "en" else "Risque").first.click()
    await look("7-risk")
    await page.keyboard.press("Escape")
    await page.locator(".keysbtn").click()
    await look("8-keys")
    await page.keyboard.press("Escape")
    await page.keyboard.press("Control+k")
    await look("8-commands")
    await page.keyboard.press("Escape")
    await page.locator("button.me").click()
    await look("9-me")
    await page.get_by_role("button", name="Settings" if locale == "en" else "Réglages").click()
    await look("9-settings")
    await page.keyboard.press("Escape")

    await seeker.shift_three_times()
    await expect(desk.thread).to_contain_text(words.hurry)
    await look("10-hurry")
    await desk.button(words.hurry_do).click()
    await look("11-wrap")
    await desk.thread.locator("form.wrap summary").click()
    await desk.thread.locator("form.wrap input[type=checkbox]").first.check()
    await desk.button(words.close).hover()
    await look("11-wrap-more")
    crowd.watch.forgive("WebSocket connection to|ERR_INTERNET_DISCONNECTED")
    await page.context.set_offline(True)
    await expect(page.locator(".health.lost")).to_be_visible()
    await look("12-lost")
