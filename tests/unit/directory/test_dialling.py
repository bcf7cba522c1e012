"""Numbers are said as they are dialled where they are, and from abroad only to who is abroad."""

import pytest

from referrals import entries
from referrals.showing.placewords import facts, wordings
from referrals.wording.dialling import shown
from tests.unit.directory.shelves import listed
from tests.unit.test_searching import FRIDAY

WINNIPEG, LONDON, PARIS = "+12045897347", "+442079460018", "+33142278186"


@pytest.mark.parametrize(
    ("number", "extension", "locale", "lands", "said"),
    [
        (WINNIPEG, "", "en", {"CA"}, "204-589-7347"),
        # One net: dialled alike on both sides of the border.
        (WINNIPEG, "", "en", {"CA", "US"}, "204-589-7347"),
        (WINNIPEG, "", "en", {"GB"}, "204-589-7347 (+1 204-589-7347)"),
        (WINNIPEG, "12", "en", {"CA"}, "204-589-7347 ext. 12"),
        (WINNIPEG, "12", "fr", {"CA"}, "204-589-7347 poste 12"),
        (LONDON, "", "fr", {"GB"}, "020 7946 0018"),
        # Somebody who answers here may also answer there.
        (LONDON, "", "en", {"GB", "CA"}, "020 7946 0018 (+44 20 7946 0018)"),
        (PARIS, "", "fr", {"CA"}, "01 42 27 81 86 (+33 1 42 27 81 86)"),
        # Nobody knows from where: as at home.
        (LONDON, "", "en", set(), "020 7946 0018"),
        ("211", "", "en", {"CA"}, "211"),
        ("116 123", "", "en", {"GB"}, "116 123"),
        ("1-800-HELP", "", "en", {"CA"}, "1-800-HELP"),
        ("+", "", "en", {"CA"}, "+"),
    ],
)
def test_each_number_as_it_is_dialled(
    number: str, extension: str, locale: str, lands: set[str], said: str
) -> None:
    assert shown(number, extension, locale, lands) == said


def test_a_place_is_sent_with_it_and_one_text_is_enough() -> None:
    place = listed("Bed", phones=[entries.Phone(number=WINNIPEG, extension="12")])
    assert facts(place, "fr", FRIDAY, {"CA"})["phone"] == "204-589-7347 poste 12"
    said = wordings(place, FRIDAY, {"CA"})
    assert said["chat"]["en"] == "Bed. Call 204-589-7347 ext. 12."
    assert said["sms"]["fr"] == "Bed : 204-589-7347 poste 12"
    assert "+1" not in str(said)
    assert "(+1 204-589-7347)" in wordings(place, FRIDAY, {"GB"})["chat"]["en"]
