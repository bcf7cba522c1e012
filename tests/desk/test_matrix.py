"""Who may do what: every role, every object, every frame of a console and every address."""

import re
import uuid
from typing import Any, get_args

import msgspec
import pytest
from django.contrib import auth
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.utils import timezone
from msgspec.structs import replace

from config import opens
from helpline import access, examples, protocol
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line
from helpline.roles import Role
from helpline.states import State
from routing import inbound, presence
from routing.consoles import commands
from routing.entering.conversations import Inbound
from routing.entering.plan import Outcome
from routing.models import Assignment
from tests.desk.house import let_in, new_counsellor, new_line, web
from transcripts.copies import demands
from transcripts.models import Answer, Audit

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

ADD_A_ROW = (
    "add a row to access.RULES, named by its tag, and a line to routing/consoles/commands.py"
)
FRAMES: list[type[msgspec.Struct]] = list(get_args(protocol.FromConsole))
ROLES = [*Role, "deactivated"]
OBJECTS = ("own", "own, ended", "a colleague's", "another line's")
BY_ROLE = {"not_allowed", "not_supervisor"}
DENIED = BY_ROLE | {"not_yours"}
WORDS: dict[type, dict[str, Any]] = {protocol.DeskSay: {}, protocol.Note: {"kind": "note"}}


class House:
    """Two lines, somebody of this role, and a conversation of each kind."""

    def __init__(self, role: str) -> None:
        self.line, other = new_line(), new_line("day")
        self.who = person(self.line, role)
        self.conversations = {
            "own": talk(self.line, self.who),
            "own, ended": talk(self.line, self.who, State.CLOSED),
            "a colleague's": talk(self.line, person(self.line, Role.COUNSELLOR)),
            "another line's": talk(other, person(other, Role.COUNSELLOR)),
        }
        presence.set_status(self.who.pk, "here")


def person(line: Line, role: str) -> Counsellor:
    made = new_counsellor(line, "Kim")
    made.role = Role.SUPERVISOR.value if role == "deactivated" else role
    made.save()
    made.user.is_active = role != "deactivated"
    made.user.save()
    return made


def talk(line: Line, holder: Counsellor, state: State = State.ACTIVE) -> Conversation:
    """A conversation in somebody's hands, whatever their role is now."""
    stored = let_in(web(line, token=uuid.uuid4().hex))[0]
    row = Conversation.objects.get(pk=stored.conversation)
    row.state, row.counsellor = state, holder
    row.save()
    ended = {"ended_at": row.opened_at} if state == State.CLOSED else {}
    Assignment.objects.create(conversation=row, counsellor=holder, began_at=row.opened_at, **ended)
    return row


@pytest.fixture(params=ROLES)
def house(request: pytest.FixtureRequest) -> House:
    return House(str(request.param))


def expected(rule: access.Rule, who: Counsellor, about: str) -> set[str]:
    """The codes that a cell may be refused with; empty: it must not be refused for who it is."""
    if not who.user.is_active or who.role not in rule.roles:
        return BY_ROLE
    if rule.reach in ("own", "beside"):
        return {"own": set(), "own, ended": {"over"}}.get(about, {"not_yours"})
    if rule.reach == "line":
        return {"not_yours"} if about == "another line's" else set()
    return set()


# ---- the sockets -------------------------------------------------------------------------------


def test_every_frame_of_a_console_stands_in_the_tables() -> None:
    for frame in FRAMES:
        assert commands.action_of(frame) in access.RULES, f"{frame.__name__}: {ADD_A_ROW}"
        known = frame in commands.TABLE or frame in commands.BY_THE_SOCKET
        assert known, f"{frame.__name__}: {ADD_A_ROW}"


