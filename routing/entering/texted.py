"""What follows from a text by itself, written down in the transaction that stores the text.

Keywords are obeyed and answered, who is new is greeted, pictures are declined; each is said once:
its id is made of what it answers, and the database holds one of an id.
"""

import logging
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from helpline.errors import Refused
from helpline.states import Trigger, advance
from routing.adapters import KeywordMeaning, channels
from routing.entering import raising
from routing.entering.conversations import Inbound, Row
from routing.entering.plan import Plan
from routing.texting.numbers import Ours
from routing.texting.permission import forbids
from routing.texting.reaction import react
from routing.texting.words import REQUIRED, Name
from transcripts import policies, record

# The answer to the very first text leaves before its words are erased.
UNTIL_ANSWERED = timedelta(minutes=1)
UTC = ZoneInfo("UTC")
log = logging.getLogger("helpline.texted")


def answer_id(owner: UUID, name: str) -> UUID:
    """The client id of an automatic text, one for each name and occasion."""
    return uuid.uuid5(owner, name)


def help_id(conversation: UUID, now: datetime) -> UUID:
    """The same for the answer to HELP, which is given once in an hour."""
    return answer_id(conversation, f"help {now:%Y%m%d%H}")


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
        overtaken=item.overtaken,
    )
    if item.number != row.number:
        row.number = item.number
        plan.fact(row, number_id=item.number)
    heard = reaction.asks is not None and _obey(plan, item, row, reaction.asks)
    if item.pictures and item.external_id:
        came = [(item.channel, item.external_id, each) for each in item.pictures]
        if taken:
            plan.taken += [(row.id, seq, *each) for each in came]
        else:
            plan.pictures += came
        fate = "coming" if taken else "declined"
        plan.step(row, "pictures", "seeker", about=seq, detail=f"{fate}:{len(came)}")
    for name, text in reaction.says:
        if heard or name not in REQUIRED:
            _answer(plan, item, row, name, text, here, seen)
    if first and reaction.asks == "stop":
        _leave(plan, row)


def _leave(plan: Plan, row: Row) -> None:
    """Whoever wants no more texts in their very first one asks for nobody."""
    plan.move(row, Trigger.SEEKER_LEFT, advance(row.state, Trigger.SEEKER_LEFT), "seeker")
    deadline = policies.of(row.policy).deadline(plan.now, plan.now)
    plan.fact(row, closed_at=plan.now, erase_at=max(deadline, plan.now + UNTIL_ANSWERED))


def _obey(plan: Plan, item: Inbound, row: Row, asks: KeywordMeaning) -> bool:
    """Do as they ask; False if it is so already, which nobody need be told again."""
    plan.asked.append(((item.line, item.channel, item.address), asks))
    if asks == "help":
        raising.by_keyword(plan, row)
        plan.step(row, "asked_for_help", "seeker")
        return True
    stops = asks == "stop"
    if row.stopped == stops:
        return False
    row.stopped = stops
    plan.fact(row, stopped_at=plan.now if stops else None)
    plan.step(row, "stopped" if stops else "started", "seeker")
    return True


def _answer(
    plan: Plan,
    item: Inbound,
    row: Row,
    name: Name,
    text: str,
    ours: Ours | None,
    seen: Mapping[UUID, Sequence[record.Said]],
) -> None:
    """Say this, if it may be said; that it cannot be is no reason to lose what it answers."""
    if name == "help":
        client_id = help_id(row.id, plan.now)
    else:
        client_id = answer_id(item.client_id if name in REQUIRED else row.id, name)
    if not _may_be_said(plan, item, row, name, client_id, ours, seen):
        return
    answer = Inbound(
        channel=row.channel,
        author="helpline",
        client_id=client_id,
        text=text,
        line=row.line,
        locale=row.locale,
        required=name in REQUIRED,
    )
    try:
        plan.say(row, answer)
    except Refused as refusal:
        log.error("automatic_text_refused", extra={"cause": refusal.code})


def _may_be_said(
    plan: Plan,
    item: Inbound,
    row: Row,
    name: Name,
    client_id: UUID,
    ours: Ours | None,
    seen: Mapping[UUID, Sequence[record.Said]],
) -> bool:
    """What is required to anybody; the rest to who may be written to unasked; each once.

    What was brought late is answered by nobody but a person: who has the phone now?
    """
    if item.said_at is not None or client_id in seen:
        return False
    if any(words.client_id == client_id for words in plan.words):
        return False
    if name in REQUIRED:
        return True
    standing = row.standing(channels()[row.channel].window)
    return forbids(standing, plan.now, ours.zone if ours else UTC, unasked=True) is None
