"""In which town a service is, or whose people it serves: said in few words wherever it is named."""

from referrals.directory import Listing
from referrals.wording.texts import said


def near(listing: Listing, locale: str) -> str:
    """The towns where it is; without one, as of a secret place, whom it serves; or ""."""
    return town(listing) or areas(listing, locale)


def town(listing: Listing) -> str:
    """The towns where it is; of a secret place nothing is said."""
    open_ = [place.city for place in listing.where if place.city and not place.confidential]
    return ", ".join(dict.fromkeys(open_))


def areas(listing: Listing, locale: str) -> str:
    """Whom it serves by where they are, as people call it."""
    named = [said(area.name, locale).words or area.city for area in listing.service.areas]
    return ", ".join(dict.fromkeys(name for name in named if name))
