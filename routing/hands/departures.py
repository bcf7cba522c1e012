"""Tells the seeker, in one line, that whoever was introduced to them reads along no longer.

It is said within a second of their going, and once. A talk that is over needs it no more, nor does
one that they took into their own hands; whoever pauses is told when they are back.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from helpline.errors import Refused
from helpline.models import Conversation
from helpline.states import FINAL, State
from routing import inbound
from routing.entering.conversations import Inbound
from routing.entering.plan import Accepted
from routing.models import Guest
from routing.texting.numbers import register
from routing.texting.words import words_of

AT_ONCE = 50
# Of these the seeker, or the house, is back soon.
LATER = frozenset({"paused", "not_ready", "try_again"})


def say_gone(now: datetime, conversation: UUID | None = None) -> int:
    """Say it wherever it is due, or in one conversation; returns in how many it was taken."""
    due = Guest.objects.filter(untold=True, ended_at__lte=now)
    if conversation is not None:
        due = due.filter(conversation=conversation)
    due = due.exclude(conversation__state=State.WRAP_UP)
    found = list(due.select_related("conversation__line").order_by("ended_at")[:AT_ONCE])
    items = {guest.pk: _item(guest) for guest in found if _is_gone(guest)}
    to_say = {pk: item for pk, item in items.items() if item.text}
    outcomes = inbound.receive(list(to_say.values())) if to_say else []
    told = dict(zip(to_say, outcomes, strict=True))
    later = [pk for pk, each in told.items() if isinstance(each, Refused) and each.code in LATER]
    _done(found, later)
    return sum(isinstance(each, Accepted) for each in outcomes)


def _is_gone(guest: Guest) -> bool:
    """Whether they are, to somebody who is still there to read it."""
    row = guest.conversation
    return row.state not in FINAL and row.counsellor_id != guest.counsellor_id


def _item(guest: Guest) -> Inbound:
    row = guest.conversation
    return Inbound(
        channel=row.channel,
        author="helpline",
        client_id=uuid.uuid5(row.pk, f"guest {guest.pk} left"),
        text=_text(row),
        line=row.line_id,
        locale=row.locale,
        conversation=row.pk,
    )


def _text(row: Conversation) -> str:
    ours = register.by_id().get(row.number_id or 0)
    own = ours.own if ours else (row.line.automatic,)
    return words_of("second_left", row.locale, *own)


def _done(found: Sequence[Guest], later: Sequence[int]) -> None:
    told = [guest.pk for guest in found if guest.pk not in later]
    if told:
        Guest.objects.filter(pk__in=told).update(untold=False)
