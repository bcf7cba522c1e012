"""Somebody at a desk who has no mouse: keys only, and the page notes what is pointed at."""

import re

from playwright.async_api import Page, expect

POINTED = """
window.pointed = 0;
addEventListener("pointerdown", () => { window.pointed += 1; }, true);
"""
NAMED = """
() => {
  const here = document.activeElement;
  return [here?.name, here?.getAttribute("aria-label"), here?.textContent].join(" ").trim();
}
"""
STOPS = 60


class Hands:
    """Drives a page by its keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def begin(self) -> None:
        await self.page.add_init_script(POINTED)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)

    async def write(self, words: str) -> None:
        await self.page.keyboard.type(words)

    async def reach(self, name: str, by: str = "Tab") -> None:
        """Press Tab (or another key) until what has the focus is called so."""
        for _ in range(STOPS):
            if re.search(name, await self.page.evaluate(NAMED)):
                return
            await self.page.keyboard.press(by)
        raise AssertionError(f"{by} does not lead to {name}")

    async def command(self, words: str) -> None:
        """Find a command by a part of its name, and do it."""
        await self.press("Control+k")
        await expect(self.page.locator(".finder input")).to_be_focused()
        await self.write(words)
        await self.press("Enter")
        await expect(self.page.locator(".finder")).to_have_count(0)

    async def pointed_at_nothing(self) -> None:
        assert await self.page.evaluate("window.pointed") == 0