def test_every_cell_of_frames_and_objects_is_as_the_rules_say(house: House) -> None:
    wrong = []
    for frame in commands.TABLE:
        for about, row in house.conversations.items():
            rule = access.RULES[commands.action_of(frame)]
            code = outcome(house.who, frame, row)
            want = expected(rule, house.who, about)
            if (code in want) if want else (code not in DENIED):
                continue
            wrong.append(f"{house.who.role}, {frame.__name__}, {about}: {code or 'done'}")
    assert not wrong, "\n".join(wrong)


def outcome(who: Counsellor, frame: type[msgspec.Struct], row: Conversation) -> str:
    """The code with which it is refused, or "" when it was done; undone again."""
    example = next(each for each in examples.FROM_CONSOLE if type(each) is frame)
    about = {"conversation": row.pk} if "conversation" in frame.__struct_fields__ else {}
    try:
        with transaction.atomic():
            commands.perform(who.pk, replace(example, **about))
            transaction.set_rollback(True)
    except Refused as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize("kind", ["", "note"])
def test_words_are_taken_from_whoever_holds_it_and_nobody_else(house: House, kind: str) -> None:
    for about, row in house.conversations.items():
        said = say(house.who, row, kind)
        refused = said.code if isinstance(said, Refused) else ""
        want = {"own": "", "own, ended": "over"}.get(about, "not_yours")
        assert refused == want, about


def say(who: Counsellor, row: Conversation, kind: str) -> Outcome:
    words = Inbound(
        channel="web",
        author=who.pk.hex,
        client_id=uuid.uuid4(),
        text="words",
        line=row.line_id,
        conversation=row.pk,
        name=who.shift_name,
        kind=kind,
    )
    return inbound.receive([words])[0]


def test_what_was_tried_is_written_down_and_nobody_else_hears_of_it() -> None:
    house = House(Role.COUNSELLOR)
    theirs = house.conversations["a colleague's"]
    before = theirs.last_seq
    for frame in (protocol.DeskEnd(theirs.pk), protocol.LastOrders(on=True)):
        with pytest.raises(Refused):
            commands.perform(house.who.pk, frame)
    written = [(row.name, row.action, row.conversation, row.detail) for row in Audit.objects.all()]
    assert written == [
        ("Kim", "end", theirs.pk, "not_yours"),
        ("Kim", "last_orders", None, "not_supervisor"),
    ]
    theirs.refresh_from_db()
    assert theirs.last_seq == before


# ---- the addresses -----------------------------------------------------------------------------

# A value for each part of an address that is not fixed.
PARTS = {"slug": "night", "int": "1", "str": "x", "path": "1", "uuid": str(uuid.UUID(int=5))}
IN_GENERAL = (opens.EVERYBODY, opens.SIGNED_IN, opens.NOBODY)
QUERIES = {
    "admin/autocomplete/": "?app_label=helpline&model_name=counsellor&field_name=user",
}
VISITORS = ["nobody", *ROLES, "superuser"]


def test_every_address_stands_in_the_table() -> None:
    for address in {*opens.addresses(), *(each for each in opens.OPENS if "<" in each)}:
        assert opens.opens(address) in {*access.RULES, *IN_GENERAL}


@pytest.fixture(params=VISITORS)
def visitor(request: pytest.FixtureRequest) -> tuple[str, Client]:
    name, client = str(request.param), Client()
    if name == "superuser":
        new_line()
        client.force_login(get_user_model().objects.create_superuser("boss", password="x"))
    elif name != "nobody":
        user = person(new_line(), name).user
        user.set_password("x")
        user.save()
        client.force_login(user)
    return name, client


def test_every_cell_of_addresses_is_as_the_table_says(visitor: tuple[str, Client]) -> None:
    name, client = visitor
    wrong = []
    for address in dict.fromkeys(opens.addresses()):
        path = f"/{filled(address)}{QUERIES.get(address, '')}"
        answer = client.get(path)
        if answer.status_code == 405 and "logout" not in address:
            answer = client.post(path)
        said = answer.status_code, answer.headers.get("Location", "")
        who = opens.opens(address)
        if not is_right(address, who, *said, allowed=may(name, who)):
            wrong.append(f"{name}, /{address}: {said}")
    assert not wrong, "\n".join(wrong)


