"""The load client, a process of its own: reads a job from standard input, prints what it measured.

A message of a closed loop waits for the one before; those of an open loop keep to a schedule, and
their time runs from it.
"""

import sys
from collections.abc import Awaitable, Callable

import msgspec
import uvloop

from tests.bench.job import Figures, Job
from tests.bench.scenes.crowd import crowd
from tests.bench.scenes.erased import erased
from tests.bench.scenes.held import held
from tests.bench.scenes.idle import idle
from tests.bench.scenes.phone import phone
from tests.bench.scenes.talk import cross, talk
from tests.bench.scenes.texts import webhooks

SCENES: dict[str, Callable[[Job], Awaitable[Figures]]] = {
    "talk": talk,
    "erased": erased,
    "cross": cross,
    "idle": idle,
    "held": held,
    "crowd": crowd,
    "texts": webhooks,
    "phone": phone,
}


async def play(job: Job) -> Figures:
    return await SCENES[job.scene](job)


def main() -> None:
    job = msgspec.json.decode(sys.stdin.buffer.read(), type=Job)
    sys.stdout.write(msgspec.json.encode(uvloop.run(play(job))).decode())


if __name__ == "__main__":
    main()
