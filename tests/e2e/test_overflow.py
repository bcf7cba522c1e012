"""One line helps another out: a supervisor lets it, somebody there is asked, takes and answers."""

import asyncio

import pytest
from playwright.async_api import expect

from demo.cast import ASH, DANA, JULES, LINE_NAME, ROBIN
from tests.e2e.album import STAFF, Album
from tests.e2e.crowd import Crowd
from tests.e2e.desk import Desk
from tests.e2e.seeker import Seeker

pytestmark = pytest.mark.asyncio(loop_scope="session")

LANGUAGES = pytest.mark.parametrize("locale", ["en", "fr"])
WORDS = {
    "en": {
        "overflow": "Overflow",
        "begin": "Let them be answered there",
        "to": "Overflow to Lakelight",
        "from": f"Answers for {LINE_NAME}",
        "for": f"For {LINE_NAME}",
        "by": "Switched on by Dana",
        "next": "Take the next one",
        "nobody": "There is nobody to take",
        "end": "End the overflow",
    },
    "fr": {
        "overflow": "Débordement",
        "begin": "Laisser répondre là-bas",
        "to": "Débordement vers Lakelight",
        "from": f"Répond pour {LINE_NAME}",
        "for": f"Pour {LINE_NAME}",
        "by": "Mis en marche par Dana",
        "next": "Prendre la suivante",
        "nobody": "Personne à prendre",
        "end": "Arrêter le débordement",
    },
}
# The shortest wait that a line may set up; the desk offers a minute.
SHORTEST = 5
SHORTER = f"UPDATE helpline_overflow SET after_seconds = {SHORTEST}"
STEP = 1.0


async def comes(crowd: Crowd, locale: str, words: str) -> Seeker:
    seeker = Seeker(await crowd.page(locale, 390, 844), locale)
    await seeker.visit(f"{crowd.house.base}/chat/")
    await seeker.start()
    await seeker.say(words)
    await seeker.acknowledged()
    return seeker


async def switches_on(dana: Desk, words: dict[str, str], album: Album, locale: str) -> None:
    await dana.button(words["overflow"]).click()
    await expect(dana.page.locator("#overflow-to")).to_be_focused()
    await album.look(dana.page, f"desk-overflow-{locale}", STAFF)
    await dana.page.locator("#overflow-after").select_option("60")
    await dana.page.get_by_role("button", name=words["begin"]).click()
    await expect(dana.button(words["to"])).to_be_visible()


async def switches_off(dana: Desk, words: dict[str, str], album: Album, locale: str) -> None:
    await dana.button(words["to"]).click()
    await expect(dana.page.locator(".panel")).to_contain_text(words["by"])
    await album.look(dana.page, f"desk-overflow-on-{locale}", STAFF)
    await dana.page.get_by_role("button", name=words["end"]).click()
    await expect(dana.button(words["to"])).to_have_count(0)


@LANGUAGES
async def test_who_waits_too_long_is_answered_by_the_other_line(
    crowd: Crowd, album: Album, locale: str
) -> None:
    words, books = WORDS[locale], crowd.house.books
    dana = await crowd.desk(DANA, locale)
    await dana.rest()
    ash = await crowd.desk(ASH, locale)
    await expect(ash.button(words["next"])).to_have_attribute("aria-disabled", "true")
    await switches_on(dana, words, album, locale)
    books.change(SHORTER)
    mark = ash.button(words["from"])
    await mark.click()
    await expect(ash.page.locator(".panel")).to_contain_text(words["by"])
    await album.look(ash.page, f"desk-overflow-here-{locale}", STAFF)
    await ash.page.keyboard.press("Escape")
    await expect(mark).to_be_focused()

    first = await comes(crowd, locale, "first")
    await ash.is_offered(words["for"])
    await album.look(ash.page, f"desk-overflow-offered-{locale}", STAFF)
    await ash.take()
    await ash.sees("first")
    await expect(ash.thread.locator(".chip", has_text=words["for"])).to_be_visible()
    await ash.say("I am here.")
    await first.sees("I am here.")
    await first.told(first.words.here, "Ash")
    await album.look(ash.page, f"desk-overflow-talk-{locale}", STAFF)

    await ash.rest()
    second = await comes(crowd, locale, "second")
    await ash.button(words["next"]).click()
    await expect(ash.page.locator(".offer")).to_contain_text(words["nobody"])
    await asyncio.sleep(SHORTEST + STEP)
    await ash.page.keyboard.press("Alt+N")
    await ash.sees("second")
    await ash.say("And for you.")
    await second.sees("And for you.")

    jules = await crowd.desk(JULES, locale)
    await expect(jules.button(words["from"])).to_be_visible()
    await expect(jules.page.locator(".crew")).to_contain_text("Ash")
    await switches_off(dana, words, album, locale)
    await expect(mark).to_have_count(0)
    third = await comes(crowd, locale, "third")
    await asyncio.sleep(SHORTEST + 2 * STEP)
    await expect(jules.offer).to_have_count(0)
    robin = await crowd.desk(ROBIN, locale)
    await robin.meet()
    await robin.sees("third")
    await third.told(third.words.here, "Robin")
    await ash.say("Still here.")
    await second.sees("Still here.")
    for seeker in (first, second, third):
        await seeker.choose(seeker.words.end)
        await seeker.told(seeker.words.over)
    rows = books.rows("SELECT DISTINCT line_id FROM helpline_conversation")
    assert rows == books.rows("SELECT min(id) FROM helpline_line")