# ---- records of a line that are no conversation's --------------------------------------------

LINES = ("own line's", "another line's", "no line's")
REACHES = [name for name, rule in access.RULES.items() if rule.reach == "line"]


def lines_of(visitor: str) -> list[Line | None]:
    own = Line.objects.get() if visitor != "nobody" else new_line()
    return [own, new_line("day"), None]


def test_every_cell_of_records_of_a_line_is_as_the_rules_say(visitor: tuple[str, Client]) -> None:
    """Of another line's, or of none, there is nothing for whoever works for a line."""
    name, client = visitor
    user = auth.get_user(client)
    for about, line in zip(LINES, lines_of(name), strict=True):
        theirs = name == "superuser" or about == "own line's"
        for action in REACHES:
            try:
                access.check_line(user, action, line.pk if line else None)
                code = ""
            except Refused as refusal:
                code = refusal.code
            want = {"" if theirs else "not_yours"} if may(name, action) else BY_ROLE
            assert code in want, (name, about, action)


def demanded(line: Line | None) -> str:
    said = demands.Said("a court", "an order", "all about Jane Q")
    made = demands.record(
        line, demands.By(0, "Kit"), "court", timezone.localdate(), said, timezone.now()
    )
    return f"/console/demands/{made.pk}/"


def test_every_cell_of_roles_and_demands_is_as_the_rules_say(
    visitor: tuple[str, Client],
) -> None:
    name, client = visitor
    places = [demanded(each) for each in lines_of(name)]
    for about, place in zip(LINES, places, strict=True):
        theirs = may(name, "demand") and (name == "superuser" or about == "own line's")
        for answer in (client.get(place), client.post(place, {"decision": "refused", "why": "x"})):
            assert (answer.status_code in (200, 302)) is (theirs or name in OUTSIDE), (name, about)
            assert ("Jane Q" in answer.content.decode()) is (
                theirs and answer.request["REQUEST_METHOD"] == "GET"
            )
        assert Answer.objects.filter(demand=uuid.UUID(place.split("/")[-2])).exists() is theirs
    if may(name, "demands"):
        listed = client.get("/console/demands/").content.decode()
        shown = [place in listed for place in places]
        assert shown == ([True] * 3 if name == "superuser" else [True, False, False])
        tried = Audit.objects.filter(action="demand", detail="not_yours").count()
        assert tried == (0 if name == "superuser" else 4)


# Who is sent to the door.
OUTSIDE = ("nobody", "deactivated")


def filled(address: str) -> str:
    """The address with something in the place of each part that is not fixed."""
    plain = re.sub(r"\(\?P<url>.*\)\$?$", "nowhere", address).rstrip("$")
    plain = re.sub(r"\(\?P<app_label>([a-z_|]+)\)", lambda m: m[1].split("|")[0], plain)
    return re.sub(r"<(?:(\w+):)?\w+>", lambda m: PARTS[m[1] or "str"], plain)


def is_right(address: str, who: str, status: int, location: str, *, allowed: bool) -> bool:
    """Whether an answer fits; something that is not there may be looked for by whoever may."""
    if who == opens.EVERYBODY:
        return status < 500
    to_the_door = location.startswith(("/accounts/login/", "/admin/login/"))
    if not allowed:
        return status in (302, 403, 404)
    not_there = status == 404 and ("<" in address or who == opens.SIGNED_IN)
    return not to_the_door and (status in (200, 302, 405) or not_there)


def may(visitor: str, action: str) -> bool:
    if action == opens.EVERYBODY:
        return True
    if visitor in ("nobody", "deactivated") or action == opens.NOBODY:
        return False
    if action == opens.SIGNED_IN:
        return True
    rule = access.RULES[action]
    if visitor == "superuser":
        return Role.ADMINISTRATOR in rule.roles
    return visitor in rule.roles
