"""A website of somebody else's: one page at an address of its own, as its owner wrote it."""

import contextlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A site</title>
<link rel="icon" href="data:,"></head>
<body><h1>A site</h1>{body}<script src="{base}/widget.js" {data}></script></body></html>"""


class Website:
    """What the page says can be changed while it is served."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._page = b""
        self._policy = ""
        self.origin = ""

    def carries(self, data: str, *, body: str = "", policy: str = "") -> None:
        """From now on the chat is embedded with these attributes, under this policy."""
        self._page = PAGE.format(base=self._base, body=body, data=data).encode()
        self._policy = policy

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html; charset=utf-8")
        request.send_header("Content-Length", str(len(self._page)))
        if self._policy:
            request.send_header("Content-Security-Policy", self._policy)
        request.end_headers()
        request.wfile.write(self._page)


@contextlib.contextmanager
def served(base: str) -> Iterator[Website]:
    """A website at an address that nobody has registered yet, for the chat at `base`."""
    site = Website(base)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.answer(self)

        def log_message(self, *_: Any) -> None:
            """Nobody reads along."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.origin = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
