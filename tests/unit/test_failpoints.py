"""Fail points: each is in the code, each end is a real one, and an unknown one is refused."""

import ast
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpline import failpoints
from tests.test_shape import parsed

ROOT = Path(__file__).resolve().parent.parent.parent
REACHING = {"reach", "reach_when_sent"}
PASS_TWICE = (
    "from helpline import failpoints; failpoints.arm('after_commit:2');"
    "[(failpoints.reach('before_commit'), failpoints.reach('after_commit'), print(n, flush=True))"
    " for n in range(3)]"
)


@pytest.fixture
def nowhere() -> Iterator[None]:
    """Whatever a test arms is off again when it is over."""
    yield
    failpoints.arm("")


def reached() -> Iterator[str]:
    """Every name that a room's code gives to `failpoints.reach`; "" for what is no plain name."""
    for name, tree in parsed():
        if name.startswith("tests/"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _is_reaching(node.func):
                first = node.args[0]
                yield str(first.value) if isinstance(first, ast.Constant) else ""


def _is_reaching(called: ast.expr) -> bool:
    return (
        isinstance(called, ast.Attribute)
        and called.attr in REACHING
        and isinstance(called.value, ast.Name)
        and called.value.id == "failpoints"
    )


def test_every_listed_point_is_reached_and_every_reached_point_is_listed() -> None:
    assert set(reached()) == {*failpoints.POINTS, *failpoints.REKEYING}
    assert len(set(failpoints.POINTS)) == len(failpoints.POINTS)


def test_nothing_happens_where_nothing_is_armed() -> None:
    for name in failpoints.POINTS:
        failpoints.reach(name)


def test_the_process_is_killed_at_the_time_that_was_named() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PASS_TWICE], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout.split()) == (-signal.SIGKILL, ["0"])


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("before_commit", ("before_commit", 1)),
        ("before_commit:3", ("before_commit", 3)),
        ("before_commit:0", ("before_commit", 1)),
    ],
)
def test_a_point_and_how_many_times(words: str, meant: tuple[str, int]) -> None:
    assert failpoints.parse(words) == meant


@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize("words", ["before_lunch", "before_commit:", "before_commit:x", ":3", " "])
def test_what_is_no_point_is_not_armed(words: str) -> None:
    with pytest.raises(ValueError):
        failpoints.arm(words)


def manage(folder: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `manage.py` on databases of its own, with a point armed from the environment."""
    clean = {"PATH": os.defpath, "VAR_DIR": str(folder), **variables}
    return subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=clean, capture_output=True, text=True
    )


def test_an_unknown_point_is_refused_with_the_list(tmp_path: Path) -> None:
    done = manage(tmp_path, "states", "--check", FAIL_POINT="before_lunch")
    [line] = done.stderr.splitlines()
    assert done.returncode == 1
    assert line.startswith("FAIL_POINT names no fail point.")
    assert all(name in line for name in failpoints.POINTS)
    assert "before_lunch" not in line


def test_an_armed_process_says_so_loudly(tmp_path: Path) -> None:
    done = manage(tmp_path, "states", "--check", FAIL_POINT="after_post:2")
    assert done.returncode == 0
    assert "CRITICAL config.apps fail_point_armed cause=after_post count=2" in done.stderr


def test_a_public_address_is_never_armed(tmp_path: Path) -> None:
    public = {"PUBLIC_BASE_URL": "https://chat.example.org", "FAIL_POINT": "after_post"}
    done = manage(tmp_path, "check", "--tag", "helpline", **public)
    assert done.returncode == 1
    assert "FAIL_POINT is set at a public address" in done.stderr
    assert "fail_point_armed" not in done.stderr
