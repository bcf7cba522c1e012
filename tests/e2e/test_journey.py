"""The main job: someone chats, someone texts, two counsellors are each offered one and answer."""

import pytest
from playwright.async_api import expect

from demo.cast import NOOR, PHONES, ROBIN
from tests.e2e.crowd import Crowd
from tests.e2e.houses import House

KEYS, GRAVES = "transcripts_sealedkey", "transcripts_tombstone"

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_chat_and_a_text_are_both_answered(house: House, crowd: Crowd) -> None:
    robin, noor = await crowd.desk(ROBIN), await crowd.desk(NOOR)

    seeker = await crowd.seeker()
    await seeker.say("hello, is someone there?")
    await seeker.acknowledged()
    await seeker.told(seeker.words.in_line)
    await robin.is_offered("Web")
    await robin.take()
    await seeker.told(seeker.words.here, "Robin")

    phone = await crowd.phone(PHONES[0])
    await phone.text("hi, can you help me find a bed tonight?")
    await noor.is_offered("Text")
    await expect(robin.offer).to_have_count(0)
    await noor.take()

    await robin.sees("hello, is someone there?")
    await robin.write("Hi, I am")
    await expect(seeker.log.get_by_text("Robin is writing")).to_be_visible()
    await robin.say("Hi, I am Robin. Yes.")
    await seeker.sees("Hi, I am Robin. Yes.")
    await seeker.field.press_sequentially("thank you")
    await expect(robin.page.get_by_text(robin.words.writing)).to_be_visible()
    await seeker.say("thank you, Robin")
    await robin.sees("thank you, Robin")

    await noor.sees("hi, can you help me find a bed tonight?")
    await noor.write("There is one. ")
    inserted = await noor.insert("211")
    await expect(noor.field).to_have_value(f"There is one. {inserted}")
    assert len(inserted) <= 160
    await noor.field.press("Enter")
    await phone.gets(f"There is one. {inserted}")
    await noor.fate(noor.words.delivered)

    await seeker.page.reload()
    await seeker.press_launcher()
    await seeker.find_frame()
    await seeker.sees("Hi, I am Robin. Yes.")
    await seeker.told(seeker.words.here, "Robin")

    # Three words of the chat; of the text its own, the greeting, and the answer.
    assert house.books.count("transcripts_message") == 6
    await robin.end()
    await seeker.told(seeker.words.over)
    await robin.wrap_up()
    await noor.end()
    await noor.wrap_up()
    await the_words_of_the_chat_are_gone(house)
    await expect(seeker.place.locator(".slip")).to_contain_text(seeker.words.erased)


async def the_words_of_the_chat_are_gone(house: House) -> None:
    """A chat is erased when it closes, key first; a text is kept for a day."""
    books = house.books
    await books.come_to(3, "transcripts_message")
    await books.come_to(1, "helpline_conversation WHERE erased_at IS NOT NULL")
    [(chat,)] = books.rows("SELECT id FROM helpline_conversation WHERE channel = 'web'")
    [(text,)] = books.rows("SELECT id FROM helpline_conversation WHERE channel = 'sms'")
    owners = {str(owner) for (owner,) in books.rows("SELECT owner FROM " + KEYS, keys=True)}
    graves = {str(owner) for (owner,) in books.rows("SELECT owner FROM " + GRAVES, keys=True)}
    assert str(text) in owners
    assert str(chat) not in owners
    assert str(chat) in graves


async def test_the_same_in_french(house: House, crowd: Crowd) -> None:
    noor = await crowd.desk(NOOR, "fr")
    phone = await crowd.phone(PHONES[1], "fr")
    await phone.text("Bonjour, je cherche un lit pour ce soir")
    await noor.is_offered("Texto, français")
    await noor.take()
    await noor.sees("Bonjour, je cherche un lit pour ce soir")
    await noor.write("Bonjour. ")
    inserted = await noor.insert("211")
    assert len(inserted) <= 160
    assert "Call" not in inserted
    await noor.field.press("Enter")
    await phone.gets(f"Bonjour. {inserted}")
    await noor.fate(noor.words.delivered)

    seeker = await crowd.seeker("fr")
    await seeker.say("bonsoir, j’aimerais parler")
    await noor.is_offered("Clavardage, français")
    await noor.take()
    await seeker.told(seeker.words.here, "Noor")
    await noor.say("Bonsoir, je vous lis.")
    await seeker.sees("Bonsoir, je vous lis.")
    await seeker.choose(seeker.words.end)
    await seeker.told(seeker.words.over)
    await expect(noor.thread.locator("form.wrap")).to_be_visible()
    await noor.wrap_up()
    await noor.rows.first.click()
    await noor.end()
    await noor.wrap_up()
