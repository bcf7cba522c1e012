"""What becomes of a new chat when too many come at once: it sinks, has to slow down, or to work.

Nobody honest waits in the ordinary case, and nothing is noted about who it was. Counted is once for
each token, so what is tried again after a lost race counts as one.
"""

import time

from django.conf import settings
from django.utils.crypto import salted_hmac

from helpline import puzzles
from helpline.errors import Refused
from routing.entering import limits

HOUR, MINUTE = 3_600, 60
# After a rush, pages work for so long.
RUSH_SECONDS = 300
# Behind everybody else, and not lost.
SUNK = -1
# Whoever has no script cannot work; in a rush so many of one address come in within ten minutes.
BY_HAND, BY_HAND_SECONDS = 5, 600
# Counted no further: what is beyond is turned away however often it comes.
BEYOND = 2


def judge(line: int, whence: str, token: bytes, work: str, *, by_hand: bool) -> int:
    """The priority of a conversation that is about to be opened; raises `Refused`.

    `whence` is who comes, as `limits` says it: "" is not counted. `token` tells one newcomer from
    another, `work` answers a puzzle, and who comes `by_hand` has no script to answer it with.
    """
    if not whence:
        return 0
    most = settings.CHATS_PER_HOUR_MOST
    of_one = limits.gather("chats", whence, token, HOUR, BEYOND * most)
    if of_one > most:
        raise Refused("slow_down")
    if _is_rush(line, token):
        if by_hand:
            return _by_hand(whence, token)
        _must_have_worked(line, token, work)
    return SUNK if of_one > settings.CHATS_PER_HOUR else 0


def puzzle(line: int) -> str:
    """The puzzle for a page that may open a conversation here; "" while there is no rush."""
    return puzzles.make(_key(), line, time.time()) if limits.marked("rush", line) else ""


def _is_rush(line: int, token: bytes) -> bool:
    most = settings.CHATS_PER_MINUTE
    if limits.gather("came", line, token, MINUTE, BEYOND * most) > most:
        limits.mark("rush", line, RUSH_SECONDS)
        return True
    return limits.marked("rush", line)


def _by_hand(whence: str, token: bytes) -> int:
    if limits.gather("by_hand", whence, token, BY_HAND_SECONDS, BEYOND * BY_HAND) > BY_HAND:
        raise Refused("slow_down")
    return SUNK


def _must_have_worked(line: int, token: bytes, work: str) -> None:
    """Raises `Refused` unless a puzzle was answered, and by this one only."""
    text = puzzles.answered(_key(), line, work, time.time())
    if not text or not limits.claim("worked", text, token, puzzles.GOOD_SECONDS):
        raise Refused("needs_work")


def _key() -> bytes:
    return salted_hmac("helpline.puzzles", "", algorithm="sha256").digest()
