"""Named places where a test ends this process as a power cut would; in life nothing happens there.

A point stands wherever two things must not come apart: a commit and its acknowledgement, a key and
the rows under it, a text and the note that it left. `FAIL_POINT=before_commit:3` ends the process
by SIGKILL when that place is reached for the third time.
"""

import asyncio
import os
import signal

# In the order in which a message, a conversation and its erasing come by.
POINTS = (
    "after_receive",  # words are in memory and nowhere else
    "between_databases",  # keys are stored, what they are for is not
    "before_commit",  # messages and steps are written and not committed
    "after_commit",  # committed, and nobody knows yet
    "before_ack",  # their sender is about to be told
    "after_ack",  # their sender has been told
    "before_ring",  # other processes are about to be told
    "after_ring",  # other processes have been told
    "before_step",  # a step that is no message is written and not committed
    "after_step",  # it is committed, and nobody knows yet
    "before_offer",  # somebody is about to be asked
    "after_offer",  # somebody is asked, and does not know yet
    "before_assignment",  # a conversation has a holder, not committed
    "after_assignment",  # committed, and the holder does not know yet
    "before_put_back",  # a counsellor is away, what they held is still theirs
    "after_claim",  # a text is claimed by a worker
    "before_post",  # it is about to be handed to the provider
    "after_post",  # the provider has it, and we have not noted that
    "after_purge_begun",  # what is to be erased together is written down, and all of it is there
    "after_key_destroyed",  # words cannot be read any more, their rows are there
    "after_rows_deleted",  # rows are gone, the seeker is still known
    "after_seeker_unknown",  # nobody is found by address or token, their key is there
    "after_seeker_forgotten",  # all is gone, and nobody has said so yet
)
# Passed only where a line keeps words redacted, while their key is changed.
REKEYING = (
    "after_fresh_key",  # a redacted conversation has a new key beside the old one, and no use of it
    "after_reseal",  # all that is kept is under the new key, the old one is there
    "after_old_key",  # the old one is destroyed, and nobody has noted that
)
# A server writes what it was given after this turn of the loop.
SENT_SECONDS = 0.02

_armed = ""
_times = 0


def parse(words: str) -> tuple[str, int]:
    """Point and how manyth time, from `name` or `name:times`; raises ValueError for any other."""
    name, _, times = words.partition(":")
    if name not in (*POINTS, *REKEYING) or (
        ":" in words and not (times.isascii() and times.isdigit())
    ):
        raise ValueError(words)
    return name, max(int(times or 1), 1)


def arm(words: str) -> None:
    """End this process at the point that `words` name; nowhere, where they are empty."""
    global _armed, _times
    _armed, _times = parse(words) if words else ("", 0)


def reach(name: str) -> None:
    """This point is passed."""
    if name == _armed:
        _count()


def reach_when_sent(name: str) -> None:
    """This point is passed as soon as what was sent just now has left; on the event loop."""
    if name == _armed:
        asyncio.get_running_loop().call_later(SENT_SECONDS, _count)


def _count() -> None:
    global _times  # noqa: PLW0603
    _times -= 1
    if _times <= 0:
        os.kill(os.getpid(), signal.SIGKILL)
