"""What staff type about somebody, redacted before it is stored: it is read long after the talk.

A note from hand to hand is for the talk, needs its names and goes at the close: card numbers alone
are taken out of it. A reason stays, so everything that says who somebody is, is.
"""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from django.db import DatabaseError, InterfaceError

from helpline.models import Conversation, Line
from transcripts.redact.cards import cards
from transcripts.redacted import closing

log = logging.getLogger("transcripts.redacted.typed")

# Stands for a reason that could not be redacted: that there was one is still so.
NOTHING = "[ERASED]"


def note(said: str) -> str:
    return cards(said)


def reason(about: UUID | None, said: str) -> str:
    """A reason as it may stay; `about` is the conversation, if it is about one."""
    return texts(about, [said])[0] if said else said


def texts(about: UUID | None, said: Sequence[str]) -> list[str]:
    """Several texts that belong together as they may stay; `about` as for a reason."""
    if about is not None and Conversation.objects.filter(pk=about).exists():
        return _or_nothing(partial(closing.reasons, about), said)
    return _or_nothing(partial(closing.of_line, None), said)


def record(line: Line | None, said: Sequence[str]) -> list[str]:
    """The texts of a record of a line that is no conversation's, as they may stay."""
    return _or_nothing(partial(closing.of_line, line), said)


def record_by_model(line: Line | None, said: Sequence[str]) -> list[str]:
    """What `record` left, as a name model leaves it; in the worker."""
    return _or_nothing(partial(closing.by_model_of_line, line), said)


def texts_by_model(about: UUID, said: Sequence[str]) -> list[str]:
    """What `texts` left, as a name model leaves it; in the worker."""
    return _or_nothing(partial(closing.by_model, about), said)


def _or_nothing(redact: Callable[[Sequence[str]], list[str]], said: Sequence[str]) -> list[str]:
    """These texts redacted; if that fails, nothing of any of them."""
    try:
        return redact(said)
    except (DatabaseError, InterfaceError):
        raise
    except Exception as fault:
        # Whoever acts must not be held up by this, and nothing unredacted may stay.
        log.error("not_redacted", extra={"cause": type(fault).__name__})
        return [NOTHING if each else "" for each in said]
