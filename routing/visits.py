"""What a seeker's page is shown when it says hello: its line, and the talk its token opens."""

from datetime import timedelta
from typing import cast
from uuid import UUID

from django.utils import timezone
from msgspec import UNSET

from helpline.errors import Refused
from helpline.models import Conversation, Line, Seeker, Site
from helpline.protocol import KeepWish, Shown, StateFrame
from helpline.seekers import is_fresh, token_hash
from helpline.states import HELD, State
from routing import boards, doors, outbound, presence
from routing.events import milliseconds
from routing.openings import texts_of
from routing.snapshots import names_of, shown, unsent_seal
from transcripts import record

TOKEN_IDLE = timedelta(minutes=30)


class Visit:
    """What a seeker's hello found: the line, and the conversation that the token opens, if any."""

    __slots__ = (
        "conversation",
        "door",
        "line",
        "messages",
        "seals",
        "seeker",
        "seq",
        "state",
        "texts",
    )

    def __init__(self, line: Line, locale: str) -> None:
        self.line = line.pk
        self.texts: dict[str, str] = texts_of(line, "web", locale)
        self.seeker: UUID | None = None
        self.conversation: UUID | None = None
        self.seq = 0
        self.messages: list[Shown] = []
        self.seals: list[str] = []
        self.state = StateFrame(state="none")
        self.door = doors.of(line.pk)


def visit(site: str, token: str | None, since: int, locale: str) -> Visit:
    """Answer a seeker's hello; raises `Refused` for an unknown site or token."""
    line = _line_of(site)
    found = Visit(line, locale)
    if token is None:
        return found
    seeker = Seeker.objects.filter(token_hash=token_hash(token), line=line).first()
    if seeker is None and is_fresh(token, line.pk):
        return found
    if seeker is None:
        raise Refused("token")
    row = (
        Conversation.objects.select_related("counsellor")
        .filter(seeker=seeker)
        .order_by("-opened_at")
        .first()
    )
    seen = max(seeker.seen_at, row.last_seeker_word_at if row else seeker.seen_at)
    if timezone.now() - seen > TOKEN_IDLE or (row is not None and row.exited_at is not None):
        raise Refused("token")
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
    presence.seekers_alive([seeker.pk])
    return found


def _line_of(site: str) -> Line:
    """The line a page belongs to: of the registered site, or of our own page (no site)."""
    if site.startswith("line:"):
        own = Line.objects.filter(slug=site.removeprefix("line:")).first()
    elif site:
        registered = Site.objects.select_related("line").filter(key=site, active=True).first()
        own = registered.line if registered else None
    else:
        own = Line.objects.order_by("pk").first()
    if own is None:
        raise Refused("site")
    return own


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
