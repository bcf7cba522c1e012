"""What a page is shown when it arrives, and what it missed: read, never remembered."""

from collections.abc import Iterable, Mapping
from typing import cast
from uuid import UUID

from django.utils import timezone
from msgspec import UNSET, UnsetType

from helpline import protocol
from helpline.models import Conversation, Counsellor
from helpline.protocol import Asked, DeliveryState, Shown, Snapshot, View
from helpline.states import FINAL, HELD, State
from routing import boards, presence
from routing.events import Event, author, milliseconds
from routing.models import Delivery, Offer, Step
from transcripts import record
from transcripts.record import Words


def names(ids: Iterable[UUID]) -> dict[str, str]:
    """Shift names by counsellor id in hex."""
    people = Counsellor.objects.filter(pk__in=set(ids)).values_list("pk", "shift_name")
    return {pk.hex: name for pk, name in people}


# ---- messages ----------------------------------------------------------------------------------


def names_of(words: Iterable[Words]) -> dict[str, str]:
    return names(UUID(hex=w.author) for w in words if len(w.author) == 32)


def shown(
    words: Words,
    who: Mapping[str, str],
    delivery: DeliveryState | UnsetType = UNSET,
    cause: str = "",
    *,
    to_seeker: bool = False,
) -> Shown:
    """One message as its readers see it; the id goes back to the side it came from."""
    return Shown(
        seq=words.seq,
        author=author(words.author, words.kind),
        text=words.text,
        at=milliseconds(words.at),
        name=who.get(words.author, ""),
        id=words.client_id if (words.author == "seeker") == to_seeker else UNSET,
        delivery=delivery,
        cause=cause,
    )


def _deliveries(conversations: Iterable[UUID]) -> dict[tuple[UUID, int], tuple[DeliveryState, str]]:
    rows = Delivery.objects.filter(conversation_id__in=list(conversations)).values_list(
        "conversation_id", "seq", "state", "cause"
    )
    return {
        (pk, seq): (cast(DeliveryState, "queued" if state == "sending" else state), cause)
        for pk, seq, state, cause in rows
    }


# ---- the console -------------------------------------------------------------------------------


def views(conversations: Iterable[UUID], since: Mapping[UUID, int]) -> list[View]:
    """These conversations as their counsellor sees them, with the messages after `since`."""
    rows = list(
        Conversation.objects.select_related("seeker")
        .filter(pk__in=list(conversations))
        .order_by("opened_at")
    )
    words = record.after({row.pk: since.get(row.pk, 0) for row in rows})
    who, sent = names_of(words), _deliveries(row.pk for row in rows)
    return [_view(row, [w for w in words if w.conversation == row.pk], who, sent) for row in rows]


def _view(
    row: Conversation,
    words: list[Words],
    who: Mapping[str, str],
    sent: Mapping[tuple[UUID, int], tuple[DeliveryState, str]],
) -> View:
    return View(
        conversation=row.pk,
        handle=row.seeker.handle,
        channel=cast(protocol.Channel, row.channel),
        locale=cast(protocol.Locale, row.locale),
        state=State(row.state).value,
        seq=row.last_seq,
        since=milliseconds(row.waiting_since),
        messages=[
            shown(w, who, *sent.get((row.pk, w.seq), (UNSET, "")))
            for w in words
            if w.seq <= row.last_seq
        ],
        presence=presence_of(row),
        risk=row.risk,
        kept=row.policy,
        again=row.previous_id is not None,
    )


def presence_of(row: Conversation) -> protocol.SeekerPresence:
    """Whether the seeker is there: a texter may always be, a web seeker by signs of life."""
    if row.exited_at is not None:
        return "left_in_a_hurry"
    if row.state in FINAL or row.state == State.WRAP_UP:
        return "left"
    if row.channel != "web":
        return "here"
    alive = max(row.seeker.seen_at, row.last_seeker_word_at)
    return "here" if timezone.now() - alive < presence.QUIET_AFTER else "quiet"


