"""What staff type about somebody, redacted before it is stored: it is read long after the talk.

A note from hand to hand is for the talk, needs its names and goes at the close: card numbers alone
are taken out of it. A reason stays, so everything that says who somebody is, is.
"""

import logging
from uuid import UUID

from django.db import DatabaseError, InterfaceError

from helpline.models import Conversation
from transcripts.redact.cards import cards
from transcripts.redact.whole import Written, redacted
from transcripts.redacted import closing, published

log = logging.getLogger("transcripts.redacted.typed")

# Stands for a reason that could not be redacted: that there was one is still so.
NOTHING = "[ERASED]"


def note(said: str) -> str:
    return cards(said)


def reason(about: UUID | None, said: str) -> str:
    """A reason as it may stay; `about` is the conversation, if it is about one."""
    if not said:
        return said
    try:
        if about is not None and Conversation.objects.filter(pk=about).exists():
            return closing.reason(about, said)
        return redacted([Written("", said)], allowed=published.allowed()).texts[0]
    except (DatabaseError, InterfaceError):
        raise
    except Exception as fault:
        # Whoever acts must not be held up by this, and nothing unredacted may stay.
        log.error("not_redacted", extra={"cause": type(fault).__name__})
        return NOTHING
