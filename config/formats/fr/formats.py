"""French: months by name and the hour as people write it, "28 nov. 2026, 7 h 05"."""

_HOUR = "G\xa0\\h\xa0i"
DATETIME_FORMAT = f"j F Y, {_HOUR}"
SHORT_DATETIME_FORMAT = f"j N Y, {_HOUR}"
