"""Start-up checks of PostgreSQL itself: what it was given it keeps, and writes into no log."""

from collections.abc import Sequence

from django.conf import settings
from django.core.checks import CheckMessage
from django.db import connections

from config.complaints import error, warning

DURABLE = {"fsync": {"on"}, "full_page_writes": {"on"}}
# Of all statements, or of those that take long.
SAFE_LOGGING = {"log_statement": {"none", "ddl"}, "log_min_duration_statement": {"-1"}}
# Of some of them, by chance; and with their values, of those that fail.
SPARSE_LOGGING = {
    "log_min_duration_sample": {"-1"},
    "log_transaction_sample_rate": {"0"},
}
SPARSE_ALWAYS = {"log_parameter_max_length_on_error": {"0"}}
# Added to a server, they keep statements or write them down.
LIBRARIES = ("auto_explain", "pg_stat_statements")
HOLDS = "may keep sealed words and wrapped keys after they were erased"


def durable_postgresql(
    *, databases: Sequence[str] | None = None, **_: object
) -> list[CheckMessage]:
    """In production, PostgreSQL must keep what it was given, and not write it into its log."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        if settings.PRODUCTION and connections[alias].vendor == "postgresql":
            found += unsafe_settings(alias)
    return found


def quiet_postgresql(*, databases: Sequence[str] | None = None, **_: object) -> list[CheckMessage]:
    """Where a server writes down what it is given, what is destroyed here lives on in its log."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        if connections[alias].vendor == "postgresql":
            found += statements_kept(alias)
    return found


def unsafe_settings(alias: str) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    with connections[alias].cursor() as cursor:
        for name, good in {**DURABLE, **SAFE_LOGGING}.items():
            cursor.execute("SELECT current_setting(%s)", [name])
            if cursor.fetchone()[0] not in good:
                found += error(
                    20,
                    f"PostgreSQL ({alias}) runs with an unsafe {name}",
                    f"Set it to {min(good)}.",
                )
        cursor.execute("SELECT current_setting('synchronous_commit')")
        if cursor.fetchone()[0] == "off":
            found += error(21, f"PostgreSQL ({alias}) has synchronous_commit off", "Set it to on.")
    return found


def statements_kept(alias: str) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for name, good in _asked(alias).items():
        if setting(alias, name) not in good:
            cause = f"PostgreSQL ({alias}) writes down what it is given: {name} {HOLDS}"
            found += warning(6, cause, f"Set it to {min(good)}.")
    loaded = "".join(setting(alias, f"{when}_preload_libraries") for when in ("shared", "session"))
    for library in LIBRARIES:
        if library in loaded:
            cause = f"PostgreSQL ({alias}) writes down what it is given: {library} {HOLDS}"
            found += warning(7, cause, "Take it out of shared_preload_libraries.")
    return found


def _asked(alias: str) -> dict[str, set[str]]:
    """What is looked at: in production some of it is refused already. Values go apart from their
    statement, so where it is written without them there is nothing in it."""
    if setting(alias, "log_parameter_max_length") == "0":
        return SPARSE_ALWAYS
    return {**({} if settings.PRODUCTION else SAFE_LOGGING), **SPARSE_LOGGING, **SPARSE_ALWAYS}


def setting(alias: str, name: str) -> str:
    """What the server is set to; empty where it does not know the setting."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [name])
        return str(cursor.fetchone()[0] or "")
