"""Holds the first set of snippets to its rules: two languages, two faces, plain discreet words."""

import json
import re
from datetime import date
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
import smsutil

FILE = Path(__file__).parents[2] / "referrals" / "first_set.json"
FIRST_SET: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
CATEGORIES: list[dict[str, Any]] = FIRST_SET["categories"]
SNIPPETS: list[dict[str, Any]] = FIRST_SET["snippets"]
LANGUAGES = ("en", "fr")
PINNED = ["substance-use", "legal", "education", "housing", "job-placement"]
FIELDS = {"slug", "category", "tags", "title", "chat", "sms", "referral", "source", "checked"}
SOURCES = {"000", "001", "002", "003", "004", "practice"}
THIN_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"\b\d{3}-\d{3}-\d{4}\b|\b116 123\b|\b\d{3}\b")
LINK = re.compile(r"https?:|www\.|//|\b[\w-]+\.(?:ca|com|org|net|uk|info|me|ly)\b", re.I)
KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LETTER_AFTER_MARK = re.compile(r"[.!?](?=[^\W\d_])")
EMOJI = re.compile("[\U0001f000-\U0001ffff\u2600-\u27bf]")

# Names for people and their lives that an organisation chooses for itself.
CHOSEN_BY_THE_LINE = (
    r"sex.work|survivor|survivant|\bclient|prostitut|victim|travail(?:leu\w+)? du sexe|trafficking"
)
COLD_WORDS = (
    r"\berror|\bsession|\bsubmit|\binvalid|\buser|\boops|please wait|\berreur|\bveuillez"
    r"|utilisat(?:eur|rice)"
)
MORALISING = (
    r"you (?:should|ought|must|need to|have to (?:stop|leave|quit))|vous devez|vous devriez"
    r"|il faut que vous"
)
LEAVING_AS_A_GOAL = (
    r"way out of the|leave the (?:life|trade|street)|get out of|exit (?:plan|program|support)"
    r"|stop (?:trad|sell)ing|sortir d[ue]|quitter l[ea] (?:rue|milieu)|ne plus vendre"
)
# What would tell a stranger who picks up the phone too much.
TELLING = (
    r"\bhiv\b|\bvih\b|h[eé]patit|\bhep\b|\bdrug|\bdrogu|substance|consommation|condom|pr[eé]servatif"
    r"|\bsex|clini[cq]|hospital|hopital|doctor|m[eé]dec|nurse|infirm|\bhealth|\bsant[eé]\b|wellness"
    r"|shelter|refuge|foyer|abus|violen|rape|viol\b|suicid|crisis|\bcrise|helpline|hotline"
    r"|centre|center|program|project|projet|women|\bwoman|femme|counsel|therap|psych|survivor"
    r"|police|court\b|tribunal|\bjail|prison|lawyer|avocat|bad date|\bshop\b|\bask wellness"
)
STREET = (
    r"\b\d+ [A-Z]\w+ (?:st|ave|rd|street|road|avenue|way|drive)\b|\brue\b|[a-z]\d[a-z] ?\d[a-z]\d"
)
# Endings that choose a gender, or that bracket it.
GENDERED_FRENCH = (
    r"\w\((?:e|ne|le|te|se|trice|euse)s?\)|\w[·•](?:e|ne|le|te|se)|\bseule?s?\b|d[eé]sol[eé]"
    r"|\bpr[eê]te?s?\b|heureu|content|inqui[eè]t|\bbienvenue?s? \b|fatigu[eé]|bless[eé]"
    r"|(?:vous (?:êtes|etes|serez|étiez)|êtes-vous|je suis) (?:\w+ )?\w+(?:é|ée|eux|euse)\b"
    r"|vous (?:vous )?sentez \w+(?:é|u|i)e?s?\b|un·?e? collègue|conseill(?:er|ère)\b"
)


