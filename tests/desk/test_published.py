"""What the house publishes is known where its directory has services, and anew once it changes."""

import pytest

from referrals.transfer import firstdirectory
from tests.desk.house import new_line
from transcripts.redacted import published

pytestmark = pytest.mark.django_db


def test_with_services_in_the_directory_it_is_made_once_and_anew_when_it_changes() -> None:
    before = published.allowed()
    firstdirectory.load_first_directory()
    after = published.allowed()
    assert after is not before
    assert published.allowed() is after
    new_line(number="+12045550177")
    assert published.allowed() is not after
