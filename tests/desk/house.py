"""A small helpline to test against: builders for lines, people and words, and what is kept."""

import hashlib
import itertools
import os
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

import pytest
from django.contrib.auth import get_user_model
from django.db import connections
from django.db.models import Q
from django.utils import timezone
from hypothesis import settings
from msgspec.structs import replace

from helpline.errors import Code, Refused
from helpline.models import Conversation, Counsellor, Line, Seeker
from helpline.states import State
from routing import desk, inbound, presence
from routing.entering.conversations import Inbound
from routing.entering.plan import Accepted, Outcome
from routing.models import Assignment, Offer, Shift, Step
from routing.texting.numbers import register
from routing.waiting import doors, room
from tests.lines import QUIET
from transcripts import record
from transcripts.models import Message

ROOMS = ["routing", "transcripts", "referrals", "helpline"]
REAL = pytest.mark.django_db(
    transaction=True,
    databases=["default", "keys"],
    available_apps=[*ROOMS, "django.contrib.auth", "django.contrib.contenttypes"],
)
R = TypeVar("R")
# How far Hypothesis looks: a little in every run, further with HELPLINE_TEST_EXAMPLES=2000.
SEARCH = settings(
    max_examples=int(os.environ.get("HELPLINE_TEST_EXAMPLES", "50")),
    stateful_step_count=50,
    deadline=None,
    print_blob=True,
)
PHONE, NUMBER = "+15005550006", "+12045550100"
_numbers = itertools.count(1)


class Clock:
    """The time of the house: it stands still unless a test moves it forward, however slow the
    machine is, and yet no two moments of it are the same."""

    def __init__(self) -> None:
        self.last = datetime.now(UTC)

    def now(self) -> datetime:
        self.last += timedelta(microseconds=1)
        return self.last

    def forward(self, **much: float) -> datetime:
        """Let so much time pass; returns the new now."""
        self.last += timedelta(**much)
        return self.now()


# ---- people ------------------------------------------------------------------------------------


def new_line(slug: str = "night", *, number: str = "", **changes: Any) -> Line:
    """A line that says nothing by itself, unless it is told to; with this number, if any."""
    made = {"slug": slug, "name": "Night line", "automatic": QUIET, **changes}
    line = Line.objects.create(**made)
    if number:
        line.numbers.create(channel="sms", number=number)
    register.forget()
    doors.forget()
    return line


def new_counsellor(
    line: Line,
    name: str,
    *,
    languages: Sequence[str] = ("en", "fr"),
    capacity: int = 3,
    here: bool = False,
) -> Counsellor:
    user = get_user_model().objects.create(username=f"{name}-{next(_numbers)}")
    person = Counsellor.objects.create(
        user=user, line=line, shift_name=name, languages=list(languages), capacity=capacity
    )
    if here:
        presence.set_status(person.pk, "here")
    return person


# ---- words -------------------------------------------------------------------------------------


def web(
    line: Line,
    text: str = "Is somebody there?",
    *,
    token: str = "",
    client_id: UUID | None = None,
    conversation: UUID | None = None,
    locale: str = "en",
) -> Inbound:
    """Words of the web seeker who has this token; else of whoever this conversation is with."""
    theirs = _token_hash_of(conversation) if conversation and not token else b""
    return Inbound(
        channel="web",
        author="seeker",
        client_id=client_id or uuid.uuid4(),
        text=text,
        line=line.pk,
        locale=locale,
        conversation=conversation,
        token_hash=theirs or hashlib.sha256((token or "first").encode()).digest(),
    )


def _token_hash_of(conversation: UUID) -> bytes:
    known = Conversation.objects.filter(pk=conversation).values_list(
        "seeker__token_hash", flat=True
    )
    return bytes(known.first() or b"")


def enters(line: Line, *, token: str = "first", locale: str = "en") -> Inbound:
    """The web seeker who has this token takes a place in the queue and says nothing yet."""
    return replace(web(line, "", token=token, locale=locale), enters=True)


def sms(line: Line, text: str = "hi", *, address: str = PHONE, sid: str = "") -> Inbound:
    """A text from this phone to the line's number, as the provider brings it."""
    sid = sid or f"SM{next(_numbers):032x}"
    number = line.numbers.first()
    return Inbound(
        channel="sms",
        author="seeker",
        client_id=uuid.uuid5(uuid.NAMESPACE_OID, sid),
        text=text,
        line=line.pk,
        address=address,
        external_id=sid,
        number=number.pk if number else None,
    )


def reply(
    person: Counsellor,
    conversation: UUID,
    text: str = "I am here.",
    *,
    kind: str = "",
    client_id: UUID | None = None,
    snippets: tuple[str, ...] = (),
) -> Inbound:
    """Words of this counsellor, as the console sends them."""
    return Inbound(
        channel="web",
        author=person.pk.hex,
        client_id=client_id or uuid.uuid4(),
        text=text,
        line=person.line_id,
        conversation=conversation,
        kind=kind,
        name=person.shift_name,
        snippets=snippets,
    )


