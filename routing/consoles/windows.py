"""The windows of one person stay in step: what was chosen in one holds in all, and each knows of
the others, so that nobody answers the same person twice from two of them.

Choices are kept, and read again by whoever is rung; which window shows what is only a hint.
"""

from functools import partial
from typing import Any
from uuid import UUID

from helpline import access, preferences, protocol
from helpline.errors import Refused
from routing import bells, hub, serving
from routing.turnstile import turnstile

CHOSEN, SEEN = "chosen", "windows"


def choose(counsellor: UUID, choices: protocol.Choices) -> None:
    """Keep what this person chose, on a database thread, and have their windows told."""
    access.must(counsellor, "choose")
    preferences.keep(counsellor, choices)
    loop = serving.door.loop
    if loop is not None:
        loop.call_soon_threadsafe(_changed, counsellor)


# ---- on the event loop -------------------------------------------------------------------------


def _changed(counsellor: UUID) -> None:
    _tell_choices(counsellor)
    bells.gather(CHOSEN, [counsellor.hex])


def _tell_choices(counsellor: UUID) -> None:
    if counsellor in hub.desks:
        turnstile.do(partial(preferences.of, counsellor), partial(_told, counsellor), place="last")


def _told(counsellor: UUID, choices: protocol.Choices | Refused) -> None:
    if not isinstance(choices, Refused):
        _push(counsellor, protocol.Chosen(choices=choices))


def seen(counsellor: UUID, window: protocol.OtherWindow) -> None:
    """Tell a person's other windows about this one."""
    _push(counsellor, window, but=window.window)
    bells.gather(SEEN, [[counsellor.hex, protocol.encode(window).decode()]])


def _push(counsellor: UUID, frame: protocol.Chosen | protocol.OtherWindow, but: str = "") -> None:
    encoded = protocol.encode(frame)
    for desk in hub.desks.get(counsellor, ()):
        if desk.window != but:
            desk.push(encoded)


def rung(message: dict[str, Any]) -> None:
    """What a bell of another process says of people's windows."""
    if message.get("from") == bells.name:
        return
    for person in message.get(CHOSEN, []):
        _tell_choices(UUID(hex=person))
    for person, window in message.get(SEEN, []):
        for desk in hub.desks.get(UUID(hex=person), ()):
            desk.push(window.encode())
