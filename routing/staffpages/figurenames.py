"""What a number of the figures is called: our words for our choices, the line's for its own."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from helpline import terms
from helpline.days import counted
from helpline.models import Line
from helpline.terms import Term
from referrals.barriers import barriers
from referrals.directory import CATEGORY
from referrals.models import Term as Sort
from referrals.snippets import categories
from referrals.wording.texts import said
from routing.adapters import channels

NAMES = {
    "support": later("Someone to talk to"),
    "information": later("Information"),
    "place": later("A place or a service"),
    "safety": later("Safety now"),
    "other": later("Something else"),
    "not_said": later("Not noted"),
    "family": later("Family"),
    "self": later("Themselves"),
    "friend": later("A friend"),
    "agency": later("An agency or service"),
    "landlord": later("A landlord"),
    "business": later("A business or neighbour"),
    "police": later("Police"),
    "media": later("Media"),
    "under_1": later("Under a minute"),
    "under_5": later("Under 5 minutes"),
    "under_10": later("Under 10 minutes"),
    "under_15": later("Under 15 minutes"),
    "under_30": later("Under 30 minutes"),
    "under_60": later("Under an hour"),
    "over_60": later("An hour or more"),
    "night": later("Night (0 to 6)"),
    "morning": later("Morning (6 to 12)"),
    "afternoon": later("Afternoon (12 to 18)"),
    "evening": later("Evening (18 to 24)"),
    "en": "English",
    "fr": "Français",
    "0": later("None"),
    "1": later("A concern"),
    "2": later("High"),
    "3": later("Imminent"),
    "much_worse": later("Much worse"),
    "worse": later("Worse"),
    "same": later("The same"),
    "better": later("Better"),
    "much_better": later("Much better"),
    "yes": later("Yes"),
    "some": later("A little"),
    "no": later("No"),
    "offered": later("Named"),
    "accepted": later("Wanted"),
    "handed_over": later("Passed on"),
    "connected": later("Reached"),
    "not_available": later("No room, or closed"),
    "unknown": later("Not known"),
    "nothing": later("Nothing was found"),
    "open_now": later("Nothing was open"),
    "free": later("Nothing was free"),
}
# Which of a line's lists is counted under this.
OWN = {"talk_need": "needs", "talk_outcome": "outcomes"}


def called(what: str, value: str, line: Line, first: date, last: date) -> tuple[str, list[str]]:
    """A choice as people called it on the `last` day that is shown, and what to know of it.

    Of what was offered it is the category.
    """
    if what == "talk_offered":
        return _category(value), []
    if what == "talk":
        return channel(value), []
    if what == "talk_unmet" and value in barriers():
        return said(barriers()[value].about, get_language() or "en").words, []
    if what in OWN:
        own = terms.read(OWN[what], getattr(line, OWN[what]))
        known = next((term for term in own if term.id == value), None)
        if known is not None:
            return _in_reader(*known.on(last)), _notes(known, first, last)
    return str(NAMES.get(value, value)), []


def channel(name: str) -> str:
    """A channel's own name; one that is switched off keeps what was counted under it."""
    known = channels().get(name)
    return known.labels.get(get_language() or "en", known.labels["en"]) if known else name


def _category(code: str) -> str:
    """As snippets are sorted, else as the directory is, what is off the list among it."""
    locale = get_language() or "en"
    known = dict(categories(locale))
    if code in known:
        return known[code]
    term = Sort.objects.filter(vocabulary__code=CATEGORY, code=code).first()
    return said(term.label, locale).words if term else code


def _in_reader(en: str, fr: str) -> str:
    return fr if get_language() == "fr" else en


def _notes(term: Term, first: date, last: date) -> list[str]:
    """Other words that it had in these weeks, and since when it is off the list."""
    notes = [
        _("until %(day)s: %(words)s")
        % {"day": _day(once.until), "words": _in_reader(once.en, once.fr)}
        for once in term.was
        if first < once.until <= last
    ]
    if term.retired and term.retired <= last:
        notes.append(_("not offered any more since %s") % _day(term.retired))
    return notes


def _day(day: date) -> Any:
    return counted(date_format(day, "SHORT_DATE_FORMAT"))
