"""How it is said, wherever its address stands, that a page does not answer or has moved."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import ngettext

from referrals.models import PageCheck
from referrals.pagechecks import deciding
from referrals.pagechecks.held import Row

GONE = later("There is no such page any more.")
WORDS = {
    "404": GONE,
    "410": GONE,
    "no_name": later("There is no such name any more."),
    "no_answer": later("Nothing answers there."),
    "tls": later("Its certificate is not good: a browser warns of it."),
    "loops": later("It leads round in circles."),
    "inside": later("It leads to where nobody may be sent."),
    "astray": later("It leads to where nobody may be sent."),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """An address of which something is to be said; `moved_to` where that is what is said."""

    pk: int
    address: str
    words: str
    tries: str
    since: date | None
    moved_to: str
    version: str


def of(row: Row) -> list[Mark]:
    """What is to be said of the addresses in this row."""
    return [mark(each) for each in deciding.troubles_of(row)]


def mark(check: PageCheck) -> Mark:
    version = check.asked_at.isoformat() if check.asked_at else ""
    if deciding.trouble(check) == "moved":
        moved = _("It says that it has moved for good.")
        return Mark(check.pk, check.address, moved, "", None, check.moved_to, version)
    failing = _("Its server fails (%s).") % check.code
    words = str(WORDS.get(check.code, failing))
    tries = ngettext("looked at on %d day, since", "looked at on %d days, since", check.days_failed)
    return Mark(check.pk, check.address, words, tries % check.days_failed, check.since, "", version)
