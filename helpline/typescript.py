"""TypeScript types of the protocol: one interface for each struct, one union for each direction."""

import types
from inspect import getdoc
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec
from msgspec import NODEFAULT, UNSET, Struct, UnsetType

from helpline import errors, protocol

HEAD = """\
/** The frames of the two sockets. Made from helpline/protocol/ by `manage.py protocol`. */

/** The longest text of one message, in characters. */
export const TEXT_LIMIT = {text};
/** The largest frame, in bytes. */
export const FRAME_LIMIT = {frame};

export type Uuid = string;
"""
DIRECTIONS = {
    "FromSeeker": (protocol.FromSeeker, "What the seeker's page sends on /ws/chat/."),
    "ToSeeker": (protocol.ToSeeker, "What the seeker's page receives."),
    "FromConsole": (protocol.FromConsole, "What the console sends on /ws/console/."),
    "ToConsole": (protocol.ToConsole, "What the console receives."),
}
NAMED = [
    "Milliseconds",
    "Seq",
    "Locale",
    "Channel",
    "Author",
    "StateName",
    "Status",
    "SeekerPresence",
    "DeliveryState",
    "Wait",
    "DoorState",
    "KeepWish",
    "Way",
    "Layout",
    "SendKey",
    "Theme",
    "Happening",
]
PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", UUID: "Uuid"}

Type = Any
"""A type expression of Python; typing has no narrower name for all of them."""


def module() -> str:
    """The whole text of `protocol.ts`."""
    parts = [HEAD.format(text=protocol.TEXT_LIMIT, frame=protocol.FRAME_LIMIT)]
    parts += [alias(name, getattr(protocol, name)) for name in NAMED]
    parts.append(alias("Code", errors.Code))
    parts += [interface(struct) for struct in structs()]
    parts += [direction(name) for name in DIRECTIONS]
    return "\n".join(parts)


def structs() -> list[type[Struct]]:
    """Every struct that travels, file by file."""
    inside = f"{protocol.__name__}."
    own = (
        v for v in vars(protocol).values() if str(getattr(v, "__module__", "")).startswith(inside)
    )
    classes = (v for v in own if isinstance(v, type) and issubclass(v, Struct))
    return [struct for struct in classes if struct is not protocol.Frame]


def alias(name: str, kind: Type) -> str:
    """A named type, with what its annotation says about it."""
    about = next((m.description for m in get_args(kind) if isinstance(m, msgspec.Meta)), None)
    comment = f"/** {about} */\n" if about else ""
    return comment + union(name, spelled(kind, named=False).split(" | "))


def union(name: str, members: list[str]) -> str:
    """`export type Name = …;`, with one member a line where it is long."""
    line = f"export type {name} = {' | '.join(members)};\n"
    if len(line) <= 100:
        return line
    return f"export type {name} =\n" + "\n".join(f"  | {member}" for member in members) + ";\n"


def interface(struct: type[Struct]) -> str:
    """One struct; a field that has a default may be absent, and a comment says what that means."""
    hints = get_type_hints(struct, include_extras=True)
    lines = [f"export interface {struct.__name__} {{"]
    if struct.__struct_config__.tag is not None:
        lines.append(f'  readonly type: "{struct.__struct_config__.tag}";')
    lines += [field_line(field, hints[field.name]) for field in msgspec.structs.fields(struct)]
    return comment(struct) + "\n".join(lines) + "\n}\n"


def field_line(field: msgspec.structs.FieldInfo, kind: Type) -> str:
    mark = "" if field.required else "?"
    return f"  readonly {field.name}{mark}: {spelled(kind)};{absent(field)}"


def comment(struct: type[Struct]) -> str:
    """The struct's own docstring, if it has one."""
    if "__doc__" not in vars(struct) or not struct.__doc__:
        return ""
    text = (getdoc(struct) or "").strip().splitlines()
    if len(text) == 1:
        return f"/** {text[0]} */\n"
    return "/**\n" + "".join(f" * {line}".rstrip() + "\n" for line in text) + " */\n"


def absent(field: msgspec.structs.FieldInfo) -> str:
    """A comment with the value that an absent field stands for."""
    if field.default_factory is not NODEFAULT:
        value: object = field.default_factory()
    elif field.default in (NODEFAULT, UNSET):
        return ""
    else:
        value = field.default
    return f" // absent: {msgspec.json.encode(value).decode()}"


def direction(name: str) -> str:
    frames, about = DIRECTIONS[name]
    return f"/** {about} */\n" + union(name, [frame.__name__ for frame in get_args(frames)])


def spelled(kind: Type, *, named: bool = True) -> str:
    """A Python type in TypeScript; with `named`, by the alias it has in NAMED."""
    if named and (name := name_of(kind)):
        return name
    origin: Type = get_origin(kind)
    args = get_args(kind)
    if origin is Annotated:
        return spelled(args[0])
    if origin is Literal:
        return " | ".join(f'"{value}"' for value in args)
    if origin in (Union, types.UnionType):
        return " | ".join(spelled(arg) for arg in args if arg is not UnsetType)
    if origin is list:
        return f"readonly {bracketed(spelled(args[0]))}[]"
    if origin is dict:
        return f"Readonly<Record<{spelled(args[0])}, {spelled(args[1])}>>"
    if kind in (None, types.NoneType):
        return "null"
    return PLAIN.get(kind) or str(kind.__name__)


def name_of(kind: Type) -> str | None:
    """The alias under which this very type expression is known."""
    if kind is errors.Code:
        return "Code"
    return next((name for name in NAMED if getattr(protocol, name) == kind), None)


def bracketed(text: str) -> str:
    return f"({text})" if " " in text else text
