"""What is committed in another process: it is not served here, a bell rings, and we read it."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from routing import bells, outbound
from routing.events import Event


class Bell:
    """A channel layer that brings what another process rings to this one."""

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        outbound.rung({**json.loads(json.dumps(message)), "from": "elsewhere"})


def as_if_elsewhere(here: Callable[..., None]) -> Callable[..., None]:
    """What was committed in another process: a bell, and what this process reads because of it."""

    def serve(events: Sequence[Event], *, rung: bool = False) -> None:
        if rung:
            here(events, rung=True)
        else:
            bells.ring(events)

    return serve
