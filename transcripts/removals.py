"""What must go at the provider too when words go here: written down first, and kept until it has.

The provider keeps what passed through it until it is told otherwise, and is told by the worker.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from transcripts.models import Message, Picture, Removal

# A text that has just come to rest cannot be removed at once (Twilio's error 20009).
SETTLES = timedelta(minutes=1)
# So long a removed one is still known by its id, should the provider list it once more.
KNOWN_FOR = timedelta(days=3)


def of_conversations(conversations: list[UUID], now: datetime) -> None:
    """Everything that went through a provider in these conversations is to go there; repeatable."""
    rows = Message.objects.filter(conversation__in=conversations, external_id__isnull=False)
    found = rows.values_list("conversation__channel", "external_id")
    ask([(channel, str(external_id), "") for channel, external_id in found], now)
    pictures = Picture.objects.filter(conversation__in=conversations)
    ask(list(pictures.values_list("channel", "external_id", "picture")), now)


def ask(texts: Sequence[tuple[str, str, str]], now: datetime) -> None:
    """These are to go there: each a channel, the provider's id, and a picture's, if of one."""
    Removal.objects.bulk_create(
        (
            Removal(
                channel=channel,
                external_id=external_id,
                picture=picture,
                made_at=now,
                next_at=now + SETTLES,
            )
            for channel, external_id, picture in texts
        ),
        ignore_conflicts=True,
    )


def known(external_ids: Iterable[str]) -> set[str]:
    """Which of these texts are gone here, and going or gone at the provider."""
    found = Removal.objects.filter(external_id__in=list(external_ids), picture="")
    return set(found.values_list("external_id", flat=True))


def forget(now: datetime) -> int:
    """Strike out what was removed some days ago; returns how many."""
    gone, _ = Removal.objects.filter(done_at__lte=now - KNOWN_FOR).delete()
    return gone