def offers(counsellor: UUID) -> list[Asked]:
    """What is being offered to this counsellor."""
    rows = Offer.objects.select_related("conversation").filter(
        counsellor_id=counsellor, answer="", until__gt=timezone.now()
    )
    return [
        Asked(
            conversation=offer.conversation_id,
            channel=cast(protocol.Channel, offer.conversation.channel),
            locale=cast(protocol.Locale, offer.conversation.locale),
            since=milliseconds(offer.conversation.waiting_since),
            until=milliseconds(offer.until),
        )
        for offer in rows.order_by("made_at")
    ]


def snapshot(counsellor: UUID, since: Mapping[UUID, int]) -> Snapshot:
    """All that this counsellor's console shows."""
    person = Counsellor.objects.select_related("line").get(pk=counsellor)
    return Snapshot(
        me=protocol.Me(
            id=person.pk,
            name=person.shift_name,
            status=presence.status_of(counsellor),
            capacity=person.capacity,
            languages=person.languages,
            line=person.line.name,
            supervisor=person.supervisor,
        ),
        queue=boards.waiting(person.line_id),
        conversations=views(boards.held(counsellor), since),
        team=boards.team(person.line_id),
        offers=offers(counsellor),
        now=milliseconds(timezone.now()),
    )


class DeskNews:
    """What a console must be told after a change that concerns it."""

    __slots__ = ("gone", "offers", "opened", "status")

    def __init__(self, counsellor: UUID, shown_held: set[UUID], shown_offers: set[UUID]) -> None:
        held = set(boards.held(counsellor))
        self.offers = offers(counsellor)
        self.opened = views(held - shown_held, {})
        asked = {offer.conversation for offer in self.offers}
        lost = (shown_held - held) | (shown_offers - asked - held)
        self.gone = [
            (row.pk, row.last_seq, cast(protocol.StateName, row.state))
            for row in Conversation.objects.filter(pk__in=lost)
        ]
        self.status = presence.status_of(counsellor)


# ---- what was missed ---------------------------------------------------------------------------


def missed(since: Mapping[UUID, int]) -> list[Event]:
    """Every step after the given seqs as events, in order; words where there were any.

    Steps are read before words: the other way round, what is said between the two readings would
    be a step without its words, and never be heard.
    """
    rows = Conversation.objects.select_related("counsellor").in_bulk(list(since))
    steps = {
        pk: list(Step.objects.filter(conversation_id=pk, seq__gt=since[pk]).order_by("seq"))
        for pk in rows
    }
    words = {(w.conversation, w.seq): w for w in record.after(since)}
    who = names_of(words.values())
    return [
        _event(row, step, words.get((pk, step.seq)), who)
        for pk, row in rows.items()
        for step in steps[pk]
    ]


def _event(row: Conversation, step: Step, words: Words | None, who: Mapping[str, str]) -> Event:
    last = step.seq == row.last_seq
    holder = row.counsellor_id if step.after in HELD or last else None
    texting = (
        row.channel != "web" and words is not None and words.author != "seeker" and not words.kind
    )
    return Event(
        conversation=row.pk,
        line=row.line_id,
        seq=step.seq,
        happening=step.happening,
        after=step.after,
        actor=step.actor,
        at=milliseconds(step.at),
        holder=holder,
        name=who.get(step.actor, "")
        if words
        else (row.counsellor.shift_name if holder and row.counsellor else ""),
        text=words.text if words else None,
        kind=words.kind if words else "",
        client_id=words.client_id if words else None,
        texting=texting,
        about=step.about,
        detail=step.detail,
        risk=int(step.detail) if step.happening == "flagged" else UNSET,
        erase_at=milliseconds(row.erase_at) if row.erase_at else 0,
    )


def last_seqs(conversations: Iterable[UUID]) -> dict[UUID, int]:
    """The last seq of each conversation, for the slow look that replaces lost bells."""
    rows = Conversation.objects.filter(pk__in=list(conversations))
    return dict(rows.values_list("pk", "last_seq"))
