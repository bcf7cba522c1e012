"""Tells who texts with us that a law has their words kept, once, when they have the phone in hand.

Nobody whose talks are over is written to because of it. A line that may not tell anybody makes this
text an empty one.
"""

from datetime import datetime

from helpline import clocks
from helpline.models import OPEN_STATES, Conversation
from routing import inbound
from routing.adapters import channels
from routing.entering.conversations import Inbound, standing
from routing.entering.plan import Accepted
from routing.entering.texted import answer_id
from routing.texting.numbers import register
from routing.texting.permission import forbids
from routing.texting.words import words_of
from transcripts.held import times
from transcripts.models import Hold


def say_held(now: datetime) -> int:
    """Tell whoever may be told just now; returns how many were."""
    return sum(_say(hold, now) for hold in times.untold(_texting(), now))


def _texting() -> list[str]:
    return [channel.name for channel in channels().values() if not channel.live]


def _say(hold: Hold, now: datetime) -> bool:
    row = _open_talk(hold)
    if row is None or not _may_be_told(row, now):
        return False
    text = _text(hold, row)
    said = not text or isinstance(inbound.receive([_item(hold, row, text)])[0], Accepted)
    return said and times.told(hold, now)


def _open_talk(hold: Hold) -> Conversation | None:
    """Theirs that goes on: the one that is held, or one that they have begun since."""
    seeker = hold.conversation.seeker_id
    theirs = Conversation.objects.filter(seeker=seeker, state__in=OPEN_STATES)
    return theirs.select_related("line").order_by("-opened_at").first()


def _may_be_told(row: Conversation, now: datetime) -> bool:
    stands = standing(row, channels()[row.channel].window)
    ours = register.by_id().get(row.number_id or 0)
    zone = ours.zone if ours else clocks.zone_of(row.line)
    return forbids(stands, now, zone, unasked=True) is None


def _text(hold: Hold, row: Conversation) -> str:
    ours = register.by_id().get(row.number_id or 0)
    own = ours.own if ours else (row.line.automatic,)
    day = hold.until.astimezone(clocks.zone_of(row.line))
    return words_of("held", row.locale, *own, until=f"{day:%Y-%m-%d}")


def _item(hold: Hold, row: Conversation, text: str) -> Inbound:
    return Inbound(
        channel=row.channel,
        author="helpline",
        client_id=answer_id(hold.pk, "held"),
        text=text,
        line=row.line_id,
        locale=row.locale,
        conversation=row.pk,
    )
