"""How many people take part in a measurement, and the secrets that only it knows."""

from msgspec import Struct

CONVERSATIONS = 90
DESKS = 30
PLACES = 3
CROWD = 50
CROWD_PLACES = 6
IDLE = 1_000
PHONES = 90

NUMBER = "+12045550100"
ACCOUNT = "AC" + "0" * 32
TOKEN = "b" * 32


class Cookies(Struct):
    """Session cookies: of those who talk, and of the crowd that answers when everybody asks."""

    desks: list[str]
    crowd: list[str]
