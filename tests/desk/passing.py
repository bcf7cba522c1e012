"""Two houses and a way from one to the other: builders for what is passed on to a partner."""

from typing import Any
from uuid import UUID

from helpline.models import Counsellor, Line, Partner, Referral
from routing.consoles import snapshots
from routing.hands import partners
from tests.desk.house import let_in, reply, talk

NAMES = {"en": "Night Law", "fr": "Droit de nuit"}


def made(line: Line, to: Line, kind: str = "legal", **more: Any) -> Partner:
    return Partner.objects.create(line=line, to=to, kind=kind, names=NAMES, **more)


def agreed(person: Counsellor, partner: Partner, conversation: UUID) -> UUID:
    partners.name(person.pk, conversation, partner.pk)
    partners.agree(person.pk, conversation, partner.pk, True, False)
    return conversation


def passed(person: Counsellor, partner: Partner, *, words: bool = False) -> UUID:
    """A talk of this counsellor's that waits at the partner."""
    conversation = agreed(person, partner, talk(person.line, person))
    let_in(reply(person, conversation, "before"), reply(person, conversation, "ours", kind="note"))
    partners.pass_on(person.pk, conversation, words)
    return conversation


def lot() -> str:
    return Referral.objects.get().lot


def seen_by(person: Counsellor) -> list[str]:
    [view] = snapshots.snapshot(person.pk, {}).conversations
    return [each.text for each in view.messages]
