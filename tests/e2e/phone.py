"""Someone with the demo's phone: writes to the number and reads what comes back."""

from playwright.async_api import Locator, Page, expect

from demo.texts import smart_encoded


class Phone:
    """The phone page, with one of its phones chosen."""

    def __init__(self, page: Page, number: str) -> None:
        self.page = page
        self.number = number
        self.before = 0

    async def open(self, address: str) -> None:
        await self.page.goto(address)
        await self.page.locator("#which").select_option(self.number)
        self.before = len(await self._words())

    async def text(self, words: str) -> None:
        before = await self.read(words).count()
        await self.page.locator("#txt").fill(words)
        await self.page.keyboard.press("Enter")
        await expect(self.read(words)).to_have_count(before + 1)

    async def since(self) -> list[str]:
        """What was said in either direction since this page was opened."""
        return (await self._words())[self.before :]

    async def _words(self) -> list[str]:
        return await self.log.locator(".words").all_inner_texts()

    @property
    def log(self) -> Locator:
        return self.page.locator("#log")

    def read(self, words: str) -> Locator:
        """The bubbles that hold exactly these words."""
        return self.log.locator(".words").get_by_text(words, exact=True)

    async def gets(self, words: str) -> None:
        """These words came, in the marks that a text may carry."""
        await expect(self.read(smart_encoded(words))).to_have_count(1, timeout=60_000)
