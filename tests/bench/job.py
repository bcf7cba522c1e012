"""What the load client is told to measure, and what it answers."""

from msgspec import Struct

from tests.bench.cast import Held
from tests.bench.dialects import Dialect, Project, Reference
from tests.bench.hall import Hall

Figures = dict[str, float]


class Job(Struct):
    """A scene to play against a system; `servers` and `stores` are its processes' ids.

    Visitors go to the first of `ports`, consoles to the last; where there are two, every message
    crosses from one process to the other. Where much is erased, it falls due at `due_at`, in
    seconds since 1970, and is gone once the file `done` is there.
    """

    scene: str
    reference: bool
    ports: list[int]
    servers: list[int]
    stores: list[int]
    cookies: list[str] = []
    seconds: float = 0.0
    held: Held | None = None
    reference_rate: float = 0.0
    due_at: float = 0.0
    done: str = ""

    def hall(self, places: int) -> Hall:
        """Everybody's sockets, none of them open yet."""
        visitors, consoles = (f"127.0.0.1:{port}" for port in (self.ports[0], self.ports[-1]))
        tokens = self.held.tokens if self.held else []
        dialect: Dialect = (
            Reference() if self.reference else Project(f"http://{visitors}", self.cookies, tokens)
        )
        return Hall(f"ws://{visitors}", f"ws://{consoles}", dialect, places)
