"""Who may do what: the one place that decides, for sockets, pages, forms and commands alike.

Every action has one row in RULES; an action without a row is a mistake of ours and allowed to
nobody. What is sent by a console is named by its frame.
"""

from dataclasses import dataclass
from typing import Literal, Protocol
from uuid import UUID

from helpline.errors import Refused
from helpline.models import Conversation, Counsellor
from helpline.roles import HELPING, Role
from helpline.states import FINAL, HELD

SUPERVISING = frozenset({Role.SUPERVISOR})
RUNNING = frozenset({Role.ADMINISTRATOR})
# Numbers are shown to no peer.
TRUSTED_WITH_NUMBERS = HELPING - {Role.PEER}


@dataclass(frozen=True, slots=True)
class Rule:
    """Which roles may, and about which conversations: none, `own` in hand, those they are `beside`
    as well (asked in, or watching), or any of the `line`."""

    roles: frozenset[Role]
    reach: Literal["", "own", "beside", "line"] = ""


RULES: dict[str, Rule] = {
    # ---- the desk, about nobody in particular
    "console": Rule(HELPING),
    "hello": Rule(HELPING),
    "beat": Rule(HELPING),
    "active": Rule(HELPING),
    "status": Rule(HELPING),
    "take": Rule(HELPING),
    "accept": Rule(HELPING),
    "decline": Rule(HELPING),
    "receive": Rule(HELPING),
    "come": Rule(HELPING),
    "depart": Rule(HELPING),
    "last_orders": Rule(SUPERVISING),
    "partners": Rule(HELPING),
    "send_back": Rule(HELPING),
    "overflow": Rule(SUPERVISING),
    "end_overflow": Rule(SUPERVISING),
    "choose": Rule(HELPING),
    "window": Rule(HELPING),
    # ---- a conversation in one's own hands
    "say": Rule(HELPING, "beside"),
    "note": Rule(HELPING, "beside"),
    "typing": Rule(HELPING, "own"),
    "transfer": Rule(HELPING, "own"),
    "hand": Rule(HELPING, "own"),
    "unhand": Rule(HELPING, "own"),
    "refer": Rule(HELPING, "own"),
    "consent": Rule(HELPING, "own"),
    "pass_on": Rule(HELPING, "own"),
    "invite": Rule(HELPING, "own"),
    "uninvite": Rule(HELPING, "own"),
    "introduce": Rule(HELPING, "beside"),
    "end": Rule(HELPING, "own"),
    "wrap": Rule(HELPING, "own"),
    "noting": Rule(HELPING, "own"),
    "flag": Rule(HELPING, "own"),
    "writing": Rule(HELPING, "own"),
    "code": Rule(HELPING, "own"),
    "earlier": Rule(HELPING, "own"),
    "picture": Rule(HELPING, "beside"),
    "reveal": Rule(TRUSTED_WITH_NUMBERS, "own"),
    "block": Rule(HELPING, "own"),
    # ---- hard moments
    "raise_hand": Rule(HELPING, "own"),
    "lower_hand": Rule(HELPING, "own"),
    "support": Rule(HELPING),
    "ready_again": Rule(HELPING),
    "checklist": Rule(HELPING, "own"),
    "decide": Rule(HELPING, "own"),
    "weighing": Rule(HELPING, "own"),
    "decisions": Rule(SUPERVISING),
    "blocks": Rule(SUPERVISING),
    "acknowledge": Rule(SUPERVISING),
    "release": Rule(SUPERVISING, "line"),
    "take_over": Rule(SUPERVISING, "line"),
    "capacity": Rule(SUPERVISING),
    "skills": Rule(SUPERVISING),
    "watch": Rule(SUPERVISING, "line"),
    "reassign": Rule(SUPERVISING, "line"),
    "line": Rule(SUPERVISING),
    "wall": Rule(SUPERVISING),
    # ---- pages
    "transcript": Rule(SUPERVISING, "line"),
    "transcripts": Rule(SUPERVISING),
    "disclose": Rule(SUPERVISING, "line"),
    # ---- what was asked for by law, of one's own line
    "demands": Rule(SUPERVISING | RUNNING),
    "demand": Rule(SUPERVISING | RUNNING, "line"),
    # ---- what may not be erased yet, by law: whoever runs the line may agree, and read nothing
    "holds": Rule(SUPERVISING | RUNNING),
    "ask_hold": Rule(SUPERVISING, "line"),
    "agree_hold": Rule(SUPERVISING | RUNNING, "line"),
    "release_hold": Rule(SUPERVISING | RUNNING, "line"),
    "open_hold": Rule(SUPERVISING, "line"),
    # ---- words taken out by hand: two rights, so that a house can part them
    "mask": Rule(SUPERVISING, "line"),
    "erase_words": Rule(SUPERVISING, "line"),
    "mask_demand": Rule(SUPERVISING | RUNNING, "line"),
    "erase_demand": Rule(SUPERVISING | RUNNING, "line"),
    # ---- what is kept in doubt was looked at, and may be kept
    "checked": Rule(SUPERVISING, "line"),
    "figures": Rule(SUPERVISING | RUNNING | frozenset({Role.EVALUATOR})),
    "sites": Rule(SUPERVISING | RUNNING),
    "administer": Rule(RUNNING),
    "settings": Rule(RUNNING),
    "drill": Rule(SUPERVISING),
    "agree": Rule(SUPERVISING | RUNNING),
    # ---- the directory kept true
    "tend": Rule(SUPERVISING | RUNNING),
    "tell": Rule(HELPING | RUNNING),
}


