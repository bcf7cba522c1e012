"""What each frame of a console does that is no message: one table of actions and their fields.

A frame whose answer is more than "done" or a refusal has a method of its own in `sockets/desk.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from helpline import protocol
from routing import caution, desk, handover, windows


@dataclass(frozen=True, slots=True)
class Command:
    """`act` takes the counsellor's id, then these fields of the frame in their order."""

    act: Callable[..., Any]
    fields: tuple[str, ...] = ()


TABLE: dict[type, Command] = {
    # ---- the queue and what is in hand
    protocol.Take: Command(desk.take),
    protocol.Accept: Command(desk.accept, ("conversation",)),
    protocol.Decline: Command(desk.decline, ("conversation",)),
    protocol.Transfer: Command(desk.transfer, ("conversation",)),
    # ---- from hand to hand
    protocol.Hand: Command(handover.hand, ("conversation", "to", "note")),
    protocol.Unhand: Command(handover.unhand, ("conversation",)),
    protocol.Receive: Command(handover.receive, ("conversation", "yes")),
    protocol.DeskEnd: Command(desk.end, ("conversation",)),
    protocol.Wrap: Command(desk.wrap, ("conversation", "kind")),
    protocol.Flag: Command(desk.flag, ("conversation", "level")),
    # ---- about oneself
    protocol.Choose: Command(windows.choose, ("choices",)),
    # ---- because the phone may be in other hands
    protocol.SetWriting: Command(
        caution.set_writing, ("conversation", "writing", "begins", "ends")
    ),
    protocol.CodeWord: Command(caution.code_word, ("conversation", "word")),
    protocol.Block: Command(caution.block, ("conversation", "reason", "days")),
}
