"""Seekers, counsellors, sweeps and the erasing, all at the same time, on the same conversations."""

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import cast
from uuid import UUID

import pytest
from django.db.models import F
from django.utils import timezone

from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line, Seeker
from helpline.protocol import Status
from helpline.states import HELD, State
from routing import asides, desk, inbound, presence
from routing.models import Assignment, Offer, Shift
from routing.upkeep import duties
from tests.desk.house import (
    REAL,
    at_once,
    codes,
    enters,
    happenings,
    has_no_gap,
    make_offer_lapse,
    miscounted,
    new_counsellor,
    reply,
    sms,
    web,
)
from transcripts import retention

pytestmark = REAL

TURNS = 40
HARMLESS = {"stored", "repeat", "not_yours", "over", "token", "erased", "not_ready", "paused"}


class Somebody:
    """One thread's worth of people, who do whatever comes to their mind."""

    def __init__(self, line: Line, people: list[Counsellor], seed: int) -> None:
        self.line, self.people = line, people
        self.chance = random.Random(seed)
        self.answers: Counter[str] = Counter()

    def live(self) -> Counter[str]:
        acts: list[Callable[[], object]] = [
            self.chat,
            self.chat,
            self.enter,
            self.aside,
            self.aside,
            self.text,
            self.answer,
            self.accept,
            self.accept,
            partial(self.on_one, desk.decline),
            partial(self.on_one, desk.transfer),
            partial(self.on_one, desk.end),
            partial(self.on_one, partial(desk.wrap, kind="")),
            self.take,
            self.status,
            self.leave,
            self.time,
        ]
        for _ in range(TURNS):
            with suppress(Refused):
                self.chance.choice(acts)()
        return self.answers

    def person(self) -> Counsellor:
        return self.chance.choice(self.people)

    def one(self) -> UUID | None:
        found = list(Conversation.objects.order_by("opened_at").values_list("pk", flat=True)[:40])
        return self.chance.choice(found) if found else None

    def chat(self) -> None:
        tokens = self.chance.sample("abcd", 3)
        self.answers.update(codes(inbound.receive([web(self.line, token=t) for t in tokens])))

    def enter(self) -> None:
        batch = [enters(self.line, token=t) for t in self.chance.sample("abcd", 2)]
        batch.append(web(self.line, token=self.chance.choice("abcd")))
        self.answers.update(codes(inbound.receive(batch)))

    def aside(self) -> None:
        seeker = Seeker.objects.order_by("?").values_list("pk", flat=True).first()
        if seeker:
            acts: list[Callable[[UUID], None]] = [
                asides.ready,
                asides.another,
                partial(asides.pause, on=True),
                partial(asides.pause, on=False),
            ]
            self.chance.choice(acts)(seeker)

    def text(self) -> None:
        number = f"+1500555000{self.chance.randrange(3)}"
        self.answers.update(codes(inbound.receive([sms(self.line, address=number)])))

    def answer(self) -> None:
        held = Conversation.objects.filter(state=State.ACTIVE).first()
        if held is not None and held.counsellor is not None:
            self.answers.update(codes(inbound.receive([reply(held.counsellor, held.pk)])))

    def accept(self) -> None:
        offer = Offer.objects.filter(answer="").order_by("?").first()
        if offer is not None:
            desk.accept(offer.counsellor_id, offer.conversation_id)

    def on_one(self, action: Callable[[UUID, UUID], None]) -> None:
        conversation = self.one()
        if conversation:
            action(self.person().pk, conversation)

    def take(self) -> None:
        desk.take(self.person().pk)

    def status(self) -> None:
        chosen = self.chance.choice(["here", "here", "here", "resting", "away"])
        presence.set_status(self.person().pk, cast(Status, chosen))

    def leave(self) -> None:
        seeker = Seeker.objects.order_by("?").values_list("pk", flat=True).first()
        if seeker and self.chance.random() < 0.5:
            desk.leave(seeker)
        elif seeker:
            desk.keep(seeker, "erase")

    def time(self) -> None:
        now = timezone.now()
        ringing = Offer.objects.filter(answer="").values_list("conversation_id", flat=True).first()
        if ringing and self.chance.random() < 0.5:
            with suppress(AssertionError):  # somebody has answered it meanwhile
                make_offer_lapse(ringing)
        duties.lapse_offers(now)
        if self.chance.random() < 0.3:
            Conversation.objects.exclude(paused_until=None).update(paused_until=now)
        duties.end_pauses(now)
        duties.close_doors(now)
        presence.lapse_leases(now)
        duties.assign_all(now)
        retention.apply(now)


@pytest.mark.parametrize("seed", range(2))
def test_whatever_happens_at_once_nobody_is_lost_and_nobody_is_held_twice(
    line: Line, seed: int
) -> None:
    people = [new_counsellor(line, f"C{n}", capacity=2, here=True) for n in range(3)]
    crowd = [Somebody(line, people, seed * 10 + n) for n in range(4)]
    told: Counter[str] = Counter()
    for answers in at_once(*(someone.live for someone in crowd)):
        assert not isinstance(answers, Refused)
        told.update(answers)
    assert set(told) <= HARMLESS
    for conversation in Conversation.objects.all():
        held = Assignment.objects.filter(conversation=conversation, ended_at=None)
        ringing = Offer.objects.filter(conversation=conversation, answer="")
        in_hand = conversation.state in HELD
        assert [a.counsellor_id for a in held] == ([conversation.counsellor_id] if in_hand else [])
        assert ringing.count() == (conversation.state == State.OFFERED)
        steps = happenings(conversation.pk)
        assert len(steps) == conversation.last_seq
        assert conversation.erased_at is not None or has_no_gap(conversation.pk)
    assert miscounted() == {}
    assert not Shift.objects.filter(load__gt=F("counsellor__capacity")).exists()
    assert not Conversation.objects.filter(
        state__in=HELD, counsellor__shift__status="away"
    ).exists()
