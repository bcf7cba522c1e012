"""A provider that answers as it is told, and what the house then knows of its texts."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from helpline.models import Counsellor
from routing import adapters, deliver
from routing.adapters import Channel, Found, Incoming, Outgoing, TryAgain, Unclear
from routing.models import Delivery, Step
from routing.upkeep import lookups, reconcile, removing
from routing.waiting import health
from tests.desk.house import (
    Clock,
    let_in,
    reply,
)


class Provider:
    """Takes texts in place of a provider: `answers` come first, then everything is taken."""

    def __init__(self) -> None:
        self.answers: list[BaseException] = []
        self.sent: list[Outgoing] = []
        self.numbers = itertools.count(1)
        self.knows: dict[str, list[Found]] = {}
        self.lookups: list[float] = []
        self.meanwhile: Callable[[Outgoing], None] = lambda outgoing: None
        self.came: list[Incoming] = []
        self.asked_since: list[tuple[str, float]] = []
        self.removed: list[tuple[str, str]] = []

    def write(self, outgoing: Outgoing) -> str:
        if self.answers:
            raise self.answers.pop(0)
        external_id = f"SM{next(self.numbers)}"
        self.meanwhile(outgoing)
        self.sent.append(outgoing)
        return external_id

    def find(self, outgoing: Outgoing, since: float) -> list[Found]:
        self.lookups.append(since)
        return self.knows.get(outgoing.text, [])

    def arrived(self, number: str, since: float) -> list[Incoming]:
        self.asked_since.append((number, since))
        if self.answers:
            raise self.answers.pop(0)
        return self.came[::-1]

    def remove(self, external_id: str, picture: str) -> None:
        if self.answers:
            raise self.answers.pop(0)
        self.removed.append((external_id, picture))


def behind(monkeypatch: pytest.MonkeyPatch) -> Provider:
    """A provider behind the text channel; everything on our side of it is real."""
    made = Provider()
    known = adapters.channels()
    text: Channel = replace(
        known["sms"],
        write=made.write,
        find=made.find,
        arrived=made.arrived,
        remove=made.remove,
        missing=list,
    )
    monkeypatch.setattr(health, "_noted", {})
    for module in (deliver, reconcile, removing, health):
        monkeypatch.setattr(module, "channels", lambda: {"web": known["web"], "sms": text})
    return made


def delivery() -> Delivery:
    return Delivery.objects.get()


def told(conversation: UUID) -> list[str]:
    """What the steps say of texts."""
    steps = Step.objects.filter(conversation=conversation, happening="delivery").order_by("seq")
    return list(steps.values_list("detail", flat=True))


def left(provider: Provider) -> list[str]:
    return [outgoing.text for outgoing in provider.sent]


def unclear_twins(
    provider: Provider, conversation: UUID, robin: Counsellor, clock: Clock
) -> tuple[float, float]:
    """The same words twice, both times nobody knows whether they left; when each was posted."""
    posted = []
    for _ in range(2):
        let_in(reply(robin, conversation, "Yes."))
        provider.answers = [Unclear()]
        posted.append(clock.forward(seconds=1).timestamp())
        deliver.deliver_due(clock.now())
        clock.forward(seconds=lookups.LOOKS[0] + 1)
        deliver.deliver_due(clock.now())
    assert states() == ["not_confirmed", "not_confirmed"]
    return posted[0], posted[1]


def states() -> list[str]:
    """How far each text is, in the order they were written."""
    return list(Delivery.objects.order_by("seq").values_list("state", flat=True))


def look_again(clock: Clock) -> None:
    for _ in lookups.LOOKS:
        deliver.deliver_due(clock.forward(minutes=2))


def no_answer(outgoing: Outgoing, since: float) -> list[Found]:
    raise TryAgain("no_connection")