def each_face() -> list[Any]:
    """Every wording as (face, language, text), named slug-face-language."""
    return [
        pytest.param(
            face, language, snippet[face][language], id=f"{snippet['slug']}-{face}-{language}"
        )
        for snippet in SNIPPETS
        for face in ("title", "chat", "sms")
        for language in LANGUAGES
    ]


def wordings(face: str, language: str) -> list[Any]:
    """Every wording of one face in one language."""
    return [pytest.param(s[face][language], id=s["slug"]) for s in SNIPPETS]


def without_contacts(text: str) -> str:
    """The words alone: e-mail addresses and telephone numbers taken out."""
    return PHONE.sub("", EMAIL.sub("", text))


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence."""
    parts = re.split(r"[.?!](?:\s|$)|:\s", without_contacts(text))
    found = [re.findall(r"[^\W_](?:[^\s]*[^\W_])?", part) for part in parts]
    return [words for words in found if words]


def syllables(word: str, silent: str) -> int:
    """A count good enough for a grade: groups of vowels, less a silent ending."""
    groups = len(re.findall(r"[aeiouyàâéèêëîïôùûœ]+", word.lower()))
    return max(1, groups - bool(re.search(silent, word.lower())))


def english_grade(text: str) -> float:
    """Flesch-Kincaid grade (Kincaid and others, 1975)."""
    said = sentences(text)
    words = [word for sentence in said for word in sentence]
    spoken = sum(syllables(word, r"[^aeiouyl]e$|[^aeioudt]ed$") for word in words)
    return 0.39 * len(words) / len(said) + 11.8 * spoken / len(words) - 15.59


def french_ease(text: str) -> float:
    """Kandel and Moles (1958): above 80 is easy."""
    said = sentences(text)
    words = [word for sentence in said for word in sentence]
    spoken = sum(syllables(word, r"[^aeiouyàâéèêëîïôùûœ](?:e|es|ent)$") for word in words)
    return 207 - 1.015 * len(words) / len(said) - 73.6 * spoken / len(words)


def test_the_set_is_large_enough() -> None:
    assert len(SNIPPETS) >= 38


def test_slugs_are_unique_and_kebab_case() -> None:
    slugs = [snippet["slug"] for snippet in SNIPPETS]
    assert len(slugs) == len(set(slugs))
    assert all(KEBAB.fullmatch(slug) for slug in slugs)


def test_the_five_pinned_categories_come_first() -> None:
    assert [category["code"] for category in CATEGORIES if category["pinned"]] == PINNED
    assert [category["code"] for category in CATEGORIES[:5]] == PINNED


def test_categories_have_both_labels_and_each_is_used() -> None:
    codes = [category["code"] for category in CATEGORIES]
    assert len(codes) == len(set(codes))
    assert all(set(category["label"]) == set(LANGUAGES) for category in CATEGORIES)
    assert all(all(category["label"].values()) for category in CATEGORIES)
    assert {snippet["category"] for snippet in SNIPPETS} == set(codes)


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: snippet["slug"])
def test_a_snippet_is_whole(snippet: dict[str, Any]) -> None:
    assert set(snippet) == FIELDS
    assert all(set(snippet[face]) == set(LANGUAGES) for face in ("title", "chat", "sms"))
    assert isinstance(snippet["referral"], bool)
    assert snippet["source"] in SOURCES
    if snippet["checked"] is not None:
        assert date.fromisoformat(snippet["checked"]).isoformat() == snippet["checked"]


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: snippet["slug"])
def test_tags_are_lower_case_and_distinct(snippet: dict[str, Any]) -> None:
    tags = snippet["tags"]
    assert len(tags) >= 4
    assert len(tags) == len(set(tags))
    assert all(tag and tag == tag.lower().strip() for tag in tags)


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: snippet["slug"])
def test_a_place_can_be_reached_from_every_face(snippet: dict[str, Any]) -> None:
    if not snippet["referral"]:
        return
    for face in ("chat", "sms"):
        for language in LANGUAGES:
            text = snippet[face][language]
            assert EMAIL.search(text) or PHONE.search(text)


def test_both_languages_name_the_same_contacts() -> None:
    for snippet in SNIPPETS:
        for pattern in (EMAIL, re.compile(r"\d{3}-\d{3}-\d{4}")):
            for face in ("chat", "sms"):
                english, french = (set(pattern.findall(snippet[face][lang])) for lang in LANGUAGES)
                assert english == french, snippet["slug"]


@pytest.mark.parametrize(("face", "language", "text"), each_face())
def test_wording_is_clean(face: str, language: str, text: str) -> None:
    limit = {"title": 40, "chat": 600, "sms": 160}[face]
    assert 0 < len(text) <= limit
    assert text == text.strip()
    assert "  " not in text
    assert "!" not in text
    assert not EMOJI.search(text)
    assert not LETTER_AFTER_MARK.search(EMAIL.sub("", text))


@pytest.mark.parametrize(("face", "language", "text"), each_face())
def test_forbidden_words_are_absent(face: str, language: str, text: str) -> None:
    for rule in (CHOSEN_BY_THE_LINE, COLD_WORDS, MORALISING):
        assert not re.search(rule, text, re.I)


def test_leaving_is_never_the_goal_of_our_own_words() -> None:
    for snippet in SNIPPETS:
        if snippet["source"] in {"practice", "000", "002", "004"}:
            said = [snippet[face][lang] for face in ("title", "chat") for lang in LANGUAGES]
            assert not any(re.search(LEAVING_AS_A_GOAL, text, re.I) for text in said)
        told = [snippet["sms"][lang] for lang in LANGUAGES]
        assert not any(re.search(LEAVING_AS_A_GOAL, text, re.I) for text in told)


@pytest.mark.parametrize("text", wordings("sms", "en") + wordings("sms", "fr"))
def test_a_text_is_one_gsm_segment_without_a_link(text: str) -> None:
    split = smsutil.split(text)
    assert split.encoding == "gsm0338"
    assert len(split.parts) == 1
    assert split.total_bytes <= 160
    assert "\n" not in text
    assert not LINK.search(EMAIL.sub("", text))


@pytest.mark.parametrize("text", wordings("sms", "en") + wordings("sms", "fr"))
def test_a_text_tells_a_stranger_little(text: str) -> None:
    assert not re.search(TELLING, EMAIL.sub("", text), re.I)


def test_the_safe_suite_has_no_address() -> None:
    for snippet in SNIPPETS:
        if snippet["source"] == "004":
            said = " ".join(snippet[face][lang] for face in ("chat", "sms") for lang in LANGUAGES)
            assert not re.search(STREET, said, re.I), snippet["slug"]


@pytest.mark.parametrize(
    "text", wordings("title", "fr") + wordings("chat", "fr") + wordings("sms", "fr")
)
def test_french_fixes_no_gender(text: str) -> None:
    assert not re.search(GENDERED_FRENCH, text, re.I)


@pytest.mark.parametrize("text", wordings("title", "fr") + wordings("chat", "fr"))
def test_french_on_screen_has_its_own_spaces_and_apostrophes(text: str) -> None:
    assert "'" not in text
    assert not re.search(rf"[^{THIN_SPACE}][?;]|[^{NO_BREAK_SPACE}\d]:", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short(language: str) -> None:
    for snippet in SNIPPETS:
        longest = max(len(words) for words in sentences(snippet["chat"][language]))
        assert longest <= 14, snippet["slug"]


def test_english_reads_easily() -> None:
    grades = {snippet["slug"]: english_grade(snippet["chat"]["en"]) for snippet in SNIPPETS}
    assert mean(grades.values()) <= 4
    assert {slug: grade for slug, grade in grades.items() if grade > 6} == {}


def test_french_reads_easily() -> None:
    eases = {snippet["slug"]: french_ease(snippet["chat"]["fr"]) for snippet in SNIPPETS}
    assert mean(eases.values()) >= 80
    assert {slug: ease for slug, ease in eases.items() if ease < 65} == {}
