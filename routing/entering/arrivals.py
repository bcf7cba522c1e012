"""A text as the provider brought it, as a message on its way in; the same whoever brought it."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from helpline.languages import guess
from routing.adapters import Incoming
from routing.entering.conversations import Inbound
from routing.texting.numbers import Ours

# What was written longer ago than this is not answered as if it had just been said.
LATE = timedelta(minutes=5)


def arrived(ours: Ours, text: Incoming, *, overtaken: bool = False) -> Inbound:
    """The message that came to this number of ours; `overtaken` if it is an undone keyword."""
    return Inbound(
        channel=ours.channel,
        author="seeker",
        client_id=text.client_id,
        text=text.text,
        line=ours.line,
        locale=ours.language or guess(text.text, ours.languages),
        address=text.sender,
        external_id=text.external_id,
        number=ours.id,
        skill=ours.skill,
        pictures=text.pictures,
        answered=text.answered,
        said_at=_if_late(text.made_at),
        overtaken=overtaken,
    )


def _if_late(made_at: float | None) -> datetime | None:
    if made_at is None:
        return None
    said_at = datetime.fromtimestamp(made_at, UTC)
    return said_at if timezone.now() - said_at > LATE else None
