"""The roles of those who run and staff a helpline."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is on a line; each is named and explained where people are made.

    A peer answers in a queue of their own and is shown no numbers; an administrator runs the
    service and reads no words; an evaluator sees figures only.
    """

    COUNSELLOR = "counsellor"
    PEER = "peer"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    EVALUATOR = "evaluator"


# Who talks with seekers.
HELPING = frozenset({Role.COUNSELLOR, Role.PEER, Role.SUPERVISOR})
