"""The two databases: what Django is told of SQLite and of PostgreSQL."""

from pathlib import Path
from typing import Any

from config import env, keyfiles

LOCK_TIMEOUT_MS = 1_000
IDLE_IN_TRANSACTION_MS = 10_000
# Short, so that without a server everybody is told so soon, and found again as soon as it is back.
POOL = {"min_size": 1, "max_size": 8, "timeout": 2, "reconnect_timeout": 4}
PRAGMAS = "; ".join(
    f"PRAGMA {pragma}"
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON")
)
SQLITE: dict[str, object] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": PRAGMAS,
}


def databases(var: Path) -> dict[str, dict[str, Any]]:
    """Django's DATABASES: `default`, and `keys`, which holds the keys of the words and no word."""
    return {
        "default": described("DATABASE_URL", var / "helpline.sqlite3"),
        "keys": described("KEYS_DATABASE_URL", var / "keys.sqlite3"),
    }


def described(name: str, file: Path) -> dict[str, Any]:
    if not env.given(name):
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as fault:
            raise keyfiles.unusable(file.parent, fault) from None
    database = env.database(name, file)
    own = database.get("OPTIONS")
    options = SQLITE if "sqlite" in str(database["ENGINE"]) else postgresql()
    return {
        **database,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**options, **(own if isinstance(own, dict) else {})},
    }


def postgresql() -> dict[str, object]:
    """A pool, plans kept on the server, and no statement that can hold everybody up."""
    limits = {
        "statement_timeout": env.number("STATEMENT_TIMEOUT_MS"),
        "lock_timeout": LOCK_TIMEOUT_MS,
        "idle_in_transaction_session_timeout": IDLE_IN_TRANSACTION_MS,
        # What must be fast goes by an index, also by a plan made on a first day's empty tables.
        "enable_seqscan": "off",
        # What no index serves would be compiled first, which takes longer than all of it.
        "jit": "off",
    }
    return {
        "pool": dict(POOL),
        "server_side_binding": True,
        "prepare_threshold": 3,
        "connect_timeout": 5,
        "options": " ".join(f"-c {name}={value}" for name, value in limits.items()),
    }
