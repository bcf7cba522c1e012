"""The refusals of the platform: every way in which a request can be turned down, each with a code.

A refusal is an answer, not an accident: it names its cause, nothing is lost by it, and the socket
that receives it stays open.
"""

from typing import Literal

Code = Literal[
    "not_json",
    "binary",
    "unknown_type",
    "bad_field",
    "bad_text",
    "bad_picture",
    "empty",
    "too_long",
    "too_big",
    "hello_first",
    "hello_twice",
    "token",
    "site",
    "no_conversation",
    "not_yours",
    "over",
    "not_now",
    "already_taken",
    "no_offer",
    "full",
    "nobody_waiting",
    "other_text",
    "erased",
    "unknown_snippet",
    "blocked",
    "opted_out",
    "window_closed",
    "never_first",
    "ask_first",
    "not_these_hours",
    "no_reason",
    "bad_reason",
    "wrong_word",
    "not_matched",
    "too_many_tries",
    "no_hours",
    "not_ready",
    "paused",
    "closed",
    "line_full",
    "bad_code",
    "not_offered",
    "needs_work",
    "not_supervisor",
    "slow_down",
    "try_again",
]

DETAILS: dict[Code, str] = {
    "not_json": "This frame is not valid JSON text.",
    "binary": "Only text frames are accepted.",
    "unknown_type": "The frame's type is unknown.",
    "bad_field": "A field is missing, unknown or of the wrong kind.",
    "bad_text": "The text holds characters that cannot be stored (NUL or half a surrogate pair).",
    "bad_picture": "This is no picture that we can show.",
    "empty": "There are no words in this message.",
    "too_long": "The text is longer than 2,000 characters. Send the first part, then the rest.",
    "too_big": "The frame is larger than 64 KiB.",
    "hello_first": "Say hello first.",
    "hello_twice": "Hello was said already on this socket.",
    "token": "This token opens nothing: it is unknown, too old, or belongs to another line.",
    "site": "This site is not registered.",
    "no_conversation": "There is no such conversation.",
    "not_yours": "This conversation is not yours.",
    "over": "This conversation is over.",
    "not_now": "This cannot be done in the conversation's present state.",
    "already_taken": "Another counsellor has taken this conversation.",
    "no_offer": "This conversation is not offered to you (any more).",
    "full": "You hold as many conversations as your limit allows.",
    "nobody_waiting": "Nobody is waiting.",
    "other_text": "This message id was used before with another text; the first one is kept.",
    "erased": "The words of this conversation have been erased.",
    "unknown_snippet": "There is no snippet of this name.",
    "blocked": "Nothing is taken in from this address for now.",
    "opted_out": "They asked for no more texts. Nothing can be sent until they text START.",
    "window_closed": "They wrote more than 24 hours ago; this channel takes no answer after that.",
    "never_first": "They asked never to be written to first, and have not written lately.",
    "ask_first": "They asked to be asked first: send the question whether it is a good time.",
    "not_these_hours": "They asked not to be written to at this time of day.",
    "no_reason": "A reason is needed, in a few words.",
    "bad_reason": "A reason may hold no number: others read it. Say it in words.",
    "wrong_word": "This is not the word that was agreed on.",
    "not_matched": "They have not given the word that was agreed on.",
    "too_many_tries": "Too many wrong words. Try again in an hour.",
    "no_hours": "There is no time between these two: from and until are the same.",
    "not_ready": "They have not said yet that they are alone with the screen.",
    "paused": "They paused: nobody writes to them until they go on.",
    "closed": "The line is closed now, or about to close, and lets nobody new in.",
    "line_full": "So many wait that nobody new is let in just now.",
    "bad_code": "This number opens nothing: it is mistyped, used or too old.",
    "not_offered": "The line does not offer this.",
    "needs_work": "Too many come at once: answer the welcome's puzzle first.",
    "not_supervisor": "Only a supervisor may do this.",
    "slow_down": "Too much at once. Nothing is lost; wait a moment, then send it again.",
    "try_again": "It could not be stored just now. Nothing is lost; send it again.",
}


class Refused(Exception):
    """A request turned down: `code` names the cause, `detail` says it in a sentence."""

    def __init__(self, code: Code, detail: str = "") -> None:
        self.code: Code = code
        self.detail = detail or DETAILS[code]
        super().__init__(f"{code}: {self.detail}")
