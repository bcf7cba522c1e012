"""The house while it runs: people come by the network, to one web process and to the other.

Nothing is known here but addresses, sign-ins and what comes back. In the end all of it is erased,
and what is shown then, wherever one may look, is handed on to be searched.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from aiohttp import ClientSession, CookieJar, DummyCookieJar

from drill.canary import exports
from drill.canary.browsing import PATIENCE, Browser, Socket, hidden, socket
from drill.canary.forms import Desk
from drill.canary.houses import Place
from drill.canary.marks import Marks, Unsaid, personal
from drill.canary.places import Found
from drill.canary.serving import Serving

LINE = "canary-live"
PLAIN = f"/chat/plain/?line={LINE}"
SHOWN = (
    "/console/transcripts/",
    "/console/transcript/{}/",
    "/console/copies/{}/",
    "/console/decisions/",
    "/console/blocks/",
    "/console/demands/",
    "/console/figures/",
    "/console/figures/?as=csv",
    "/console/wall/",
    "/console/guidance/",
    "/receipts/receipts.json",
    f"/chat/kept/?line={LINE}",
)
# Shown; not for them, or nothing there for them; nothing there any more.
READ = (200, 403, 404, 410)


@dataclass(slots=True)
class Life:
    """The house as it runs, what is said in it, and the sign-ins of who works there."""

    place: Place
    serving: Serving
    marks: Marks
    sittings: dict[str, str]
    origin: str = ""
    talks: list[str] = field(default_factory=list)
    demand: str = ""

    def __post_init__(self) -> None:
        self.origin = self.serving.doors[0]

    @property
    def here(self) -> str:
        return self.serving.doors[0]

    @property
    def there(self) -> str:
        """The last of the web processes: another one, if there are two."""
        return self.serving.doors[-1]


def lived(life: Life) -> list[Found]:
    """Live all of it; what the pages and figures of each process show when it is over."""
    return asyncio.run(_live(life))


async def _live(life: Life) -> list[Found]:
    async with _desk(life) as ada, _staff(life) as mika:
        await _by_socket(life, ada)
        await _by_forms(life, ada, mika)
        await _is_gone(mika, life.talks)
        return [*await _pages(life), *await _exports(life), *await _figures(life)]


# ---- who works there -----------------------------------------------------------------------------


@contextlib.asynccontextmanager
async def _desk(life: Life) -> AsyncIterator[Socket]:
    """A counsellor on shift, at the last process."""
    headers = {"Origin": life.origin, "Cookie": f"desk={life.sittings['ada']}"}
    async with ClientSession(cookie_jar=DummyCookieJar()) as session:
        desk = await socket(session, life.there, "/ws/console/", headers)
        await desk.send("hello", since={})
        await desk.wait("snapshot")
        await desk.send("status", status="here")
        await desk.wait("status", lambda frame: frame["status"] == "here")
        yield desk


@contextlib.asynccontextmanager
async def _staff(life: Life, who: str = "mika", *, door: str = "") -> AsyncIterator[Desk]:
    """A supervisor's browser, or that of whoever runs the line."""
    jar = CookieJar(unsafe=True)
    async with ClientSession(cookie_jar=jar, cookies={"desk": life.sittings[who]}) as session:
        yield Desk(Browser(session, door or life.there))


@contextlib.asynccontextmanager
async def _seeker(life: Life, **hello: str) -> AsyncIterator[tuple[Socket, str]]:
    """Somebody's page at the first process, and their token."""
    async with ClientSession(cookie_jar=DummyCookieJar()) as session:
        page = await socket(session, life.here, "/ws/chat/", {"Origin": life.origin})
        await page.send("hello", site=f"line:{LINE}", **hello)
        yield page, str((await page.wait("welcome"))["token"])


# ---- two talks -----------------------------------------------------------------------------------


async def _by_socket(life: Life, ada: Socket) -> None:
    """Words go from one process to the other and back; a copy is taken, then all is erased."""
    marks = life.marks
    async with _seeker(life) as (page, token):
        await page.say(marks["live chat"])
        talk = await _accepted(life, ada)
        await ada.say(marks["live reply"], conversation=talk)
        await page.wait("message", lambda frame: frame["text"] == marks["live reply"])
        await ada.say(marks["live note"], "note", conversation=talk)
        await _refused(ada, talk, marks["words in a wrap-up"])
        await _copied(life, token, [marks["live chat"], marks["live reply"]])
        await _closed(ada, talk)
        await _erased(page)


async def _accepted(life: Life, ada: Socket) -> str:
    """The talk that is offered, with its words."""
    offer = await ada.wait("offer")
    talk = str(offer["conversation"])
    await ada.send("accept", conversation=talk)
    await ada.wait("conversation", lambda frame: frame["view"]["conversation"] == talk)
    life.talks.append(talk)
    return talk


