"""The people of a test: each with a browser of their own, all of them watched."""

from playwright.async_api import Browser, BrowserContext, Page

from demo.cast import Person
from tests.e2e.desk import Desk
from tests.e2e.houses import House
from tests.e2e.phone import Phone
from tests.e2e.seeker import Seeker
from tests.e2e.watch import Watch

LANGUAGES = {"en": "en-CA", "fr": "fr-CA"}
PATIENCE = 30_000


class Crowd:
    """Opens a browser context for each person, with their language."""

    def __init__(self, browser: Browser, house: House) -> None:
        self.house = house
        other = house.demo.replace("127.0.0.1", "localhost")
        self.watch = Watch(house.base, house.demo, other)
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    async def page(
        self, locale: str = "en", width: int = 1440, height: int = 900, *, scripts: bool = True
    ) -> Page:
        context = await self._browser.new_context(
            locale=LANGUAGES[locale],
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        await self.watch.over(context)
        return await context.new_page()

    async def desk(self, person: Person, locale: str = "en") -> Desk:
        """A counsellor, signed in and on shift."""
        desk = Desk(await self.page(locale), person, locale)
        await self.seat(desk)
        await desk.start_shift()
        return desk

    async def seat(self, desk: Desk) -> None:
        """By a sign-in that was made before, while there is any; else by the form."""
        if await self._let_in(desk.page, desk.person):
            await desk.open(self.house.base)
        else:
            await desk.sign_in(self.house.base)

    async def at(
        self, person: Person, address: str, locale: str = "en", *, scripts: bool = True
    ) -> Page:
        """Somebody of the house, signed in, on a page that has no desk."""
        page = await self.page(locale, scripts=scripts)
        if await self._let_in(page, person):
            await page.goto(f"{self.house.base}{address}")
            return page
        await page.goto(f"{self.house.base}/accounts/login/?next={address}")
        await page.locator("#id_login").fill(person.email)
        await page.locator("#id_password").fill(person.password)
        await page.locator("#id_password").press("Enter")
        await page.wait_for_url(f"**{address}")
        return page

    async def _let_in(self, page: Page, person: Person) -> bool:
        kept = self.house.sittings.get(person.email)
        if not kept:
            return False
        await page.context.add_cookies(
            [{"name": "desk", "value": kept.pop(), "url": self.house.base}]
        )
        return True

    async def seeker(self, locale: str = "en") -> Seeker:
        """Someone on a website that carries the chat, who has opened and started it."""
        seeker = Seeker(await self.page(locale, 1280, 860), locale)
        await seeker.notice_covers()
        await seeker.open_widget(f"{self.house.demo}/{'fr/' if locale == 'fr' else ''}")
        await seeker.start()
        return seeker

    async def phone(self, number: str, locale: str = "en") -> Phone:
        phone = Phone(await self.page(locale, 1000, 860), number)
        await phone.open(f"{self.house.demo}/{'fr/' if locale == 'fr' else ''}phone/")
        return phone

    async def leave(self) -> None:
        for context in self._contexts:
            await context.close()
        self._contexts.clear()
