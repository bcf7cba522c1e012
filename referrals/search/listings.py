"""A service made ready to be looked for: everything it is found by, folded once. Pure."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from msgspec.structs import replace

from referrals import entries
from referrals.directory import CATEGORY, Listing, folded
from referrals.hours.schedules import Schedule, zone_of
from referrals.reach import EVERYBODY, Reach, lands
from referrals.wording.texts import Texts

# The code of a term's parent by its own, and how it is called, for each vocabulary.
Parents = Mapping[str, Mapping[str, str]]
Labels = Mapping[str, Mapping[str, Texts]]


def listing(
    id_: UUID,
    service: entries.Service,
    organisation: entries.Organisation,
    programme: entries.Programme | None,
    where: tuple[entries.Place, ...],
    parents: Parents,
    labels: Labels,
    lowered: int = 0,
    licensed: Collection[str] = (),
    reach: Reach = EVERYBODY,
) -> Listing:
    """A service as it is found; what terms of the `licensed` vocabularies say stays inside."""
    terms = _terms(service, parents)
    open_ = {name: codes for name, codes in terms.items() if name not in licensed}
    inside = {name: codes for name, codes in terms.items() if name in licensed}
    return Listing(
        id=id_,
        service=service,
        organisation=organisation,
        programme=programme,
        where=where,
        terms=terms,
        facts={fact.name: fact for fact in service.facts if fact.answer != "unknown"},
        schedules=tuple(_with_zone(rule, where) for rule in service.schedules),
        places=_places(service, where),
        everywhere=bool([area for area in service.areas if _is_wide(area)]),
        words=_words(service, organisation, programme, _called(open_, labels)),
        lowered=lowered,
        inside=_folded(_called(inside, labels)),
        lands=lands(where, service.areas),
        reach=reach,
    )


def _terms(service: entries.Service, parents: Parents) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for tag in service.tags:
        found.setdefault(tag.vocabulary, set()).add(tag.code)
    above = parents.get(CATEGORY, {})
    if CATEGORY in found:
        found[CATEGORY] |= {up for code in found[CATEGORY] for up in _ancestors(code, above)}
    return {name: frozenset(codes) for name, codes in found.items()}


def _ancestors(code: str, above: Mapping[str, str]) -> list[str]:
    found: list[str] = []
    # Somebody may have put a term below itself.
    while (code := above.get(code, "")) and code not in found:
        found.append(code)
    return found


def _called(terms: Mapping[str, Iterable[str]], labels: Labels) -> list[Texts]:
    return [labels.get(name, {}).get(code, {}) for name, codes in terms.items() for code in codes]


def _with_zone(rule: Schedule, where: tuple[entries.Place, ...]) -> Schedule:
    """A rule without a zone goes by the clocks of the place."""
    known = [place.zone for place in where if zone_of(place.zone)]
    return replace(rule, zone=known[0]) if known and not rule.zone else rule


def _is_wide(area: entries.Area) -> bool:
    return bool(area.country) and not (area.province or area.city)


def _places(service: entries.Service, where: tuple[entries.Place, ...]) -> str:
    said = [word for p in where for word in (p.city, p.region, p.province)]
    for area in service.areas:
        said += [area.city, area.province, *area.name.values()]
    return folded(" ".join(said))


def _words(
    service: entries.Service,
    organisation: entries.Organisation,
    programme: entries.Programme | None,
    called: list[Texts],
) -> str:
    texts = [service.name, organisation.name, *called, service.description]
    texts += [programme.name] if programme else []
    return _folded(texts)


def _folded(texts: Iterable[Texts]) -> str:
    return folded(" ".join(words for text in texts for words in text.values()))
