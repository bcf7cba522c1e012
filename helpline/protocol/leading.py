"""What a console says of the line and its people: how much room, which skills, last orders."""

from typing import Annotated

from msgspec import Meta

from helpline.protocol.kinds import Frame, Name, Slug


class Overview(Frame, tag="line"):
    """Ask who waits and who talks with whom (supervisors only); answered by `line`."""


class Capacity(Frame, tag="capacity"):
    """How many a colleague may hold from now on (supervisors only)."""

    colleague: Name
    capacity: Annotated[int, Meta(ge=0, le=6)]


class Skills(Frame, tag="skills"):
    """What a colleague may be offered from now on, of what somebody of the line has (supervisors
    only)."""

    colleague: Name
    skills: Annotated[list[Slug], Meta(max_length=40)]


class Overflow(Frame, tag="overflow"):
    """Let whoever has waited here for `after` seconds be answered by the line `to`, for so many
    minutes. For supervisors."""

    to: Slug
    after: Annotated[int, Meta(ge=5, le=3600)]
    minutes: Annotated[int, Meta(ge=5, le=1440)]


class EndOverflow(Frame, tag="end_overflow"):
    """Nobody of this line is offered to another any more. For supervisors."""


class LastOrders(Frame, tag="last_orders"):
    """Let no one else into the line's queue by the web (supervisors only), or open it again."""

    on: bool
