"""The phrase list is edited in the open, and words are tried without being kept."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from helpline.models import Line, Phrase
from routing.entering.phrasebook import phrasebook
from tests.desk.house import opened, row, web

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
NEW = {"line": "", "language": "en", "phrase": "blue door", "tier": "2", "active": "on"}


@pytest.fixture
def boss() -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("boss", ""))
    Phrase.objects.all().delete()
    phrasebook.read()
    return client


def test_a_new_phrase_counts_at_once(boss: Client, line: Line) -> None:
    assert boss.post("/admin/helpline/phrase/add/", NEW).status_code == 302
    assert row(opened(web(line, "the BLUE door"))).tier == 2
    (phrase,) = Phrase.objects.all()
    boss.post(f"/admin/helpline/phrase/{phrase.pk}/delete/", {"post": "yes"})
    assert row(opened(web(line, "the blue door", token="later"))).tier == 0


def test_a_phrase_without_a_word_is_turned_down(boss: Client) -> None:
    answer = boss.post("/admin/helpline/phrase/add/", {**NEW, "phrase": "…!"})
    assert "at least one word" in answer.content.decode()
    assert not Phrase.objects.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("open the blue door", "<strong>Tier 2</strong>, because of “blue door”"),
        ("hello", "Nobody is moved by these words."),
        ("<script>blue door</script>", "because of “blue door”"),
    ],
)
def test_words_are_tried_and_not_kept(boss: Client, line: Line, words: str, said: str) -> None:
    boss.post("/admin/helpline/phrase/add/", NEW)
    assert "Try words" in boss.get("/admin/helpline/phrase/").content.decode()
    page = boss.post("/admin/helpline/phrase/try/", {"line": line.pk, "words": words})
    assert said in page.content.decode()
    assert "<script>blue" not in page.content.decode()


def test_nobody_but_an_administrator_tries_words(line: Line) -> None:
    answer = Client().post("/admin/helpline/phrase/try/", {"line": line.pk, "words": "x"})
    assert answer.status_code == 302
    assert "/admin/login/" in answer["Location"]
