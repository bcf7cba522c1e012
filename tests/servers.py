"""A PostgreSQL and a Redis that tests start, freeze, kill and start again."""

import os
import signal
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit, urlunsplit

import psycopg
import redis as redis_client
from psycopg import sql

START_SECONDS = 60.0
QUIET: Mapping[str, str] = {"LC_ALL": "C", "PATH": os.defpath}


class Identity(TypedDict, total=False):
    """The user a server runs as, in the words of `subprocess.Popen`."""

    user: int
    group: int
    extra_groups: list[int]


class Server(ABC):
    """A server process of our own that can be stopped gently, killed, and started again.

    It keeps its port and its folder, so a restarted server is the same server to its clients.
    """

    stop_signal = signal.SIGTERM

    def __init__(self, folder: Path, identity: Identity) -> None:
        self.folder = folder
        self.identity = identity
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def command(self) -> list[str]:
        """The command line that runs the server in the foreground."""

    @abstractmethod
    def answers(self) -> bool:
        """Does the server serve a client right now?"""

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command(),
                cwd=self.folder,
                env=QUIET,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **self.identity,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"{type(self).__name__} did not start:\n{self._last_words()}")
            time.sleep(0.01)

    def stop(self) -> None:
        """Shut down in order: open connections are ended, nothing committed is lost."""
        self._end(self.stop_signal)

    def kill(self) -> None:
        """Stop at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def pause(self) -> None:
        """Freeze the server: connections stay open and nothing is answered."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let a paused server go on."""
        self._signal(signal.SIGCONT)

    def restart(self) -> None:
        """Stop at once and start again on the same port."""
        self.kill()
        self.start()

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)

    def _end(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        self._signal(number)
        self._signal(signal.SIGCONT)
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _last_words(self) -> str:
        return self.log.read_text(errors="replace")[-2000:]


class Postgres(Server):
    """A PostgreSQL cluster in a folder of its own, as fast as tests may have it."""

    stop_signal = signal.SIGINT

    def __init__(self, folder: Path, identity: Identity, bin_folder: Path) -> None:
        super().__init__(folder, identity)
        self._bin = bin_folder
        self.durable = self.filled = False

    def create(self) -> None:
        """Lay out an empty cluster whose only role is `helpline`."""
        make = [self._bin / "initdb", "-D", self._data, "-U", "helpline", "-A", "trust"]
        make += ["-E", "UTF8", "--no-locale", "--no-sync"]
        made = subprocess.run(
            [str(part) for part in make],
            cwd=self.folder,
            env=QUIET,
            capture_output=True,
            check=False,
            **self.identity,
        )
        if made.returncode != 0:
            raise RuntimeError(f"initdb failed:\n{made.stderr.decode(errors='replace')}")

    def command(self) -> list[str]:
        options = {"max_connections": "200", "unix_socket_directories": ""}
        if not self.durable:
            # Commits stay synchronous: a killed server must keep what it has promised.
            options |= {"fsync": "off", "full_page_writes": "off"}
        flags = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        base = [str(self._bin / "postgres"), "-D", str(self._data)]
        return [*base, "-h", "127.0.0.1", "-p", str(self.port), *flags]

    def answers(self) -> bool:
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def url(self, database: str) -> str:
        return f"postgresql://helpline@127.0.0.1:{self.port}/{database}"

    def copy(self, data: Path) -> None:
        """Begin as a cluster that was laid out and filled before, and does not run."""
        subprocess.run(["cp", "-a", str(data), str(self._data)], check=True)
        self.filled = True

    def new_database(self, name: str, like: str = "") -> str:
        """Make a database, empty or like one that the cluster was filled with; say its address."""
        make_database(self.url(name), like if self.filled else "")
        return self.url(name)

    def kill(self) -> None:
        """PostgreSQL's immediate shutdown: what a crash leaves, without orphaned children."""
        self._end(signal.SIGQUIT)

    @property
    def _data(self) -> Path:
        return self.folder / "data"


class Redis(Server):
    """A Redis server that keeps nothing."""

    def __init__(self, folder: Path, identity: Identity, binary: Path) -> None:
        super().__init__(folder, identity)
        self._binary = binary

    def command(self) -> list[str]:
        base = [str(self._binary), "--port", str(self.port), "--bind", "127.0.0.1"]
        return [*base, "--save", "", "--appendonly", "no", "--dir", str(self.folder)]

    def answers(self) -> bool:
        with redis_client.Redis(port=self.port, socket_connect_timeout=2) as client:
            try:
                return bool(client.ping())
            except redis_client.RedisError:
                return False

    def url(self, number: int = 0) -> str:
        return f"redis://127.0.0.1:{self.port}/{number}"

    def fill(self) -> None:
        """No memory left: every command that would need some is refused."""
        self._tell("CONFIG", "SET", "maxmemory-policy", "noeviction")
        self._tell("CONFIG", "SET", "maxmemory", "1")

    def read_only(self) -> None:
        """A replica of nobody: it serves what it has and refuses what is new."""
        self._tell("REPLICAOF", "127.0.0.1", str(free_port()))

    def heal(self) -> None:
        """Its own master again, with all the memory it wants."""
        self._tell("REPLICAOF", "NO", "ONE")
        self._tell("CONFIG", "SET", "maxmemory", "0")

    def flush(self) -> None:
        """Everything in it is gone."""
        self._tell("FLUSHALL")

    def _tell(self, *command: str) -> None:
        with redis_client.Redis(port=self.port, socket_connect_timeout=2) as client:
            client.execute_command(*command)


def make_database(url: str, like: str = "") -> None:
    """Make the database that the address names, empty or like another one on that server."""
    parts = urlsplit(url)
    server, name = urlunsplit(parts._replace(path="/postgres")), parts.path.lstrip("/")
    make = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with psycopg.connect(server, autocommit=True) as connection:
        model = sql.Identifier(like or "template1")
        connection.execute(make.format(sql.Identifier(name), model))


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
