"""Whose hands a conversation went through, and whether it was ever in two: told from its steps."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

GIVEN_BACK = frozenset({"transferred", "counsellor_lost"})
HANDED = ("accepted", *sorted(GIVEN_BACK))

# Conversation, happening, actor in hex; in the order of their numbers.
Step = tuple[UUID, str, str]


@dataclass
class Hands:
    """`holders` are those who accepted, in order; `held` says whether the last one kept it."""

    holders: list[str] = field(default_factory=list)
    held: bool = False
    doubled: int = 0

    def accepted(self, actor: str) -> None:
        self.doubled += self.held
        self.holders.append(actor)
        self.held = True


def follow(steps: Iterable[Step]) -> dict[UUID, Hands]:
    """The hands of each conversation that was ever accepted."""
    found: dict[UUID, Hands] = {}
    for conversation, happening, actor in steps:
        hands = found.setdefault(conversation, Hands())
        if happening == "accepted":
            hands.accepted(actor)
        elif happening in GIVEN_BACK:
            hands.held = False
    return found


def doubled(hands: dict[UUID, Hands]) -> list[UUID]:
    """Who was accepted while somebody held them."""
    return [conversation for conversation, one in hands.items() if one.doubled]


def unheld(conversations: Iterable[UUID], hands: dict[UUID, Hands]) -> list[UUID]:
    """Who ended in nobody's hands."""
    return [pk for pk in conversations if pk not in hands or not hands[pk].held]
