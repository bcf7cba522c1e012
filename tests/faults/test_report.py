"""The report adds up what was counted, and hides nothing that was not kept."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.faults import figures, report
from tests.faults.figures import Figure, Kept


def kept(number: str, seed: int, *, well: bool = True, **counted: Figure) -> Kept:
    return Kept(
        number=number,
        name=f"promise {number}",
        test=f"test_{number}",
        database="sqlite",
        size="soak",
        seed=seed,
        kept=well,
        seconds=10.4,
        figures=counted,
    )


def test_runs_of_one_promise_are_one_row_in_the_order_of_their_numbers() -> None:
    runs = [kept("P13", 1), kept("P2", 1, lost=0, converged_s=4.5), kept("P2", 2, lost=1)]
    rows = report.table(runs).splitlines()[2:]
    assert rows == [
        "| **P2** promise P2 | sqlite | 2 | 2 | 21 | lost 1, converged s 4.5 |",
        "| **P13** promise P13 | sqlite | 1 | 1 | 10 |  |",
    ]


def test_numbers_are_summed_and_of_seconds_the_worst_is_told() -> None:
    runs: list[dict[str, Figure]] = [
        {"acked": 40, "p99_s": 2.5, "refusals": "none"},
        {"acked": 2, "p99_s": 1.5, "refusals": "slow_down 3"},
    ]
    assert report.counted(runs) == "acked 42, p99 s 2.5, refusals slow_down 3"


def test_what_was_not_kept_is_told_with_its_seed() -> None:
    runs = [kept("P1", 7), kept("P1", 8, well=False, lost=2)]
    text = report.text(runs, [7, 8], datetime.now(UTC), 0.5)
    assert "| sqlite | 2 | 1 |" in text
    assert "- **P1** test_P1 on sqlite, seed 8: lost 2" in text
    assert "seeds 7, 8" in text


def test_what_is_written_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "figures.jsonl"
    assert figures.read(file) == []
    monkeypatch.setenv(figures.FILE, str(file))
    runs = [kept("P1", 7, lost=0), kept("P2", 7, well=False)]
    for each in runs:
        figures.write(each)
    assert figures.read(file) == runs


def test_the_machine_is_described_and_not_named() -> None:
    told = report.conditions([1], datetime.now(UTC), 0.0)
    name = subprocess.run(["uname", "-n"], capture_output=True, text=True).stdout.strip()
    assert "PostgreSQL" in told
    assert "django 5." in told
    assert name not in told
