"""What is measured, what each figure is compared with, and what we have set ourselves."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.bench.cast import HELD, MANY_IDLE
from tests.bench.columns import DAPHNE, DAPHNE2, R2, SQLITE, UVICORN, UVICORN2, R

# A figure by its system and its name.
Of = tuple[str, str]
NOTHING: Of = ("", "")
Goals = Mapping[str, float | None]


@dataclass(frozen=True)
class Row:
    """One comparison; `goal` bounds the ratio of `ours` to `theirs`, from below or from above.

    Where `theirs` is nothing, it bounds the figure itself.
    """

    words: str
    system: str
    ours: Of
    theirs: Of
    goal: float | None
    more_is_better: bool
    digits: int


def _rows(words: str, name: str, goals: Goals, *, digits: int = 0) -> list[Row]:
    """A figure of which more is better, of several systems, beside what the reference reached."""
    return [
        Row(words, system, (system, name), (_reference(system), name), goal, True, digits)
        for system, goal in goals.items()
    ]


def _costs(words: str, name: str, goals: Goals, *, digits: int = 1) -> list[Row]:
    """The same of a figure of which less is better."""
    return [
        Row(words, system, (system, name), (_reference(system), name), goal, False, digits)
        for system, goal in goals.items()
    ]


def _reference(system: str) -> str:
    return R2 if system in (DAPHNE2, UVICORN2) else R


def _phone(system: str, words: str, name: str, goal: float | None) -> Row:
    return Row(f"a slow phone: {words}, s", system, (system, name), NOTHING, goal, False, 2)


def _flat(system: str) -> list[Row]:
    few = HELD[0]
    return [
        Row(
            f"CPU per message with {many:,} conversations open, to that with {few}, µs",
            system,
            (system, f"held_cpu_{many}"),
            (system, f"held_cpu_{few}"),
            1.15,
            False,
            0,
        )
        for many in HELD[1:]
    ]


def _still_busy(system: str, goal: float | None) -> Row:
    words = f"busy messages/s beside {MANY_IDLE:,} idle visitors, to that beside 100"
    return Row(words, system, (system, "busy_many"), (system, "busy_few"), goal, True, 0)


ROWS: tuple[Row, ...] = (
    *_rows("durable messages/s", "messages", {DAPHNE: 3.0, UVICORN: 4.0, SQLITE: 2.0}),
    *_costs(
        "server CPU per message, µs", "cpu", {DAPHNE: 0.3, UVICORN: None, SQLITE: None}, digits=0
    ),
    *_costs(
        "the same with database and Redis, µs",
        "cpu_all",
        {DAPHNE: None, UVICORN: None, SQLITE: None},
        digits=0,
    ),
    *_costs("p50 at 100 messages/s, ms", "low_p50", {DAPHNE: 1.3, UVICORN: None, SQLITE: None}),
    *_costs("p99 at 100 messages/s, ms", "low_p99", {DAPHNE: 2.0, UVICORN: None, SQLITE: None}),
    *_costs("p50 at half of R's rate, ms", "same_p50", {DAPHNE: None, UVICORN: None}),
    *_costs("p99 at half of R's rate, ms", "same_p99", {DAPHNE: None, UVICORN: None}),
    *_costs("p50 at half of its own rate, ms", "half_p50", {DAPHNE: None, UVICORN: None}),
    *_costs("p99 at half of its own rate, ms", "half_p99", {DAPHNE: None, UVICORN: None}),
    *_rows("two processes, every message crosses: messages/s", "messages", {DAPHNE2: 1.5}),
    *_rows("two processes, every message crosses: messages/s", "messages", {UVICORN2: None}),
    *_costs(
        "two processes: CPU per message with database and Redis, µs",
        "cpu_all",
        {DAPHNE2: None, UVICORN2: None},
        digits=0,
    ),
    *_costs("two processes: p50 at 100/s, ms", "low_p50", {DAPHNE2: None, UVICORN2: None}),
    *_costs("two processes: p99 at 100/s, ms", "low_p99", {DAPHNE2: None, UVICORN2: None}),
    *_costs("two processes: p99.9 at 100/s, ms", "low_p999", {DAPHNE2: None, UVICORN2: None}),
    *_costs("two processes: longest at 100/s, ms", "low_max", {DAPHNE2: None, UVICORN2: None}),
    *_costs("KB per idle visitor", "idle_kb", {DAPHNE: 0.8, UVICORN: None, SQLITE: None}),
    *_rows("visitors greeted/s", "greeted", {DAPHNE: 1.0, UVICORN: None, SQLITE: None}),
    _still_busy(R, None),
    _still_busy(DAPHNE, 0.9),
    _still_busy(UVICORN, 0.9),
    _still_busy(SQLITE, 0.9),
    *_flat(DAPHNE),
    *_flat(SQLITE),
    *_rows(
        "300 at once: asked, offered and taken/s",
        "taken",
        {DAPHNE: None, UVICORN: None, SQLITE: None},
    ),
    Row(
        "offers/s by the queue, to a bare statement's",
        DAPHNE,
        (DAPHNE, "offers"),
        (DAPHNE, "bare_offers"),
        0.5,
        True,
        0,
    ),
    *_rows("offers/s by the queue, 300 waiting", "offers", {SQLITE: None}),
    *_rows("signed webhooks answered/s", "texts", {DAPHNE: 2.0, UVICORN: None, SQLITE: None}),
    *(
        _phone(system, words, name, goal)
        for words, name, goal in (
            ("launcher pressed, until the first lines stand", "frame_shown", None),
            ("launcher pressed, until one can type", "frame_typing", 3.0),
            ("address opened, until one can type", "page_typing", 3.0),
        )
        for system in (DAPHNE, SQLITE)
    ),
)
