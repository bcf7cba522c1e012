"""What a supervisor sees of their line: every open conversation, and not a word of any."""

from typing import cast
from uuid import UUID

from helpline import access
from helpline.models import Conversation
from helpline.protocol import Locale, StateName, Talk
from helpline.states import QUEUED, State
from routing.events import milliseconds

OPEN = [*QUEUED, State.ACTIVE]


def of(counsellor: UUID) -> list[Talk]:
    """Those that wait, in the order of the queue; then those in somebody's hands."""
    person = access.must(counsellor, "line")
    rows = Conversation.objects.filter(line=person.line_id, state__in=OPEN)
    queued = rows.filter(state__in=QUEUED).order_by("-priority", "rank_at", "pk")
    talking = rows.filter(state=State.ACTIVE).order_by("waiting_since", "pk")
    read = ("seeker", "counsellor")
    return [_talk(row) for rows in (queued, talking) for row in rows.select_related(*read)]


def _talk(row: Conversation) -> Talk:
    made = Talk(
        conversation=row.pk,
        handle=row.seeker.handle,
        channel=row.channel,
        locale=cast(Locale, row.locale),
        state=cast(StateName, row.state),
        since=milliseconds(row.waiting_since),
        risk=row.risk,
        skill=row.skill,
    )
    if row.state == State.ACTIVE and row.counsellor is not None:
        made.holder, made.name = row.counsellor.pk, row.counsellor.shift_name
    return made
