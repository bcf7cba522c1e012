"""Our own list of terms: every service that the sources name finds its term, in both languages."""

import pytest

from referrals import entries
from referrals.snippets import first_set
from referrals.terms.categories import PINNED, first_terms
from tests.unit.test_first_set import FILE

VOCABULARIES = {each.code: each for each in first_terms()}
TERMS = {name: {t.code: t for t in each.terms} for name, each in VOCABULARIES.items()}

# What the five documents name, in words of ours, and the term it is found under.
NAMED = {
    # a list of services
    "programmes for leaving": "leaving",
    "groups of people who were in prison": "after-prison-groups",
    "helplines of the trade": "helplines",
    "residential programmes": "transitional",
    "drop-in": "drop-in",
    "resource centres": "information",
    "re-entry after prison": "after-prison",
    "assessment": "assessment",
    "peer support": "peer-support",
    "wrap-around support": "wrap-around",
    "life-skills workshops": "life-skills",
    "pre-employment workshops": "pre-employment",
    "supported employment": "supported-work",
    "after-care plans": "aftercare",
    "ongoing follow-up": "follow-up",
    "hygiene products": "toiletries",
    "clothing": "clothing",
    "hot meals": "meals",
    "short-term shelter": "shelter",
    "transport to relocation sites": "relocation",
    "transport": "transport",
    "legal needs": "legal",
    "emotional support": "listening",
    "advocacy": "advocacy",
    "housing alternatives": "housing",
    # leaving, in the United Kingdom
    "case work": "case-work",
    "drugs and alcohol": "substance-use",
    "finance and debt": "debt",
    "domestic violence": "partner-violence",
    "criminal justice": "justice",
    "drug services": "treatment",
    "health services": "health",
    "mental health services": "mental-health",
    "going along to appointments": "accompaniment",
    "budgeting": "budgeting",
    "managing tenancies": "tenancy",
    "benefits": "benefits",
    "child care, learned": "parenting",
    "positive relationships": "relationships",
    "recognising abuse": "abuse-education",
    "literacy": "literacy",
    "numeracy": "numeracy",
    "IT courses": "computers",
    "application forms": "application-forms",
    "CVs": "cv",
    "interviews": "interviews",
    # barriers, in Los Angeles
    "education": "education",
    "job placement": "job-placement",
    "counselling after trafficking": "exploitation",
    "intensive case management": "case-work",
    "outreach": "outreach",
    # Winnipeg
    "transitional housing": "transitional",
    "counselling": "counselling",
    "mentoring": "mentoring",
    "tutoring": "tutoring",
    "group support": "support-groups",
    "referrals to services": "information",
    "skills training": "skills-training",
    "cultural groups": "cultural",
    "child care": "child-care",
    "printed information": "leaflets",
    # Kamloops
    "community education": "public-talks",
    "landlords": "housing-search",
    "crisis intervention": "crisis",
    "working safely": "safer-work",
    "condoms and lubrication": "condoms",
    "bad date reporting": "bad-date",
    "HIV and hepatitis C": "hiv-hepatitis",
    "missing persons": "missing",
    "one to one support": "listening",
    "court accompaniment": "court",
    "families of workers": "relatives",
    "child apprehension": "family",
    "harm reduction supplies": "harm-reduction",
    "shower": "shower",
    "laundry": "laundry",
    "internet access": "internet",
    "a few days away": "few-days",
    "kitchen": "kitchen",
    "alumni, volunteering": "alumni",
    "nurse visits": "nurse",
}


@pytest.mark.parametrize(("named", "code"), NAMED.items())
def test_every_service_of_the_sources_finds_its_term(named: str, code: str) -> None:
    assert code in TERMS["category"], named


def test_every_term_is_said_in_both_languages_and_hangs_where_it_says() -> None:
    wrong = [
        term.code
        for vocabulary in first_terms()
        for term in vocabulary.terms
        if set(term.label) != {"en", "fr"}
        or not all(term.label.values())
        or (term.definition and set(term.definition) != {"en", "fr"})
        or {term.parent, *term.see_also} - {"", *TERMS[vocabulary.code]}
    ]
    assert wrong == []


def test_no_term_is_called_like_another_one() -> None:
    for vocabulary in first_terms():
        for locale in ("en", "fr"):
            said = [term.label[locale] for term in vocabulary.terms]
            assert len(said) == len(set(said))


def test_five_are_on_top_and_they_are_those_that_mattered_most() -> None:
    pinned = sorted((t.pin, t.code) for t in TERMS["category"].values() if t.pin)
    assert [code for _pin, code in pinned] == [
        "substance-use",
        "legal",
        "education",
        "housing",
        "job-placement",
    ]
    assert [pin for pin, _code in pinned] == list(range(1, PINNED + 1))


def test_the_three_related_ones_lead_to_one_another() -> None:
    three = {"leaving", "after-prison-groups", "helplines"}
    for code in three:
        assert three - {code} <= set(TERMS["category"][code].see_also)


def test_the_categories_of_snippets_are_terms_too() -> None:
    assert FILE.exists()
    used = {snippet.category for snippet in first_set()}
    assert used <= TERMS["category"].keys() | TERMS["talk"].keys()
    sent = {snippet.category for snippet in first_set() if snippet.referral}
    assert sent <= TERMS["category"].keys()


def test_ours_may_leave_the_house_and_belong_to_nobody_else() -> None:
    assert all(each.may_export and not each.owner for each in first_terms())
    assert isinstance(first_terms()[0], entries.Vocabulary)
