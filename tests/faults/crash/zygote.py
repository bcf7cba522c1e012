"""Run as a program: imports the platform once, then begins each of its lives by a fork.

A line of JSON on standard input, {"kind": "web", "fail": "before_commit:2"}, begins a process;
{"kind": "end", "pid": 7} ends one. Standard output says {"began": pid}, {"ready": pid} and
{"ended": pid, "status": -9}. A life begun so is a real process: Daphne's own server, the real
worker, connections and event loop of its own. It only saves the second that importing takes.
"""

import asyncio
import gc
import importlib
import json
import os
import secrets
import select
import signal
import sys
from functools import partial
from typing import Any

from django.conf import settings

import config.asgi  # noqa: F401 - sets Django up, before anything of ours can be imported
from demo.asgi import make
from helpline import failpoints
from routing import bells, serving, timers
from routing.timers import Worker
from transcripts.upkeep import strays

# What Daphne is made of, except for the event loop: that must be made in each process.
AHEAD = [
    *("twisted.web.http", "twisted.internet.endpoints", "twisted.internet.udp"),
    *("daphne.http_protocol", "daphne.ws_protocol", "psycopg_pool", "transcripts.routers"),
    *("django.db.models.sql.compiler", "django.contrib.sessions.serializers"),
    *("routing.adapters.sms", "routing.adapters.web", "twilio.rest.api.v2010"),
]
# The clocks of the house go faster, so that a life need not wait for them.
timers.SWEEP_SECONDS, timers.DELIVER_SECONDS, strays.LOOK_SECONDS = 0.4, 0.1, 0.5


def say(**what: int) -> None:
    os.write(1, json.dumps(what).encode() + b"\n")


def serve() -> None:
    """The server that `manage.py serve` and `web` run."""
    server = importlib.import_module("config.server").server
    ready = partial(say, ready=os.getpid())
    server("127.0.0.1", settings.PORT, ready=ready).run()


def provide() -> None:
    """The demo's text provider."""
    server = importlib.import_module("daphne.server").Server
    endpoint = f"tcp:port={settings.DEMO_PORT}:interface=127.0.0.1"
    ready = partial(say, ready=os.getpid())
    server(application=make(), endpoints=[endpoint], ready_callable=ready).run()


async def work() -> None:
    """What `manage.py work` does."""
    serving.door.bind(asyncio.get_running_loop())
    Worker().start()
    say(ready=os.getpid())
    await asyncio.Event().wait()


def live(kind: str, fail: str) -> None:
    """One life, to its end."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    bells.name = secrets.token_hex(8)
    failpoints.arm(fail)
    if kind == "phone":
        provide()
    elif kind == "worker":
        asyncio.run(work())
    else:
        if kind == "serve":
            Worker().start()
        serve()


def begin(kind: str, fail: str) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        live(kind, fail)
    finally:
        os._exit(1)


def reap() -> None:
    """Say of every process that has ended how it did."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        living.discard(pid)
        say(ended=pid, status=os.waitstatus_to_exitcode(status))


def obey(told: dict[str, Any]) -> None:
    if told["kind"] == "end":
        os.kill(told["pid"], signal.SIGKILL)
        return
    pid = begin(told["kind"], told["fail"])
    living.add(pid)
    say(began=pid)


def main() -> None:
    for name in AHEAD:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    wake, waker = os.pipe()
    for end in (wake, waker):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(waker)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    say(ready=0)
    while True:
        ready, _, _ = select.select([0, wake], [], [])
        if wake in ready:
            os.read(wake, 1024)
            reap()
        if 0 in ready:
            lines = os.read(0, 65_536).splitlines()
            if not lines:
                break
            for line in lines:
                obey(json.loads(line))
    for pid in living:
        os.kill(pid, signal.SIGKILL)


living: set[int] = set()

if __name__ == "__main__":
    assert "twisted.internet.reactor" not in sys.modules
    main()
