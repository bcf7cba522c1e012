"""Automatic texts: none tells what it is about, each fits one text, and a line's own go first."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from helpline.segments import measure
from routing.texting.reaction import MONTHS, opening
from routing.texting.words import DEFAULTS, LONGEST, NAMES, PLACES, REQUIRED, Name, tells, words_of
from transcripts.policies import POLICIES

LOCALES = sorted(DEFAULTS)
EVERY = [(locale, name) for locale in LOCALES for name in NAMES]
# As they are at their longest.
OPENS = {
    "en": "Open again Wednesday 30 September 18:00.",
    "fr": "Reprise : mercredi 30 septembre 18:00.",
}
ZONE = ZoneInfo("America/Winnipeg")
# A Monday.
NOW = datetime(2026, 11, 23, 20, tzinfo=ZONE)


def said(locale: str, name: Name) -> str:
    kept = max((policy.says(locale) for policy in POLICIES.values()), key=len)
    return words_of(name, locale, kept=kept, opens=OPENS[locale], others="")


@pytest.mark.parametrize(("locale", "name"), EVERY)
def test_no_text_tells_what_it_is_about(locale: str, name: Name) -> None:
    assert tells(said(locale, name), ["Night line", "Ligne de nuit", "Harbour Society"]) == []


@pytest.mark.parametrize(("locale", "name"), EVERY)
def test_each_fits_one_text_of_the_small_alphabet(locale: str, name: Name) -> None:
    size = measure(said(locale, name))
    assert (size.texts, size.alphabet, size.costly) == (1, "gsm", ())
    assert len(said(locale, name)) <= LONGEST


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_has_every_text_and_no_unknown_place(locale: str) -> None:
    assert set(DEFAULTS[locale]) == set(NAMES)
    for text in DEFAULTS[locale].values():
        for place in text.split("{")[1:]:
            assert place.split("}")[0] in PLACES


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Harbour sexual health clinic", ["harbour", "sexual", "health", "clinic"]),
        ("Centre de santé, dépistage VIH", ["sante", "depistage", "vih"]),
        ("Refuge pour victimes", ["refuge", "victimes"]),
        ("It's an existing list of tests", []),
        ("Consent and a consort", []),
    ],
)
def test_the_lint_finds_what_would_tell(text: str, found: list[str]) -> None:
    assert tells(text, ["Harbour"]) == found


def test_the_number_s_own_words_go_before_the_line_s_and_these_before_ours() -> None:
    line = {"en": {"greeting": "Line {kept}", "waiting": "Line waits"}}
    number = {"en": {"greeting": "Number"}}
    assert words_of("greeting", "en", number, line) == "Number"
    assert words_of("waiting", "en", number, line) == "Line waits"
    assert words_of("greeting", "en", line, kept="a day.") == "Line a day."
    assert words_of("greeting", "fr", number, line, kept="") == words_of("greeting", "fr")


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_text_is_not_sent_unless_it_is_required(name: Name) -> None:
    said = words_of(name, "en", {"en": {name: " "}})
    assert bool(said) == (name in REQUIRED)


def test_braces_that_stand_for_nothing_are_left_out() -> None:
    assert words_of("greeting", "en", {"en": {"greeting": "a {weather} b {} c"}}) == "a b c"


@pytest.mark.parametrize(
    ("moment", "en", "fr"),
    [
        ("2026-11-23 21:30", "21:30", "21:30"),
        ("2026-11-24 06:00", "Tuesday 06:00", "mardi 06:00"),
        ("2026-11-28 18:00", "Saturday 18:00", "samedi 18:00"),
        ("2026-11-29 18:00", "Sunday 29 November 18:00", "dimanche 29 novembre 18:00"),
        ("2026-11-30 18:00", "Monday 30 November 18:00", "lundi 30 novembre 18:00"),
        ("2026-12-01 09:00", "Tuesday 1 December 09:00", "mardi 1er décembre 09:00"),
        ("2026-12-07 09:00", "Monday 7 December 09:00", "lundi 7 décembre 09:00"),
    ],
)
def test_an_opening_that_is_not_this_week_s_is_said_by_its_date(
    moment: str, en: str, fr: str
) -> None:
    begins = datetime.fromisoformat(moment).replace(tzinfo=ZONE)
    for now in (NOW, NOW.astimezone(UTC)):
        assert opening(begins, now, "en") == f"Open again {en}."
        assert opening(begins, now, "fr") == f"Reprise : {fr}."


@pytest.mark.parametrize("locale", LOCALES)
def test_a_date_makes_no_text_dear(locale: str) -> None:
    assert measure(" ".join(MONTHS[locale])).costly == ()
    for day in range(366):
        said = opening(NOW + timedelta(days=day), NOW, locale)
        size = measure(words_of("closed", locale, opens=said, others=""))
        assert (size.texts, size.alphabet) == (1, "gsm")
