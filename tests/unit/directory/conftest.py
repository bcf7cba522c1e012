"""What tests of the directory share: nothing is remembered from one to the next."""

from collections.abc import Iterator

import pytest

from referrals.search.shelf import shelf


@pytest.fixture(autouse=True)
def empty_shelf() -> Iterator[None]:
    shelf.forget()
    yield
    shelf.forget()
