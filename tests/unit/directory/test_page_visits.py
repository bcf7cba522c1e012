"""How a page elsewhere is asked for, how it misbehaves, and where nobody follows it."""

import time
from collections.abc import Iterator
from ipaddress import IPv4Address, ip_address
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.pagechecks.reachable import Inside, is_public, public
from referrals.pagechecks.verdicts import Answer
from referrals.pagechecks.visits import Manner, host_of, is_among, look
from tests.unit.directory.strangers import (
    Reply,
    Strangers,
    certificate,
    manner,
    said,
    strangers,
    to,
)

PAGE = "http://at-centre.example.org/help"


@pytest.fixture
def server() -> Iterator[Strangers]:
    with strangers() as made:
        yield made


def looked(server: Strangers, reply: Reply, **more: Any) -> Answer:
    server.replies["at-centre.example.org/help"] = reply
    return look(PAGE, more.pop("never", ()), manner(server, **more))


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("200 OK", "ok"),
        ("204 Nothing", "ok"),
        ("401 Who", "shut"),
        ("403 No", "shut"),
        ("429 Slowly", "shut"),
        ("451 Law", "shut"),
        ("304 Same", "shut"),
        ("404 None", "404"),
        ("410 Gone", "410"),
        ("500 Oh", "500"),
        ("503 Later", "503"),
        ("999 Blocked", "shut"),
    ],
)
def test_what_it_says(server: Strangers, status: str, code: str) -> None:
    assert looked(server, said(status)) == Answer(code)


def test_only_whether_it_is_there_is_asked_and_nothing_told_of_who_asks(server: Strangers) -> None:
    looked(server, said("200 OK", "Set-Cookie: seen=1"))
    assert server.requests == ["HEAD at-centre.example.org/help"]
    server.replies["at-centre.example.org/2"] = said("200 OK")
    server.replies["at-centre.example.org/help"] = to("/2", "302 Found")
    look(PAGE, (), manner(server))
    for head in server.heads:
        names = {line.split(":")[0].lower() for line in head.split("\r\n")[1:] if line}
        assert names <= {"host", "user-agent", "accept", "accept-encoding", "connection"}
        assert "helpline" not in head.lower()


def test_a_server_that_cannot_say_it_without_the_page_is_asked_for_the_page(
    server: Strangers,
) -> None:
    server.replies["HEAD at-centre.example.org/help"] = said("405 Not so")
    server.replies["GET at-centre.example.org/help"] = said("200 OK", body=b"hello")
    assert look(PAGE, (), manner(server)) == Answer("ok")
    # It hangs up, or stammers.
    for odd in ([], [(0.0, b"what?\r\n\r\n")]):
        server.replies["HEAD at-centre.example.org/help"] = odd
        assert look(PAGE, (), manner(server)) == Answer("ok")


