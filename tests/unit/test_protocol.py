"""Frames of the four directions: examples go there and back, and nothing unknown comes in."""

from collections.abc import Sequence
from typing import Any, get_args

import msgspec
import pytest
from msgspec import Struct

from helpline import examples, protocol, protocol_document, typescript
from helpline.errors import DETAILS, Code

DECODERS: dict[str, msgspec.json.Decoder[Any]] = {
    name: msgspec.json.Decoder(union) for name, (union, _) in typescript.DIRECTIONS.items()
}
EXAMPLES = [
    (direction, example)
    for direction, examples in protocol_document.EXAMPLES.items()
    for example in examples
]
NAMES = [f"{direction}-{type(example).__name__}" for direction, example in EXAMPLES]


@pytest.mark.parametrize(("direction", "example"), EXAMPLES, ids=NAMES)
def test_an_example_goes_there_and_back(direction: str, example: Struct) -> None:
    sent = protocol.encode(example)
    assert len(sent) < protocol.FRAME_LIMIT
    received = DECODERS[direction].decode(sent)
    assert received == example
    assert type(received) is type(example)
    assert protocol.encode(received) == sent


@pytest.mark.parametrize("direction", typescript.DIRECTIONS)
def test_every_frame_has_an_example(direction: str) -> None:
    union, _ = typescript.DIRECTIONS[direction]
    shown: Sequence[Struct] = protocol_document.EXAMPLES[direction]
    assert {type(example) for example in shown} == set(get_args(union))


@pytest.mark.parametrize("direction", typescript.DIRECTIONS)
def test_tags_are_unambiguous(direction: str) -> None:
    union, _ = typescript.DIRECTIONS[direction]
    tags = [frame.__struct_config__.tag for frame in get_args(union)]
    assert len(tags) == len(set(tags))


@pytest.mark.parametrize(
    "frame",
    [
        b'{"type": "sing"}',
        b'{"on": true}',
        b'{"type": "typing", "on": true, "more": 1}',
        b'{"type": "typing"}',
        b'{"type": "typing", "on": 1}',
        b'{"type": "typing", "on": "true"}',
        b'{"type": "hello", "since": -1}',
        b'{"type": "hello", "since": 2147483648}',
        b'{"type": "hello", "locale": "de"}',
        b'{"type": "say", "id": "1", "text": "a"}',
        b'{"type": "say", "id": "c1a2f7de-90f4-4f0b-8f9d-4a9f5b0e6d31", "text": null}',
        b'["typing", true]',
        b"null",
        b'"typing"',
    ],
)
def test_a_seekers_frame_of_another_shape_is_refused(frame: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        protocol.from_seeker.decode(frame)


@pytest.mark.parametrize("frame", [b"", b"{", b'{"type": "end"} x', b"\xff"])
def test_what_is_no_json_is_refused(frame: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        protocol.from_console.decode(frame)


@pytest.mark.parametrize("level", [-1, 4, 1.5, "2"])
def test_a_risk_has_four_levels(level: object) -> None:
    frame = {"type": "flag", "conversation": str(examples.TALK), "level": level}
    with pytest.raises(msgspec.ValidationError):
        protocol.from_console.decode(msgspec.json.encode(frame))


def test_every_refusal_says_why() -> None:
    assert set(DETAILS) == set(get_args(Code))
    assert all(detail.endswith(".") for detail in DETAILS.values())


def test_the_types_of_the_pages_hold_every_struct_and_field() -> None:
    text = typescript.module()
    for struct in typescript.structs():
        body = text.partition(f"export interface {struct.__name__} {{\n")[2].partition("\n}")[0]
        said = {line.split(":")[0].split()[-1].rstrip("?") for line in body.splitlines()}
        wanted = {field.name for field in msgspec.structs.fields(struct)}
        tag = {"type"} if struct.__struct_config__.tag is not None else set()
        assert said == wanted | tag, struct.__name__


@pytest.mark.parametrize(
    ("kind", "spelled"),
    [
        (str, "string"),
        (bool, "boolean"),
        (list[str], "readonly string[]"),
        (list[str | None], "readonly (string | null)[]"),
        (dict[str, int], "Readonly<Record<string, number>>"),
        (protocol.Seq, "Seq"),
        (protocol.Token, "string"),
        (protocol.Wait | msgspec.UnsetType, "Wait"),
        (protocol.Locale | None, "Locale | null"),
    ],
)
def test_python_types_are_spelled_in_typescript(kind: object, spelled: str) -> None:
    assert typescript.spelled(kind) == spelled
