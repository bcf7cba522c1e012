"""What a form of the plain page brings: read calmly, whatever somebody has put into it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from routing.hands.surveys import QUESTIONS

LONGEST_TOKEN, LONGEST_CODE = 64, 24


@dataclass(frozen=True, slots=True)
class Form:
    """One press of a button.

    `id` belongs to the words as they were shown in this very form, so that a press that is repeated
    stores them once; `still` says that the part which looks by itself was stopped. `code` is a
    number for coming back, `chosen` what was chosen before, `answers` how it was, by question.
    """

    do: str = ""
    token: str = ""
    words: str = ""
    choice: str = ""
    chosen: str = ""
    code: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    again: bool = False
    still: bool = False
    id: UUID = field(default_factory=uuid.uuid4)


def read(fields: Mapping[str, str]) -> Form:
    """The form in these fields; what cannot be read is as if it were not there."""
    token = fields.get("t", "")
    return Form(
        do=fields.get("do", ""),
        token=token if len(token) <= LONGEST_TOKEN else "",
        words=plain(fields.get("words", "")),
        choice=fields.get("choice", ""),
        chosen=fields.get("chosen", ""),
        code=fields.get("code", "").strip()[:LONGEST_CODE],
        answers={each: said for each in QUESTIONS if (said := fields.get(each, ""))},
        again=fields.get("again") == "1" or fields.get("do") == "again",
        still=fields.get("do") == "still"
        or (fields.get("still") == "1" and fields.get("do") != "moving"),
        id=_uuid(fields.get("id", "")),
    )


def plain(words: str) -> str:
    """As they were typed: forms end lines with two signs, and pages trim what they send."""
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid.uuid4()
