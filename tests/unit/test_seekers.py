"""A seeker is known by an unguessable token of our own making, and by a name that says nothing."""

import re
import time

import pytest

from helpline import seekers
from helpline.seekers import (
    FIRST,
    SECOND,
    early_seals,
    is_fresh,
    new_handle,
    new_token,
    token_hash,
)


def test_a_token_is_letters_that_fit_anywhere() -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{40,64}", new_token(1))


def test_no_two_tokens_are_alike_or_begin_alike() -> None:
    tokens = [new_token(1) for _ in range(500)]
    assert len({token[:16] for token in tokens}) == 500


def test_a_token_is_fresh_where_it_was_given_out() -> None:
    token = new_token(7)
    assert is_fresh(token, 7)
    assert not is_fresh(token, 8)


def test_a_token_is_not_fresh_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    token = new_token(1)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + seekers.FRESH_SECONDS - 5)
    assert is_fresh(token, 1)
    monkeypatch.setattr(time, "time", lambda: now + seekers.FRESH_SECONDS + 5)
    assert not is_fresh(token, 1)


def test_a_token_from_the_future_is_not_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    token = new_token(1)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now - 60)
    assert not is_fresh(token, 1)


def test_a_token_changed_in_any_letter_is_not_fresh() -> None:
    token = new_token(1)
    for place in range(len(token) - 1):
        other = "A" if token[place] != "A" else "B"
        assert not is_fresh(token[:place] + other + token[place + 1 :], 1)


@pytest.mark.parametrize(
    "token", ["", "x", "é", "a" * 59, "a" * 64, "A" * 43, "=", "\0", "-" * 59, " " * 59]
)
def test_what_we_never_gave_out_is_not_fresh(token: str) -> None:
    assert not is_fresh(token, 1)


def test_a_key_for_first_words_is_given_only_while_the_token_is_fresh(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    token = new_token(1)
    assert early_seals(token, 1) == early_seals(token, 1) != early_seals(new_token(1), 1)
    assert len(early_seals(token, 1)[0]) == 44
    assert early_seals("made up", 1) == early_seals(token, 2) == []
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + seekers.FRESH_SECONDS + 5)
    assert early_seals(token, 1) == []


def test_what_is_stored_of_a_token_is_its_hash() -> None:
    token = new_token(1)
    assert len(token_hash(token)) == 32
    assert token_hash(token) == token_hash(token) != token_hash(new_token(1))
    assert token.encode() not in token_hash(token)


def test_a_handle_is_two_plain_words() -> None:
    for _ in range(50):
        first, second = new_handle().split()
        assert (first in FIRST, second in SECOND) == (True, True)


def test_handles_are_many_and_short() -> None:
    assert len(set(FIRST)) == len(FIRST)
    assert len(set(SECOND)) == len(SECOND)
    assert len(FIRST) * len(SECOND) > 16_000
    assert max(map(len, FIRST)) + 1 + max(map(len, SECOND)) <= 40
