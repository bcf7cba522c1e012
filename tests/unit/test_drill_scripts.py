"""The scripts of drills: both languages, and somebody who answers to what they are asked."""

import pytest

from drill import playing, scripts
from drill.playing import Played
from drill.scripts import Locale, Script

NOTHING = Played({}, [])
NAMES = ["calm", "silence", "imminent", "hurry", "abuse", "wrong"]
LOCALES: tuple[Locale, Locale] = ("en", "fr")
NNBSP = "\u202f"


def test_every_script_is_there_in_its_order() -> None:
    assert list(scripts.every()) == NAMES
    assert scripts.every()["wrong"].channel == "sms"
    assert scripts.every()["hurry"].leaves == "exits"


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_say_as_much(name: str) -> None:
    script = scripts.every()[name]
    for lines in (script.opens, script.otherwise, script.nudges):
        assert len(lines["en"]) == len(lines["fr"])
    assert script.opens["en"]
    for answer in script.answers:
        assert answer.says.keys() == answer.when.keys() == {"en", "fr"}
        assert all(answer.when.values())
    for both in (script.title, script.purpose):
        assert both.keys() == {"en", "fr"}


@pytest.mark.parametrize("name", NAMES)
def test_the_french_marks_stand_apart(name: str) -> None:
    for words in every_line(scripts.every()[name], "fr"):
        assert "'" not in words
        for mark in "?!;:":
            assert f" {mark}" not in words, words
            found = words.find(mark)
            before = "\u00a0" if mark == ":" else f"{NNBSP}?!"
            assert found < 1 or words[found - 1] in before, words


def every_line(script: Script, locale: Locale) -> list[str]:
    lines = [script.opens, script.otherwise, script.nudges]
    said = [answer.says[locale] for answer in script.answers]
    return [*(words for each in lines for words in each[locale]), *said]


@pytest.mark.parametrize(
    ("locale", "heard", "said"),
    [
        ("en", "Are you thinking of suicide?", "Yes. Tonight."),
        ("en", "ARE YOU THINKING OF  SUICIDE", "Yes. Tonight."),
        ("en", "Is anyone with you, or are you alone?", "I have what I need."),
        ("fr", "Est-ce que vous pensez à mourir ?", "Oui. Ce soir."),
        ("fr", "Où êtes-vous ?", "À la maison."),
        ("fr", "OU ETES-VOUS", "À la maison."),
        ("en", "Tell me more.", "I feel nothing."),
    ],
)
def test_they_answer_what_they_are_asked(locale: Locale, heard: str, said: str) -> None:
    script = scripts.every()["imminent"]
    pending = playing.reply(script, NOTHING, locale, heard)
    assert playing.words_of(script, pending, locale).startswith(said)


def test_a_part_of_a_word_is_no_word() -> None:
    script = scripts.every()["imminent"]
    assert playing.reply(script, NOTHING, "en", "I studied that diet.").startswith("otherwise")


def test_nothing_is_answered_twice_and_at_last_nothing_is_said() -> None:
    script, played = scripts.every()["silence"], NOTHING
    first = playing.reply(script, played, "en", "Take your time.")
    assert first == "answers:0"
    played = playing.after_saying(played, first)
    assert playing.reply(script, played, "en", "Take your time.") == ""


def test_the_beginning_comes_line_by_line() -> None:
    script, played = scripts.every()["calm"], NOTHING
    lines = []
    while pending := playing.opening(script, played, "en"):
        lines.append(playing.words_of(script, pending, "en"))
        played = playing.after_saying(played, pending)
    assert lines == script.opens["en"]


def test_they_grow_uneasy_when_nobody_writes() -> None:
    script = scripts.every()["hurry"]
    assert playing.nudge(script, NOTHING, "en", 44) == ""
    assert playing.nudge(script, NOTHING, "en", 45) == "nudges:0"
    assert playing.nudge(script, Played({"nudges": 1}, []), "en", 500) == ""


def test_who_leaves_does_so_after_their_last_answer_and_who_stays_never() -> None:
    hurry, silence = scripts.every()["hurry"], scripts.every()["silence"]
    said = {"opens": 2, "otherwise": 2}
    assert not playing.leaves(hurry, Played(said, []), "en")
    assert playing.leaves(hurry, Played(said, [0]), "en")
    assert not playing.leaves(hurry, Played({"otherwise": 3}, []), "en")
    assert not playing.leaves(silence, Played({"opens": 1}, [0, 1]), "en")


def test_they_take_as_long_as_people() -> None:
    assert playing.seconds_to_type("ok") == playing.SHORTEST
    assert playing.seconds_to_type("x" * 60) == 10
    assert playing.seconds_to_type("x" * 6_000) == playing.LONGEST
    assert playing.seconds_to_read("") < playing.seconds_to_read("x" * 50) <= 12
