"""Logs: listed events and harmless fields pass; words, numbers, tokens and addresses never do."""

import ast
import io
import logging
import logging.config
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from uvicorn.config import LOGGING_CONFIG

from config import logs

ROOT = Path(logs.__file__).resolve().parent.parent
CANARY = "canary +12045550173 q7Xk2token words of a person"
LEVELS = {"debug", "info", "warning", "error", "critical", "exception", "log"}


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the platform's own handler writes at DEBUG."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.Quiet())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.mark.parametrize(
    "name",
    ["django.request", "daphne.server", "urllib3.connectionpool", "twilio.http_client", "redis"],
)
def test_other_peoples_words_are_never_written(name: str, written: io.StringIO) -> None:
    log = logging.getLogger(name)
    log.warning(CANARY)
    log.warning("Not found: %s", CANARY, extra={"cause": CANARY, "request": CANARY})
    assert "canary" not in written.getvalue()
    assert written.getvalue().count(name) == 2


def test_our_own_words_are_never_written(written: io.StringIO) -> None:
    log = logging.getLogger("helpline.test")
    log.warning(CANARY)
    log.warning("hello")
    log.warning("bell_lost", extra={"cause": CANARY, "sweep": "+12045550173", "words": "canary"})
    log.warning("bell_lost %s", CANARY)
    said = written.getvalue()
    assert not any(word in said for word in ("canary", "hello", "2045550173", "token", "person"))


def test_a_listed_event_is_written_with_its_harmless_fields(written: io.StringIO) -> None:
    logging.getLogger("helpline.test").warning(
        "bell_lost", extra={"cause": "TimeoutError", "count": 3, "seconds": 0.25}
    )
    assert written.getvalue().endswith(
        "WARNING helpline.test bell_lost cause=TimeoutError count=3 seconds=0.250\n"
    )


def test_an_error_is_its_kind_and_its_place_without_its_words(written: io.StringIO) -> None:
    def burst() -> None:
        raise ValueError(CANARY)

    try:
        burst()
    except ValueError:
        logging.getLogger("django.request").exception(CANARY)
    said = written.getvalue()
    assert "error=ValueError" in said
    assert "test_logs.py" in said
    assert "canary" not in said
    assert said.count("\n") == 1


def test_one_handler_stands_at_the_root_and_no_library_has_its_own() -> None:
    described: Any = logs.configuration("DEBUG")
    assert described["root"]["handlers"] == ["console"]
    assert all(not each["handlers"] for each in described["loggers"].values())
    assert described["handlers"]["console"]["formatter"] == "quiet"


@pytest.fixture
def loggers_as_they_were() -> Iterator[None]:
    """Puts every logger back as it was: a configuration is for the whole process."""
    known = [logging.getLogger(), *map(logging.getLogger, (*logs.ROOMS, *logs.UVICORN, "django"))]
    before = [(each, each.level, each.propagate, list(each.handlers)) for each in known]
    yield
    for each, level, propagate, handlers in before:
        each.setLevel(level)
        each.propagate, each.handlers = propagate, handlers


def test_uvicorn_keeps_none_of_the_handlers_it_came_with(
    loggers_as_they_were: None, capfd: pytest.CaptureFixture[str]
) -> None:
    logging.config.dictConfig(LOGGING_CONFIG)
    logging.config.dictConfig(logs.configuration("DEBUG"))
    for name in logs.UVICORN:
        logging.getLogger(name).info("%s", CANARY)
        logging.getLogger(name).error("%s", CANARY)
    said = "".join(capfd.readouterr())
    assert "canary" not in said
    assert said.count("ERROR uvicorn") == said.count("\n") == len(logs.UVICORN)


def logging_calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of a logger in the rooms."""
    for room in sorted(logs.ROOMS):
        for file in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text())):
                if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                    continue
                named = isinstance(node.func.value, ast.Name) and node.func.value.id in {
                    "log",
                    "logger",
                    "logging",
                }
                if named and node.func.attr in LEVELS:
                    yield f"{file.relative_to(ROOT)}:{node.lineno}", node


def test_every_log_call_names_a_listed_event_and_nothing_else() -> None:
    wrong, used = [], set()
    for place, call in logging_calls():
        event = call.args[0] if len(call.args) == 1 else None
        if isinstance(event, ast.Constant) and event.value in logs.EVENTS:
            used.add(event.value)
        else:
            wrong.append(place)
    assert wrong == []
    assert used == logs.EVENTS
