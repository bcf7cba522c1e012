"""What a browser asks for and keeps: nothing of others, no cookie, and no word after the exit."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import BrowserContext, BrowserType, Frame, Page, Request

from demo.cast import ROBIN
from tests.e2e.crowd import LANGUAGES, PATIENCE, Crowd
from tests.e2e.houses import House
from tests.e2e.seeker import Seeker
from tests.e2e.watch import Watch

pytestmark = pytest.mark.asyncio(loop_scope="session")

WORD, ANSWER, DRAFT, TITLE = "zinniaword", "zinniaanswer", "zinniadraft", "Zinnia notebook"
# What the website itself has kept is found: so the search would find ours.
CONTROL = "zinniacontrol"
KEPT = """async () => ({
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map(({ name }) => name),
  caches: await caches.keys(),
  cookie: document.cookie,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
BOTH_KEPT = "() => sessionStorage.length === 2"
# A whole browser that somebody named may deny stores to a frame of another site; ours does not.
IF_IT_MAY = "() => { try { return sessionStorage.length === 2; } catch { return true; } }"


async def kept_by(place: Page | Frame) -> dict[str, Any]:
    """What the page has put into the browser's stores."""
    found: dict[str, Any] = await place.evaluate(KEPT)
    return found


def requests_of(page: Page) -> list[Request]:
    """Every request of this page and its frames from now on."""
    found: list[Request] = []

    def note(request: Request) -> None:
        found.append(request)

    page.on("request", note)
    return found


async def test_a_whole_talk_asks_nobody_else_and_keeps_only_its_token(
    house: House, crowd: Crowd
) -> None:
    robin = await crowd.desk(ROBIN)
    seeker = Seeker(await crowd.page("en", 1280, 860), "en")
    asked = requests_of(seeker.page)
    await seeker.open_widget(f"{house.demo}/")
    nothing = {"local": [], "databases": [], "caches": [], "cookie": "", "workers": 0}
    assert await kept_by(seeker.place) == {**nothing, "session": []}

    await seeker.start()
    await seeker.say(WORD)
    await robin.take()
    await robin.say(ANSWER)
    await seeker.sees(ANSWER)
    assert await kept_by(seeker.place) == {**nothing, "session": ["t"]}
    assert await seeker.page.context.cookies() == []
    for request in asked:
        assert "cookie" not in await request.all_headers()
        answer = await request.response()
        assert answer is None or "set-cookie" not in await answer.all_headers()
    # That nothing went to another origin is held against every page, by `Watch`.
    assert {request.url.split("/")[2] for request in asked} <= {
        address.split("/")[2] for address in (house.base, house.demo)
    }


@pytest.fixture
def titled(house: House) -> Iterator[None]:
    """The line's neutral title is a word that can be found."""
    ((before,), *_) = house.books.rows("SELECT cover_title FROM helpline_line ORDER BY id")
    house.books.change(f"UPDATE helpline_line SET cover_title = '{TITLE}'")
    yield
    house.books.change(f"UPDATE helpline_line SET cover_title = '{before}'")


@asynccontextmanager
async def profile(
    kind: BrowserType, arguments: dict[str, Any], folder: Path, watch: Watch
) -> AsyncIterator[BrowserContext]:
    """A browser that writes its profile into this folder, as one on a shared computer does."""
    context = await kind.launch_persistent_context(
        folder, **arguments, locale=LANGUAGES["en"], viewport={"width": 1280, "height": 860}
    )
    context.set_default_timeout(PATIENCE)
    await watch.over(context)
    try:
        yield context
    finally:
        await context.close()


def files_with(folder: Path, word: str) -> list[str]:
    """The profile's files in which this word stands, as bytes or as UTF-16."""
    forms = (word.encode(), word.encode("utf-16-le"))
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [str(file) for file in files if any(form in file.read_bytes() for form in forms)]


@pytest.mark.usefixtures("titled")
@pytest.mark.parametrize("own_page", [False, True], ids=["in a website", "page of its own"])
async def test_after_the_exit_no_word_of_it_lies_in_the_profile(
    house: House,
    crowd: Crowd,
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    tmp_path: Path,
    own_page: bool,
) -> None:
    """The address stays in the history, and the person is told so; words must not stay anywhere.

    npm's Chromium writes stores and caches and no history; HELPLINE_BROWSER may name a whole one.
    """
    robin = await crowd.desk(ROBIN)
    async with profile(browser_type, browser_type_launch_args, tmp_path, crowd.watch) as context:
        seeker = Seeker(await context.new_page(), "en")
        await seeker.visit(f"{house.demo}/")
        await seeker.page.evaluate(f"localStorage.setItem('own', '{CONTROL}')")
        if own_page:
            await seeker.visit(f"{house.base}/chat/")
            assert await seeker.page.title() == TITLE
        else:
            await seeker.open_widget(f"{house.demo}/")
        await seeker.start()
        await seeker.say(WORD)
        await robin.take()
        await robin.say(ANSWER)
        await seeker.sees(ANSWER)
        await seeker.field.fill(DRAFT)
        named = "HELPLINE_BROWSER" in os.environ
        await seeker.place.wait_for_function(IF_IT_MAY if named else BOTH_KEPT)
        await seeker.shift_three_times()
        await seeker.is_gone()
    assert files_with(tmp_path, CONTROL)
    for word in (WORD, ANSWER, DRAFT, TITLE):
        assert files_with(tmp_path, word) == [], word
