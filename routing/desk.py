"""What a counsellor (or the end of a seeker's visit) does that is not a message.

Each function is one transaction, names who acts, and raises `Refused` when it may not be; all run
on a database thread.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from msgspec import UNSET, UnsetType

from helpline import access, failpoints
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Seeker
from helpline.protocol import ContactKind, Noted, Relation
from helpline.states import FINAL, HELD, QUEUED, State, Trigger
from routing import (
    alerts,
    endings,
    guards,
    moves,
    outbound,
    overflow,
    presence,
    queue,
    returning,
    wishes,
)
from routing.beside import wrapups
from routing.hands import care, partings
from routing.models import Offer, Shift
from routing.waiting import lineup, room


def accept(counsellor: UUID, conversation: UUID) -> None:
    """Take what was offered; of two who try, one gets it and the other is told `already_taken`."""
    now = timezone.now()
    try:
        with transaction.atomic():
            row = moves.locked(conversation)
            offer = Offer.objects.filter(conversation=row, answer="").first()
            if offer is None or offer.counsellor_id != counsellor:
                raise Refused("already_taken" if row.state in HELD else "no_offer")
            if offer.until <= now:
                raise Refused("no_offer")
            access.must(counsellor, "accept")
            moves.answer_offer(row, "accepted", now)
            _hand(row, counsellor, now)
    except IntegrityError:
        raise Refused("already_taken") from None
    failpoints.reach("after_assignment")


def take(counsellor: UUID) -> None:
    """Take the top of the queue that suits this counsellor, without waiting for an offer; of
    another line, to which theirs lends a hand just now, when nobody of their own is here."""
    now = timezone.now()
    person = access.must(counsellor, "take")
    with transaction.atomic():
        shift = Shift.objects.select_for_update().filter(pk=counsellor).first()
        queued = lineup.suiting(person, now, overflow.lent_to(person.line_id, now))
        if not queued.exists():
            raise Refused("nobody_waiting")
        if shift is None or shift.status == "away" or shift.lease_until <= now:
            raise Refused("not_now")
        row = (
            queued.select_for_update(of=("self",), skip_locked=True)
            .filter(room.fitting(person, shift))
            .first()
        )
        if row is None:
            raise Refused("full" if shift.load else "nobody_waiting")
        room.claim(row, counsellor)
        _hand(row, counsellor, now)
    failpoints.reach("after_assignment")


def _hand(row: Conversation, counsellor: UUID, now: datetime) -> None:
    moves.hand(row, Counsellor.objects.get(pk=counsellor), now)
    moves.move(row, Trigger.ACCEPTED, actor=counsellor.hex, now=now, desk=counsellor)
    failpoints.reach("before_assignment")


def decline(counsellor: UUID, conversation: UUID, reason: str = "") -> None:
    """Pass an offer on; the conversation keeps its place and somebody else is asked."""
    with transaction.atomic():
        passed = presence.pass_on(
            conversation, "declined", Trigger.DECLINED, asked=counsellor, reason=reason
        )
        if not passed:
            raise Refused("no_offer")
        line = Conversation.objects.values_list("line_id", flat=True).get(pk=conversation)
    queue.assign(line)


def transfer(
    counsellor: UUID,
    conversation: UUID,
    reason: str = "",
    locale: str | UnsetType = UNSET,
    skill: str | UnsetType = UNSET,
) -> None:
    """Back to the queue, with the first waiting time; for whom it should be, if that was said."""
    now = timezone.now()
    with transaction.atomic():
        row = _own(counsellor, conversation, "transfer", reason)
        _ask_for(row, locale, skill)
        moves.take_back(row, Trigger.TRANSFERRED, actor=counsellor.hex, now=now)
        moves.gave_away(row, counsellor, now)
    overflow.let_go(row, counsellor)


def _ask_for(row: Conversation, locale: str | UnsetType, skill: str | UnsetType) -> None:
    """Somebody who speaks and knows this, if anybody on the line does: or they wait for ever."""
    row.locale = row.locale if locale is UNSET else locale
    row.skill = row.skill if skill is UNSET else skill
    if (locale, skill) != (UNSET, UNSET) and not room.is_served(row):
        raise Refused("nobody_knows")


def end(counsellor: UUID, conversation: UUID, reason: str = "", neutral: bool = False) -> None:
    """The counsellor ends the talk; wrap-up begins. Perhaps with the line's own last words."""
    if neutral:
        _say_neutrally(counsellor, conversation, reason)
    with transaction.atomic():
        row = _own(counsellor, conversation, "end", reason)
        endings.wrap_up(row, Trigger.ENDED, actor=counsellor.hex, now=timezone.now())


def _say_neutrally(counsellor: UUID, conversation: UUID, reason: str) -> None:
    row = Conversation.objects.select_related("line").filter(pk=conversation).first()
    if row is None:
        raise Refused("no_conversation")
    access.must(counsellor, "end", row)
    guards.checked(row, reason)
    partings.say(row, "neutral_end")


