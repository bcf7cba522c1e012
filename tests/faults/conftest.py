"""The seed and the size of a run, and the book in which each promise notes what was counted."""

import os
import secrets
from collections.abc import Callable, Generator
from random import Random

import pytest

from tests.faults import sizes
from tests.faults.figures import Figure, Kept, write
from tests.services_plugin import CHOSEN

SEED = "HELPLINE_FAULT_SEED"
COUNTED = pytest.StashKey[dict[str, Figure]]()
TOOK = pytest.StashKey[list[float]]()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "promise(number, name): what the test holds us to")
    os.environ.setdefault(SEED, str(secrets.randbelow(2**32)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it whatever came of the run, and however little else it says."""
    terminalreporter.write_line(f"faults: size {sizes.chosen().name}, {SEED}={os.environ[SEED]}")


@pytest.fixture(scope="session")
def size() -> sizes.Size:
    """How much of everything in this run."""
    return sizes.chosen()


@pytest.fixture(scope="session")
def seed() -> int:
    """Where all chance of this run comes from."""
    return int(os.environ[SEED])


@pytest.fixture
def rng(seed: int) -> Random:
    return Random(seed)


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Notes what was counted, for the report and for whoever reads the output."""

    def note(**counted: Figure) -> None:
        request.node.stash.setdefault(COUNTED, {}).update(counted)
        print(*(f"{name}={value}" for name, value in counted.items()))

    return note


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Write down each promise of this folder, kept or not."""
    report = yield
    mark = item.get_closest_marker("promise")
    if mark is None or report.when == "teardown":
        return report
    took = item.stash.setdefault(TOOK, [])
    took.append(report.duration)
    if report.when == "call" or report.failed:
        number, name = mark.args
        kept = Kept(
            number=number,
            name=name,
            test=item.name,
            database=os.environ[CHOSEN],
            size=sizes.chosen().name,
            seed=int(os.environ[SEED]),
            kept=report.passed,
            seconds=round(sum(took), 1),
            figures=item.stash.get(COUNTED, {}),
        )
        write(kept)
    return report
