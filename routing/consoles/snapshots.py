"""What a page is shown when it arrives, and what it is offered: read, never remembered."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import cast
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from msgspec import UNSET, UnsetType

from helpline import preferences, protocol
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor
from helpline.protocol import Asked, DeliveryState, Shown, Snapshot, View
from helpline.roles import Role
from helpline.states import State
from routing import alerts, guards, outbound, overflow, presence
from routing.adapters import channels
from routing.beside import deciding, guests, handings, passings, wrapups
from routing.consoles import phones
from routing.events import GUEST, author, milliseconds
from routing.hands import caution, partners
from routing.models import Assignment, Delivery, Offer
from routing.waiting import boards, doors, health, lineup, room
from transcripts import keys, policies, record
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
        author=author(words.author, words.kind, to_seeker=to_seeker),
        text=words.text,
        at=milliseconds(words.at),
        name="" if to_seeker and words.kind == GUEST else who.get(words.author, ""),
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


_taken = Assignment.objects.filter(conversation=OuterRef("pk")).order_by("-began_at")


def views(
    conversations: Collection[UUID], since: Mapping[UUID, int], reader: UUID | None = None
) -> list[View]:
    """These conversations with the messages after `since`, as who reads along sees them, or else
    whoever holds them; in the order in which they were taken, by which a new page seats them."""
    if not conversations:
        return []
    rows = list(
        Conversation.objects.select_related(
            "seeker", "number", "phrase", "line", "counsellor", "giver"
        )
        .filter(pk__in=list(conversations))
        .order_by(Subquery(_taken.values("began_at")[:1]), "opened_at")
    )
    words = record.after({row.pk: since.get(row.pk, 0) for row in rows})
    keys.recall(row.pk for row in rows)
    wrapping = wrapups.standing(rows)
    of = partial(
        _view,
        who=names_of(words),
        sent=_deliveries(row.pk for row in rows),
        wrapping=wrapping,
        weighing=deciding.standing([row.pk for row in rows]),
    )
    return [
        of(row, reader or row.counsellor_id, [w for w in words if w.conversation == row.pk])
        for row in rows
    ]


def _view(
    row: Conversation,
    reader: UUID | None,
    words: list[Words],
    who: Mapping[str, str],
    sent: Mapping[tuple[UUID, int], tuple[DeliveryState, str]],
    wrapping: Callable[[Conversation], wrapups.Stands],
    weighing: Callable[[UUID, UUID | None], deciding.Stands],
) -> View:
    told = outbound.standing_beside(row)
    own = reader == row.counsellor_id
    was_high, weighed, decided = weighing(row.pk, reader)
    words = passings.readable(row, words)
    stands = wrapping(row) if own else None
    return View(
        conversation=row.pk,
        handle=row.seeker.handle,
        channel=row.channel,
        locale=cast(protocol.Locale, row.locale),
        state=State(row.state).value,
        seq=row.last_seq,
        since=milliseconds(row.waiting_since),
        messages=[
            shown(w, who, *sent.get((row.pk, w.seq), (UNSET, "")))
            for w in words
            if w.seq <= row.last_seq
        ],
        presence=lineup.presence_of(row),
        risk=row.risk,
        kept=row.keep_wish or policies.of(row.policy).preset,
        again=row.previous_id is not None and row.giver_id is None,
        seal=unsent_seal(row.pk, reader.hex) if reader else "",
        phone=UNSET if channels()[row.channel].live else phones.phone(row, reader),
        pictures=[] if channels()[row.channel].live else phones.pictures(row),
        unready=told.unready,
        held=guards.is_held(row),
        paused=told.paused or UNSET,
        # Its flag stands in `risk`, and follows each flagging.
        why=[each for each in boards.why(row) if each.code != "risk"],
        used=stands.used if stands else [],
        noted=stands.noted if stands else UNSET,
        needs=stands.needs if stands else [],
        outcomes=stands.outcomes if stands else [],
        skill=row.skill,
        line=_elsewhere(row, row.counsellor),
        was_high=was_high,
        weighed=weighed if own else UNSET,
        decided=decided if own else UNSET,
        referred=partners.referred(row),
        giver=row.giver.name if row.giver else "",
        begins=row.words_after > 0,
        law=milliseconds(row.held_openly) if row.held_openly else UNSET,
    )


def _elsewhere(row: Conversation, person: Counsellor | None) -> str:
    """The name of its line, where that is another than this counsellor's."""
    return row.line.name if person is not None and person.line_id != row.line_id else ""