async def _refused(ada: Socket, talk: str, words: str) -> None:
    """Nobody's words find a place in a wrap-up, which has choices only."""
    await ada.send("wrap", conversation=talk, kind=words)
    await ada.wait("refused")


async def _copied(life: Life, token: str, wanted: Sequence[str]) -> None:
    """The seeker's own copy, as a file."""
    async with ClientSession() as session:
        browser = Browser(session, life.there)
        fields = [("t", token), ("line", LINE), ("do", "copy_text")]
        _, said = await browser.post("/chat/plain/", fields)
        if not all(each in said for each in wanted):
            raise Unsaid("a copy for whoever wrote")


async def _closed(ada: Socket, talk: str) -> None:
    await ada.send("end", conversation=talk)
    await ada.wait("step", lambda frame: frame["happening"] == "ended")
    await ada.send("wrap", conversation=talk, kind="support")
    await ada.wait("step", lambda frame: frame["happening"] == "wrapped")


async def _erased(page: Socket) -> None:
    """They want it gone now."""
    await page.send("keep", choice="erase")
    await page.wait("state", lambda frame: frame.get("erased", False))


async def _by_forms(life: Life, ada: Socket, mika: Desk) -> None:
    """By the page without scripts; kept redacted, opened, taken out of, copied; then erased."""
    marks = life.marks
    said = f"{marks['plain page']} {marks['taken out by hand']}"
    async with ClientSession() as session:
        browser = Browser(session, life.here)
        await browser.get(PLAIN)
        await _pressed(browser, [("do", "start")])
        talk = await _accepted(life, ada)
        await _pressed(browser, [("do", "ready")])
        await _pressed(browser, [("do", "say"), ("words", said)])
        token = hidden(browser.shown[-1].decode())["t"]
    await ada.wait("message", lambda frame: frame["text"] == said)
    await _closed(ada, talk)
    await mika.took_out(talk, marks["why words were opened live"], marks["taken out by hand"])
    yes = personal(marks["who gets a copy"]), personal(marks["what a copy is for"])
    await mika.gave_a_copy(talk, *yes)
    if marks["taken out by hand"].encode() in mika.browser.shown[-1]:
        raise Unsaid("taking words out")
    if marks["plain page"].encode() not in mika.browser.shown[-1]:
        raise Unsaid("a copy for somebody else")
    demanded = ("who asks by law", "on what basis", "what is asked for", "why it was refused")
    life.demand = await mika.wrote_a_demand(*(personal(marks[each]) for each in demanded))
    await mika.closed_it(life.demand)
    await mika.took_back(talk, *yes)
    async with _seeker(life, token=token) as (page, _):
        await _erased(page)


async def _pressed(browser: Browser, fields: Sequence[tuple[str, str]]) -> None:
    carried = hidden(browser.shown[-1].decode())
    kept = [(name, carried[name]) for name in ("t", "id") if name in carried]
    status, _ = await browser.post("/chat/plain/", [*kept, ("line", LINE), *fields])
    if status != 200:
        raise Unsaid(f"the page without scripts ({status})")


# ---- when it is over -----------------------------------------------------------------------------


async def _is_gone(mika: Desk, talks: Sequence[str]) -> None:
    """The worker has erased them: what is gone is said to be gone, and soon."""
    deadline = datetime.now(UTC) + timedelta(seconds=PATIENCE)
    for talk in talks:
        while (await mika.browser.get(f"/console/transcript/{talk}/"))[0] != 410:
            if datetime.now(UTC) > deadline:
                raise Unsaid("the purge")
            await asyncio.sleep(0.2)


async def _pages(life: Life) -> list[Found]:
    """Every page and file that a supervisor may have, from each process."""
    found = []
    for number, door in enumerate(life.serving.doors, 1):
        async with _staff(life, door=door) as mika:
            for page in (*SHOWN, life.demand):
                for talk in life.talks:
                    status, _ = await mika.browser.get(page.format(talk))
                    if status not in READ:
                        raise Unsaid(f"{page} ({status})")
            found.append((f"pages of process {number}", b"\n".join(mika.browser.shown)))
    return found


async def _exports(life: Life) -> list[Found]:
    """Every file that may be taken away, from each process, and by a command."""
    found = await exports.of_commands(life.place)
    for number, door in enumerate(life.serving.doors, 1):
        async with _staff(life, "olu", door=door) as olu:
            found += await exports.of_pages(olu.browser, number)
    return found


async def _figures(life: Life) -> list[Found]:
    async with ClientSession() as session:
        browsers = [Browser(session, address) for address in life.serving.figures]
        said = [(await each.get("/metrics"))[1] for each in browsers]
    return [(f"figures of process {n}", each.encode()) for n, each in enumerate(said, 1)]
