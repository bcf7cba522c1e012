"""Files as they come to whoever asked for them: piece by piece, and something happens meanwhile."""

from collections.abc import AsyncIterator, Callable
from typing import Any, cast

from asgiref.sync import async_to_sync, sync_to_async


def parts(answer: Any, after: int = 0, meanwhile: Callable[[], object] = list) -> list[str]:
    """The pieces of a file; after so many of them something happens, then the rest is asked for."""
    assert answer.status_code == 200
    assert answer.streaming

    async def read() -> list[str]:
        pieces = cast(AsyncIterator[bytes], aiter(answer.streaming_content))
        found = [(await anext(pieces)).decode() for _ in range(after)]
        await sync_to_async(meanwhile)()
        return [*found, *[piece.decode() async for piece in pieces]]

    return async_to_sync(read)()


def whole(answer: Any) -> str:
    """What somebody has in the end, in whichever way it was sent."""
    return "".join(parts(answer)) if answer.streaming else str(answer.content.decode())
