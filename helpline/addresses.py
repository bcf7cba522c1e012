"""Whose address a request comes from, and what of it is looked at: pure, and nothing is kept."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address

# Whoever has one address of IPv6 has all those that begin like it.
PREFIX = 64


def of(peer: str, forwarded: Sequence[str], proxies: int) -> str:
    """The address that the outermost of our own proxies saw; `forwarded` are X-Forwarded-For lines.

    Each proxy adds, at the end, the address that came to it; what stands before is whatever the
    visitor has written. Who brings fewer entries than we have proxies went past them: then it is
    the address of the connection itself.
    """
    hops = [hop.strip() for line in forwarded for hop in line.split(",")]
    return hops[-proxies] if 0 < proxies <= len(hops) else peer


def network(address: str) -> str:
    """What of an address tells one household from another: IPv6 by /64, IPv4 whole.

    "" for what tells nobody from anybody: no address at all, or one that is not of the internet,
    such as that of a proxy of ours that has not said for whom it asks.
    """
    known = _read(address)
    if isinstance(known, IPv6Address) and known.ipv4_mapped:
        known = known.ipv4_mapped
    if known is None or not known.is_global:
        return ""
    if isinstance(known, IPv4Address):
        return str(known)
    return str(IPv6Address(int(known) >> (128 - PREFIX) << (128 - PREFIX)))


def _read(address: str) -> IPv4Address | IPv6Address | None:
    """An address as proxies write it: bare, or with a port, or in brackets."""
    bare = address.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        return ip_address(bare)
    except ValueError:
        return None
