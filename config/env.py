"""Reads the environment; what it complains of names the variable and the remedy."""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from config.variables import VARIABLES

TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}
LAST_PORT = 65_535
SQLITE = "django.db.backends.sqlite3"
SCHEMES = {"sqlite", "postgres", "postgresql"}


def complain(name: str, cause: str, remedy: str) -> ImproperlyConfigured:
    """The one line that is said about a wrong variable; it never quotes a value."""
    return ImproperlyConfigured(f"{name} {cause}. {remedy}")


def given(name: str) -> bool:
    """Was this variable set to something?"""
    return bool(os.environ.get(VARIABLES[name].name, "").strip())


def text(name: str) -> str:
    return os.environ.get(name, "").strip() or VARIABLES[name].default


def number(name: str, *, least: int = 1) -> int:
    """A whole number from `least` on."""
    words = text(name)
    if not words.isascii() or not words.isdigit() or int(words) < least:
        example = VARIABLES[name].default or ("8000" if least else "1")
        remedy = f"Set it to one from {least} on: {name}={example}."
        raise complain(name, "is not a whole number", remedy)
    return int(words)


def port(name: str) -> int:
    """A whole number that a port can have."""
    if number(name) > LAST_PORT:
        raise complain(name, f"is more than {LAST_PORT}", f"Set it to a free port: {name}=8000.")
    return number(name)


def flag(name: str) -> bool:
    words = text(name).lower()
    if words not in TRUE | FALSE:
        raise complain(name, "is neither yes nor no", f"Set {name}=1 or {name}=0.")
    return words in TRUE


def listed(name: str) -> list[str]:
    return [part.strip() for part in text(name).split(",") if part.strip()]


def choice(name: str, choices: tuple[str, ...]) -> str:
    words = text(name).upper()
    if words not in choices:
        raise complain(name, "is none of its values", f"Set it to one of {', '.join(choices)}.")
    return words


def folder(name: str, root: Path) -> Path:
    """A path, from `root` on where it is relative."""
    return root / text(name)


def database(name: str, default: Path) -> dict[str, object]:
    """Django's description of a database; the SQLite file `default` where none is given."""
    if not given(name):
        return {"ENGINE": SQLITE, "NAME": str(default)}
    remedy = f"Write it as postgres://user:password@host:5432/name ({name}=…)."
    # Asked first, because django-environ would print the whole address, password and all.
    if text(name).partition("://")[0] not in SCHEMES:
        raise complain(name, "names neither PostgreSQL nor SQLite", remedy)
    try:
        described: dict[str, object] = environ.Env.db_url_config(text(name))
    except ValueError:
        raise complain(name, "cannot be read", remedy) from None
    return described
