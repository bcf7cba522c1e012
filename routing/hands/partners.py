"""Passing somebody on to a partner: it is named, they say yes, and then they wait in its queue.

Each function is one transaction and raises `Refused` when it may not be. A conversation is in
somebody's hands or in a line's queue at every instant; a partner that cannot gives it back.
"""

import uuid
from contextlib import suppress
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from msgspec import UNSET, UnsetType

from helpline import access, failpoints
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Partner, Referral
from helpline.protocol import Locale, PartnerKind, PartnerLine, ReferralLot, Referred
from helpline.referred import Lot, Turn
from helpline.states import QUEUED, Trigger
from routing import alerts, guards, inbound, moves, outbound, presence, queue, wishes
from routing.beside import passings, wrapups
from routing.entering.conversations import Inbound
from routing.events import milliseconds
from routing.models import Offer, Shift
from routing.texting.words import Name, words_of
from routing.waiting import room
from transcripts import audit


def shown(counsellor: UUID) -> list[PartnerLine]:
    """The partners of this counsellor's line, and whether somebody is there just now."""
    person = access.must(counsellor, "partners")
    return of_line(person.line_id, timezone.now())


def of_line(line: int, now: datetime) -> list[PartnerLine]:
    found = Partner.objects.select_related("to").filter(
        line=line, active=True, line__drill=False, to__drill=False
    )
    there = _staffed([each.to_id for each in found], now)
    return [
        PartnerLine(
            id=each.pk,
            kind=cast(PartnerKind, each.kind),
            names=cast(dict[Locale, str], each.in_both()),
            here=each.to_id in there,
        )
        for each in found.order_by("to__name")
    ]


def referred(row: Conversation) -> Referred | UnsetType:
    """What its counsellor sees of a partner that was named in it."""
    found = Referral.objects.filter(conversation=row).first()
    if found is None or row.giver_id is not None:
        return UNSET
    if found.lot == Lot.OFFERED:
        return Referred(partner=found.partner_id)
    return Referred(
        partner=found.partner_id,
        lot=cast(ReferralLot, found.lot),
        yes=milliseconds(found.agreed_at) if found.agreed_at else UNSET,
        police=milliseconds(found.police_at) if found.police_at else UNSET,
    )


def _staffed(lines: list[int], now: datetime) -> set[int]:
    here = Shift.objects.filter(
        counsellor__line__in=lines, status="here", lease_until__gt=now, counsellor__capacity__gt=0
    )
    return set(here.values_list("counsellor__line", flat=True))


# ---- with whoever writes -----------------------------------------------------------------------


def name(counsellor: UUID, conversation: UUID, partner: int) -> None:
    """This partner is named to them: nothing is asked or given yet."""
    now = timezone.now()
    with transaction.atomic():
        row = moves.talking(counsellor, conversation, "refer")
        chosen = _partner(row, partner)
        before = passings.of(row)
        if before is not None and before.partner_id == partner and before.lot == Lot.OFFERED:
            return
        passings.begin(row, chosen, Counsellor.objects.get(pk=counsellor), now)
        _publish(row, "partner_named", counsellor, now, str(partner))


def agree(counsellor: UUID, conversation: UUID, partner: int, yes: bool, police: bool) -> None:
    """They said yes to this partner, or take it back; to police they say so apart.

    When and who asked is written down, and no word of it.
    """
    now = timezone.now()
    with transaction.atomic():
        row = moves.talking(counsellor, conversation, "consent")
        person = Counsellor.objects.get(pk=counsellor)
        referral = passings.of(row)
        if referral is None or referral.partner_id != partner:
            raise Refused("no_such_partner")
        _note_answer(referral, person, yes, police, now)
        said = ("police" if police else "yes") if yes else "no"
        audit.note(person, "consent", conversation=row.pk, about=f"partner:{partner}", detail=said)
        _publish(row, "partner_answer", counsellor, now, said)


def _note_answer(
    referral: Referral, person: Counsellor, yes: bool, police: bool, now: datetime
) -> None:
    if yes and police:
        if not referral.partner.police or referral.agreed_at is None:
            raise Refused("no_consent")
        referral.police_at = now
        passings.turn(referral, Turn.AGREED, now)
        return
    referral.agreed_at, referral.agreed_by = (now, person) if yes else (None, None)
    referral.police_at = None
    passings.turn(referral, Turn.AGREED if yes else Turn.TAKEN_BACK, now)


# ---- from line to line -------------------------------------------------------------------------


def pass_on(counsellor: UUID, conversation: UUID, words: bool, reason: str = "") -> None:
    """They are told who will answer, and wait in the partner's queue, at the place they had.

    The words go first: if they cannot be told, nothing is done; if nothing more can be done then,
    whoever told them is still there.
    """
    row, referral = _ready(counsellor, conversation, reason)
    _say(row, referral, "passed_on", f"passed on {referral.pk}")
    now = timezone.now()
    with transaction.atomic():
        row = moves.talking(counsellor, conversation, "pass_on")
        referral = _agreed(row, now)
        person = Counsellor.objects.select_related("line").get(pk=counsellor)
        guards.must_let_go(row, person, reason, now)
        alerts.take_down(row, "risk", now)
        alerts.take_down(row, "hand", now)
        wrapups.forget(row)
        audit.note(
            person,
            "pass_on",
            conversation=row.pk,
            about=f"partner:{referral.partner_id}",
            detail="with" if words else "without",
        )
        passings.give(row, referral, now, words=words)
        room.weigh(row)
        row.keep_wish = wishes.narrowed(row)
        moves.take_back(row, Trigger.TRANSFERRED, actor=counsellor.hex, now=now, detail="partner")
        _told(row)
    failpoints.reach("after_assignment")
    queue.assign(row.line_id)


