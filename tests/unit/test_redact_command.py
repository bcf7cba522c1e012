"""`manage.py redact` answers each line in its place and names the line that it cannot read."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from transcripts.redact.spans import Span


def answered(tmp_path: Path, *lines: str, allow: str | None = None) -> list[dict[str, Any]]:
    source = tmp_path / "messages.jsonl"
    source.write_text("\n".join(lines))
    more = ["--allow", str(tmp_path / "allow.json")] if allow is not None else []
    if allow is not None:
        (tmp_path / "allow.json").write_text(allow)
    out = io.StringIO()
    call_command("redact", "--jsonl", *more, str(source), stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def line(**fields: Any) -> str:
    return json.dumps({"id": "1", "text": "my name is Zuleikha", **fields})


def test_each_line_gets_its_spans_and_its_time(tmp_path: Path) -> None:
    (answer,) = answered(tmp_path, line())
    assert answer["id"] == "1"
    assert answer["spans"] == [{"start": 11, "end": 19, "label": "PERSON"}]
    assert answer["us"] > 0
    assert answer["check"] is False


def test_answers_come_in_the_order_of_the_lines(tmp_path: Path) -> None:
    answers = answered(
        tmp_path,
        line(id="c2", conv="c", turn=2, text="is that you, zuleikha? 0148"),
        "",
        line(id="alone", text="hi"),
        line(id="c1", conv="c", turn=1, text="zuleikha is my name, my number is 604 555 0148"),
    )
    assert [answer["id"] for answer in answers] == ["c2", "alone", "c1"]
    assert answers[0]["spans"][0]["label"] == "PERSON"


def test_a_number_in_two_messages_is_found(tmp_path: Path) -> None:
    first, second = answered(
        tmp_path,
        line(id=1, conv="c", turn=1, role="client", text="450 555"),
        line(id=2, conv="c", turn=2, role="client", text="0139"),
    )
    assert [first["spans"][0]["label"], second["spans"][0]["label"]] == ["PHONE", "PHONE"]


def test_what_the_line_publishes_stays(tmp_path: Path) -> None:
    allow = json.dumps({"numbers": ["204-555-0147"], "emails": ["help@example.org"]})
    text = "call 204 555 0147 or (204) 555-0148, write to help@example.org"
    (answer,) = answered(tmp_path, line(text=text), allow=allow)
    assert [text[span["start"] : span["end"]] for span in answer["spans"]] == ["(204) 555-0148"]


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("{", "Line 2: not JSON"),
        ("[]", "Line 2: not a JSON object."),
        ('{"text": "hi"}', "Line 2: id is a text or a number."),
        ('{"id": true, "text": "hi"}', "Line 2: id is a text or a number."),
        ('{"id": "2"}', "Line 2: text is a text."),
        ('{"id": "2", "text": 7}', "Line 2: text is a text."),
        ('{"id": "2", "text": "hi", "prev": null}', "Line 2: prev is a text."),
        ('{"id": "2", "text": "hi", "turn": "x"}', "Line 2: turn is a whole number."),
        ('{"id": "1", "text": "hi"}', "Line 2: this id stands in a line before."),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, bad: str, why: str) -> None:
    with pytest.raises(CommandError) as error:
        answered(tmp_path, line(), bad)
    assert str(error.value).startswith(why)


@pytest.mark.parametrize(
    ("allow", "why"),
    [
        ("{", "Expecting"),
        ("[]", "An allow-list is a JSON object."),
        ('{"phones": []}', "not phones"),
        ('{"numbers": "911"}', "numbers is a list of texts"),
        ('{"numbers": [911]}', "numbers is a list of texts"),
        ('{"urls": [" "]}', "urls is a list of texts"),
    ],
)
def test_a_bad_allow_list_is_named(tmp_path: Path, allow: str, why: str) -> None:
    with pytest.raises(CommandError, match=why):
        answered(tmp_path, line(), allow=allow)


def test_files_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("redact", "--jsonl", str(tmp_path / "none"))
    with pytest.raises(CommandError, match="No such file"):
        call_command("redact", "--jsonl", "--allow", str(tmp_path / "none"))
    (tmp_path / "latin").write_bytes(b"\xff\xfe")
    with pytest.raises(CommandError, match="not UTF-8"):
        call_command("redact", "--jsonl", str(tmp_path / "latin"))


class Xoruks:
    """A name model that knows one name."""

    def find(self, text: str, lang: str) -> list[Span]:
        return [Span(place, place + 5, "PERSON") for place in [text.find("xoruk")] if place >= 0]


def test_a_name_model_is_asked_if_one_is_set(tmp_path: Path, settings: Any) -> None:
    said = line(text="near xoruk then")
    (alone,) = answered(tmp_path, said)
    settings.NAME_FINDER = f"{__name__}:Xoruks"
    (asked,) = answered(tmp_path, said)
    assert [alone["spans"], [span["start"] for span in asked["spans"]]] == [[], [5]]


def test_the_learnt_finder_is_asked_by_its_name(tmp_path: Path, settings: Any) -> None:
    said = line(text="im at 418 ravine, blue door")
    (alone,) = answered(tmp_path, said)
    settings.NAME_FINDER = "transcripts.redact.learnt:Learnt"
    (asked,) = answered(tmp_path, said)
    found = {"start": 6, "end": 16, "label": "ADDRESS"}
    assert alone["spans"] == []
    assert found in asked["spans"]