def earlier(counsellor: UUID, conversation: UUID) -> list[Shown]:
    """What was said in the conversation before this one; raises `Refused`."""
    words = caution.earlier(counsellor, conversation)
    who = names_of(words)
    return [shown(each, who) for each in words]


def unsent_seal(conversation: UUID, author: str) -> str:
    """The key of this author's page for words not sent yet; "" when all words are erased."""
    try:
        return keys.for_unsent(conversation, author)
    except Refused:
        return ""


def offers(counsellor: UUID) -> list[Asked]:
    """What is being offered to this counsellor."""
    found = Offer.objects.filter(counsellor_id=counsellor, answer="", until__gt=timezone.now())
    # Asked after every change, and nothing rings at most times: to write out the joins is work.
    pks = list(found.values_list("pk", flat=True))
    if not pks:
        return []
    rows = Offer.objects.select_related(
        "conversation__phrase",
        "conversation__seeker",
        "conversation__line",
        "conversation__giver",
        "counsellor",
    ).filter(pk__in=pks)
    return [
        Asked(
            conversation=offer.conversation_id,
            channel=offer.conversation.channel,
            locale=cast(protocol.Locale, offer.conversation.locale),
            since=milliseconds(offer.conversation.waiting_since),
            until=milliseconds(offer.until),
            why=boards.why(offer.conversation),
            presence=lineup.presence_of(offer.conversation),
            line=_elsewhere(offer.conversation, offer.counsellor),
            giver=offer.conversation.giver.name if offer.conversation.giver else "",
        )
        for offer in rows.order_by("made_at")
    ]


def snapshot(counsellor: UUID, since: Mapping[UUID, int]) -> Snapshot:
    """All that this counsellor's console shows; that it asks is a sign of life."""
    presence.beat({counsellor})
    person = Counsellor.objects.select_related("line").get(pk=counsellor)
    door = doors.read(person.line_id)
    status, aside = presence.shown_of(counsellor)
    return Snapshot(
        me=protocol.Me(
            id=person.pk,
            name=person.shift_name,
            status=status,
            capacity=person.capacity,
            languages=person.languages,
            line=person.line.name,
            supervisor=person.supervisor,
            choices=preferences.of(counsellor),
            risk_weight=person.line.risk_weight,
            talk_minutes=person.line.talk_minutes,
            drill=person.line.drill,
        ),
        queue=boards.for_desk(boards.waiting(person.line_id), peer=person.role == Role.PEER),
        conversations=views(seen_by(counsellor), since, counsellor),
        team=boards.team(person.line_id),
        offers=offers(counsellor),
        now=milliseconds(timezone.now()),
        channels=phones.channel_infos(),
        health=health.shown(),
        door=door.door,
        closing_by=door.closing_by,
        closing_since=door.closing_since,
        asks=handings.shown(counsellor, timezone.now()),
        aside=aside,
        company=guests.shown(counsellor, timezone.now()),
        skills=room.known_on(person.line_id),
        overflows=overflow.shown(person.line_id, timezone.now()),
        partners=partners.of_line(person.line_id, timezone.now()),
        lines=overflow.others(person.line_id) if person.supervisor else [],
        alerts=alerts.for_desk(alerts.shown(person.line_id), supervisor=person.supervisor),
        rests=presence.rests_until(counsellor) or UNSET,
    )


def seen_by(counsellor: UUID) -> list[UUID]:
    """The conversations on this counsellor's desk: what they hold, then where they read along."""
    return [*boards.held(counsellor), *guests.beside(counsellor)]
