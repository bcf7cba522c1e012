"""What the pages without scripts allow, keep and bear."""

import uuid
from collections.abc import Mapping

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from helpline.models import Conversation, Counsellor, Line, Seeker
from routing.consoles import visits
from routing.entering import limits
from routing.plain import forms, steps
from tests.desk.house import (
    let_in,
    reply,
    texts,
)
from tests.desk.plain.browsing import PLAIN, browser, conversation, says
from tests.textbrowser import TextBrowser
from transcripts.models import Message

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


# ---- what the pages allow and keep ---------------------------------------------------------------


def policy(headers: Mapping[str, str]) -> dict[str, str]:
    parts = (each.strip().split(" ", 1) for each in headers["Content-Security-Policy"].split(";"))
    return {part[0]: part[1] for part in parts if len(part) == 2}


def test_the_headers_of_every_page(here: TextBrowser) -> None:
    outer = here.reply.headers
    here.frame()
    inner = here.reply.headers
    for headers in (outer, inner):
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert policy(headers)["script-src"] == "'none'"
        assert policy(headers)["default-src"] == "'none'"
        assert policy(headers)["connect-src"] == "'none'"
        assert "unsafe" not in headers["Content-Security-Policy"]
    assert policy(outer)["frame-ancestors"] == "'none'"
    assert policy(outer)["form-action"] == "'self' https:"
    assert policy(inner)["frame-ancestors"] == "'self'"
    assert policy(inner)["form-action"] == "'none'"
    assert inner["X-Frame-Options"] == "SAMEORIGIN"


def test_what_people_write_is_shown_as_they_wrote_it(here: TextBrowser, robin: Counsellor) -> None:
    evil = "<img src=x onerror=1> </textarea><script>1</script> \"' & {{ 7|add:7 }}"
    here.press("Send", words=evil)
    assert "<img" not in here.reply.text
    assert evil in here.text
    says(robin, f"look at https://example.org/a?b=1&c=<2>. or call 204-555-0117 {evil}")
    here.press("Look for new words", words=evil)
    assert "<img" not in here.reply.text
    assert here.field("words") == evil
    assert here.page.links["https://example.org/a?b=1&c="] == "https://example.org/a?b=1&c="
    assert here.page.links["204-555-0117"] == "tel:2045550117"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "http:/x", "//evil"])
def test_a_dangerous_link_stays_words(here: TextBrowser, robin: Counsellor, link: str) -> None:
    says(robin, f"press {link} now")
    here.press("Look for new words")
    assert link not in here.page.links.values()


def test_no_page_holds_what_only_staff_may_know(here: TextBrowser, robin: Counsellor) -> None:
    let_in(reply(robin, conversation(), "a note for colleagues", kind="note"))
    here.press("Look for new words")
    assert "colleagues" not in here.text
    handle = Seeker.objects.get().handle
    assert handle not in here.reply.text


# ---- too much --------------------------------------------------------------------------------


def test_who_presses_without_end_is_slowed_down_and_keeps_the_words(
    inside: TextBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "PRESSES", visits.Greetings(uuid.uuid4().hex[:12], 60, 9, 2))
    for text in ("one", "two", "three"):
        inside.press("Send", words=text)
    assert "too much at once" in inside.text
    assert inside.field("words") == "three"
    assert texts(conversation()) == ["one", "two"]
    inside.press("Exit now")
    assert inside.reply.status == 303


def test_in_a_rush_who_cannot_work_comes_in_behind(
    seeker: TextBrowser, line: Line, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = 1
    limits.mark("rush", line.pk, 60)
    made = browser(X_Forwarded_For="8.8.8.8")
    made.open(PLAIN)
    made.press("Start")
    assert "You are in line." in made.text
    assert Conversation.objects.get().priority == -1


# ---- forms -----------------------------------------------------------------------------------


def test_a_form_is_read_calmly() -> None:
    form = forms.read({"id": "x", "t": "y" * 65, "words": "\r\n a\r\nb\rc \n"})
    assert (form.token, form.words) == ("", "a\nb\nc")
    assert form.id.version == 4


def test_nothing_that_was_said_is_stored_in_clear(inside: TextBrowser) -> None:
    inside.press("Send", words="Flummadine")
    stored = b"".join(bytes(each.sealed) for each in Message.objects.all())
    assert b"Flummadine" not in stored
    assert timezone.now() >= Message.objects.get().at
