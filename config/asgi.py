"""The one application that a server runs: webhooks, sockets, and Django for every page."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from django.core.asgi import get_asgi_application
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
try:
    pages = get_asgi_application()
except ImproperlyConfigured as complaint:
    sys.exit(str(complaint))

# From here on, because models are there only now.
from channels.auth import AuthMiddlewareStack
from django.db import DatabaseError, InterfaceError

from config import startup
from routing.consoles import process
from routing.sockets import DeskSocket, SeekerSocket, polls
from routing.webhooks import application as webhooks

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

startup.prepare()


async def nowhere(scope: Scope, receive: Receive, send: Send) -> None:
    """A socket to an address that we do not have is turned away before it opens."""
    await send({"type": "websocket.close"})


async def known(socket: Application, scope: Scope, receive: Receive, send: Send) -> None:
    """A socket whose user cannot be looked up now is turned away in order; its page tries again."""
    try:
        await socket(scope, receive, send)
    except (DatabaseError, InterfaceError):
        await send({"type": "websocket.close", "code": 1013})


SOCKETS: dict[str, Any] = {
    "/ws/chat/": SeekerSocket.as_asgi(),
    "/ws/console/": AuthMiddlewareStack(DeskSocket.as_asgi()),
}


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Webhooks and polls go past Django's pages; sockets by their path; all else is a page."""
    if scope["type"] == "websocket":
        chosen: Any = partial(known, SOCKETS.get(scope["path"], nowhere))
    elif scope["path"].startswith("/in/"):
        chosen = webhooks
    elif scope["path"] == "/chat/poll/":
        chosen = polls
    else:
        if scope["path"].startswith("/chat/plain/"):
            # What is done there is told to the sockets of this process, and to the others.
            process.start(asyncio.get_running_loop())
        chosen = pages
    await chosen(scope, receive, send)