def let_in(*items: Inbound) -> list[Accepted]:
    """Let these in as one batch; every one must be accepted."""
    outcomes = inbound.receive(items)
    assert not [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    return [outcome for outcome in outcomes if isinstance(outcome, Accepted)]


def codes(outcomes: Sequence[Outcome]) -> list[str]:
    """ "stored", "repeat" or the refusal's code, for each outcome."""
    return [
        o.code if isinstance(o, Refused) else "repeat" if o.repeat else "stored" for o in outcomes
    ]


def opened(item: Inbound) -> UUID:
    """The conversation that these first words open."""
    return let_in(item)[0].conversation


def talk(line: Line, person: Counsellor, item: Inbound | None = None) -> UUID:
    """A conversation in the hands of this counsellor, who is put on shift for it or stays on it."""
    if presence.beat({person.pk}):
        presence.set_status(person.pk, "resting")
    conversation = opened(item or web(line, token=f"seeker {next(_numbers)}"))
    desk.take(person.pk)
    assert row(conversation).counsellor_id == person.pk
    return conversation


def wrapped(person: Counsellor, conversation: UUID) -> None:
    """End and close this conversation, which may be closed by its end."""
    desk.end(person.pk, conversation)
    if state(conversation) == State.WRAP_UP:
        desk.wrap(person.pk, conversation, "support")


# ---- what is kept ------------------------------------------------------------------------------


def all_look() -> None:
    """Every seeker's page shows a sign of life just now."""
    Seeker.objects.update(seen_at=timezone.now())


def row(conversation: UUID) -> Conversation:
    return Conversation.objects.get(pk=conversation)


def state(conversation: UUID) -> State:
    return State(row(conversation).state)


def happenings(conversation: UUID) -> list[str]:
    steps = Step.objects.filter(conversation_id=conversation).order_by("seq")
    return list(steps.values_list("happening", flat=True))


def texts(conversation: UUID) -> list[str]:
    """The words that can be read of it."""
    return [words.text for words in record.after({conversation: 0})]


def has_no_gap(conversation: UUID) -> bool:
    """Steps count from 1 to the last without a gap, and each message has the step that names it."""
    steps = dict(Step.objects.filter(conversation_id=conversation).values_list("seq", "message_id"))
    messages = dict(Message.objects.filter(conversation_id=conversation).values_list("seq", "id"))
    spoken = {seq: message for seq, message in steps.items() if message}
    return sorted(steps) == list(range(1, row(conversation).last_seq + 1)) and spoken == messages


def miscounted() -> dict[str, tuple[int, int]]:
    """Whose places in all, or places of the live, are not those of what they hold and are asked."""
    found = {}
    for shift in Shift.objects.select_related("counsellor"):
        held = Assignment.objects.filter(counsellor=shift.pk, ended_at=None)
        asked = Offer.objects.filter(counsellor=shift.pk, answer="")
        theirs = Conversation.objects.filter(
            Q(pk__in=held.values("conversation")) | Q(pk__in=asked.values("conversation"))
        )
        for counted, rows in (
            (shift.load, theirs),
            (shift.live, theirs.filter(channel__in=room.live_names())),
        ):
            places = sum(rows.values_list("weight", flat=True))
            if counted != places:
                found[shift.counsellor.shift_name] = (counted, places)
    return found


def asked(conversation: UUID) -> UUID | None:
    """Who is being asked about this conversation."""
    found = Offer.objects.filter(conversation=conversation, answer="").first()
    return found.counsellor_id if found else None


def make_offer_lapse(conversation: UUID) -> None:
    past = timezone.now() - timedelta(seconds=1)
    assert Offer.objects.filter(conversation=conversation, answer="").update(until=past)


# ---- refusals and races ------------------------------------------------------------------------


@contextmanager
def refused(code: Code) -> Iterator[None]:
    """What happens inside must be refused with this very code."""
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.code == code


def takes_all(person: Counsellor) -> int:
    """Take the next one until there is none; how many they were."""
    taken = 0
    with suppress(Refused):
        while True:
            desk.take(person.pk)
            taken += 1
    return taken


def at_once(*jobs: Callable[[], R]) -> list[R | Refused]:
    """Run each job in a thread of its own, on connections of its own, all let go together."""
    start = threading.Barrier(len(jobs))
    results: dict[int, R | Refused] = {}
    faults: list[Exception] = []

    def run(place: int, job: Callable[[], R]) -> None:
        try:
            start.wait(60)
            results[place] = job()
        except Refused as refusal:
            results[place] = refusal
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(300)
    if faults:
        raise faults[0]
    return [results[place] for place in range(len(jobs))]
