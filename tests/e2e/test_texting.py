"""A phone in whose hands? What a counsellor sets, asks and is shown, against the server."""

import pytest
from playwright.async_api import expect

from demo.cast import PHONES, ROBIN
from demo.texts import smart_encoded
from routing.texting.words import DEFAULTS
from tests.e2e.album import STAFF, Album
from tests.e2e.crowd import Crowd
from tests.e2e.desk import Desk
from tests.e2e.houses import House
from tests.e2e.phone import Phone

pytestmark = pytest.mark.asyncio(loop_scope="session")

REASON = "They asked me to pass it on."


async def texting(crowd: Crowd, words: str, locale: str = "en") -> tuple[Desk, Phone]:
    """Robin holds a talk with the first phone."""
    desk = Desk(await crowd.page(locale), ROBIN, locale)
    await desk.sign_in(crowd.house.base)
    await desk.start_shift()
    phone = await crowd.phone(PHONES[0], locale)
    await phone.text(words)
    await desk.take()
    await desk.sees(words)
    return desk, phone


async def test_who_wants_no_texts_gets_none_until_they_want_them_again(
    embedded: House, crowd_of_embedded: Crowd
) -> None:
    desk, phone = await texting(crowd_of_embedded, "he is here")
    await desk.set_writing("Ask first")
    await phone.text("STOP")
    await expect(desk.strip).to_contain_text("They can text START.")
    await expect(desk.strip).to_contain_text("he is here")
    await desk.field.fill("Are you safe?")
    await desk.field.press("Enter")
    await expect(desk.field).to_have_value("Are you safe?")
    await phone.text("START")
    await expect(desk.strip).to_contain_text("After that, ask first.")
    await desk.field.press("Enter")
    await phone.gets("Are you safe?")


async def test_hours_are_the_line_s_and_words_that_may_not_go_come_back(
    embedded: House, crowd_of_embedded: Crowd
) -> None:
    desk, phone = await texting(crowd_of_embedded, "only in the morning please")
    [(now,)] = embedded.books.rows("SELECT strftime('%H:%M', 'now')")
    hour = int(now[:2])
    await desk.set_hours(f"{(hour + 11) % 24:02}:00", f"{(hour + 12) % 24:02}:00")
    await desk.field.fill("Good evening.")
    await desk.field.press("Enter")
    await expect(desk.thread.locator(".trouble:not([hidden])")).to_contain_text(
        "at this time of day"
    )
    await expect(desk.field).to_have_value("Good evening.")
    await desk.set_writing("Safe now")
    await desk.field.press("Enter")
    await phone.gets("Good evening.")


async def test_their_number_is_shown_with_a_reason_and_a_word_is_agreed_on(
    embedded: House, crowd_of_embedded: Crowd
) -> None:
    desk, _phone = await texting(crowd_of_embedded, "can we agree on a word?")
    assert PHONES[0][-7:] not in await desk.page.content()
    await desk.about.get_by_role("button", name="Show number").click()
    await desk.about.get_by_label("Why? A few words.").fill(REASON)
    confirm = desk.about.get_by_role("button", name="Show it for 10 minutes")
    await expect(confirm).to_have_attribute("aria-disabled", "false")
    await confirm.click()
    await expect(desk.about.locator(".number")).to_contain_text(PHONES[0])
    assert embedded.books.count("routing_reveal") == 1

    await desk.about.get_by_role("button", name="Agree on a word").click()
    await desk.about.get_by_label("The word you agreed on").fill("blue heron")
    await desk.page.keyboard.press("Enter")
    await expect(desk.about).to_contain_text("The word fits.")
    await desk.about.get_by_role("button", name="Check it again").click()
    await desk.about.get_by_label("What do they say?").fill("grey crane")
    await desk.page.keyboard.press("Enter")
    await expect(desk.about).to_contain_text("That is not the word.")


