"""That a visit has ended by the exit, for as long as Back might bring its pages up again.

A visit is a word drawn by chance that its pages have in common. Only that of one that was left in a
hurry is kept, hashed, for an hour; nothing is known of it but that.
"""

import secrets

from routing.consoles.visits import Greetings
from routing.entering import limits

LEFT, SECONDS = "help_left", 3_600
# A house full of people who look, and somebody who presses everything at once.
PRESSES = Greetings("help", seconds=60, of_address=600, of_token=60)


def new() -> str:
    return secrets.token_urlsafe(9)


def leave(visit: str) -> None:
    limits.mark(LEFT, visit, SECONDS)


def left(visit: str) -> bool:
    return limits.marked(LEFT, visit)
