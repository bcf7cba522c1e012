"""Contacts, addresses, areas and funding are typed as lines, and stand there as they were typed."""

from typing import Any

import msgspec
import pytest
from django.core.exceptions import ValidationError

from office.directory import partlines
from office.directory.entrylines import Lines
from office.directory.phases import Phases
from referrals.firstdirectory import first_directory

CASES: list[tuple[Lines, str]] = [
    (partlines.contacts(), "Dana Fox | dana@example.org | 204-555-0117 x12 | Worker | Aide"),
    (partlines.contacts(), "private Coordinator"),
    (partlines.addresses(), "https://example.org/a"),
    (partlines.addresses(), "social https://example.org/a | Page | | Seen by all | Vu de tous"),
    (partlines.areas(), "Winnipeg | Manitoba | CA | All of it | Toute la ville"),
    (partlines.areas(), "| | CA"),
    (partlines.funding(), "The province | La province | 2017-04-01 | 2022-03-31"),
    (partlines.funding(), "| Ministère"),
    (partlines.listings(), "A scheme | not applicable"),
]


@pytest.mark.parametrize(("field", "line"), CASES, ids=[line for _field, line in CASES])
def test_what_is_typed_is_kept_and_stands_there_again(field: Lines, line: str) -> None:
    kept = field.clean(f"{line}\n")
    again = field.prepare_value(kept)
    assert field.clean(again) == kept
    assert bare(again) == bare(line)


@pytest.mark.parametrize(
    ("field", "line", "complaint"),
    [
        (partlines.contacts(), "Dana | nobody", "valid email"),
        (partlines.contacts(), "a | | | | | f", "This line cannot be read"),
        (partlines.addresses(), "javascript:alert(1)", "A web address begins with"),
        (partlines.addresses(), "social https://me@example.org/", "with a user name"),
        (partlines.addresses(), '{"url": "data:text/html,x"}', "A web address begins with"),
        (partlines.addresses(), '{"url": 3}', "This line cannot be read"),
        (partlines.funding(), "A | B | lately", "This is no date."),
        (partlines.listings(), "A scheme | perhaps", "This line cannot be read"),
        (Phases(), "- An activity of no phase", "This line cannot be read"),
        (Phases(), "# One | Un | perhaps", "This line cannot be read"),
    ],
)
def test_what_cannot_be_meant_is_said(field: Lines, line: str, complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        field.clean(line)


def test_all_that_the_project_brings_along_can_be_said_in_lines() -> None:
    fields: dict[str, Lines] = {
        "contacts": partlines.contacts(),
        "links": partlines.addresses(),
        "areas": partlines.areas(),
        "funding": partlines.funding(),
    }
    for owner in first_directory().organisations:
        for each in (owner, *owner.services):
            for name, field in fields.items():
                parts: list[Any] = builtins(getattr(each, name, []))
                assert field.clean(field.prepare_value(parts)) == parts
        for programme in owner.programmes:
            phases = builtins(programme.phases)
            said = Phases().prepare_value(phases)
            assert not said.startswith("[")
            assert Phases().clean(said) == phases


def bare(line: str) -> str:
    return "".join(line.replace("+1", "").replace("-", "").split())


def builtins(parts: Any) -> Any:
    return msgspec.to_builtins(parts)
