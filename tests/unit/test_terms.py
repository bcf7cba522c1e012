"""A choice keeps its id in other words and off the list; what it was called stays to be read."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline import terms
from helpline.protocol import Noted
from helpline.terms import Term, Terms

MONDAY = date(2026, 11, 23)
LIFT = Term("t1", "A lift", "Un retour")


def later(days: int) -> date:
    return MONDAY + timedelta(days=days)


def test_other_words_hold_from_their_day_on() -> None:
    lift = terms.reworded(LIFT, "A lift home", "Un retour chez soi", later(3))
    lift = terms.reworded(lift, "A ride home", "Un retour à la maison", later(9))
    said = [lift.on(later(day))[0] for day in (0, 2, 3, 8, 9, 400)]
    assert said == ["A lift", "A lift", "A lift home", "A lift home", "A ride home", "A ride home"]
    assert lift.id == "t1"


def test_words_of_less_than_a_day_are_not_remembered() -> None:
    lift = terms.reworded(LIFT, "A lft home", "Un retour", later(3))
    lift = terms.reworded(lift, "A lift home", "Un retour", later(3))
    assert [(once.en, once.until) for once in lift.was] == [("A lift", later(3))]
    assert terms.reworded(lift, "A lift", "Un retour", later(3)) == LIFT


def test_the_same_words_change_nothing() -> None:
    assert terms.reworded(LIFT, "A lift", "Un retour", MONDAY) is LIFT


def test_one_that_is_off_keeps_its_first_day_and_may_come_back() -> None:
    off = terms.kept_off(LIFT, True, MONDAY)
    assert terms.kept_off(off, True, later(5)).retired == MONDAY
    assert terms.in_use([off]) == []
    assert terms.kept_off(off, False, later(5)) == LIFT


def test_an_empty_column_is_our_list() -> None:
    assert terms.of([], []) == Terms()
    assert len({each.id for each in (*terms.FIRST_NEEDS, *terms.FIRST_OUTCOMES)}) == 13


def test_what_was_chosen_is_in_the_order_of_the_list_and_once() -> None:
    noted = Noted(needs=["money", "shelter", "money", "never"], outcome="never")
    assert Terms().chosen(noted) == (["shelter", "money"], "")
    assert Terms().unknown(noted)
    assert not Terms().unknown(Noted(needs=["money", "shelter"], outcome="helped"))
    assert not Terms().unknown(Noted())


@pytest.mark.parametrize("first", [terms.FIRST_NEEDS, terms.FIRST_OUTCOMES])
def test_ours_fit_on_a_desk(first: tuple[Term, ...]) -> None:
    assert max(len(words) for each in first for words in (each.en, each.fr)) <= terms.LONGEST_TERM


def test_an_id_says_nothing_and_travels() -> None:
    made = {terms.new_id() for _ in range(50)}
    assert len(made) == 50
    assert all(each.isalnum() and each == each.lower() and len(each) <= 40 for each in made)


WORDS = st.text(min_size=1, max_size=8)
CHANGES = st.lists(
    st.tuples(st.sampled_from(["word", "off", "on"]), WORDS, st.integers(0, 3)), max_size=12
)


@given(CHANGES)
def test_whatever_is_changed_is_read_back_and_each_day_has_its_words(
    changes: list[tuple[str, str, int]],
) -> None:
    term, day, said = LIFT, MONDAY, {}
    for what, words, days in changes:
        said.update({day + timedelta(days=n): (term.en, term.fr) for n in range(days + 1)})
        day += timedelta(days=days)
        if what == "word":
            term = terms.reworded(term, words, words, day)
        else:
            term = terms.kept_off(term, what == "off", day)
    said[day] = (term.en, term.fr)
    assert {each: term.on(each) for each in said} == said
    (again,) = terms.read("needs", [terms.written(term)])
    assert again == term
