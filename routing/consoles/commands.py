"""What each frame of a console does that is no message: one table of actions and their fields.

A frame whose answer is more than "done" or a refusal has a method of its own in `sockets/desk.py`
for that answer. Whoever sends one is asked for their role first, read anew, whatever it is about.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from helpline import access, protocol
from helpline.errors import Refused
from routing import alerts, desk, guards, overflow, presence
from routing.consoles import noting, overview, refusals, snapshots, weighing, windows
from routing.hands import care, caution, company, handover, partners, reassigning
from routing.waiting import doors


@dataclass(frozen=True, slots=True)
class Command:
    """`act` takes the counsellor's id, then these fields of the frame in their order."""

    act: Callable[..., Any]
    fields: tuple[str, ...] = ()


TABLE: dict[type, Command] = {
    # ---- the queue and what is in hand
    protocol.Take: Command(desk.take),
    protocol.Accept: Command(desk.accept, ("conversation",)),
    protocol.Decline: Command(desk.decline, ("conversation", "reason")),
    protocol.Transfer: Command(desk.transfer, ("conversation", "reason", "locale", "skill")),
    protocol.DeskEnd: Command(desk.end, ("conversation", "reason", "neutral")),
    protocol.Wrap: Command(
        desk.wrap,
        ("conversation", "kind", "reason", "needs", "outcome", "relation", "left_out"),
    ),
    protocol.Noting: Command(noting.note, ("conversation", "noted")),
    protocol.Flag: Command(desk.flag, ("conversation", "level", "reason")),
    # ---- from hand to hand
    protocol.Hand: Command(handover.hand, ("conversation", "to", "note")),
    protocol.Unhand: Command(handover.unhand, ("conversation",)),
    protocol.Receive: Command(handover.receive, ("conversation", "yes")),
    # ---- to a partner
    protocol.Partners: Command(partners.shown),
    protocol.Refer: Command(partners.name, ("conversation", "partner")),
    protocol.Consent: Command(partners.agree, ("conversation", "partner", "yes", "police")),
    protocol.PassOn: Command(partners.pass_on, ("conversation", "words", "reason")),
    protocol.SendBack: Command(partners.send_back, ("conversation",)),
    # ---- company in a talk, and a supervisor's hand on the queue
    protocol.Invite: Command(company.invite, ("conversation", "to", "note")),
    protocol.Uninvite: Command(company.uninvite, ("conversation",)),
    protocol.Come: Command(company.come, ("conversation", "yes")),
    protocol.Introduce: Command(company.introduce, ("conversation",)),
    protocol.Watch: Command(company.watch, ("conversation",)),
    protocol.Depart: Command(company.depart, ("conversation",)),
    protocol.Reassign: Command(reassigning.reassign, ("conversation", "to", "reason")),
    protocol.Overview: Command(overview.of),
    # ---- hard moments
    protocol.Weighing: Command(weighing.weigh, ("conversation", "weighed")),
    protocol.Decide: Command(
        weighing.decide,
        ("conversation", "decided", "checks", "beside", "colleague", "confirmed", "reason"),
    ),
    protocol.Acknowledge: Command(alerts.acknowledge, ("alert",)),
    protocol.Release: Command(guards.release, ("conversation",)),
    protocol.RaiseHand: Command(care.raise_hand, ("conversation", "cause", "words")),
    protocol.LowerHand: Command(care.lower_hand, ("conversation",)),
    protocol.Support: Command(care.ask_support),
    protocol.ReadyAgain: Command(care.ready_again),
    protocol.TakeOver: Command(care.take_over, ("conversation",)),
    protocol.Capacity: Command(care.set_capacity, ("colleague", "capacity")),
    protocol.Skills: Command(care.set_skills, ("colleague", "skills")),
    # ---- about oneself and one's line
    protocol.DeskStatus: Command(presence.set_status, ("status",)),
    protocol.LastOrders: Command(doors.last_orders, ("on",)),
    protocol.Overflow: Command(overflow.begin, ("to", "after", "minutes")),
    protocol.EndOverflow: Command(overflow.end),
    protocol.Choose: Command(windows.choose, ("choices",)),
    # ---- because the phone may be in other hands
    protocol.SetWriting: Command(
        caution.set_writing, ("conversation", "writing", "begins", "ends")
    ),
    protocol.CodeWord: Command(caution.code_word, ("conversation", "word")),
    protocol.Block: Command(caution.block, ("conversation", "reason", "days")),
    protocol.Reveal: Command(caution.reveal, ("conversation", "reason")),
    protocol.Earlier: Command(snapshots.earlier, ("conversation",)),
}
# What is done by the socket itself, without a call inward, or as a message.
BY_THE_SOCKET: frozenset[type] = frozenset(
    {
        protocol.DeskHello,
        protocol.Beat,
        protocol.Active,
        protocol.DeskWindow,
        protocol.DeskTyping,
        protocol.DeskSay,
        protocol.Note,
    }
)


def action_of(frame: type[msgspec.Struct]) -> str:
    """The row of `access.RULES` that a frame needs: that of its tag."""
    return str(frame.__struct_config__.tag)


def perform(counsellor: UUID, frame: msgspec.Struct) -> Any:
    """Do what a frame asks for; raises `Refused`, and writes down what somebody may not do."""
    command, action = TABLE[type(frame)], action_of(type(frame))
    try:
        access.must_be(counsellor, action)
        return command.act(counsellor, *(getattr(frame, name) for name in command.fields))
    except Refused as refusal:
        refusals.note(counsellor, action, getattr(frame, "conversation", None), refusal)
        raise
