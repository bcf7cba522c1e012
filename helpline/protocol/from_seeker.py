"""What a seeker's page says."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from helpline.protocol.kinds import (
    Answer,
    Frame,
    Key,
    Kind,
    Locale,
    Mark,
    ReturnNumber,
    Seq,
    Token,
    Work,
)


class Hello(Frame, tag="hello"):
    """First frame of a socket. `since` is the last seq the client has; `token` resumes.

    `code` is a number for coming back, typed by the person; `entry` the code of the link or poster
    by which they came, which is only counted.
    """

    site: Key = ""
    token: Token | None = None
    since: Seq = 0
    locale: Locale = "en"
    code: ReturnNumber = ""
    entry: Kind = ""


class Enter(Frame, tag="enter"):
    """Take a place in the queue before the first words; harmless if there is one already.

    `work` answers the welcome's puzzle, if it had one: the puzzle, a dot, and what was found.
    """

    work: Work = ""


class Say(Frame, tag="say"):
    """Words from the seeker. `id` is chosen by the client and makes a repeat harmless.

    `work` is needed where the first words are what opens the conversation, as in `enter`.
    """

    id: UUID
    text: str
    work: Work = ""


class Ready(Frame, tag="ready"):
    """They are alone with the screen: the counsellor may write from now on."""


class Pause(Frame, tag="pause"):
    """Nobody is to write to them, or be asked for them, for a while; their place is held."""

    on: bool


class Another(Frame, tag="another"):
    """They ask for another counsellor: back to the queue, at their place, without a reason."""


class Return(Frame, tag="return"):
    """They want a number for coming back from elsewhere (answered by `return`), or want it gone."""

    wanted: bool


class Survey(Frame, tag="survey"):
    """What they answered when it was over, by question; counted, and kept nowhere else."""

    answers: Annotated[dict[Answer, Answer], Meta(max_length=5)]


class Typing(Frame, tag="typing"):
    """The seeker is (or is no longer) writing; never stored, never promised."""

    on: bool


class End(Frame, tag="end"):
    """The seeker ends the conversation, or leaves the queue."""


class Exit(Frame, tag="exit"):
    """Quick exit: the token dies at once, the counsellor is told not to write."""


class Keep(Frame, tag="keep"):
    """What becomes of the words: `erase` now, or `keep` as long as the line's policy says.

    `at_end`, `days` and `follow_up` are wishes for the end, within what the line offers.
    """

    choice: Literal["erase", "keep", "at_end", "days", "follow_up"]


class Beat(Frame, tag="beat"):
    """A sign of life. A page's is answered by `heard`; the server's (to consoles, every 10 s) is
    answered by the same, and so keeps the counsellor's lease.

    `mark` is given back as it was last received: whoever brings it has read all that came before.
    """

    mark: Mark = ""


FromSeeker = (
    Hello
    | Enter
    | Say
    | Typing
    | Ready
    | Pause
    | Another
    | Return
    | End
    | Exit
    | Keep
    | Survey
    | Beat
)