class SignedIn(Protocol):
    """Whoever a request comes from, as far as access is concerned; perhaps nobody we know."""

    @property
    def is_authenticated(self) -> bool: ...

    @property
    def is_active(self) -> bool: ...

    @property
    def is_superuser(self) -> bool: ...

    @property
    def pk(self) -> int | None: ...


def person_of(user: SignedIn | None) -> Counsellor | None:
    """The person behind a signed-in, active account, whatever their role; None for anybody else."""
    if user is None or user.pk is None or not (user.is_authenticated and user.is_active):
        return None
    return Counsellor.objects.select_related("line", "user").filter(user_id=user.pk).first()


def may(person: Counsellor | None, action: str, conversation: Conversation | None = None) -> bool:
    """Whether they may do this now, about this conversation if it is about one."""
    try:
        check(person, action, conversation)
    except Refused:
        return False
    return True


def check(
    person: Counsellor | None,
    action: str,
    conversation: Conversation | None = None,
    *,
    beside: bool = False,
) -> Counsellor:
    """This person, if they may do this now, about this conversation if it is about one.

    `beside` says that they were asked in there, or watch; who asks has looked that up.

    Raises `Refused`: `not_allowed`, `not_supervisor`, `not_yours` or `over`.
    """
    person, rule = _by_role(person, action)
    if rule.reach and conversation is None:
        raise Refused("not_allowed")
    by_hand = rule.reach == "own" or (rule.reach == "beside" and not beside)
    if by_hand and conversation is not None:
        _must_hold(person, conversation)
    if rule.reach == "line" and conversation is not None and conversation.line_id != person.line_id:
        raise Refused("not_yours")
    return person


def must(
    counsellor: UUID,
    action: str,
    conversation: Conversation | None = None,
    *,
    beside: bool = False,
) -> Counsellor:
    """The same, for whom a socket or a form has by their id; the role is read anew each time."""
    found = Counsellor.objects.select_related("line", "user").filter(pk=counsellor).first()
    return check(found, action, conversation, beside=beside)


def must_be(counsellor: UUID, action: str) -> None:
    """Raises `Refused` unless their role allows this, whatever conversation it may be about."""
    found = Counsellor.objects.select_related("user").filter(pk=counsellor).first()
    _by_role(found, action)


def account_may(user: SignedIn | None, action: str) -> bool:
    """The same for an account: whoever set the installation up may all that running it needs."""
    return may(person_of(user), action) or _runs(user, action)


def _runs(user: SignedIn | None, action: str) -> bool:
    """Whether an account set the installation up, and this belongs to running it."""
    runs = user is not None and user.is_authenticated and user.is_active and user.is_superuser
    return runs and Role.ADMINISTRATOR in RULES[action].roles


def check_line(user: SignedIn | None, action: str, line: int | None) -> None:
    """Whether an account may do this about a record of one line, or of none (`line` is its pk).

    Whoever set the installation up and works for no line may for each of them. Raises `Refused`:
    `not_allowed`, `not_supervisor`, or `not_yours` for another line's.
    """
    person = person_of(user)
    if not _runs(user, action):
        person, _rule = _by_role(person, action)
    if person is not None and person.line_id != line:
        raise Refused("not_yours")


def _by_role(person: Counsellor | None, action: str) -> tuple[Counsellor, Rule]:
    rule = RULES.get(action)
    if rule is None or person is None or not person.user.is_active:
        raise Refused("not_allowed")
    if person.role not in rule.roles:
        raise Refused("not_supervisor" if rule.roles == SUPERVISING else "not_allowed")
    return person, rule


def _must_hold(person: Counsellor, conversation: Conversation) -> None:
    if conversation.counsellor_id != person.pk:
        raise Refused("not_yours")
    if conversation.state not in HELD:
        raise Refused("over" if conversation.state in FINAL else "not_yours")
