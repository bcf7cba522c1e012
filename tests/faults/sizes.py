"""How much of everything, by name: what a run on every change can afford, and what a soak takes."""

import os
from dataclasses import dataclass

CHOSEN = "HELPLINE_FAULT_SIZE"


@dataclass(frozen=True)
class Storm:
    """Who talks, how much, and what happens to them meanwhile."""

    seekers: int
    counsellors: int
    # Messages of each side in each conversation.
    words: int
    # About how long the talk lasts, in seconds; the faults are spread over it.
    seconds: float
    disconnects: int
    redis_kills: int
    web_kills: int
    postgres_stops: int
    rolling_restarts: int
    # Seekers who come back at once after every web process was killed.
    herd: int


@dataclass(frozen=True)
class Flood:
    """How many attack, beside how many who only talk, and for how many seconds."""

    hostile: int
    honest: int
    counsellors: int
    seconds: float


@dataclass(frozen=True)
class Texts:
    """`numbers` phones write `texts_in`; `talks` phones are written to, `replies` times each.

    `kills` is how often what takes texts in, and what lets them out, is killed.
    """

    texts_in: int
    numbers: int
    talks: int
    replies: int
    kills: int


@dataclass(frozen=True)
class Size:
    """One name's measures.

    Promised seconds are multiplied by `room`: a machine that builds and tests at the same time is
    slow for reasons of its own. `patience` bounds, in seconds, what has no bound of its own, and
    `longest` a test as a whole.
    """

    name: str
    scaled: Storm
    embedded: Storm
    flood: Flood
    texts: Texts
    texts_embedded: Texts
    room: float
    patience: float
    longest: float


CI = Size(
    name="ci",
    scaled=Storm(
        seekers=160,
        counsellors=40,
        words=13,
        seconds=20.0,
        disconnects=400,
        redis_kills=5,
        web_kills=5,
        postgres_stops=2,
        rolling_restarts=3,
        herd=500,
    ),
    embedded=Storm(
        seekers=50,
        counsellors=10,
        words=8,
        seconds=8.0,
        disconnects=100,
        redis_kills=0,
        web_kills=2,
        postgres_stops=0,
        rolling_restarts=1,
        herd=120,
    ),
    flood=Flood(hostile=200, honest=100, counsellors=34, seconds=12.0),
    texts=Texts(texts_in=2_000, numbers=250, talks=24, replies=9, kills=3),
    # One process does everything there, and each of its restarts holds up everybody.
    texts_embedded=Texts(texts_in=800, numbers=120, talks=18, replies=9, kills=2),
    room=6.0,
    patience=90.0,
    longest=240.0,
)
SOAK = Size(
    name="soak",
    scaled=Storm(
        seekers=500,
        counsellors=100,
        words=10,
        seconds=90.0,
        disconnects=2_000,
        redis_kills=20,
        web_kills=10,
        postgres_stops=5,
        rolling_restarts=3,
        herd=500,
    ),
    embedded=Storm(
        seekers=150,
        counsellors=30,
        words=20,
        seconds=60.0,
        disconnects=600,
        redis_kills=0,
        web_kills=10,
        postgres_stops=0,
        rolling_restarts=3,
        herd=500,
    ),
    flood=Flood(hostile=200, honest=100, counsellors=34, seconds=600.0),
    texts=Texts(texts_in=10_000, numbers=500, talks=60, replies=40, kills=10),
    texts_embedded=Texts(texts_in=10_000, numbers=500, talks=60, replies=40, kills=10),
    room=1.0,
    patience=180.0,
    longest=900.0,
)
SIZES = {size.name: size for size in (CI, SOAK)}


def chosen() -> Size:
    """The size of this run."""
    return SIZES[os.environ.get(CHOSEN, CI.name)]