def test_a_page_without_end_is_not_read(server: Strangers) -> None:
    piece = b"x" * 65_536
    server.replies["HEAD at-centre.example.org/help"] = said("405 Not so")
    huge = [(0.0, b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n"), *[(0.0, piece)] * 1500]
    server.replies["GET at-centre.example.org/help"] = huge
    began = time.monotonic()
    assert look(PAGE, (), manner(server)) == Answer("ok")
    assert time.monotonic() - began < 3
    time.sleep(0.2)
    # What the two ears of a connection hold, and no more.
    assert server.sent < 20_000_000


def test_a_slow_page_keeps_nobody(server: Strangers) -> None:
    began = time.monotonic()
    slow = [(0.0, b"HTTP/1.1 200 OK\r\n"), *[(0.3, b"X-More: 1\r\n")] * 60]
    assert looked(server, slow) == Answer("no_answer")
    body = [(0.0, b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"), *[(0.5, b"x")] * 9]
    assert looked(server, body) == Answer("ok")
    assert looked(server, [(9.0, b"")]) == Answer("no_answer")
    assert time.monotonic() - began < 8


def test_a_head_without_end_is_not_read(server: Strangers) -> None:
    many = [(0.0, b"HTTP/1.1 200 OK\r\n"), *[(0.0, b"X-More: " + b"1" * 9000 + b"\r\n")] * 500]
    assert looked(server, many) == Answer("no_answer")


def test_nobody_answers(server: Strangers) -> None:
    gone = Strangers()
    gone.close()
    assert look(PAGE, (), manner(gone)) == Answer("no_answer")

    def nobody(host: str, port: int) -> list[tuple[str, int]]:
        raise OSError

    assert look(PAGE, (), Manner(pause=0, resolve=nobody)) == Answer("no_name")


def test_a_certificate_that_nobody_knows_is_not_good(tmp_path: Path) -> None:
    with strangers(certificate(tmp_path, "at-centre.example.org")) as server:
        secure = PAGE.replace("http:", "https:")
        assert look(secure, (), manner(server)) == Answer("tls")
        assert server.requests == []
        server.replies["at-centre.example.org/help"] = said("200 OK")
        # Plain words to such a server, or its to plain ears, are no answer.
        assert look(PAGE, (), manner(server)) == Answer("no_answer")


# ---- where it leads ----------------------------------------------------------------------------


def test_moved_for_good_is_where_it_says_so_all_the_way(server: Strangers) -> None:
    there = "http://at-new.example.org/"
    server.replies["at-new.example.org/"] = said("200 OK")
    assert looked(server, to(there)) == Answer("ok", there)
    assert looked(server, to(there, "308 For good")) == Answer("ok", there)
    assert looked(server, to(there, "302 For now")) == Answer("ok")
    server.replies["at-new.example.org/"] = to("/today", "302 For now")
    server.replies["at-new.example.org/today"] = said("200 OK")
    assert looked(server, to(there)) == Answer("ok", there)
    server.replies["at-new.example.org/"] = said("404 None")
    assert looked(server, to(there)) == Answer("404")


def test_round_in_circles_or_without_end(server: Strangers) -> None:
    server.replies["at-centre.example.org/2"] = to("/help")
    assert looked(server, to("/2")) == Answer("loops")
    assert looked(server, to("/help")) == Answer("loops")
    for step in range(30):
        server.replies[f"at-centre.example.org/s{step}"] = to(f"/s{step + 1}")
    server.requests.clear()
    assert looked(server, to("/s0")) == Answer("loops")
    assert len(server.requests) <= 7


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("http://127.0.0.1/", "astray"),
        ("http://2130706433/", "astray"),
        ("http://0x7f.0.0.0x1/", "inside"),
        ("http://[::1]/", "astray"),
        ("http://169.254.169.254/latest/meta-data/", "astray"),
        ("http://localhost/", "astray"),
        ("http://inside.example.org/", "inside"),
        ("https://inside.example.org/", "inside"),
        ("http://both.example.org/", "inside"),
        ("http://inside.example.org:6379/", "astray"),
        ("http://somebody:secret@at-centre.example.org/", "astray"),
        ("file:///etc/passwd", "astray"),
        ("javascript:alert(1)", "astray"),
        ("//inside.example.org/x", "inside"),
        ("http://at-centre.example.org:99999/", "astray"),
        ("http://", "loops"),
    ],
)
def test_nobody_is_followed_inside(server: Strangers, place: str, code: str) -> None:
    numbers = {"inside": "10.0.0.7", "both": "1.1.1.1 127.0.0.1", "0x7f": "127.0.0.1"}
    answer = looked(server, to(place), **numbers)
    assert answer == Answer(code)
    assert server.requests == ["HEAD at-centre.example.org/help"]


def test_a_name_that_says_another_thing_the_second_time_leads_nowhere(server: Strangers) -> None:
    """Each connection goes where its own look-up was found good, and is looked up anew."""
    asked: list[str] = []

    def names(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["1.1.1.1"] if len(asked) == 1 else ["127.0.0.1"]

    def resolve(host: str, port: int) -> list[tuple[str, int]]:
        found = public(host, port, names)
        assert found == [("1.1.1.1", 80)]
        # The public machine, played by ours.
        return [("127.0.0.1", server.port)]

    server.replies["HEAD rebinds.example.org/"] = said("405 Not so")
    server.replies["GET rebinds.example.org/"] = said("200 OK")
    answer = look("http://rebinds.example.org/", (), Manner(pause=0, resolve=resolve))
    assert answer == Answer("inside")
    assert server.requests == ["HEAD rebinds.example.org/"]
    assert asked == ["rebinds.example.org"] * 2


def test_secret_hosts_are_not_asked_and_nobody_is_led_to_them(server: Strangers) -> None:
    never = {"at-secret.example.org"}
    assert looked(server, to("http://at-secret.example.org/"), never=never) == Answer("shut")
    assert look("http://www.at-secret.example.org/", never, manner(server)) == Answer("shut")
    assert server.requests == ["HEAD at-centre.example.org/help"]


# ---- what is public ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        ("1.1.1.1", True),
        ("2606:4700:4700::1111", True),
        ("64:ff9b::101:101", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::a00:1", False),
        ("2002:101:101::", True),
        ("2002:7f00:1::", False),
        ("2002:a00:1::", False),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
        ("no number", False),
        ("", False),
    ],
)
def test_which_numbers_are_public(number: str, wanted: bool) -> None:
    assert is_public(number) is wanted


@given(st.ip_addresses(v=4))
def test_a_carried_number_is_no_more_public_than_itself(number: IPv4Address) -> None:
    bits = int(number)
    carriers = [
        ip_address(0xFFFF << 32 | bits),
        ip_address(0x64FF9B << 96 | bits),
        ip_address(0x2002 << 112 | bits << 80),
    ]
    for each in carriers:
        assert not is_public(f"{each}") or is_public(f"{number}")
    assert not is_public(f"{number}") or not number.is_private


@given(st.lists(st.ip_addresses(), max_size=6))
def test_one_number_inside_is_enough_to_keep_away(numbers: list[Any]) -> None:
    told = [f"{each}" for each in numbers]
    try:
        found = public("centre.example.org", 443, lambda host, port: told)
    except Inside:
        assert not told or not all(is_public(each) for each in told)
    else:
        assert found == [(each, 443) for each in told[:4]]
        assert all(is_public(each) for each in told)


def test_a_host_is_known_by_what_is_below_it() -> None:
    assert host_of("https://WWW.Shelter.example.org./x?y#z") == "shelter.example.org"
    assert host_of("https://[bad") == ""
    assert is_among("https://a.b.example.org/", {"b.example.org"})
    assert not is_among("https://ab.example.org/", {"b.example.org"})
