"""How many people take part in a measurement, and the secrets that only it knows."""

from msgspec import Struct

CONVERSATIONS = 90
DESKS = 30
PLACES = 3
CROWD = 50
CROWD_PLACES = 6
FEW_IDLE, MANY_IDLE = 100, 5_000
HELD = (100, 1_000, 5_000)
PHONES = 90
QUEUE = 10_000
QUEUE_DESKS = 200
QUEUE_PLACES = 3

# The website of a phone; the browser is told that it is on this machine.
HOST, SITE_KEY = "host.bench", "bench"
NUMBER = "+12045550100"
ACCOUNT = "AC" + "0" * 32
TOKEN = "b" * 32
# What is said in each conversation that is due when very much is.
DUE_MESSAGES = 5


class Cookies(Struct):
    """Session cookies: of those who talk, and of the crowd that answers when everybody asks."""

    desks: list[str]
    crowd: list[str]


class Held(Struct):
    """Conversations that are open already, those of the desks that talk first.

    `tokens` let their visitors in, one for each of `conversations`.
    """

    tokens: list[str]
    conversations: list[str]
