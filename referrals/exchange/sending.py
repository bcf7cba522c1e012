"""A service as HSDS 3 has it, all of it nested; what HSDS has no place for goes along. Pure.

The tree is read again by our own reader: what did not come back as it was is carried in
`x_helpline`, so nothing is lost between two houses, and others see plain HSDS.
"""

import msgspec

from referrals import entries
from referrals.exchange import hsds
from referrals.exchange.hsds import NATIVE, Labels, Sent, Tree
from referrals.exchange.names import EXTENSION
from referrals.exchange.report import Node, Report
from referrals.exchange.trees import Trees
from referrals.exchange.values import Values

# What an object tells by itself, or by where it stands.
BESIDE = ("source_id", "places", "programmes", "programme", "services")


def tree(sent: Sent, labels: Labels) -> Tree:
    """The service as one object of HSDS 3."""
    made = hsds.plain(sent, labels)
    owner = _read_service(made).organisations[0]
    _carry(made, sent.service, owner.services[0])
    _carry(made["organization"], sent.organisation, owner)
    if sent.programme:
        _carry(made["program"], sent.programme, owner.programmes[0])
    located = made.get("service_at_locations", ())
    for at, place, again in zip(located, sent.places, owner.places, strict=True):
        _carry(at["location"], place, again)
    return made


def organisation(entry: entries.Organisation) -> Tree:
    """An organisation as one object of HSDS 3."""
    made = hsds.organisation(entry)
    trees = _trees()
    _carry(made, entry, trees.organisation(Node(made)))
    return made


def _trees() -> Trees:
    return Trees(Values(Report(), locale=NATIVE))


def _read_service(made: Tree) -> entries.Directory:
    trees = _trees()
    trees.service(Node(made))
    return trees.directory()


def _carry(made: Tree, entry: msgspec.Struct, back: msgspec.Struct) -> None:
    """Put beside an object what did not come back from it."""
    lost = {
        name: msgspec.to_builtins(getattr(entry, name))
        for name in entry.__struct_fields__
        if name not in BESIDE and getattr(entry, name) != getattr(back, name)
    }
    if lost:
        made[EXTENSION] = lost
