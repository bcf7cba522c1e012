"""The organisations that the project brings along: public facts, in our own words."""

from functools import cache
from pathlib import Path

import msgspec

from referrals import entries
from referrals.terms import categories
from referrals.transfer.storing import Written, store

FILE = Path(__file__).with_name("first_directory.json")
SOURCE = "first directory"


@cache
def first_directory() -> entries.Directory:
    return msgspec.json.decode(FILE.read_bytes(), type=entries.Directory)


def load_first_directory() -> Written:
    """Put them into the directory; what an organisation has corrected stays."""
    categories.load_terms()
    return store(first_directory(), SOURCE, SOURCE)
