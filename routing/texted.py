"""What follows from a text by itself, written down in the transaction that stores the text.

Keywords are obeyed and answered, who is new is greeted, pictures are declined; each is said once:
its id is made of what it answers, and the database holds one of an id.
"""

import uuid
from collections.abc import Mapping, Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from helpline.states import QUEUED, Trigger, advance
from routing.adapters import KeywordMeaning, channels
from routing.conversations import Inbound, Row
from routing.plan import Plan
from routing.texting.numbers import Ours
from routing.texting.permission import forbids
from routing.texting.reaction import react
from routing.texting.words import REQUIRED, Name
from transcripts import record
from transcripts.policies import POLICIES

# Who asks for help stands before those who only wrote, and is not moved further by asking again.
BUMPED = 1
UTC = ZoneInfo("UTC")


def answer_id(owner: UUID, name: Name) -> UUID:
    """The client id of an automatic text, one for each name and occasion."""
    return uuid.uuid5(owner, name)


def follow(
    plan: Plan,
    item: Inbound,
    row: Row,
    ours: Mapping[int, Ours],
    seen: Mapping[UUID, Sequence[record.Said]],
    *,
    seq: int,
    first: bool,
) -> None:
    """Add to the plan what follows from this text, which is in it already under this number.

    `first` says that it opened its conversation.
    """
    here = ours.get(item.number or 0)
    taken = here is not None and here.pictures
    reaction = react(
        item.text,
        ours=here,
        locale=row.locale,
        policy=row.policy,
        now=plan.now,
        opens=first,
        pictures=bool(item.pictures) and not taken,
        answered=item.answered,
    )
    if item.number != row.number:
        row.number = item.number
        plan.fact(row, number_id=item.number)
    if reaction.asks:
        plan.asked.append(((item.line, item.channel, item.address), reaction.asks))
        _obey(plan, row, reaction.asks)
    if item.pictures and item.external_id:
        came = [(item.channel, item.external_id, each) for each in item.pictures]
        if taken:
            plan.taken += [(row.id, seq, *each) for each in came]
        else:
            plan.pictures += came
        fate = "coming" if taken else "declined"
        plan.step(row, "pictures", "seeker", about=seq, detail=f"{fate}:{len(came)}")
    for name, text in reaction.says:
        occasion = item.client_id if name in REQUIRED else row.id
        answer = Inbound(
            channel=row.channel,
            author="helpline",
            client_id=answer_id(occasion, name),
            text=text,
            line=row.line,
            locale=row.locale,
        )
        if _may_be_said(plan, row, name, answer.client_id, here, seen):
            plan.say(row, answer)
    if first and reaction.asks == "stop":
        _leave(plan, row)


def _leave(plan: Plan, row: Row) -> None:
    """Whoever wants no more texts in their very first one asks for nobody."""
    plan.move(row, Trigger.SEEKER_LEFT, advance(row.state, Trigger.SEEKER_LEFT), "seeker")
    deadline = POLICIES[row.policy].deadline(plan.now, plan.now)
    plan.fact(row, closed_at=plan.now, erase_at=deadline)


def _obey(plan: Plan, row: Row, asks: KeywordMeaning) -> None:
    if asks == "stop":
        row.stopped = True
        plan.fact(row, stopped_at=plan.now)
        plan.step(row, "stopped", "seeker")
    elif asks == "start":
        row.stopped = False
        plan.fact(row, stopped_at=None)
        plan.step(row, "started", "seeker")
    else:
        if row.state in QUEUED and row.priority < BUMPED:
            row.priority = BUMPED
            plan.fact(row, priority=BUMPED)
        plan.step(row, "asked_for_help", "seeker")


def _may_be_said(
    plan: Plan,
    row: Row,
    name: Name,
    client_id: UUID,
    ours: Ours | None,
    seen: Mapping[UUID, Sequence[record.Said]],
) -> bool:
    """What is required always; the rest once, to who may be written to unasked."""
    if name in REQUIRED:
        return True
    if client_id in seen or any(words.client_id == client_id for words in plan.words):
        return False
    standing = row.standing(channels()[row.channel].window)
    return forbids(standing, plan.now, ours.zone if ours else UTC, unasked=True) is None
