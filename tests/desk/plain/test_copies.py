"""A copy for whoever sought help: what is left of it, on a page to print and as a file."""

import pytest
from django.utils import timezone

from helpline.models import Conversation, Counsellor, Line
from tests.desk.house import let_in, reply
from tests.desk.plain.browsing import PLAIN, browser, conversation, says
from tests.textbrowser import TextBrowser
from transcripts import retention

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
NOTE = "colleagues only"


def test_it_is_there_to_print_and_as_a_file_with_a_neutral_name(
    here: TextBrowser, robin: Counsellor
) -> None:
    says(robin, "I am here.\nTake your time.")
    let_in(reply(robin, conversation(), NOTE, kind="note"))
    here.press("Print or save", words="half a sentence")
    assert "Robin is here" in here.text
    assert "Take your time." in here.text
    assert "until you destroy it" in here.text
    assert NOTE not in here.text
    page = here.posted
    here.press("Save as a file")
    assert here.reply.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert here.reply.headers["Content-Disposition"] == 'attachment; filename="notes.txt"'
    assert here.reply.headers["Cache-Control"] == "no-store"
    assert here.reply.text.startswith("Notes\n")
    assert " You\n    hello\n" in here.reply.text
    assert " Robin\n    I am here.\n    Take your time.\n" in here.reply.text
    assert NOTE not in here.reply.text
    here.send(*page)
    here.press("Back to the chat")
    assert here.field("words") == "half a sentence"


def test_of_what_is_erased_there_is_none(here: TextBrowser) -> None:
    here.press("Print or save")
    page = here.posted
    here.press("Save as a file")
    file = here.posted
    retention.shred([conversation()], timezone.now())
    for asked in (page, file):
        here.send(*asked)
        assert "hello" not in here.reply.text


def test_before_they_are_alone_there_is_none(here: TextBrowser) -> None:
    here.press("Print or save")
    page = here.posted
    Line.objects.update(ready_check=True)
    Conversation.objects.update(ready_at=None)
    here.send(*page)
    assert "hello" not in here.reply.text
    assert "Are you alone with this screen?" in here.text


def test_it_speaks_french(here: TextBrowser) -> None:
    here.press("En français")
    here.press("Imprimer ou garder")
    assert "Enregistrer en fichier" in here.text
    here.press("Enregistrer en fichier")
    assert " Vous\n    hello\n" in here.reply.text


def test_the_widget_asks_by_one_button(line: Line, robin: Counsellor) -> None:
    asked = browser()
    asked.open(PLAIN)
    asked.press("Start")
    asked.press("Send", words="hello")
    _, fields = asked.posted
    asked.send(f"{PLAIN}?site=line:{line.slug}&lang=fr&do=copy", {"t": fields["t"]})
    assert "hello" in asked.text
    assert "Retour à la conversation" in asked.text


@pytest.mark.parametrize("do", ["copy", "copy_text"])
def test_without_a_talk_there_is_none(line: Line, do: str) -> None:
    stranger = browser()
    stranger.open(PLAIN)
    stranger.send(PLAIN, {"do": do, "t": "x" * 43, "line": line.slug})
    assert "Content-Disposition" not in stranger.reply.headers
    assert stranger.reply.status == 200
