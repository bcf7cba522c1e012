"""Which machines may be asked for a page: public ones alone, as their name is looked up just then.

Whoever connects gets the addresses that were looked at here and asks for no others, so a name that
says another thing the second time leads nowhere.
"""

import socket
from collections.abc import Callable, Collection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# The numbers that a name has, as a resolver says them; raises OSError if it has none.
Names = Callable[[str, int], Collection[str]]
# Where to connect for a name and a port: numbers, each with its port.
Resolve = Callable[[str, int], list[tuple[str, int]]]

MOST = 4
# Numbers of six that carry one of four in their last, or second, 32 bits: the carried one counts.
_NAT64 = ip_network("64:ff9b::/96")
_SIX_TO_FOUR = ip_network("2002::/16")
_TEREDO = ip_network("2001::/32")


class Inside(OSError):
    """A name that leads, or could lead, to a machine that is not public."""


def is_public(number: str) -> bool:
    """Whether everybody on the internet would reach the same machine by this number."""
    try:
        found = ip_address(number)
    except ValueError:
        return False
    carried = _carried(found) if isinstance(found, IPv6Address) else None
    return _is_open(carried or found)


def _is_open(found: IPv4Address | IPv6Address) -> bool:
    if found.is_multicast or found.is_reserved or found.is_unspecified:
        return False
    if isinstance(found, IPv6Address) and (found.scope_id or found.is_site_local):
        return False
    return found.is_global and found not in _TEREDO


def _carried(found: IPv6Address) -> IPv4Address | None:
    if found.ipv4_mapped:
        return found.ipv4_mapped
    if found in _NAT64:
        return IPv4Address(int(found) & 0xFFFFFFFF)
    return found.sixtofour if found in _SIX_TO_FOUR else None


def names(host: str, port: int) -> list[str]:
    """What the machine's own resolver says."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def public(host: str, port: int, names: Names = names) -> list[tuple[str, int]]:
    """Where to connect; raises `Inside` if even one of the name's numbers is not public."""
    found = names(host, port)
    if not found or not all(is_public(each) for each in found):
        raise Inside
    return [(each, port) for each in list(found)[:MOST]]
