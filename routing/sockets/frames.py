"""A frame as it came: decoded, or refused with its cause in the sender's own terms."""

import json
from typing import Any
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from helpline import protocol
from helpline.errors import Code, Refused


def read(decoder: msgspec.json.Decoder[Any], text: str | None) -> Any:
    """The frame that came, if it is text and not too large; raises `Refused`."""
    if text is None:
        raise Refused("binary")
    if len(text) * 4 > protocol.FRAME_LIMIT < len(text.encode()):
        raise Refused("too_big")
    return decode(decoder, text)


def decode(decoder: msgspec.json.Decoder[Any], text: str) -> Any:
    """The frame in `text`; raises `Refused` with the cause in the sender's own terms."""
    try:
        return decoder.decode(text)
    except msgspec.ValidationError as error:
        cause: Code = "unknown_type" if str(error).endswith("`$.type`") else "bad_field"
        raise Refused(cause, str(error)) from None
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        raise Refused("bad_text" if "\\ud" in text.lower() else "not_json") from None


def concerns(text: str | None) -> tuple[UUID | UnsetType, UUID | UnsetType]:
    """The id and the conversation a refused frame spoke of, as far as they can be read."""
    try:
        frame = json.loads(text or "")
    except (ValueError, RecursionError):
        return UNSET, UNSET
    if not isinstance(frame, dict):
        return UNSET, UNSET
    return _uuid(frame.get("id")), _uuid(frame.get("conversation"))


def _uuid(value: object) -> UUID | UnsetType:
    try:
        return UUID(value) if isinstance(value, str) else UNSET
    except ValueError:
        return UNSET
