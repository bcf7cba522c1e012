"""Who wants no texts from a line, by the keyed hash of their address, and forgotten in time."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from routing.adapters import KeywordMeaning
from routing.models import OptOut
from transcripts.keyring import hashes

# A line, a channel, and an address on it.
Address = tuple[int, str, str]


class Wanted:
    """Addresses to be looked for, by their hashes under every master key that is still there."""

    def __init__(self, addresses: Collection[Address]) -> None:
        self._by_hash = {
            (line, channel, hashed): (line, channel, number)
            for line, channel, number in addresses
            for hashed in hashes.address_hashes(line, number)
        }

    def query(self) -> Q:
        """Finds all of them, and some others of the same lines, by the index."""
        lines, channels, hashes = map(set, zip(*self._by_hash, strict=True))
        return Q(line__in=lines, channel__in=channels, address_hash__in=hashes)

    def whose(self, line: int, channel: str, hashed: bytes | memoryview) -> Address | None:
        """The address that a row is about, if it is one of these."""
        return self._by_hash.get((line, channel, bytes(hashed)))


def note(asked: Sequence[tuple[Address, KeywordMeaning]], now: datetime) -> None:
    """Write down who asked for no more texts, and strike out who wants them again."""
    for address, meaning in asked:
        if meaning == "stop":
            add(address, now)
        elif meaning == "start":
            _of(address).delete()


def add(address: Address, now: datetime) -> None:
    """Write down that this address wants no texts; may be repeated, and then counts from now."""
    line, channel, number = address
    until = now + timedelta(days=settings.OPT_OUT_DAYS)
    hashed = hashes.address_hash(line, number)
    OptOut.objects.bulk_create(
        [OptOut(line_id=line, channel=channel, address_hash=hashed, since=now, until=until)],
        update_conflicts=True,
        unique_fields=["line", "channel", "address_hash"],
        update_fields=["until"],
    )


def among(addresses: Collection[Address], now: datetime) -> set[Address]:
    """Of which of these it is written down."""
    wanted = Wanted(addresses)
    if not addresses:
        return set()
    rows = OptOut.objects.filter(wanted.query(), until__gt=now)
    found = rows.values_list("line_id", "channel", "address_hash")
    return {address for each in found if (address := wanted.whose(*each))}


def noted_after(address: Address, at: datetime) -> bool:
    """Whether this address has asked for no more texts since then."""
    return _of(address).filter(until__gt=at + timedelta(days=settings.OPT_OUT_DAYS)).exists()


def forget(now: datetime) -> int:
    """Strike out what is too old to be kept; returns how many."""
    gone, _ = OptOut.objects.filter(until__lte=now).delete()
    return gone


def _of(address: Address) -> QuerySet[OptOut]:
    line, channel, number = address
    return OptOut.objects.filter(
        line_id=line, channel=channel, address_hash__in=hashes.address_hashes(line, number)
    )
