"""Looks at a page in both themes and several widths: axe finds nothing, nothing overflows.

Pictures are taken only when somebody will open them: into the folder that HELPLINE_PICTURES names.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from playwright.async_api import Frame, Page

from tests.conftest import Axe

SEEKER = ((390, 844), (320, 640))
# A phone at 200 %, and a laptop at 400 %, as the page measures itself then.
ZOOMED = ((195, 422), (320, 256))
DESK = ((1440, 900), (1920, 1080), (1024, 768), (390, 844), (320, 640))
STAFF = ((1440, 900), (390, 844))
Size = tuple[int, int]
# A busy page learns of its size with the next frame, and shows what follows in the one after.
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


class Album:
    """What was looked at in a run, and where its pictures go."""

    def __init__(self, axe: Axe) -> None:
        named = os.environ.get("HELPLINE_PICTURES")
        self._folder = Path(named) if named else None
        self._axe = axe
        self._seen: set[str] = set()
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)

    async def look(
        self, page: Page, name: str, sizes: Sequence[Size], frame: Frame | None = None
    ) -> None:
        """Check and picture this state of a page (and of a frame in it), then put its size back.

        What another house has shown already is not looked at again: the pages are the same.
        """
        if name in self._seen:
            return
        self._seen.add(name)
        before = page.viewport_size
        for theme in THEMES:
            await page.emulate_media(color_scheme=theme)
            for width, height in sizes:
                await page.set_viewport_size({"width": width, "height": height})
                over = await (frame or page).evaluate(OVERFLOW)
                assert over <= 0, f"{name} is {over} px too wide for {width}"
                if (width, height) == sizes[0]:
                    await self._check(page, f"{name}, {theme}")
                    if frame is not None:
                        await self._check(frame, f"{name}, {theme}, in the frame")
                await self._keep(page, f"{name}-{theme}-{width}")
        await page.emulate_media(color_scheme="light")
        if sizes is SEEKER:
            await self._look_closer(page, name)
        if before is not None:
            await page.set_viewport_size(before)
            await page.evaluate(DRAWN)

    async def _look_closer(self, page: Page, name: str) -> None:
        """The same zoomed in, in the system's own colours, and mirrored for right-to-left."""
        for width, height in ZOOMED:
            await page.set_viewport_size({"width": width, "height": height})
            over = await page.evaluate(OVERFLOW)
            assert over <= 0, f"{name} is {over} px too wide for {width}"
            await self._keep(page, f"{name}-zoomed-{width}")
        width, height = SEEKER[0]
        await page.set_viewport_size({"width": width, "height": height})
        await page.emulate_media(forced_colors="active")
        await self._keep(page, f"{name}-forced")
        await page.emulate_media(forced_colors="none")
        await page.evaluate("document.documentElement.dir = 'rtl'")
        assert await page.evaluate(OVERFLOW) <= 0, f"{name} is too wide from right to left"
        await self._keep(page, f"{name}-rtl")
        await page.evaluate("document.documentElement.removeAttribute('dir')")

    async def _keep(self, page: Page, name: str) -> None:
        if self._folder is not None:
            await page.screenshot(
                path=self._folder / f"{name}.png", animations="disabled", caret="hide"
            )

    async def _check(self, where: Page | Frame, name: str) -> None:
        try:
            await self._axe.check(where)
        except AssertionError as found:
            raise AssertionError(f"{name}:\n{found}") from None
