"""Other processes of the house on the same databases: they let batches in, all at the same time."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

from django.conf import settings
from msgspec import structs

from routing import inbound
from routing.entering.conversations import Inbound
from routing.entering.plan import Accepted, Outcome
from tests.desk.house import codes

ROOT = Path(__file__).resolve().parents[2]
# Rooms can be entered only once Django stands, and this module enters them.
START = "import django; django.setup(); from tests.desk import other_process as o; o.main()"

Batch = Sequence[Inbound]


class Answer(NamedTuple):
    """What became of one message: "stored", "repeat" or a code; conversation in hex; number."""

    code: str
    conversation: str
    seq: int


def run_together(work: Sequence[Sequence[Batch]]) -> list[list[Answer]]:
    """Give each process its batches, let them all go, and return what became of each message."""
    command = [sys.executable, "-c", START]
    processes = [
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment(),
        )
        for _ in work
    ]
    try:
        pipes = [(p.stdin, p.stdout) for p in processes if p.stdin and p.stdout]
        assert [out.readline() for _, out in pipes] == ["ready\n"] * len(pipes)
        for (into, _), batches in zip(pipes, work, strict=True):
            plain = [[_plain(item) for item in batch] for batch in batches]
            into.write(json.dumps(plain) + "\n")
            into.flush()
        return [[Answer(*answer) for answer in json.loads(out.readline())] for _, out in pipes]
    finally:
        for process in processes:
            process.kill()
            process.communicate()


def environment() -> dict[str, str]:
    """That of this test, for a process that is to work on its databases."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": _address("DATABASE_URL", settings.DATABASES["default"]),
        "KEYS_DATABASE_URL": _address("KEYS_DATABASE_URL", settings.DATABASES["keys"]),
    }


def _address(variable: str, database: Mapping[str, Any]) -> str:
    """The test's own database at the address the run was given."""
    if "sqlite" in database["ENGINE"]:
        return f"sqlite:///{database['NAME']}"
    return urlunsplit(urlsplit(os.environ[variable])._replace(path=f"/{database['NAME']}"))


def _plain(item: Inbound) -> dict[str, Any]:
    """A message as JSON; a UUID or a hash as hex, and what is empty left out."""
    fields = {name: value for name, value in structs.asdict(item).items() if value}
    return {
        name: value.hex
        if isinstance(value, UUID)
        else value.hex()
        if name == "token_hash"
        else value
        for name, value in fields.items()
    }


def _inbound(plain: dict[str, Any]) -> Inbound:
    fields: dict[str, Callable[[str], Any]] = {
        "client_id": UUID,
        "conversation": UUID,
        "token_hash": bytes.fromhex,
    }
    values = {n: fields[n](v) if n in fields else v for n, v in plain.items()}
    return Inbound(**{"text": "", **values})


def _answer(outcome: Outcome) -> Answer:
    (code,) = codes([outcome])
    if isinstance(outcome, Accepted):
        return Answer(code, outcome.conversation.hex, outcome.seq)
    return Answer(code, "", 0)


def main() -> None:
    """Say "ready", read all batches from one line, let them in, print one line of answers."""
    print("ready", flush=True)
    batches = [[_inbound(plain) for plain in batch] for batch in json.loads(sys.stdin.readline())]
    answers = [_answer(outcome) for batch in batches for outcome in inbound.receive(batch)]
    print(json.dumps(answers), flush=True)
