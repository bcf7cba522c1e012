"""Fetching a picture: from the provider only, and nowhere else with the account's name."""

import base64
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import requests

from routing.adapters import GiveUp, TryAgain
from routing.adapters._twilio import pictures

ACCOUNT, TOKEN = "AC" + "1" * 32, "the token of this account"
SID, PICTURE = "MM" + "a" * 32, "ME" + "b" * 32
PATH = f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{SID}/Media/{PICTURE}"


class Answers(BaseHTTPRequestHandler):
    """Answers every GET as the server was told, and notes what it was asked with."""

    server: "Host"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers.get("Authorization", "")))
        status, headers, body = self.server.answers.pop(0)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Tests say what matters themselves."""


class Host(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.answers: list[tuple[int, dict[str, str], bytes]] = []
        self.asked: list[tuple[str, str]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@pytest.fixture
def host() -> Iterator[Host]:
    with Host() as made:
        thread = threading.Thread(target=made.serve_forever, args=(0.01,))
        thread.start()
        yield made
        made.shutdown()
        thread.join()


@pytest.fixture
def provider(host: Host, settings: Any) -> Host:
    settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN = ACCOUNT, TOKEN
    settings.TWILIO_BASE_URL = host.address
    return host


def fetch() -> bytes:
    return pictures.fetch(SID, PICTURE)


BASIC = "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()


def test_it_is_asked_for_by_its_address_with_the_account_s_name(provider: Host) -> None:
    provider.answers = [(200, {}, b"dots")]
    assert fetch() == b"dots"
    assert provider.asked == [(PATH, BASIC)]


def test_a_redirect_is_followed_without_the_account_s_name(provider: Host) -> None:
    provider.answers = [(307, {"Location": "/store/1?signed=yes"}, b""), (200, {}, b"dots")]
    assert fetch() == b"dots"
    assert provider.asked == [(PATH, BASIC), ("/store/1?signed=yes", "")]


@pytest.mark.parametrize(
    "there",
    [
        "https://evil.example/x",
        "http://media.twiliocdn.com/x",
        "https://twiliocdn.com.evil.example/x",
        "https://eviltwiliocdn.com/x",
        "https://evil.example/.twiliocdn.com",
        "https://user:pass@evil.example/x",
        "https://evil.s3.amazonaws.com/x",
        "file:///etc/passwd",
        "//evil.example/x",
        "http://127.0.0.1:1/x",
        "",
    ],
)
def test_a_redirect_to_a_stranger_is_not_followed(provider: Host, there: str) -> None:
    provider.answers = [(302, {"Location": there}, b"")] * 2
    with pytest.raises((GiveUp, TryAgain)):
        fetch()
    assert len(provider.asked) <= 2
    assert all(not authorization for _, authorization in provider.asked[1:])


@pytest.mark.parametrize(
    "there",
    ["https://mms.twiliocdn.com/x", "https://s3-external-1.amazonaws.com/media.twiliocdn.com/x"],
)
def test_the_provider_s_file_stores_are_trusted(there: str) -> None:
    assert pictures._trusted(there)


@pytest.mark.parametrize(
    ("status", "expected", "cause"),
    [
        (404, GiveUp, "gone"),
        (410, GiveUp, "gone"),
        (401, TryAgain, "account"),
        (403, TryAgain, "account"),
        (429, TryAgain, "provider"),
        (500, TryAgain, "provider"),
    ],
)
def test_troubles(provider: Host, status: int, expected: type[Exception], cause: str) -> None:
    provider.answers = [(status, {}, b"")]
    with pytest.raises(expected) as raised:
        fetch()
    assert getattr(raised.value, "cause", "") == cause


def test_more_than_is_taken_is_not_read_to_its_end(provider: Host) -> None:
    provider.answers = [(200, {}, b"x" * (pictures.LARGEST + 1))]
    with pytest.raises(GiveUp) as raised:
        fetch()
    assert raised.value.cause == "too_big"


def test_a_cut_line_is_tried_again(provider: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*_: object, **__: object) -> requests.Response:
        raise requests.ConnectionError

    monkeypatch.setattr(pictures, "_get", cut)
    with pytest.raises(TryAgain) as raised:
        fetch()
    assert raised.value.cause == "no_connection"
