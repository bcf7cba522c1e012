"""What a seeker's page is shown when it says hello: its line, and the talk that it may open."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from msgspec import UNSET

from helpline.errors import Refused
from helpline.models import Conversation, Line, Seeker, Site
from helpline.protocol import Door, KeepWish, Shown, StateFrame
from helpline.seekers import is_fresh, new_token, token_hash
from helpline.states import HELD, State
from routing import lawwords, outbound, returning
from routing.consoles.snapshots import names_of, shown, unsent_seal
from routing.entering import limits, rush
from routing.entering.openings import texts_of
from routing.events import milliseconds
from routing.hands import partings
from routing.texting import blocks
from routing.waiting import boards, doors
from transcripts import record

TOKEN_IDLE = timedelta(minutes=30)


class Visit:
    """What a seeker's hello found: the line, and the conversation that it opens, if any.

    `token` is there when a number for coming back has opened it: the new one.
    """

    __slots__ = (
        "conversation",
        "door",
        "line",
        "messages",
        "puzzle",
        "seals",
        "seeker",
        "seq",
        "skill",
        "state",
        "texts",
        "token",
    )

    def __init__(self, line: Line, locale: str) -> None:
        self.line = line.pk
        self.texts: dict[str, str] = texts_of(line, "web", locale)
        self.seeker: UUID | None = None
        self.conversation: UUID | None = None
        self.seq = 0
        self.messages: list[Shown] = []
        self.seals: list[str] = []
        self.puzzle = ""
        self.state = StateFrame(state="none")
        self.token = ""
        self.door = doors.of(line.pk)
        self.skill = ""


@dataclass(frozen=True, slots=True)
class Greetings:
    """How often a door may be come by in so many `seconds`: of one address, and with one token."""

    door: str
    seconds: int
    of_address: int
    of_token: int

    def count(self, whence: str, token: str) -> None:
        """Raises `Refused` when they come too often."""
        for key, most in ((whence, self.of_address), (token, self.of_token)):
            if not limits.allow(self.door, key, most, self.seconds):
                raise Refused("slow_down")


def greeted(
    greetings: Greetings, whence: str, token: str | None, look: Callable[[], Visit]
) -> Visit:
    """What `look` finds, unless they come too often; with a puzzle if there is a rush."""
    greetings.count(whence, token or "")
    found = look()
    if found.conversation is None:
        found.puzzle = rush.puzzle(found.line)
    return found


def visit(
    site: str, token: str | None, since: int, locale: str, code: str = "", whence: str = ""
) -> Visit:
    """Answer a seeker's hello; raises `Refused` for an unknown site, token or number.

    A number for coming back (`code`) opens its talk under a new token, whatever else was brought.
    """
    line, skill = _line_of(site)
    found = Visit(line, locale)
    found.skill = skill
    if code:
        token, since = new_token(line.pk), 0
        returning.come_back(line.pk, code, token_hash(token), whence)
        found.token = token
    if token is None:
        return found
    seeker = Seeker.objects.filter(token_hash=token_hash(token), line=line).first()
    # Looked up, not as it was kept a second ago: who comes back at once would lose their token.
    until = blocks.until_of(blocks.pages(line.pk, timezone.now()), line.pk, token_hash(token))
    if until is not None:
        return _turned_away(found, line, locale, until)
    if seeker is None and is_fresh(token, line.pk) and not code:
        return found
    if seeker is None:
        raise Refused("token")
    return _opened(found, seeker, since)


def _turned_away(found: Visit, line: Line, locale: str, until: datetime) -> Visit:
    """A blocked page that comes back finds a closed door, until when, and whom to write to."""
    said = partings.note(line, locale, until)
    found.door = dataclasses.replace(found.door, door=Door(state="closed"))
    found.texts |= dict.fromkeys(("closed_more", "closed_title"), "") | {"opens_unknown": said}
    return found


def look(seeker: UUID, since: int) -> Visit:
    """The same for a page that may look once and knows no token; raises `Refused`."""
    known = Seeker.objects.select_related("line").filter(pk=seeker).first()
    if known is None:
        raise Refused("token")
    return _opened(Visit(known.line, "en"), known, since)


def _opened(found: Visit, seeker: Seeker, since: int) -> Visit:
    row = _talk_of(seeker)
    seen = max(seeker.seen_at, row.last_seeker_word_at if row else seeker.seen_at)
    if timezone.now() - seen > TOKEN_IDLE or (row is not None and row.exited_at is not None):
        raise Refused("token")
    if row is not None and row.paused_until is not None and returning.is_back(row.pk):
        row = _talk_of(seeker)
    found.seeker = seeker.pk
    if row is not None:
        found.conversation, found.seq = row.pk, row.last_seq
        found.state = _state_of(row, with_wait=True)
        found.seals = [seal] if (seal := unsent_seal(row.pk, "seeker")) else []
        said = record.after({row.pk: since})
        who = names_of(said)
        # What was said since the row was read comes by the socket; it would be shown twice.
        found.messages = [
            shown(w, who, to_seeker=True)
            for w in said
            if w.kind != "note" and w.seq <= row.last_seq
        ]
    # By now they may have come back elsewhere, and have another token; or be forgotten, with none.
    same = Q(token_hash=seeker.token_hash) | Q(token_hash=None)
    theirs = Seeker.objects.filter(same, pk=seeker.pk)
    if not theirs.update(seen_at=timezone.now()):
        raise Refused("token")
    return found


def _talk_of(seeker: Seeker) -> Conversation | None:
    rows = Conversation.objects.select_related("counsellor").filter(seeker=seeker)
    return rows.order_by("-opened_at").first()


def _line_of(site: str) -> tuple[Line, str]:
    """The line a page belongs to, and the skill it asks for: of the registered site, or of our own
    page (no site)."""
    skill = ""
    if site.startswith("line:"):
        own = Line.objects.filter(slug=site.removeprefix("line:")).first()
    elif site:
        registered = Site.objects.select_related("line").filter(key=site, active=True).first()
        own, skill = (registered.line, registered.skill) if registered else (None, "")
    else:
        own = Line.objects.filter(drill=False).order_by("pk").first()
    if own is None or own.drill:
        raise Refused("site")
    return own, skill


def _state_of(row: Conversation, *, with_wait: bool) -> StateFrame:
    held = row.state in HELD and row.counsellor is not None
    waiting = row.state in (State.WAITING, State.OFFERED)
    told = outbound.standing_beside(row)
    return StateFrame(
        state="waiting" if waiting else State(row.state).value,
        seq=row.last_seq,
        who=row.counsellor.shift_name if held and row.counsellor else "",
        wait=boards.wait_of(row) if waiting and with_wait else UNSET,
        erase_at=milliseconds(row.erase_at) if row.erase_at else UNSET,
        erased=row.erased_at is not None or bool(row.erase_at and row.erase_at <= timezone.now()),
        unready=told.unready,
        paused=told.paused or UNSET,
        wish=cast(KeepWish, told.wish),
        law=lawwords.law(told.law, told.hushed, milliseconds(timezone.now())),
    )


def just_opened(conversation: UUID, *, known: bool = False) -> tuple[UUID, StateFrame]:
    """Whose conversation this is, and how it stands: for a socket whose first words opened it.

    How long the wait is comes with the board, which every opening changes: in a rush it would be
    counted for each of them. Of one that was `known` before, nothing has changed it.
    """
    row = Conversation.objects.select_related("counsellor").get(pk=conversation)
    state = _state_of(row, with_wait=known)
    state.seal = unsent_seal(conversation, "seeker")
    return row.seeker_id, state