def wrap(
    counsellor: UUID,
    conversation: UUID,
    kind: str,
    reason: str = "",
    needs: Sequence[str] = (),
    outcome: str = "",
    relation: str = "",
    left_out: Sequence[str] = (),
) -> None:
    """Wrap-up is done: close, and note what was chosen of what it was about."""
    now = timezone.now()
    about = cast(ContactKind, kind), list(needs), outcome
    chosen = Noted(*about, cast(Relation, relation), list(left_out))
    with transaction.atomic():
        row = _own(counsellor, conversation, "wrap", reason)
        wrapups.must_be_choices(row, chosen)
        endings.close(row, Trigger.WRAPPED, actor=counsellor.hex, now=now, chosen=chosen)
        care.cool_down(row, counsellor, now)
    overflow.let_go(row, counsellor)


def flag(counsellor: UUID, conversation: UUID, level: int, reason: str = "") -> None:
    """Set the risk flag, a fact beside the state; a high one alerts those who stand behind them."""
    now = timezone.now()
    with transaction.atomic():
        row = moves.locked(conversation)
        person = access.must(counsellor, "flag", row)
        if level < alerts.HIGH:
            guards.must_let_go(row, person, reason, now)
        elif level > row.risk or not guards.is_held(row):
            row.let_go_at = None
            alerts.put_up(person, "risk", now, row=row, level=level)
        row.risk = level
        room.weigh(row)
        outbound.publish(
            row, "flagged", actor=counsellor.hex, at=now, before=row.state, detail=str(level)
        )


def _own(counsellor: UUID, conversation: UUID, action: str, reason: str) -> Conversation:
    """A locked conversation of theirs, which may leave their hands."""
    row = moves.locked(conversation)
    person = access.must(counsellor, action, row)
    guards.must_let_go(row, person, reason, timezone.now())
    return row


# ---- the seeker's side -------------------------------------------------------------------------


def leave(seeker: UUID) -> None:
    """The seeker ends the conversation, or leaves the queue."""
    with transaction.atomic():
        row = _open_of(seeker)
        if row is None:
            raise Refused("no_conversation")
        endings.leave(row, actor="seeker", now=timezone.now())


def quick_exit(seeker: UUID) -> None:
    """The seeker is gone in a hurry: the token opens nothing from now on, nobody is to write.

    Who waited leaves the queue, unless they have a number to come back with: then their place is
    held, and nobody is asked for them.
    """
    now = timezone.now()
    with transaction.atomic():
        row = _latest_of(seeker)
        if row is None or row.exited_at is not None:
            return
        queued = row.state in QUEUED
        until = returning.good_until(seeker, now) if queued else None
        row.exited_at = now
        if until is not None:
            returning.hold(row, until, now)
        outbound.publish(row, "exited", actor="seeker", at=now, before=row.state)
        if until is not None:
            presence.pass_on(row.pk, "withdrawn", Trigger.OFFER_LAPSED)
        elif queued:
            endings.abandon(row, actor="seeker", now=now)


def by_token(token_hash: bytes, action: Callable[..., Any], *rest: object) -> Any:
    """Act for a page that acts before it was told which seeker it is, if it is one by now."""
    seeker = Seeker.objects.filter(token_hash=token_hash).values_list("pk", flat=True).first()
    if seeker is None:
        raise Refused("no_conversation")
    return action(seeker, *rest)


def for_whoever_has(
    token_hash: bytes, seeker: UUID, action: Callable[..., Any], *rest: object
) -> Any:
    """Act for a page that was told which seeker it is, unless they have come back elsewhere since.

    It may not have heard of that yet. Whose words are erased has no token any more, and may act.
    """
    known = Seeker.objects.filter(pk=seeker, token_hash__isnull=False)
    if known.exclude(token_hash=token_hash).exists():
        raise Refused("token")
    return action(seeker, *rest)


def keep(seeker: UUID, choice: str) -> None:
    """What becomes of the words: `erase` ends the conversation and makes them due at once.

    Any other choice is for the end: as the policy says (`keep`), or a wish that the line offers.
    """
    now = timezone.now()
    with transaction.atomic():
        row = _latest_of(seeker)
        if row is None:
            raise Refused("no_conversation")
        if choice != "erase":
            wishes.choose(row, choice, now)
            return
        if row.state not in FINAL:
            endings.leave(row, actor="seeker", now=now)
        if guards.is_held(row):
            guards.erase_later(row, now)
            return
        if row.state == State.WRAP_UP:
            endings.close(row, Trigger.WRAPPED, actor="seeker", now=now)
        endings.erase_now(row, actor="seeker", now=now)


def _open_of(seeker: UUID) -> Conversation | None:
    row = _latest_of(seeker)
    return row if row is not None and row.state not in FINAL else None


def _latest_of(seeker: UUID) -> Conversation | None:
    return moves.latest_of(seeker)
