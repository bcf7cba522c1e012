"""One round: every scene on every system it is played on, in turn, each freshly started."""

import subprocess
import sys
from collections.abc import Mapping, Sequence

import msgspec

from tests.bench.cast import HELD, Held
from tests.bench.columns import DAPHNE, DAPHNE2, R2, SQLITE, UVICORN, UVICORN2, R
from tests.bench.job import Figures, Job
from tests.bench.systems import ROOT, Running, System

LONGEST = 240.0
LOSSES = ("lost", "astray", "refused")
PLAYED = {
    "talk": (R, DAPHNE, UVICORN, SQLITE),
    "cross": (R2, DAPHNE2, UVICORN2),
    "idle": (R, DAPHNE, UVICORN, SQLITE),
    "held": (DAPHNE, SQLITE),
    "crowd": (R, DAPHNE, UVICORN, SQLITE),
    "texts": (R, DAPHNE, UVICORN, SQLITE),
    "queue": (DAPHNE, SQLITE),
    "phone": (DAPHNE, SQLITE),
}


def one_round(
    systems: Mapping[str, System], scenes: Sequence[str], seconds: float
) -> dict[str, Figures]:
    """The figures of each system; what is compared was measured close together."""
    found: dict[str, Figures] = {name: {} for name in systems}
    for scene in scenes:
        for name in PLAYED[scene]:
            sys.stderr.write(f"  {scene}: {name}\n")
            pace = found[R].get("messages", 0.0)
            for figures in _played(systems[name], scene, seconds, pace):
                gone = {
                    each: found[name].get(each, 0.0) + figures.get(each, 0.0) for each in LOSSES
                }
                found[name] |= {**figures, **gone}
    return found


def _played(system: System, scene: str, seconds: float, pace: float) -> list[Figures]:
    if scene == "queue":
        return [msgspec.json.decode(system.stage("offers"), type=Figures)]
    if scene == "held":
        return [_held(system, count, seconds) for count in HELD]
    system.stage("clear")
    return [_scene(system, scene, seconds, pace=pace)]


def _held(system: System, count: int, seconds: float) -> Figures:
    held = msgspec.json.decode(system.stage("hold", str(count)), type=Held)
    return _scene(system, "held", seconds, held=held)


def _scene(
    system: System, scene: str, seconds: float, *, pace: float = 0.0, held: Held | None = None
) -> Figures:
    """One scene on a server that was just started; `pace` is what the reference reached."""
    with system.running() as running:
        return scene_on(system, running, scene, seconds, pace=pace, held=held)


def scene_on(
    system: System,
    running: Running,
    scene: str,
    seconds: float,
    *,
    pace: float = 0.0,
    held: Held | None = None,
) -> Figures:
    """One scene on a server that runs already."""
    job = job_of(system, running, scene)
    job.seconds, job.held, job.reference_rate = seconds, held, pace
    return load(job)


def job_of(system: System, running: Running, scene: str) -> Job:
    """A scene on a server that runs already, as far as the system says how it is played."""
    return Job(
        scene=scene,
        reference=system.reference,
        ports=running.ports,
        servers=running.servers,
        stores=running.stores,
        cookies=system.cookies.crowd if scene == "crowd" else system.cookies.desks,
    )


def load(job: Job, longest: float = LONGEST) -> Figures:
    """Run the load client to its end, for so many seconds at the most."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.load"],
        cwd=ROOT,
        input=msgspec.json.encode(job),
        stdout=subprocess.PIPE,
        timeout=longest,
        check=True,
    )
    return msgspec.json.decode(done.stdout, type=Figures)
