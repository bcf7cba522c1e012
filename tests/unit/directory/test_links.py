"""Where somebody may be sent on the web, and what only looks as if."""

import pytest

from referrals.wording.links import complaint, complaint_in


@pytest.mark.parametrize(
    "url",
    [
        "http://www.newcentre.org/",
        "https://example.org/a?b=c#d",
        "https://www.montréal.ca/aide",
        "https://xn--montral-fya.ca/",
        "https://example.org:443/",
        "https://sub.domain.example.co.uk",
    ],
)
def test_one_may_be_sent_there(url: str) -> None:
    assert complaint(url) == ""


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("javascript:alert(1)", "link_scheme"),
        ("JaVaScRiPt:alert(1)", "link_scheme"),
        ("data:text/html;base64,x", "link_scheme"),
        ("vbscript:x", "link_scheme"),
        ("file:///etc/passwd", "link_scheme"),
        ("ftp://example.org/", "link_scheme"),
        ("//example.org/", "link_scheme"),
        ("example.org", "link_scheme"),
        ("https://user@example.org/", "link_user"),
        ("https://example.org@evil.example/", "link_user"),
        ("https://localhost/", "link_host"),
        ("https://intranet/", "link_host"),
        ("https://127.0.0.1/", "link_host"),
        ("https://[::1]/", "link_host"),
        ("https://2130706433/", "link_host"),
        ("https://router.local/", "link_host"),
        ("https://example.org:8080/", "link_host"),
        ("https://-bad-.example/", "link_host"),
        ("https:///path", "link_host"),
        ("https://\u0430pple.com/", "link_alike"),
        ("https://xn--pple-43d.com/", "link_alike"),
        ("https://\u03bfrange.example.org/", "link_alike"),
        ("https://xn--zzzzzz-\u00e9.com/", "link_alike"),
        ("https://example.org/\u202egnp.exe", "link"),
        ("https://exam ple.org/", "link"),
        ("java\nscript:alert(1)", "link"),
        ("https://example.org\\@evil.example", "link"),
        ("https://example.org:port/", "link"),
        ("https://[::1/", "link"),
        ("https://example.org/" + "a" * 400, "link"),
        ("", "link_scheme"),
    ],
)
def test_one_is_not_sent_there(url: str, code: str) -> None:
    assert complaint(url) == code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("See https://example.org/a, or (https://example.org/b).", ""),
        ("Ask for data: they keep none. In java: script.", ""),
        ("Call 204-589-7347, info@newcentre.org", ""),
        ("« https://www.montréal.ca/aide »", ""),
        ("Look: javascript:alert(1)", "link_scheme"),
        ("Look: data:text/html;base64,x", "link_scheme"),
        ("One https://example.org and file:///etc/passwd", "link_scheme"),
        ("See https://example.org@evil.example/.", "link_user"),
        ("See https://\u0430pple.com/", "link_alike"),
        ("See HTTPS://127.0.0.1/", "link_host"),
        ("See https://", "link_host"),
    ],
)
def test_the_first_bad_address_among_words_is_named(words: str, code: str) -> None:
    assert complaint_in(words) == code