async def test_nothing_more_is_taken_in_from_who_is_blocked(
    embedded: House, crowd_of_embedded: Crowd
) -> None:
    desk, phone = await texting(crowd_of_embedded, "threats")
    await desk.about.get_by_role("button", name="Take nothing more in").click()
    await desk.about.get_by_label("Why? A few words.").fill("Threats, again and again.")
    confirm = desk.about.get_by_role("button", name="Take nothing in for 30 days")
    await expect(confirm).to_have_attribute("aria-disabled", "false")
    await confirm.click()
    await expect(desk.rows).to_have_count(0)
    messages = embedded.books.count("transcripts_message")
    await phone.text("more threats")
    await embedded.books.come_to(1, "routing_block WHERE turned_away = 1")
    assert embedded.books.count("transcripts_message") == messages


async def test_a_whole_conversation_in_french_stopped_and_begun_again(
    embedded: House, crowd_of_embedded: Crowd, album: Album
) -> None:
    """From the first word to the last, with ARRÊT and START in it, on both screens."""
    own = DEFAULTS["fr"]
    phone = await crowd_of_embedded.phone(PHONES[1], "fr")
    desk = Desk(await crowd_of_embedded.page("fr"), ROBIN, "fr")
    await desk.sign_in(crowd_of_embedded.house.base)
    await desk.start_shift()

    async def look(name: str) -> None:
        await album.look(desk.page, f"french-{name}-desk", STAFF)
        await album.look(phone.page, f"french-{name}-phone", STAFF)

    await phone.text("allô? j’ai peur de rentrer")
    await expect(phone.log).to_contain_text("Une personne vous répondra ici.")
    await desk.take()
    await desk.sees("allô? j’ai peur de rentrer")
    await desk.say("Je suis là. Êtes-vous seule en ce moment ?")
    await phone.gets("Je suis là. Êtes-vous seule en ce moment ?")
    await desk.fate(desk.words.delivered)
    await look("1-answered")

    await phone.text("ARRÊT")
    await phone.gets(own["stopped"])
    await expect(desk.strip).to_contain_text("START rouvre l’envoi.")
    await desk.field.fill("D’accord. Je reste ici.")
    await desk.field.press("Enter")
    await expect(desk.field).to_have_value("D’accord. Je reste ici.")
    await look("2-stopped")
    # They are heard all the same.
    await phone.text("il est parti")
    await desk.sees("il est parti")

    await phone.text("START")
    await phone.gets(own["started"])
    await expect(desk.strip).to_have_text("")
    await expect(desk.field).to_have_value("D’accord. Je reste ici.")
    await desk.field.press("Enter")
    await phone.gets("D’accord. Je reste ici.")
    await phone.text("merci")
    await desk.sees("merci")
    await look("3-begun-again")
    await desk.end()
    await desk.wrap_up()

    said = await phone.since()
    assert said[0] == "allô? j’ai peur de rentrer"
    assert said[2:] == [
        "Je suis là. Êtes-vous seule en ce moment ?",
        "ARRÊT",
        own["stopped"],
        "il est parti",
        "START",
        own["started"],
        smart_encoded("D’accord. Je reste ici."),
        "merci",
    ]


@pytest.mark.parametrize("locale", ["en", "fr"])
async def test_what_texting_looks_like(
    embedded: House, crowd_of_embedded: Crowd, album: Album, locale: str
) -> None:
    first, second = {
        "en": ("hey. someone looks at this phone", "can i still write here"),
        "fr": ("salut. quelqu’un regarde ce téléphone", "je peux encore écrire ici"),
    }[locale]
    desk, phone = await texting(crowd_of_embedded, first, locale)
    page, about = desk.page, desk.about
    ask, hours, number, block = {
        "en": ("Ask first", "Set hours", "Show number", "Take nothing more in"),
        "fr": ("Demander avant", "Certaines heures", "Montrer le numéro", "Ne plus rien recevoir"),
    }[locale]

    async def look(name: str) -> None:
        await album.look(page, f"texting-{name}-{locale}", STAFF)

    await desk.set_writing(ask)
    await phone.text(second)
    await desk.sees(second)
    await look("1-ask")
    await about.get_by_role("button", name=hours).click()
    await about.get_by_role("button", name=number).click()
    await about.get_by_role("button", name=block).click()
    await look("2-forms")
    await page.locator(".texts").click()
    await expect(page.locator(".channels")).to_be_visible()
    await look("3-health")
    await page.keyboard.press("Escape")
    await phone.text("ARRET")
    await expect(desk.strip).to_contain_text("START")
    await look("4-stopped")
