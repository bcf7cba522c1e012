"""Company at the desk: a colleague reads along, is introduced; a supervisor watches and gives."""

import pytest
from playwright.async_api import expect

from demo.cast import DANA, NOOR, ROBIN
from tests.e2e.album import SEEKER, STAFF, Album
from tests.e2e.crowd import Crowd
from tests.e2e.seeker import Seeker

pytestmark = pytest.mark.asyncio(loop_scope="session")

LANGUAGES = pytest.mark.parametrize("locale", ["en", "fr"])
WORDS = {
    "en": {
        "ask": "Ask in",
        "noor": "Ask Noor",
        "come": "Read along",
        "unseen": "Noor reads along, unseen.",
        "note": "Send note",
        "read": "Read",
        "introduce": "Introduce me",
        "known": "Noor is here too and may write.",
        "second": "A second person",
        "guest": "The second person",
        "left": "The second person is not here any more.",
        "leave": "Leave",
        "line": "Line",
        "watch": "Watch",
        "watches": "Dana watches.",
        "give": "Give to",
        "given": "Dana gave you",
        "gone": "hands now",
    },
    "fr": {
        "ask": "Inviter",
        "noor": "Demander à Noor",
        "come": "Lire avec",
        "unseen": "Noor lit avec vous, sans être visible.",
        "note": "Envoyer la note",
        "read": "C’est lu",
        "introduce": "Me présenter",
        "known": "Noor est là aussi et peut écrire.",
        "second": "Une deuxième personne",
        "guest": "La deuxième personne",
        "left": "La deuxième personne n'est plus là.",
        "leave": "Partir",
        "line": "Ligne",
        "watch": "Regarder",
        "watches": "Dana regarde.",
        "give": "Donner à",
        "given": "Dana vous a donné",
        "gone": "entre",
    },
}


@LANGUAGES
async def test_a_colleague_reads_along_whispers_and_is_introduced(
    crowd: Crowd, album: Album, locale: str
) -> None:
    words = WORDS[locale]
    robin = await crowd.desk(ROBIN, locale)
    seeker = Seeker(await crowd.page(locale, 390, 844), locale)
    await seeker.visit(f"{crowd.house.base}/chat/")
    await seeker.start()
    await seeker.say("hi")
    await robin.take()
    await robin.say("I am here.")
    noor = await crowd.desk(NOOR, locale)
    await robin.thread.get_by_role("button", name=words["ask"], exact=True).click()
    panel = robin.thread.locator(".panel")
    await panel.get_by_role("button", name="Noor").click()
    await panel.locator("textarea").fill("Court?")
    await album.look(robin.page, f"desk-ask-in-{locale}", STAFF)
    await panel.get_by_role("button", name=words["noor"]).click()
    asked = noor.page.locator(".asked")
    await expect(asked).to_contain_text("Court?")
    await album.look(noor.page, f"desk-asked-in-{locale}", STAFF)
    await asked.get_by_role("button", name=words["come"]).click()
    await noor.sees("I am here.")
    await expect(noor.thread.locator("form.composer")).to_have_count(0)
    await expect(robin.thread.locator(".strip.company")).to_contain_text(words["unseen"])
    await noor.thread.locator(".reading textarea").fill("Ask when it is.")
    await noor.thread.get_by_role("button", name=words["note"]).click()
    whisper = robin.thread.locator(".strip.whisper")
    await expect(whisper).to_contain_text("Ask when it is.")
    await album.look(robin.page, f"desk-whisper-{locale}", STAFF)
    await album.look(noor.page, f"desk-reading-{locale}", STAFF)
    await whisper.get_by_role("button", name=words["read"]).click()
    await expect(whisper).to_have_count(0)
    await noor.thread.get_by_role("button", name=words["introduce"]).click()
    await expect(seeker.page.get_by_role("log")).to_contain_text(words["second"])
    await expect(robin.thread.locator(".strip.company")).to_contain_text(words["known"])
    await expect(noor.thread.locator("form.composer")).to_be_visible()
    await noor.say("When is the court?")
    theirs = seeker.page.locator(".log .msg").filter(has_text="When is the court?")
    await expect(theirs.locator(".who")).to_have_text(words["guest"])
    await robin.sees("When is the court?")
    await expect(seeker.page.locator("body")).not_to_contain_text("Noor")
    await expect(seeker.page.locator("body")).not_to_contain_text("Ask when it is.")
    await album.look(robin.page, f"desk-introduced-{locale}", STAFF)
    await album.look(noor.page, f"desk-guest-{locale}", STAFF)
    await noor.thread.get_by_role("button", name=words["leave"], exact=True).click()
    await expect(noor.rows).to_have_count(0)
    await expect(robin.thread.locator(".strip.company")).to_have_count(0)
    await expect(seeker.page.get_by_role("log")).to_contain_text(words["left"])
    await robin.sees(words["left"])
    await album.look(seeker.page, f"talk-guest-left-{locale}", SEEKER)


@LANGUAGES
async def test_a_supervisor_watches_and_gives_it_to_somebody(
    crowd: Crowd, album: Album, locale: str
) -> None:
    words = WORDS[locale]
    dana = await crowd.desk(DANA, locale)
    await dana.rest()
    robin = await crowd.desk(ROBIN, locale)
    seeker = Seeker(await crowd.page(locale, 390, 844), locale)
    await seeker.visit(f"{crowd.house.base}/chat/")
    await seeker.start()
    await seeker.say("hi")
    await robin.take()
    await robin.say("I am here.")
    noor = await crowd.desk(NOOR, locale)
    await dana.page.get_by_role("button", name=words["line"], exact=True).click()
    sheet = dana.page.locator("dialog")
    await expect(sheet).to_contain_text("Robin")
    await album.look(dana.page, f"desk-line-{locale}", STAFF)
    await sheet.get_by_role("button", name=words["watch"], exact=True).click()
    await dana.sees("I am here.")
    await expect(robin.thread.locator(".strip.company")).to_contain_text(words["watches"])
    await album.look(dana.page, f"desk-watching-{locale}", STAFF)
    await album.look(robin.page, f"desk-watched-{locale}", STAFF)
    await dana.page.get_by_role("button", name=words["line"], exact=True).click()
    await sheet.get_by_role("button", name=words["give"]).click()
    await album.look(dana.page, f"desk-give-{locale}", STAFF)
    await sheet.get_by_role("group").get_by_role("button", name="Noor").click()
    await expect(robin.page.locator(".news")).to_contain_text(words["gone"])
    await expect(noor.page.locator(".news")).to_contain_text(words["given"])
    await album.look(noor.page, f"desk-given-to-you-{locale}", STAFF)
    await noor.sees("I am here.")
