"""What a console must be told after a change: what opened, what rings, what is gone."""

from datetime import timedelta
from typing import cast
from uuid import UUID

from django.utils import timezone

from helpline import protocol
from helpline.models import Conversation
from helpline.states import HELD
from routing import presence
from routing.beside import guests, handings
from routing.consoles import snapshots
from routing.models import Handing, Offer, Step
from routing.waiting import boards

# So long whoever was given a conversation is told by whom: their console asks at once.
GIVEN_LATELY = timedelta(minutes=2)


class DeskNews:
    """What a console must be told after a change that concerns it.

    `given` is by whom each conversation that it shows from now on was given to them, if it was.
    """

    __slots__ = (
        "aside",
        "asks",
        "beside",
        "company",
        "given",
        "gone",
        "offers",
        "opened",
        "own",
        "rests",
        "status",
    )

    def __init__(self, counsellor: UUID, shown_held: set[UUID], shown_offers: set[UUID]) -> None:
        self.beside = set(guests.beside(counsellor))
        self.own = set(boards.held(counsellor))
        held = self.own | self.beside
        self.offers = snapshots.offers(counsellor)
        self.opened = snapshots.views(held - shown_held, {}, counsellor)
        self.given = _givers(counsellor, held - shown_held)
        asked = {offer.conversation for offer in self.offers}
        lost = (shown_held - held) | (shown_offers - asked - held)
        self.gone = _gone(lost) if lost else []
        self.status, self.aside = presence.shown_of(counsellor)
        self.rests = presence.rests_until(counsellor)
        self.asks = handings.shown(counsellor, timezone.now())
        self.company = guests.shown(counsellor, timezone.now())


def _gone(conversations: set[UUID]) -> list[tuple[UUID, int, protocol.StateName]]:
    rows = Conversation.objects.filter(pk__in=conversations)
    return [(row.pk, row.last_seq, cast(protocol.StateName, row.state)) for row in rows]


def _givers(counsellor: UUID, conversations: set[UUID]) -> dict[UUID, str]:
    """By which supervisor each of these was given to this counsellor, if that is just so."""
    if not conversations:
        return {}
    steps = Step.objects.filter(
        conversation__in=conversations,
        happening="reassigned",
        detail=counsellor.hex,
        at__gt=timezone.now() - GIVEN_LATELY,
    )
    found = {pk: UUID(hex=actor) for pk, actor in steps.values_list("conversation_id", "actor")}
    who = snapshots.names(found.values())
    return {pk: who.get(actor.hex, "") for pk, actor in found.items() if actor != counsellor}


InHand = tuple[set[UUID], set[UUID], set[UUID], set[guests.Place]]
"""What a counsellor sees, what they are offered, about what somebody is asked, who reads along."""


def in_hand(counsellors: set[UUID]) -> dict[UUID, InHand]:
    """The same for many at once, for the slow look that replaces lost bells."""
    found: dict[UUID, InHand] = {each: (set(), set(), set(), set()) for each in counsellors}
    for counsellor, conversation in Conversation.objects.filter(
        counsellor_id__in=counsellors, state__in=HELD
    ).values_list("counsellor_id", "pk"):
        found[counsellor][0].add(conversation)
    for counsellor, conversation in Offer.objects.filter(
        counsellor_id__in=counsellors, answer="", until__gt=timezone.now()
    ).values_list("counsellor_id", "conversation_id"):
        found[counsellor][1].add(conversation)
    for conversation, *both in Handing.objects.filter(
        answer="", until__gt=timezone.now()
    ).values_list("conversation_id", "giver_id", "to_id"):
        for counsellor in counsellors.intersection(both):
            found[counsellor][2].add(conversation)
    _beside(found)
    return found


def _beside(found: dict[UUID, InHand]) -> None:
    """Who reads along with whom: with whoever holds it, and whoever else is there, or asked."""
    everybody = guests.all_places(timezone.now())
    for holder, place in everybody:
        conversation, who, here, _shown = place
        with_them = {each[1] for _, each in everybody if each[0] == conversation}
        for counsellor, theirs in found.items():
            if counsellor == holder or counsellor in with_them:
                theirs[3].add(place)
        if here and who in found:
            found[who][0].add(conversation)
