"""A counsellor at the console, found by what stands on the screen and by nothing else."""

import re
from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect

from demo.cast import Person


@dataclass(frozen=True)
class Words:
    """What a counsellor presses and reads, in their language."""

    sign_in: str
    email: str
    password: str
    start: str
    take: str
    later: str
    send: str
    end: str
    end_do: str
    close: str
    wrap: str
    hurry: str
    hurry_do: str
    writing: str
    delivered: str
    rest: str
    resting: str


ENGLISH = Words(
    sign_in="Sign in",
    email="E-mail",
    password="Password",
    start="Start shift",
    take="Take it",
    later="Later",
    send="Send",
    end="End",
    end_do="End now",
    close="Close",
    wrap="Wrap up",
    hurry="Left in a hurry",
    hurry_do="Wrap up in silence",
    writing="is writing",
    delivered="Delivered",
    rest="Rest: keep mine",
    resting="resting",
)
FRENCH = Words(
    sign_in="Ouvrir une session",
    email="Courriel",
    password="Mot de passe",
    start="Prendre mon poste",
    take="Prendre",
    later="Plus tard",
    send="Envoyer",
    end="Finir",
    end_do="Terminer maintenant",
    close="Clore",
    wrap="Bilan",
    hurry="Départ en hâte",
    hurry_do="Clore en silence",
    writing="écrit",
    delivered="Reçu",
    rest="Pause",
    resting="en pause",
)


