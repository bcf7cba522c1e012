"""Holds the shape of the house: what may import what, and what every file owes its reader."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
CONTRACTS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"][
    "importlinter"
]
ROOMS: list[str] = CONTRACTS["root_packages"]
PURE = (
    "helpline.states",
    "helpline.protocol",
    "helpline.hours",
    "helpline.door",
    "routing.assign",
    "routing.waiting.light",
    "routing.phonelike",
    "transcripts.rules",
    "transcripts.promised.deadlines",
    "transcripts.held.rules",
    "transcripts.policies",
    "transcripts.redacted.lines",
    "transcripts.redact",
)
KNOWS_THE_LAYER = {"routing/consoles/process.py", "routing/bells.py"}
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc"}
GENERATED = ("protocol", "states", "access", "env", "policies")

STRINGS_AND_COMMENTS = re.compile(
    r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`""", re.DOTALL
)
UNTYPED = re.compile(r"\bany\b")
SILENCED = re.compile(r"@ts-(?:ignore|nocheck|expect-error)")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files() -> Iterator[Path]:
    """Every Python file that people wrote."""
    yield ROOT / "manage.py"
    for room in (*ROOMS, "tests"):
        yield from (p for p in sorted((ROOT / room).rglob("*.py")) if "migrations" not in p.parts)


def typescript_files() -> list[Path]:
    """Every TypeScript file of the front end."""
    return sorted((ROOT / "frontend" / "src").rglob("*.ts*"))


def parsed() -> Iterator[tuple[str, ast.Module]]:
    for path in python_files():
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text())


def functions(tree: ast.AST) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_import_contracts_are_kept() -> None:
    # In a process of its own: what other tests have loaded confuses the linter, and it them.
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_stands_under_the_contracts() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages - {"tests"} == set(ROOMS)


def test_every_pure_module_is_held_pure() -> None:
    pure = next(c for c in CONTRACTS["contracts"] if c["id"] == "pure")
    there = {m for m in PURE if (ROOT / m.replace(".", "/")).with_suffix(".py").exists()}
    assert there <= set(pure["source_modules"])


def test_the_channel_layer_is_used_in_two_places_only() -> None:
    users = {
        name
        for name, tree in parsed()
        if any(module.startswith("channels.layers") for module in imported(tree))
    }
    assert {name for name in users if not name.startswith("tests/")} <= KNOWS_THE_LAYER


def test_no_import_hides_in_a_function() -> None:
    hidden = [
        f"{name}:{node.lineno}"
        for name, tree in parsed()
        for function in functions(tree)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_every_module_states_its_job() -> None:
    silent = [name for name, tree in parsed() if tree.body and not ast.get_docstring(tree)]
    assert silent == []


def test_every_return_is_annotated() -> None:
    bare = [
        f"{name}:{function.lineno} {function.name}"
        for name, tree in parsed()
        for function in functions(tree)
        if function.returns is None
    ]
    assert bare == []


def test_no_file_is_named_for_nothing() -> None:
    files = [*python_files(), *typescript_files()]
    nameless = [
        path.relative_to(ROOT).as_posix()
        for path in files
        if NAMELESS & {part.lower() for part in path.relative_to(ROOT).with_suffix("").parts}
    ]
    assert nameless == []


def test_typescript_is_typed_throughout() -> None:
    loose = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in typescript_files()
        for source in [path.read_text()]
        for match in (
            *UNTYPED.finditer(STRINGS_AND_COMMENTS.sub('""', source)),
            *SILENCED.finditer(source),
        )
    ]
    assert loose == []


@pytest.mark.parametrize("command", GENERATED)
def test_generated_files_are_current(command: str) -> None:
    call_command(command, check=True)
