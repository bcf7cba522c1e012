"""What a supervisor does on pages: opens words, takes some out, gives a copy, writes a demand."""

import asyncio
import re
from datetime import UTC, date, datetime, timedelta

from drill.canary.browsing import PATIENCE, Browser, Fields, hidden
from drill.canary.marks import Unsaid

MASKED = "[MASKED]"


class Desk:
    """A supervisor at their browser."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    async def took_out(self, talk: str, reason: str, word: str) -> None:
        """Open it for a reason, and mask this word; again, if it was redacted meanwhile."""
        deadline = datetime.now(UTC) + timedelta(seconds=PATIENCE)
        while not await self._masked(f"/console/transcript/{talk}/", reason, word):
            if datetime.now(UTC) > deadline:
                raise Unsaid("taken out by hand")
            await asyncio.sleep(0.2)

    async def _masked(self, page: str, reason: str, word: str) -> bool:
        await self.browser.get(page)
        _, said = await self.browser.post(page, [("reason", reason)])
        before, found, _ = said.partition(word)
        messages = re.findall(rf"{page}words/(\d+)/", said[len(before) :])
        if not found or not messages:
            return False
        message = f"{page}words/{messages[0]}/"
        opened = [("opened", hidden(said)["opened"])]
        _, seen = await self.browser.post(message, [*opened, ("do", "show"), ("typed", word)])
        if MASKED not in seen:
            return False
        carried = hidden(seen)
        chosen: Fields = [(name, carried[name]) for name in ("opened", "seen", "part")]
        _, done = await self.browser.post(message, [*chosen, ("do", "mask")])
        return MASKED in done

    async def gave_a_copy(self, talk: str, to: str, purpose: str) -> None:
        """With a yes that is noted; the copy itself is what was shown last."""
        page = f"/console/copies/{talk}/"
        await self.browser.get(page)
        days = [("agreed_on", _day(0)), ("until", _day(2))]
        yes = [("to", to), ("purpose", purpose), ("part", "all"), ("yes", "on"), *days]
        _, said = await self.browser.post(page, yes)
        found = re.search(rf"{page}[0-9a-f-]{{36}}/", said)
        if not found or to not in said:
            raise Unsaid("who gets a copy")
        await self.browser.post(found.group(), [("do", "copy")])

    async def took_back(self, talk: str, *said: str) -> None:
        """Their yes is withdrawn: nothing of whom it named is shown any more."""
        page = f"/console/copies/{talk}/"
        _, before = await self.browser.get(page)
        found = re.search(rf"{page}[0-9a-f-]{{36}}/", before)
        if not found or not all(each in before for each in said):
            raise Unsaid("what a copy is for")
        await self.browser.post(found.group(), [("do", "withdraw")])
        _, left = await self.browser.get(page)
        if any(each in left for each in said):
            raise Unsaid("taking a yes back")

    async def wrote_a_demand(self, who: str, basis: str, scope: str, why: str) -> str:
        """One that came, and what was decided about it; returns where it is."""
        page = "/console/demands/"
        await self.browser.get(page)
        came: Fields = [("came_on", _day(0)), ("kind", "police"), ("who", who)]
        await self.browser.post(page, [*came, ("basis", basis), ("scope", scope)])
        _, said = await self.browser.get(page)
        found = re.search(rf"{page}[0-9a-f-]{{36}}/", said)
        if not found:
            raise Unsaid("who asks by law")
        await self.browser.get(found.group())
        _, told = await self.browser.post(found.group(), [("decision", "refused"), ("why", why)])
        if not all(each in told for each in (who, basis, scope, why)):
            raise Unsaid("why it was refused")
        return found.group()

    async def closed_it(self, demand: str) -> None:
        """What rules know of who somebody is goes from it."""
        await self.browser.get(demand)
        status, _ = await self.browser.post(demand, [("do", "close")])
        if status != 200:
            raise Unsaid("closing a demand")


def _day(ahead: int) -> str:
    """A day of the house, whose clock is UTC."""
    day: date = datetime.now(UTC).date() + timedelta(days=ahead)
    return day.isoformat()
