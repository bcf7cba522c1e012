"""Whose address counts: the one our own outermost proxy saw, and nothing that a visitor wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline import addresses

PROXY, VISITOR, FORGED = "10.0.0.1", "8.8.4.4", "9.9.9.9"
ADDRESSES = st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)).map(str)


@pytest.mark.parametrize(
    ("forwarded", "proxies", "whose"),
    [
        ([], 0, PROXY),
        ([FORGED], 0, PROXY),
        ([VISITOR], 1, VISITOR),
        ([f"{FORGED}, {VISITOR}"], 1, VISITOR),
        ([FORGED, VISITOR], 1, VISITOR),
        ([f"{FORGED},{VISITOR},10.0.0.2"], 2, VISITOR),
        ([], 1, PROXY),
        ([VISITOR], 2, PROXY),
    ],
)
def test_only_what_our_own_proxies_added_is_believed(
    forwarded: list[str], proxies: int, whose: str
) -> None:
    assert addresses.of(PROXY, forwarded, proxies) == whose


@given(st.lists(st.text(max_size=40), max_size=5), ADDRESSES)
def test_nothing_a_visitor_writes_changes_whose_it_is(written: list[str], visitor: str) -> None:
    assert addresses.of(PROXY, [",".join([*written, visitor])], 1) == visitor


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("8.8.4.4", "8.8.4.4"),
        ("8.8.4.4:5061", "8.8.4.4"),
        ("2a00:1450:4001:82b:1:2:3:4", "2a00:1450:4001:82b::"),
        ("[2a00:1450:4001:82b:1:2:3:4]:443", "2a00:1450:4001:82b::"),
        ("::ffff:8.8.4.4", "8.8.4.4"),
        *((nobody, "") for nobody in ("", "unknown", "127.0.0.1", "::1", "10.1.2.3", "fe80::1")),
        *((nobody, "") for nobody in ("192.168.0.7", "8.8.4.4, 8.8.8.8", "[::1", "8.8.4.4.4")),
    ],
)
def test_what_tells_one_household_from_another(address: str, network: str) -> None:
    assert addresses.network(address) == network


@given(st.text())
def test_whatever_is_written_there_is_read_calmly(written: str) -> None:
    addresses.network(written)
