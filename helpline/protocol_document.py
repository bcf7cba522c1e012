"""The document of the protocol: for each direction a table of frames and an example of each."""

from collections.abc import Sequence
from inspect import getdoc
from typing import get_args, get_type_hints

import msgspec
from msgspec import Struct

from helpline import errors, examples, protocol, typescript

EXAMPLES: dict[str, Sequence[Struct]] = {
    "FromSeeker": examples.FROM_SEEKER,
    "ToSeeker": examples.TO_SEEKER,
    "FromConsole": examples.FROM_CONSOLE,
    "ToConsole": examples.TO_CONSOLE,
}
TITLES = {
    "FromSeeker": "From the seeker (`/ws/chat/`)",
    "ToSeeker": "To the seeker (`/ws/chat/`)",
    "FromConsole": "From the console (`/ws/console/`)",
    "ToConsole": "To the console (`/ws/console/`)",
}
HEAD = """\
# The protocol of the two sockets

Made from `helpline/protocol/` by `manage.py protocol`; change it there.

Every frame is a JSON text of at most {frame:,} bytes with a field `type`. A frame of an unknown
type, with an unknown field or with a field of the wrong kind is answered by `refused`; the socket
stays open. A field marked `?` may be absent. Times are milliseconds since 1970 (UTC). `seq` numbers
the steps of one conversation from 1 without a gap. A message has at most {text:,} characters.

`/ws/chat/` knows a seeker by the token given in `welcome` and by nothing else; the page's origin
must be the platform's own. `/ws/console/` wants the session of a signed-in counsellor.
"""


def text() -> str:
    """The whole text of `docs/protocol.md`."""
    parts = [HEAD.format(frame=protocol.FRAME_LIMIT, text=protocol.TEXT_LIMIT)]
    parts += [direction(name) for name in TITLES]
    parts += [shapes(), names(), refusals()]
    return "\n".join(parts)


def direction(name: str) -> str:
    union, _ = typescript.DIRECTIONS[name]
    lines = [f"## {TITLES[name]}", "", "| type | fields | meaning |", "| --- | --- | --- |"]
    lines += [
        f"| `{frame.__struct_config__.tag}` | {fields(frame)} | {meaning(frame)} |"
        for frame in get_args(union)
    ]
    return "\n".join([*lines, "", *(shown(example) for example in EXAMPLES[name])])


def shapes() -> str:
    """What travels inside frames and is no frame itself."""
    lines = ["## Inside the frames", "", "| name | fields | meaning |", "| --- | --- | --- |"]
    lines += [
        f"| `{struct.__name__}` | {fields(struct)} | {meaning(struct)} |"
        for struct in typescript.structs()
        if struct.__struct_config__.tag is None
    ]
    return "\n".join([*lines, ""])


def names() -> str:
    lines = ["## Names of values", "", "| name | values |", "| --- | --- |"]
    lines += [
        f"| `{name}` | {code(typescript.spelled(getattr(protocol, name), named=False))} |"
        for name in typescript.NAMED
    ]
    return "\n".join([*lines, ""])


def refusals() -> str:
    lines = ["## Refusals", "", "| code | detail |", "| --- | --- |"]
    lines += [f"| `{name}` | {detail} |" for name, detail in errors.DETAILS.items()]
    return "\n".join([*lines, ""])


def fields(struct: type[Struct]) -> str:
    hints = get_type_hints(struct, include_extras=True)
    return "<br>".join(
        code(
            f"{field.name}{'' if field.required else '?'}: {typescript.spelled(hints[field.name])}"
        )
        for field in msgspec.structs.fields(struct)
    )


def meaning(struct: type[Struct]) -> str:
    if "__doc__" not in vars(struct) or not struct.__doc__:
        return ""
    return " ".join((getdoc(struct) or "").split())


def shown(example: Struct) -> str:
    """An example as it travels, over several lines where it is long."""
    flat = msgspec.json.encode(example)
    pretty = flat if len(flat) <= 100 else msgspec.json.format(flat, indent=2)
    return f"```json\n{pretty.decode()}\n```\n"


def code(words: str) -> str:
    """Code inside a table's cell, where a bar would end the cell."""
    return f"`{words.replace('|', chr(92) + '|')}`"
