"""Who may do what: the one place that decides, for sockets, pages and commands alike."""

from typing import Protocol
from uuid import UUID

from helpline.errors import Refused
from helpline.models import Conversation, Counsellor
from helpline.states import FINAL, HELD


class SignedIn(Protocol):
    """Whoever the session cookie stands for, as far as access is concerned."""

    @property
    def is_authenticated(self) -> bool: ...

    @property
    def is_active(self) -> bool: ...

    @property
    def pk(self) -> int: ...


def counsellor_of(user: SignedIn | None) -> Counsellor | None:
    """The counsellor behind a signed-in, active account; None for anybody else."""
    if user is None or not (user.is_authenticated and user.is_active):
        return None
    return Counsellor.objects.select_related("line", "user").filter(user_id=user.pk).first()


def holds(counsellor: UUID, conversation: Conversation) -> bool:
    """Whether this counsellor has this conversation in hand now."""
    return conversation.counsellor_id == counsellor and conversation.state in HELD


def must_hold(counsellor: UUID, conversation: Conversation) -> None:
    """Raises `Refused` unless this counsellor has this conversation in hand now."""
    if holds(counsellor, conversation):
        return
    ours = conversation.counsellor_id == counsellor and conversation.state in FINAL
    raise Refused("over" if ours else "not_yours")
