"""A half-filled checklist, and half a decision, are the same in every window of whoever holds the
talk, and after a crash; once it is written down, each of them says so."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from msgspec import UnsetType

from helpline import protocol
from routing.beside import deciding
from routing.consoles.instep import InStep
from routing.hands import risks


def weigh(counsellor: UUID, conversation: UUID, weighed: protocol.Weighed) -> None:
    """Keep what is chosen so far, on a database thread, and have their windows told.

    As of the decision itself: of talks whose risk was never high nothing is kept.
    """
    with transaction.atomic():
        row, person = risks.at_high_risk(counsellor, conversation, "weighing")
        deciding.keep(row, person, weighed)
        stands = read(counsellor, conversation)
    windows.kept(counsellor, stands)


def decide(
    counsellor: UUID,
    conversation: UUID,
    decided: str,
    checks: Mapping[str, str],
    beside: str,
    colleague: UUID | UnsetType,
    confirmed: str,
    reason: str,
) -> None:
    """Write a decision down (`risks.decide`), and have their windows told by whom and when."""
    risks.decide(counsellor, conversation, decided, checks, beside, colleague, confirmed, reason)
    windows.kept(counsellor, read(counsellor, conversation))


def read(counsellor: UUID, conversation: UUID) -> protocol.HalfDecided:
    """How a decision stands, on a database thread."""
    _high, weighed, decided = deciding.of(conversation, counsellor)
    return protocol.HalfDecided(conversation, weighed, decided)


windows = InStep("weighed", read)