class Desk:
    """One window of a counsellor."""

    def __init__(self, page: Page, person: Person, locale: str) -> None:
        self.page = page
        self.person = person
        self.words = FRENCH if locale == "fr" else ENGLISH

    # ---- the shift ---------------------------------------------------------------------------

    async def sign_in(self, base: str) -> None:
        await self.page.goto(f"{base}/console/")
        await self.page.locator("input[name=login]").fill(self.person.email)
        await self.page.locator("input[name=password]").fill(self.person.password)
        await self.page.get_by_role("button", name=self.words.sign_in, exact=True).click()
        await self.page.wait_for_url(f"{base}/console/")
        await self.is_open()

    async def open(self, base: str) -> None:
        """In a browser that is signed in."""
        await self.page.goto(f"{base}/console/")
        await self.is_open()

    async def is_open(self) -> None:
        await expect(self.button(self.words.start).first).to_be_visible()

    async def start_shift(self) -> None:
        await self.button(self.words.start).first.click()
        await expect(self.button(self.words.start)).to_have_count(0)

    async def rest(self) -> None:
        """Keep what is held, and let nothing more ring."""
        await self.page.locator("button.me").click()
        await self.page.get_by_role("button", name=self.words.rest).click()
        await expect(self.page.locator("button.me")).to_contain_text(self.words.resting)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=re.compile(rf"^{name}(\s|$)"))

    # ---- offers ------------------------------------------------------------------------------

    @property
    def offer(self) -> Locator:
        return self.page.locator(".offer.is-ringing")

    async def is_offered(self, channel: str) -> None:
        await expect(self.offer).to_contain_text(channel)

    async def take(self) -> None:
        """Take what rings; the caret is in its composer then."""
        await self.offer.get_by_role("button", name=self.words.take).click()
        await expect(self.field).to_be_focused()

    async def meet(self) -> None:
        """Take somebody who has still to say that they are alone with the screen."""
        await self.offer.get_by_role("button", name=self.words.take).click()
        await expect(self.thread).to_be_visible()

    async def may_write(self) -> None:
        """They are alone and not in a pause, and this desk has heard it."""
        await expect(self.thread.locator("form.composer")).not_to_have_class(
            re.compile(r"\bon-hold\b")
        )

    # ---- the talk ----------------------------------------------------------------------------

    @property
    def thread(self) -> Locator:
        return self.page.locator(".thread.is-focus")

    @property
    def field(self) -> Locator:
        return self.thread.locator("textarea[data-entry]")

    @property
    def rows(self) -> Locator:
        return self.page.locator("button.conv")

    def said(self, text: str) -> Locator:
        return self.thread.locator(".log .words").get_by_text(text, exact=True)

    async def sees(self, text: str) -> None:
        await expect(self.said(text)).to_have_count(1)

    async def write(self, text: str) -> None:
        """Type at the caret, without sending."""
        await self.field.press_sequentially(text)

    async def say(self, text: str) -> None:
        await self.may_write()
        await self.field.fill(text)
        await self.field.press("Enter")
        await self.sees(text)
        await expect(self.field).to_have_value("")

    async def note(self, text: str) -> None:
        """Write a note for colleagues, beside the talk."""
        notes = self.page.locator("section.staff-notes")
        await notes.locator("textarea").fill(text)
        await notes.locator("textarea").press("Control+Enter")
        await expect(notes).to_contain_text(text)
        await expect(notes.locator("textarea")).to_have_value("")

    async def insert(self, query: str) -> str:
        """Search with a slash and put the first wording in by Enter; returns that wording."""
        await self.write(f"/{query}")
        preview = self.page.locator(".palette blockquote")
        await expect(preview).to_be_visible()
        wording = await preview.inner_text()
        await self.field.press("Enter")
        await expect(self.page.locator(".palette")).to_have_count(0)
        return wording

    async def find(self, query: str, title: str) -> None:
        """Search with a slash, and go down the list as far as this title."""
        await self.write(f"/{query}")
        await self.choose(title)

    async def choose(self, title: str) -> None:
        """Go down what was found as far as this title."""
        wanted = self.page.locator(".palette .opt", has_text=title)
        await expect(wanted.first).to_be_visible()
        for _ in range(await self.page.locator(".palette .opt").count()):
            if await wanted.first.get_attribute("aria-selected") == "true":
                break
            await self.field.press("ArrowDown")
        await expect(wanted.first).to_have_attribute("aria-selected", "true")

    async def refer(self, query: str, title: str) -> str:
        """Put in what is called so, of all that a search finds; returns its wording."""
        await self.find(query, title)
        wording = await self.page.locator(".palette blockquote").inner_text()
        await self.field.press("Enter")
        await expect(self.page.locator(".palette")).to_have_count(0)
        return wording

    async def fate(self, state: str) -> None:
        """The last words of ours by text have come this far."""
        await expect(self.thread.locator(".msg.mine .state").last).to_contain_text(
            state, timeout=60_000
        )

    # ---- a phone -----------------------------------------------------------------------------

    @property
    def about(self) -> Locator:
        return self.page.locator(".about")

    @property
    def strip(self) -> Locator:
        """What holds of writing, above the composer."""
        return self.thread.locator(".strip[id^='strip-']")

    async def set_writing(self, how: str) -> None:
        """Say when it is safe to write to them; the head says it then."""
        await self.about.get_by_role("button", name=how, exact=True).click()
        await expect(self.thread.locator(".chip.safe")).to_contain_text(how)

    async def set_hours(self, begins: str, ends: str) -> None:
        await self.about.get_by_role("button", name="Set hours", exact=True).click()
        await self.about.get_by_label("From").fill(begins)
        await self.about.get_by_label("Until").fill(ends)
        await self.about.get_by_role("button", name="Set these hours").click()
        await expect(self.thread.locator(".chip.safe")).to_contain_text(f"{begins} to {ends}")

    # ---- the end -----------------------------------------------------------------------------

    async def end(self) -> None:
        await self.thread.get_by_role("button", name=self.words.end, exact=True).click()
        await self.thread.get_by_role("button", name=self.words.end_do, exact=True).click()
        await expect(self.thread.locator("form.wrap")).to_be_visible()

    async def wrap_up(self) -> None:
        """Close the conversation in wrap-up; its row is free then."""
        held = await self.rows.count()
        form = self.thread.locator("form.wrap")
        if not await form.get_by_role("radio", checked=True).count():
            await form.get_by_role("radio").first.check()
        await form.get_by_role("button", name=self.words.close).click()
        await expect(self.rows).to_have_count(held - 1)
