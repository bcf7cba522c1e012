"""A house of its own for the canary: databases of the same kinds, a folder, and its own secrets."""

import contextlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from django.conf import settings
from django.core.management.base import CommandError
from psycopg import sql


@dataclass(slots=True)
class Place:
    """Where the house is; `servers` are the addresses of its databases that are on one."""

    folder: Path
    servers: dict[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        """That of this installation, but for all by which anybody real would be reached."""
        told = {
            "VAR_DIR": str(self.folder),
            "DATABASE_URL": self.servers.get("default", ""),
            "KEYS_DATABASE_URL": self.servers.get("keys", ""),
            "TWILIO_ACCOUNT_SID": f"AC{secrets.token_hex(16)}",
            "TWILIO_AUTH_TOKEN": secrets.token_hex(16),
            "TWILIO_BASE_URL": "http://127.0.0.1:9",
            "LOG_LEVEL": "DEBUG",
            "PROCESSES": "1",
            "DEMO": "0",
        }
        ours = ("PUBLIC_BASE_URL", "SECRET_KEY", "MASTER_KEY", "MASTER_KEY_FILE", "ALLOWED_HOSTS")
        return {**os.environ, **dict.fromkeys((*ours, "TWILIO_AUTH_TOKEN_OLD"), ""), **told}


@contextlib.contextmanager
def house() -> Iterator[Place]:
    """Make one, and take all of it away again, whatever happens in it."""
    place = Place(Path(tempfile.mkdtemp(prefix="helpline-canary-")))
    name = f"helpline_canary_{secrets.token_hex(4)}"
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, place.folder, ignore_errors=True)
        for alias, database in settings.DATABASES.items():
            if "postgresql" in str(database["ENGINE"]):
                made = f"{name}_{alias}"
                stack.enter_context(_made(database, made))
                place.servers[alias] = _address(database, made)
        yield place


@contextlib.contextmanager
def _made(database: Mapping[str, Any], name: str) -> Iterator[None]:
    """A database beside that of this installation, on the same server."""
    with psycopg.connect(_address(database, str(database["NAME"])), autocommit=True) as server:
        try:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        except psycopg.errors.InsufficientPrivilege:
            raise CommandError(
                "The user of the database may not make one. Let it, for as long as this runs: "
                f'ALTER ROLE "{database["USER"]}" CREATEDB'
            ) from None
        try:
            yield
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            server.execute(drop)


def _address(database: Mapping[str, Any], name: str) -> str:
    user, word = quote(str(database["USER"])), quote(str(database["PASSWORD"] or ""))
    host, port = database["HOST"] or "localhost", database["PORT"] or 5432
    return f"postgresql://{user}{f':{word}' if word else ''}@{host}:{port}/{name}"
