"""Why somebody must look at a service, in a sentence that people read."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from referrals.barriers import barriers
from referrals.keeping.tending import Reason
from referrals.wording.texts import said

KINDS = {
    "complaint": later("somebody said it was not good"),
    "guess": later("with answers to be checked"),
    "room": later("whether there is room is old"),
    "stale": later("not checked lately"),
}
COMPLAINTS = {
    "did_not_work": later("it did not work"),
    "judged": later("felt judged"),
    "unsafe": later("was not safe"),
    "wrong": later("what is said of it is not true"),
}
OUTCOMES = {
    "mended": later("It is mended"),
    "stands": later("It stays lower"),
    "mistake": later("It was a mistake"),
}


def spoken(reason: Reason, locale: str) -> dict[str, object]:
    """The words, and the day since when it is so."""
    return {"words": SAID[reason.kind](reason, locale), "day": reason.day}


def complaint(kind: str) -> str:
    """What somebody said of it, of the kinds of `referrals.feedback`."""
    return _("Somebody said: %s") % COMPLAINTS[kind]


def _complaint(reason: Reason, locale: str) -> str:
    return complaint(reason.said[0])


def _guess(reason: Reason, locale: str) -> str:
    asked = [said(barriers()[name].ask, locale).words for name in reason.said]
    return _("Guessed by a rule: %s") % " · ".join(asked)


def _room(reason: Reason, locale: str) -> str:
    return _("Whether there is room was last asked") if reason.day else _("Room: nobody knows when")


SAID = {"complaint": _complaint, "guess": _guess, "room": _room}
