"""Moving one locked conversation: into hands, out of them, on by the table, each step published."""

from datetime import datetime, timedelta
from uuid import UUID

from helpline import access, failpoints
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor
from helpline.ranks import FIRST, HIGH
from helpline.states import State, Trigger, advance
from routing import outbound
from routing.adapters import channels
from routing.beside import guests, handings, passings
from routing.models import Assignment, Offer, Shift
from routing.waiting import room

# How long somebody is taken to be still alone with the screen.
READY_FOR = timedelta(seconds=60)


def locked(conversation: UUID) -> Conversation:
    """The conversation, locked until the transaction ends; raises `Refused` if there is none."""
    found = Conversation.objects.select_for_update(of=("self",)).filter(pk=conversation).first()
    if found is None:
        raise Refused("no_conversation")
    return found


def talking(counsellor: UUID, conversation: UUID, action: str) -> Conversation:
    """A talk that is under way, locked, about which they may do this; raises `Refused`."""
    row = locked(conversation)
    access.must(counsellor, action, row)
    if row.state != State.ACTIVE:
        raise Refused("not_now")
    return row


def latest_of(seeker: UUID) -> Conversation | None:
    """The last conversation of a seeker, locked; None if there is none."""
    theirs = Conversation.objects.filter(seeker_id=seeker).order_by("-opened_at")
    first = theirs.values_list("pk", flat=True).first()
    return locked(first) if first else None


def move(
    conversation: Conversation,
    trigger: Trigger,
    *,
    actor: str,
    now: datetime,
    desk: UUID | None = None,
    detail: str = "",
) -> None:
    """Advance a locked conversation by the table, and publish the step."""
    before = conversation.state
    after = advance(State(before), trigger)
    if before == State.ACTIVE and after != State.ACTIVE:
        handings.drop(conversation, "withdrawn", now, actor=actor)
        guests.end_all(conversation, now, actor=actor)
    conversation.state = after
    conversation.state_at = now
    outbound.publish(
        conversation, trigger.value, actor=actor, at=now, before=before, desk=desk, detail=detail
    )


def answer_offer(
    conversation: Conversation, answer: str, now: datetime, reason: str = ""
) -> UUID | None:
    """Close the open offer of a locked conversation; returns who was asked, if anyone was."""
    offer = Offer.objects.filter(conversation=conversation, answer="").first()
    if offer is None:
        return None
    offer.answer, offer.answered_at, offer.reason = answer, now, reason
    offer.save(update_fields=["answer", "answered_at", "reason"])
    if answer in ("accepted", "declined"):
        Shift.objects.filter(pk=offer.counsellor_id, lapses__gt=0).update(lapses=0)
    if answer == "accepted":
        # Put aside because others rang in vain; whoever takes one is there.
        Shift.objects.filter(pk=offer.counsellor_id, status="away", aside=True).update(
            status="here", aside=False
        )
    if answer != "accepted":
        free_one(conversation, offer.counsellor_id, now)
    return offer.counsellor_id


def gave_away(
    conversation: Conversation, counsellor: UUID, now: datetime, answer: str = "transferred"
) -> None:
    """Note that this counsellor gave it back, so that it does not ring with them at once."""
    Offer.objects.create(
        conversation=conversation,
        counsellor_id=counsellor,
        made_at=now,
        until=now,
        answer=answer,
        answered_at=now,
    )


def free_one(conversation: Conversation, counsellor: UUID, now: datetime) -> None:
    """One conversation less for this counsellor."""
    room.release(conversation, counsellor)
    Shift.objects.filter(pk=counsellor).update(idle_since=now)


def hand(
    conversation: Conversation, counsellor: Counsellor, now: datetime, *, goes_on: bool = False
) -> None:
    """Give a locked conversation to a counsellor; the database allows one open assignment only.

    One that `goes_on` came out of a colleague's hands in this very moment: nobody is asked again
    if they are alone with the screen, and a phone is told that somebody else writes.
    """
    Assignment.objects.create(conversation=conversation, counsellor=counsellor, began_at=now)
    conversation.counsellor, conversation.handed_back_at = counsellor, None
    if conversation.giver_id is not None:
        passings.answered(conversation, now)
    if goes_on:
        _told_of_new_hands(conversation, now)
    elif channels()[conversation.channel].live:
        conversation.ready_at = now if _alone(conversation, now) else None


def pass_to(conversation: Conversation, counsellor: Counsellor, now: datetime) -> None:
    """Give a locked conversation from whoever holds it to a colleague, for whom room was claimed.

    The talk goes on: nobody is asked again if they are alone with the screen.
    """
    giver = conversation.counsellor_id
    # Who reads along was asked in by who gives it; who watches goes on, but not with themselves.
    guests.end_all(conversation, now, actor=counsellor.pk.hex, heir=counsellor.pk)
    Assignment.objects.filter(conversation=conversation, ended_at=None).update(ended_at=now)
    failpoints.reach("before_assignment")
    Assignment.objects.create(conversation=conversation, counsellor=counsellor, began_at=now)
    conversation.counsellor = counsellor
    _told_of_new_hands(conversation, now)
    if giver:
        free_one(conversation, giver, now)
    move(conversation, Trigger.HANDED, actor=counsellor.pk.hex, now=now, desk=giver)


def _told_of_new_hands(conversation: Conversation, now: datetime) -> None:
    """A page names whoever is there; a phone has to be told, which is done by the upkeep."""
    if not channels()[conversation.channel].live:
        conversation.passed_at = now


def _alone(conversation: Conversation, now: datetime) -> bool:
    """Whether they need not be asked if they are alone with the screen: they just said or wrote."""
    if not conversation.line.ready_check:
        return True
    said = conversation.ready_at
    return said is not None and max(said, conversation.last_seeker_word_at) >= now - READY_FOR


def take_back(
    conversation: Conversation,
    trigger: Trigger,
    *,
    actor: str,
    now: datetime,
    detail: str = "",
) -> None:
    """End the open assignment of a locked conversation and move it on; its waiting time is kept."""
    holder = conversation.counsellor_id
    if trigger == Trigger.COUNSELLOR_LOST and conversation.risk >= HIGH:
        conversation.tier, conversation.raised_by = FIRST, "dropped"
    Assignment.objects.filter(conversation=conversation, ended_at=None).update(ended_at=now)
    if holder:
        free_one(conversation, holder, now)
    if advance(State(conversation.state), trigger) == State.WAITING:
        conversation.counsellor = None
        conversation.handed_back_at = now
        if conversation.giver_id is not None:
            passings.left_alone(conversation, now)
    move(conversation, trigger, actor=actor, now=now, desk=holder, detail=detail)
