"""Origins are compared exactly: scheme, host and port, nothing more and nothing guessed."""

import pytest

from helpline.origins import exact_origin


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://example.org", "https://example.org"),
        ("https://example.org/", "https://example.org"),
        ("https://example.org/page?query#part", "https://example.org"),
        ("https://EXAMPLE.org", "https://example.org"),
        ("HTTPS://example.org", "https://example.org"),
        ("https://example.org:443", "https://example.org"),
        ("http://example.org:80/", "http://example.org"),
        ("https://example.org:80", "https://example.org:80"),
        ("http://localhost:8001", "http://localhost:8001"),
        ("http://127.0.0.1:8001", "http://127.0.0.1:8001"),
        ("http://[::1]:8001", "http://[::1]:8001"),
    ],
)
def test_an_address_has_one_normal_origin(url: str, origin: str) -> None:
    assert exact_origin(url) == origin
    assert exact_origin(origin) == origin


@pytest.mark.parametrize(
    "url",
    [
        "",
        "null",
        "example.org",
        "//example.org",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://example.org",
        "https://",
        "https://user@example.org",
        "https://user:word@example.org",
        "https://example.org:99999",
        "https://example.org:port",
        "https://[::1",
    ],
)
def test_what_is_no_web_origin_is_nothing(url: str) -> None:
    assert exact_origin(url) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.org", "https://example.org"),
        ("https://example.org", "https://www.example.org"),
        ("https://example.org", "https://example.org:8443"),
        ("https://example.org", "https://example.org.evil.example"),
        ("http://localhost:8001", "http://127.0.0.1:8001"),
    ],
)
def test_what_differs_in_anything_is_another_origin(one: str, other: str) -> None:
    assert exact_origin(one) != exact_origin(other)
