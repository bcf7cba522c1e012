"""Services made up for tests of the directory: one line says what matters about each."""

import uuid
from typing import Any

from referrals import entries
from referrals.directory import Listing
from referrals.hours.schedules import Schedule
from referrals.search.listings import listing

FRIDAY = Schedule(
    zone="America/Vancouver", freq="WEEKLY", byday=("FR",), opens_at="14:00", closes_at="16:30"
)
PARENTS = {"category": {"shelter": "housing"}}


def service(name: str = "A bed", **about: Any) -> entries.Service:
    """A service with these fields; `facts` may be {"id": "no"} and `tags` {"category": ["x"]}."""
    facts = about.pop("facts", {})
    tags = about.pop("tags", {})
    if isinstance(facts, dict):
        facts = [entries.Fact(name=name, answer=answer) for name, answer in facts.items()]
    if isinstance(tags, dict):
        tags = [entries.Tag(vocabulary=v, code=c) for v, codes in tags.items() for c in codes]
    return entries.Service(source_id=name, name={"en": name}, facts=facts, tags=tags, **about)


def listed(
    name: str = "A bed",
    *,
    where: tuple[entries.Place, ...] = (),
    organisation: entries.Organisation | None = None,
    lowered: int = 0,
    **about: Any,
) -> Listing:
    owner = organisation or entries.Organisation(source_id="o", name={"en": "Open door"})
    made = service(name, **about)
    return listing(uuid.uuid4(), made, owner, None, where, PARENTS, {}, lowered)
