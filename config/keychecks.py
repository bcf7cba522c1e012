"""Start-up checks of keys: the master key is there and private, and the keys are kept apart."""

from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage

from config import keyfiles
from config.complaints import Check, error, warning


def keys_apart(**_: object) -> list[CheckMessage]:
    main, keys = settings.DATABASES["default"], settings.DATABASES["keys"]
    if place(main) == place(keys):
        return error(
            12,
            "KEYS_DATABASE_URL is the main database",
            "Give the keys a database of their own, outside the main one's backups.",
        )
    if "postgresql" in str(main["ENGINE"]) and "sqlite" in str(keys["ENGINE"]):
        return error(
            13,
            "KEYS_DATABASE_URL is a file beside a DATABASE_URL on a server",
            "Set KEYS_DATABASE_URL to a PostgreSQL database of its own.",
        )
    return []


def master_key(**_: object) -> list[CheckMessage]:
    if not settings.MASTER_KEYS:
        return error(14, "MASTER_KEY and MASTER_KEY_FILE are both missing", keyfiles.MAKE_ONE)
    return []


def private_files(**_: object) -> list[CheckMessage]:
    """Files with secrets must be closed to everybody but their owner."""
    files = {
        "MASTER_KEY_FILE": Path(settings.MASTER_KEY_FILE),
        "SECRET_KEY in VAR_DIR": Path(settings.VAR_DIR) / "secret_key",
    }
    return [
        message
        for name, file in files.items()
        if file.exists() and file.stat().st_mode & 0o077
        for message in error(15, f"{name} can be read by others", "Run: chmod 600 on the file.")
    ]


def copies_apart(**_: object) -> list[CheckMessage]:
    """Whoever finds the copies of the words must not find those of the keys beside them."""
    words, keys = settings.BACKUPS, settings.KEYS_BACKUPS
    if words is None or keys is None:
        return []
    words, keys = Path(words).resolve(), Path(keys).resolve()
    if words == keys or words in keys.parents or keys in words.parents:
        return error(
            29,
            "KEYS_BACKUPS lies with BACKUPS",
            "Keep the copies of the keys in another place, best on another disk.",
        )
    return []


def copies_watched(**_: object) -> list[CheckMessage]:
    if settings.PRODUCTION and (settings.BACKUPS is None or settings.KEYS_BACKUPS is None):
        return warning(
            8,
            "BACKUPS and KEYS_BACKUPS are not both set: nobody watches how old the copies are",
            "Set both, or say after each copy: manage.py backups note words, or keys.",
        )
    return []


def place(database: dict[str, object]) -> tuple[str, ...]:
    """Where a database is, comparable."""
    name = str(database["NAME"])
    if "sqlite" in str(database["ENGINE"]):
        return ("file", str(Path(name).resolve()))
    return (str(database.get("HOST")), str(database.get("PORT") or 5432), name)


ALL: tuple[Check, ...] = (keys_apart, master_key, private_files, copies_apart, copies_watched)
