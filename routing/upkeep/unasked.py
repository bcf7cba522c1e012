"""What is said to who waits by text without anybody writing it: each once, where it may be.

The door in holds these texts to the same rule as everybody's, so a refusal is an answer: what may
not be said now is not said later either.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import QuerySet

from helpline import hours
from helpline.models import Conversation
from helpline.states import QUEUED, State
from routing import inbound
from routing.adapters import channels
from routing.entering.conversations import Inbound
from routing.entering.plan import Accepted
from routing.entering.texted import answer_id
from routing.texting.numbers import register
from routing.texting.words import Name, words_of

# Who has waited so long without an answer is told that they are not forgotten.
WAITING_AFTER = timedelta(minutes=5)
AT_ONCE = 50


def say_waiting(now: datetime) -> int:
    """Tell who has waited for some minutes that their place is kept."""
    rows = _texting().filter(
        state__in=QUEUED, waiting_said=False, waiting_since__lte=now - WAITING_AFTER
    )
    waiting = list(rows[:AT_ONCE])
    # Who came out of hours was told so, and nobody is about to answer.
    said = _say("waiting", [row for row in waiting if _is_open(row, now)])
    _done(waiting, waiting_said=True)
    return said


def say_handed_back(now: datetime) -> int:
    """Tell who was in somebody's hands and waits again that somebody else will read on."""
    rows = _texting().filter(state__in=QUEUED, handed_back_at__isnull=False)
    handed_back = list(rows[:AT_ONCE])
    said = _say("handed_back", handed_back)
    # They know now that they wait.
    _done(handed_back, handed_back_at=None, waiting_said=True)
    return said


def say_taken_over(now: datetime) -> int:
    """Tell who was given from hand to hand that somebody else writes to them from here on."""
    passed = list(_texting().filter(state=State.ACTIVE, passed_at__isnull=False)[:AT_ONCE])
    said = _say("taken_over", passed)
    _done(passed, passed_at=None)
    return said


def _is_open(row: Conversation, now: datetime) -> bool:
    ours = register.by_id().get(row.number_id or 0)
    return ours is None or hours.is_open(ours.hours, now)


def _texting() -> QuerySet[Conversation]:
    names = [channel.name for channel in channels().values() if not channel.live]
    return Conversation.objects.filter(channel__in=names).order_by("waiting_since", "pk")


def _done(rows: Sequence[Conversation], **fields: object) -> None:
    Conversation.objects.filter(pk__in=[row.pk for row in rows]).update(**fields)


def _say(name: Name, rows: Sequence[Conversation]) -> int:
    """Say this in each of these conversations; returns in how many it was taken."""
    ours = register.by_id() if rows else {}
    items = []
    for row in rows:
        here = ours.get(row.number_id or 0)
        text = words_of(name, row.locale, *(here.own if here else ()))
        if text:
            items.append(_item(row, name, text))
    outcomes = inbound.receive(items) if items else []
    return sum(isinstance(outcome, Accepted) for outcome in outcomes)


def _item(row: Conversation, name: Name, text: str) -> Inbound:
    return Inbound(
        channel=row.channel,
        author="helpline",
        client_id=answer_id(row.pk, name),
        text=text,
        line=row.line_id,
        locale=row.locale,
        conversation=row.pk,
    )
