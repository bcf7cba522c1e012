"""Someone who writes from a browser: on a website that embeds the chat, or on its own page."""

import re
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Frame, Locator, Page, expect

from tests.e2e.watch import EXIT

# `atOnce`: in the same turn of the event loop as the key or the button.
REPORT_COVERS = """
let turn = false;
for (const name of ["keydown", "click"]) {
  addEventListener(name, () => { turn = true; setTimeout(() => { turn = false; }); }, true);
}
new MutationObserver(() => {
  const sheet = document.querySelector("html > [role=alert], body > [role=alert]");
  if (!sheet) return;
  const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  const { width, height } = sheet.getBoundingClientRect();
  covered({
    inside: window !== top,
    words: sheet.textContent,
    title: document.title,
    whole: middle === sheet && width >= innerWidth && height >= innerHeight,
    atOnce: turn,
  });
}).observe(document, { childList: true, subtree: true });
"""


@dataclass(frozen=True)
class Words:
    """What a seeker presses and reads, in their language."""

    start: str
    message: str
    send: str
    exit: str
    loading: str
    menu: str
    end: str
    erase: str
    close: str
    in_line: str
    here: str
    writing: str
    sent: str
    cut: str
    not_sent: str
    over: str
    erased: str
    ready: str
    go: str
    minute: str
    pause: str
    paused: str
    go_on: str
    another: str
    closed: str


ENGLISH = Words(
    start="Start",
    message="Your message",
    send="Send",
    exit="Exit now",
    loading="Loading",
    menu="More choices",
    end="End the chat",
    erase="Erase now",
    close="Close",
    in_line="You are in line.",
    here="{name} is here",
    writing="{name} is writing",
    sent="Sent",
    cut="No connection.",
    not_sent="Not sent yet",
    over="The chat is over.",
    erased="were erased",
    ready="{name} is ready.",
    go="Go",
    minute="Give me a minute",
    pause="Pause",
    paused="You paused.",
    go_on="Go on",
    another="Ask for another person",
    closed="We are closed.",
)
FRENCH = Words(
    start="Commencer",
    message="Votre message",
    send="Envoyer",
    exit="Sortie rapide",
    loading="Chargement",
    menu="Autres choix",
    end="Finir la conversation",
    erase="Effacer maintenant",
    close="Fermer",
    in_line="Vous êtes dans la file.",
    here="{name} est là",
    writing="{name} écrit",
    sent="Envoyé",
    cut="Pas de réseau.",
    not_sent="Pas encore envoyé",
    over="La conversation est finie.",
    erased="ont été effacés",
    ready="{name} peut vous lire.",
    go="C’est bon",
    minute="Donnez-moi une minute",
    pause="Pause",
    paused="C’est en pause.",
    go_on="Reprendre",
    another="Demander une autre personne",
    closed="C’est fermé.",
)


class Seeker:
    """One tab. `place` is where the chat is drawn: the page itself, or the frame in a host page."""

    def __init__(self, page: Page, locale: str) -> None:
        self.page = page
        self.words = FRENCH if locale == "fr" else ENGLISH
        self.place: Page | Frame = page
        self.covers: list[dict[str, Any]] = []

    async def notice_covers(self) -> None:
        """Report every sheet that comes over a document, before the page can be gone."""
        await self.page.expose_binding("covered", lambda _, cover: self.covers.append(cover))
        await self.page.add_init_script(REPORT_COVERS)

    async def visit(self, address: str) -> None:
        """Open a page whose chat is the page itself."""
        await self.page.goto(address)

    async def open_widget(self, host: str) -> None:
        """Open a website and press its launcher, which is closed to scripts but not to a hand."""
        await self.page.goto(host)
        await self.press_launcher()
        await self.find_frame()

    async def press_launcher(self) -> None:
        await self.page.wait_for_function("document.body.lastElementChild.tagName === 'DIV'")
        size = await self.page.evaluate("[innerWidth, innerHeight]")
        await self.page.mouse.click(size[0] - 60, size[1] - 44)

    async def find_frame(self) -> None:
        """Wait for the frame; a website's own page cannot look into it, and neither do we."""
        if not self._frames():
            await self.page.wait_for_event("framenavigated", lambda frame: "/widget/" in frame.url)
        self.place = self._frames()[0]

    def _frames(self) -> list[Frame]:
        return [frame for frame in self.page.frames if "/widget/" in frame.url]

    @property
    def frame(self) -> Frame | None:
        return self.place if isinstance(self.place, Frame) else None

    async def start(self) -> None:
        await self.button(self.words.start).click()

    def button(self, name: str) -> Locator:
        return self.place.get_by_role("button", name=name, exact=True)

    @property
    def field(self) -> Locator:
        return self.place.get_by_role("textbox", name=self.words.message)

    @property
    def log(self) -> Locator:
        return self.place.get_by_role("log")

    @property
    def strip(self) -> Locator:
        return self.place.locator(".now")

    def said(self, text: str) -> Locator:
        """The bubbles that hold exactly these words."""
        return self.log.locator(".words").get_by_text(text, exact=True)

    async def say(self, text: str) -> None:
        """Write and press Send; the words stand in the log at once."""
        await self.field.fill(text)
        await self.button(self.words.send).click()
        await expect(self.said(text)).to_have_count(1)

    async def sees(self, text: str) -> None:
        await expect(self.said(text)).to_have_count(1)

    async def sees_in(self, text: str) -> None:
        """The words came, perhaps with something to press among them."""
        await expect(self.log).to_contain_text(text)

    async def unfold(self) -> None:
        """Open all that may be said or chosen before the talk."""
        for summary in await self.place.locator("summary").all():
            await summary.click()

    async def told(self, words: str, name: str = "", within: float = 30.0) -> None:
        """The strip says this, after so many seconds at the latest."""
        said = words.format(name=name)
        await expect(self.strip).to_contain_text(said, timeout=within * 1000)

    async def acknowledged(self) -> None:
        """The last run of own words is marked as stored."""
        marks = self.log.locator("li.mine .state", has_text=re.compile(rf"^{self.words.sent}$"))
        await expect(marks.last).to_be_visible()

    async def choose(self, name: str) -> None:
        """Open the menu and take one of its choices."""
        await self.button(self.words.menu).click()
        await self.place.get_by_role("button", name=re.compile(f"^{name}")).click()

    async def shift_three_times(self) -> None:
        for _ in range(3):
            await self.page.keyboard.press("Shift")

    async def token(self) -> str:
        """What this tab remembers."""
        return str(await self.place.evaluate("sessionStorage.getItem('t')"))

    def is_covered(self, *, inside: bool) -> None:
        """Both documents were covered; the one with the key or the button in that very moment."""
        for cover in self.covers:
            assert cover == {**cover, "words": self.words.loading, "title": self.words.loading}
            assert cover["whole"]
            assert cover["atOnce"] or cover["inside"] != inside
        assert {cover["inside"] for cover in self.covers} == {True, False}, self.covers

    async def is_gone(self) -> None:
        """The page was replaced by the neutral one: going back does not lead here."""
        left = self.page.url
        await self.page.wait_for_url(EXIT)
        await expect(self.page.get_by_role("heading", name="Sunny")).to_be_visible()
        await self.page.go_back()
        assert self.page.url != left
