"""What a program leaves is taken out by hand, through all its pages: seen, confirmed, and gone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Page, expect

from demo.cast import DANA, LINE_SLUG, NOOR, ROBIN
from tests.e2e.album import STAFF, Album
from tests.e2e.books import Books
from tests.e2e.crowd import Crowd
from tests.e2e.houses import House
from tests.e2e.seeker import Seeker

pytestmark = pytest.mark.asyncio(loop_scope="session")
# Neither is a word of ours: found in no table afterwards, they are nowhere.
WHO, CODE = "Grublok", "90210"


@dataclass(frozen=True)
class Said:
    """What is said, left and read in one language."""

    seeker: str
    left: str
    note: str
    doubt: str
    checked: str
    nobody: str
    scope: str
    closed: str
    taken_back: str


SAID = {
    "en": Said(
        seeker=f"A sign of {WHO} at the red door, code {CODE}",
        left="A sign of [MASKED] at the red door, code [MASKED]",
        note=f"they mean {WHO} of the harbour",
        doubt="Check before keeping: 1 conversation",
        checked="Written down: you have checked it.",
        nobody="Nobody can bring",
        scope="all that Jane Rowntree wrote",
        closed="what says who somebody is was taken out",
        taken_back="Taken back.",
    ),
    "fr": Said(
        seeker=f"un signe de {WHO} à la porte rouge, code {CODE}",
        left="un signe de [MASKED] à la porte rouge, code [MASKED]",
        note=f"elle parle de {WHO} du port",
        doubt="À vérifier avant de garder\u00a0: 1 conversation",
        checked="C’est noté\u00a0: vous avez vérifié.",
        nobody="Personne ne peut",
        scope="tout ce que Jane Rowntree a écrit",
        closed="ce qui dit qui est quelqu’un a été retiré",
        taken_back="Repris.",
    ),
}


@pytest.fixture(params=["en", "fr"])
def locale(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def house(house: House) -> Iterator[House]:
    """Its line keeps what is said for a month, redacted, and has a second supervisor."""
    set_up(house.books, "month", "supervisor")
    yield house
    set_up(house.books, "at_close", "counsellor")
    house.empty()


def set_up(books: Books, policy: str, role: str) -> None:
    books.change(
        f'UPDATE helpline_line SET policies = \'{{"web": "{policy}", "sms": "day"}}\''
        f" WHERE slug = '{LINE_SLUG}'"
    )
    books.change(f"UPDATE helpline_counsellor SET role = '{role}' WHERE shift_name = 'Noor'")


async def press(page: Page, do: str) -> None:
    """A button by what it does, whatever the language."""
    await page.locator(f"button[name=do][value={do}]").first.click()


async def test_what_a_program_leaves_is_taken_out_by_two_and_is_gone(
    house: House, crowd: Crowd, album: Album, locale: str
) -> None:
    said = SAID[locale]
    await talk(house, crowd, locale)
    dana = await crowd.at(DANA, "/console/transcripts/", locale)
    await expect(dana.locator("main")).to_contain_text(said.doubt)
    await album.look(dana, f"by-hand-kept-{locale}", STAFF)
    await opened(dana, "asked for by the team")
    await expect(dana.locator("mark")).to_have_text([WHO, CODE, WHO])
    await album.look(dana, f"by-hand-doubt-{locale}", STAFF)

    await mask(dana, album, locale)
    await expect(dana.locator("main")).to_contain_text(said.nobody)
    await expect(dana.locator(".said.seeker")).to_contain_text(said.left)

    noor = await crowd.at(NOOR, "/console/transcripts/", locale)
    await opened(noor, "to look once more")
    await noor.locator(".said.note").locator("form button").click()
    await press(noor, "whole")
    await album.look(noor, f"by-hand-erase-{locale}", STAFF)
    await press(noor, "erase")
    await expect(noor.locator(".said.note")).to_contain_text("[ERASED]")
    await expect(noor.locator("mark")).to_have_count(0)
    await noor.locator("section.banner button").click()
    await expect(noor.locator("main")).to_contain_text(said.checked)
    await album.look(noor, f"by-hand-checked-{locale}", STAFF)

    await dana.goto(f"{house.base}/console/transcripts/")
    await expect(dana.locator("main")).not_to_contain_text(said.doubt)
    await opened(dana, "to see what is left")
    whole = await dana.locator("main").inner_text()
    assert WHO not in whole
    assert CODE not in whole
    assert house.books.where("Harbourlight")
    assert not house.books.where(WHO, CODE, "red door", "porte rouge")


async def talk(house: House, crowd: Crowd, locale: str) -> None:
    """Somebody writes, a counsellor notes something, and it is closed and redacted."""
    robin = await crowd.desk(ROBIN, locale)
    seeker = Seeker(await crowd.page(locale, 390, 844), locale)
    await seeker.visit(f"{house.base}/chat/")
    await seeker.start()
    await seeker.say(SAID[locale].seeker)
    await robin.take()
    await robin.note(SAID[locale].note)
    await robin.end()
    await robin.wrap_up()
    await house.books.come_to(1, "transcripts_kept WHERE redacted_at IS NOT NULL")


async def opened(page: Page, reason: str) -> None:
    await page.locator("main li a").first.click()
    await page.locator("input[name=reason]").fill(reason)
    await page.locator("main form button").first.click()
    await expect(page.locator(".said.seeker")).to_have_count(1)


async def mask(page: Page, album: Album, locale: str) -> None:
    """One word is ticked, another typed; both are seen as they will be gone."""
    await page.locator(".said.seeker form button").click()
    await page.locator("label.pick", has_text=WHO).click()
    await page.locator("#typed").fill(CODE)
    await album.look(page, f"by-hand-choose-{locale}", STAFF)
    await press(page, "show")
    await expect(page.locator("del")).to_have_text([WHO, CODE])
    await expect(page.locator(".left")).to_have_text(SAID[locale].left)
    await album.look(page, f"by-hand-seen-{locale}", STAFF)
    await press(page, "mask")


async def test_a_demand_and_a_yes_lose_who_is_named_by_hand_and_at_their_end(
    house: House, crowd: Crowd, album: Album, locale: str
) -> None:
    said = SAID[locale]
    await talk(house, crowd, locale)
    dana = await crowd.at(DANA, "/console/demands/", locale)
    await demanded(dana, said.scope)
    await album.look(dana, f"demand-open-{locale}", STAFF)
    await dana.locator("dd form button").nth(1).click()
    await dana.locator("#typed").fill("12")
    await press(dana, "show")
    await album.look(dana, f"demand-words-{locale}", STAFF)
    await press(dana, "mask")
    await expect(dana.locator("dd").nth(1)).to_contain_text("[MASKED]")
    await dana.locator("textarea[name=why]").fill("Jane Rowntree never wrote")
    await dana.locator("select[name=decision]").select_option("refused")
    await dana.locator("form:has(textarea) button").click()
    await expect(dana.locator("main")).to_contain_text("[PERSON 1]")
    await album.look(dana, f"demand-decided-{locale}", STAFF)
    await press(dana, "close")
    await expect(dana.locator("main")).to_contain_text(said.closed)
    await expect(dana.locator("main")).not_to_contain_text("Rowntree")
    await album.look(dana, f"demand-closed-{locale}", STAFF)
    await dana.goto(f"{house.base}/console/demands/")
    await album.look(dana, f"demands-{locale}", STAFF)

    await dana.goto(f"{house.base}/console/transcripts/")
    await opened(dana, "they asked for a copy")
    await dana.locator("main a[href*=copies]").click()
    await agreed(dana)
    await album.look(dana, f"copies-{locale}", STAFF)
    await press(dana, "withdraw")
    await expect(dana.locator("main")).to_contain_text(said.taken_back)
    await expect(dana.locator("main")).to_contain_text("[PERSON 1]")
    await expect(dana.locator("main")).not_to_contain_text("Fairweather")
    await album.look(dana, f"copies-over-{locale}", STAFF)


async def demanded(page: Page, scope: str) -> None:
    await filled(page, {"came_on": "2026-03-01", "who": "Provincial Court"})
    await filled(page, {"basis": "Youth Act, section 12", "scope": scope})
    await page.locator("main form button").click()
    await expect(page.locator("dd")).to_have_count(3)


async def agreed(page: Page) -> None:
    today = datetime.now(UTC).date()
    await filled(page, {"to": "her aunt Imogen Fairweather", "purpose": "a bed tonight"})
    await filled(page, {"agreed_on": f"{today - timedelta(days=1)}"})
    await filled(page, {"until": f"{today + timedelta(days=7)}"})
    await page.locator("input[name=part]").first.check()
    await page.locator("input[name=yes]").check()
    await page.locator("main form button").last.click()
    await expect(page.locator("button[value=copy]")).to_be_visible()


async def filled(page: Page, fields: dict[str, str]) -> None:
    for name, value in fields.items():
        await page.locator(f"[name={name}]").fill(value)
