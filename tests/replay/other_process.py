"""What is committed in another process: it is not served here, a bell rings, and we read it."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from routing import bells, serving
from routing.events import Event


def rung_at_once(what: str, items: Sequence[Any]) -> None:
    """What another process rings, each ring by itself: it comes in the same order on any machine.

    How much one ring gathers hangs on how soon the loop has its turn.
    """
    if items:
        serving.rung(json.loads(json.dumps({"from": "elsewhere", what: items})))


def as_if_elsewhere(here: Callable[..., None]) -> Callable[..., None]:
    """What was committed in another process: a bell, and what this process reads because of it."""

    def serve(events: Sequence[Event], *, rung: bool = False) -> None:
        if rung:
            here(events, rung=True)
        else:
            bells.ring(events)

    return serve
