"""Watches every page of a test: nothing may go elsewhere, and no page may complain."""

import asyncio
import re
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, ConsoleMessage, Page, Route, WebError, WebSocket

EXIT = "https://www.theweathernetwork.com/"
# Seconds until the neutral page answers: a page that is gone can no longer say how it was covered.
ON_THE_WAY = 0.2
NEUTRAL = "<!doctype html><html lang=en><title>Weather</title><main><h1>Sunny</h1></main>"


class Watch:
    """Collects what must not happen in any page of the contexts it is given."""

    def __init__(self, *origins: str) -> None:
        self._origins = set(origins)
        self._forgiven: list[re.Pattern[str]] = []
        self.complaints: list[str] = []

    async def over(self, context: BrowserContext) -> None:
        """Begin to watch everything in this context."""
        await context.route("**/*", self._let_through)
        context.on("console", self._heard)
        context.on("weberror", self._failed)
        context.on("page", self._opened)

    def allow(self, origin: str) -> None:
        """This address is part of the story, too."""
        self._origins.add(origin)

    def forgive(self, pattern: str) -> None:
        """From now on this complaint is part of the story, such as a line that was cut."""
        self._forgiven.append(re.compile(pattern))

    def verdict(self) -> None:
        found = [
            words
            for words in self.complaints
            if not any(pattern.search(words) for pattern in self._forgiven)
        ]
        assert not found, "\n".join(found)

    async def _let_through(self, route: Route) -> None:
        url = route.request.url
        if url == EXIT and route.request.is_navigation_request():
            await asyncio.sleep(ON_THE_WAY)
            await route.fulfill(body=NEUTRAL, content_type="text/html")
        elif self._ours(url):
            await route.continue_()
        else:
            self.complaints.append(f"request to {url}")
            await route.abort()

    def _ours(self, url: str) -> bool:
        parts = urlsplit(url)
        scheme = {"ws": "http", "wss": "https"}.get(parts.scheme, parts.scheme)
        return scheme in {"data", "blob", "about"} or f"{scheme}://{parts.netloc}" in self._origins

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console: {message.text}")

    def _failed(self, failure: WebError) -> None:
        self.complaints.append(f"page: {failure.error}")

    def _opened(self, page: Page) -> None:
        page.on("websocket", self._connected)

    def _connected(self, socket: WebSocket) -> None:
        if not self._ours(socket.url):
            self.complaints.append(f"socket to {socket.url}")