def send_back(counsellor: UUID, conversation: UUID) -> None:
    """The partner cannot: whoever is asked about it gives it back to the line it came from."""
    now = timezone.now()
    with transaction.atomic():
        row = moves.locked(conversation)
        access.must(counsellor, "send_back")
        offer = Offer.objects.filter(conversation=row, answer="", counsellor=counsellor).first()
        referral = _waiting(row)
        if offer is None or referral is None:
            raise Refused("no_offer")
        _give_back(row, referral, counsellor.hex, now)
    _back(row, referral)


def lapse(now: datetime) -> int:
    """Whom nobody at a partner answered in time is back with their line; returns how many."""
    lapsed = 0
    overdue = Referral.objects.filter(lot=Lot.HANDED_OVER, until__lte=now)
    for conversation in overdue.exclude(conversation=None).values_list("conversation", flat=True):
        with transaction.atomic():
            row = moves.locked(conversation)
            referral = _waiting(row)
            if referral is None or not overdue.filter(pk=referral.pk).exists():
                continue
            _give_back(row, referral, "helpline", now)
            lapsed += 1
        _back(row, referral)
    return lapsed


def _waiting(row: Conversation) -> Referral | None:
    """The referral of a locked conversation that waits at a partner."""
    if row.giver_id is None or row.state not in QUEUED:
        return None
    referral = passings.of(row)
    return referral if referral is not None and referral.lot == Lot.HANDED_OVER else None


def _give_back(row: Conversation, referral: Referral, actor: str, now: datetime) -> None:
    if row.state == "offered":
        declined = actor != "helpline"
        answer = ("declined", Trigger.DECLINED) if declined else ("lapsed", Trigger.OFFER_LAPSED)
        presence.pass_on(row.pk, *answer)
        row.refresh_from_db()
    passings.give_back(row, referral, now)
    room.weigh(row)
    outbound.publish(row, "sent_back", actor=actor, at=now, before=row.state)


def _back(row: Conversation, referral: Referral) -> None:
    """After the commit: they are told, as well as may be, and somebody is asked."""
    with_line = Conversation.objects.select_related("line", "number").get(pk=row.pk)
    # They paused, or may not be written to just now: their place is kept all the same.
    with suppress(Refused):
        _say(with_line, referral, "partner_away", f"sent back {referral.pk}")
    queue.assign(row.line_id)


# ---- what must be so ---------------------------------------------------------------------------


def _partner(row: Conversation, partner: int) -> Partner:
    """An active partner of the line of this conversation; nobody made up goes to one."""
    found = Partner.objects.select_related("to", "line").filter(
        pk=partner, line=row.line_id, active=True, line__drill=False, to__drill=False
    )
    chosen = found.first()
    if chosen is None:
        raise Refused("no_such_partner")
    return chosen


def _ready(counsellor: UUID, conversation: UUID, reason: str) -> tuple[Conversation, Referral]:
    now = timezone.now()
    with transaction.atomic():
        row = moves.talking(counsellor, conversation, "pass_on")
        referral = _agreed(row, now)
        guards.checked(row, reason)
        return row, referral


def _agreed(row: Conversation, now: datetime) -> Referral:
    """The referral of a locked conversation, if it may be handed over; raises `Refused`."""
    referral = passings.of(row)
    if referral is None or referral.lot != Lot.ACCEPTED:
        raise Refused("no_consent")
    partner = _partner(row, referral.partner_id)
    if partner.police and referral.police_at is None:
        raise Refused("no_police_yes")
    if partner.to_id not in _staffed([partner.to_id], now):
        raise Refused("partner_away")
    if not room.speaks(partner.to_id, row.locale):
        raise Refused("nobody_knows")
    return referral


def _told(row: Conversation) -> None:
    """They know already who will answer: nothing more is said of the one who had to go."""
    Conversation.objects.filter(pk=row.pk).update(handed_back_at=None)


def _say(row: Conversation, referral: Referral, what: Name, ref: str) -> None:
    """In the line's own words; raises `Refused` if nothing may be said to them just now."""
    own = [row.number.automatic] if row.number else []
    partner = referral.partner.name(row.locale)
    line = referral.partner.line
    text = words_of(what, row.locale, *own, line.automatic, partner=partner) or words_of(
        what, row.locale, partner=partner
    )
    item = Inbound(
        channel=row.channel,
        author="helpline",
        client_id=uuid.uuid5(row.pk, ref),
        text=text,
        line=row.line_id,
        locale=row.locale,
        conversation=row.pk,
    )
    [told] = inbound.receive([item])
    if isinstance(told, Refused):
        raise told


def _publish(row: Conversation, what: str, counsellor: UUID, now: datetime, detail: str) -> None:
    outbound.publish(row, what, actor=counsellor.hex, at=now, before=row.state, detail=detail)
