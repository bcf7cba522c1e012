"""Looks at a page in both themes and several widths: axe finds nothing, nothing overflows.

Pictures go to pytest's folder, and to the folder that HELPLINE_PICTURES names, if it names one.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from playwright.async_api import Frame, Page

from tests.conftest import Axe

SEEKER = ((390, 844), (320, 640))
DESK = ((1440, 900), (1920, 1080))
STAFF = ((1440, 900), (390, 844))
Size = tuple[int, int]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


class Album:
    """Where the pictures of one house go."""

    def __init__(self, folder: Path, axe: Axe) -> None:
        named = os.environ.get("HELPLINE_PICTURES")
        self._folders = [folder, *([Path(named)] if named else [])]
        self._axe = axe
        for place in self._folders:
            place.mkdir(parents=True, exist_ok=True)

    async def look(
        self, page: Page, name: str, sizes: Sequence[Size], frame: Frame | None = None
    ) -> None:
        """Check and picture this state of a page (and of a frame in it), then put its size back."""
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
                picture = await page.screenshot(animations="disabled", caret="hide")
                for folder in self._folders:
                    (folder / f"{name}-{theme}-{width}.png").write_bytes(picture)
        await page.emulate_media(color_scheme="light")
        if before is not None:
            await page.set_viewport_size(before)

    async def _check(self, where: Page | Frame, name: str) -> None:
        try:
            await self._axe.check(where)
        except AssertionError as found:
            raise AssertionError(f"{name}:\n{found}") from None
