"""What the plain page says of words that a law has kept: nothing that it says else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from helpline.models import Counsellor, Line
from routing.hands import lawholds
from routing.lawwords import SAID
from tests.desk.house import new_counsellor
from tests.desk.plain.browsing import PLAIN, browser, conversation, taken
from tests.textbrowser import TextBrowser
from transcripts.held import holds
from transcripts.held.holds import Order
from transcripts.held.rows import By

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
BUTTONS = {
    "en": ("Start", "Send", "Look for new words", "End the chat", "Do this"),
    "fr": (
        "Commencer",
        "Envoyer",
        "Voir les nouveaux mots",
        "Finir la conversation",
        "Faire ce choix",
    ),
}
PROMISES = ("No one can", "Nobody can", "we erase them", "Personne ne pourra", "on les efface")


def held(line: Line, robin: Counsellor) -> None:
    dana = new_counsellor(line, "Dana")
    one, other = (By(each.user_id, each.shift_name, each) for each in (robin, dana))
    until = timezone.now() + timedelta(days=30)
    lawholds.agree(holds.ask(conversation(), one, Order("an order of the court", until)).pk, other)


def over(line: Line, robin: Counsellor, lang: str) -> TextBrowser:
    """A talk that is held, and over."""
    start, send, look, end, _do = BUTTONS[lang]
    seeker = browser()
    seeker.open(f"{PLAIN}?lang={lang}")
    seeker.press(start)
    seeker.press(send, words="hello")
    taken(robin)
    held(line, robin)
    seeker.press(look)
    seeker.press(end)
    return seeker


@pytest.mark.parametrize("choice", ["erase", "keep"])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_it_stands_where_else_a_promise_stands(
    line: Line, robin: Counsellor, choice: str, lang: str
) -> None:
    seeker = over(line, robin, lang)
    check(seeker, lang)
    seeker.press(BUTTONS[lang][4], choice=choice)
    check(seeker, lang)


def check(seeker: TextBrowser, lang: str) -> None:
    for piece in SAID[lang].split("{when}"):
        assert piece.strip() in seeker.text
    assert [each for each in PROMISES if each in seeker.text] == []
