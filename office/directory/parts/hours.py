"""Hours as rows: how often, on which days, from when until when."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from msgspec.structs import asdict, replace

from office.directory.parts.backing import day
from office.directory.parts.cells import Cells, both
from office.lines.clocks import Clock
from referrals.exchange.words import sentence
from referrals.hours import hourwords
from referrals.hours.schedules import DAYS, Schedule, complaint, weekday_of

WEEK, SECOND, ONCE, ALWAYS, OTHER = "", "2", "once", "always", "other"
# Which of a month's, counted as iCalendar does; with a sign where the number is another choice.
OF_MONTH = {
    "1": later("the first of each month"),
    "+2": later("the second of each month"),
    "3": later("the third of each month"),
    "4": later("the fourth of each month"),
    "-1": later("the last of each month"),
}
OFTEN = [
    (WEEK, later("every week")),
    (SECOND, later("every second week, counted from the first day below")),
    *OF_MONTH.items(),
    (ONCE, later("once, on the first day below")),
    (ALWAYS, later("day and night")),
]


class HoursCells(Cells):
    shape = Schedule
    texts = {"name": later("What there is then"), "notes": later("What one should know")}
    first = ("often", "days", "opens", "closes", "starts", "ends", "closed")

    often = forms.ChoiceField(label=later("How often"), choices=OFTEN, required=False, initial=WEEK)
    days = forms.MultipleChoiceField(
        label=later("Days"),
        choices=list(zip(DAYS, WEEKDAYS.values(), strict=True)),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    opens = Clock(later("Opens at"))
    closes = Clock(later("Closes at"))
    starts = day(later("On this day, or from it on"))
    ends = day(later("Up to this day"))
    closed = forms.BooleanField(label=later("It is closed then"), required=False)

    def __init__(self, *about: Any, **options: Any) -> None:
        super().__init__(*about, **options)
        if self.part is not None and how_often(self.part) == OTHER:
            words = hourwords.rule(self.part, (get_language() or "en")[:2])
            field: Any = self.fields["often"]
            field.choices = [(OTHER, _("as it is kept: %s") % words), *OFTEN]

    def filled(self, part: Schedule) -> dict[str, Any]:
        return {
            "often": how_often(part),
            "days": days_of(part),
            "opens": part.opens_at,
            "closes": part.closes_at,
            "starts": part.dtstart or part.valid_from,
            "ends": part.until or part.valid_to,
            "closed": part.closed,
        }

    def read(self, typed: dict[str, Any]) -> dict[str, Any]:
        about = {
            "opens_at": typed["opens"],
            "closes_at": typed["closes"],
            "closed": typed["closed"],
        }
        if typed["often"] == OTHER:
            return {**about, **self._between(typed)}
        return {**about, **UNBOUND, **self._rule(typed)}

    def _rule(self, typed: dict[str, Any]) -> dict[str, Any]:
        often, days = typed["often"], tuple(typed["days"])
        if often == ALWAYS:
            return {"always": True, **self._between(typed)}
        if often == ONCE:
            return {"dtstart": typed["starts"]}
        if often in OF_MONTH:
            byday = tuple(f"{often.lstrip('+')}{each}" for each in days)
            return {"freq": "MONTHLY", "byday": byday, **self._between(typed)}
        # Closed without days: all of those between the two.
        daily = typed["closed"] and not days and often == WEEK
        freq = "DAILY" if daily else "WEEKLY"
        many = 2 if often == SECOND else 1
        return {"freq": freq, "interval": many, "byday": days, **self._between(typed)}

    def _between(self, typed: dict[str, Any]) -> dict[str, Any]:
        """From when until when it holds, in the columns in which that stood before."""
        begin = "dtstart" if self.part and self.part.dtstart and self.part.freq else "valid_from"
        end = "until" if self.part and self.part.until else "valid_to"
        return {begin: typed["starts"], end: typed["ends"]}

    def complain(self, typed: dict[str, Any]) -> None:
        if self.errors:
            return
        often, opens, closes = (typed[name] for name in ("often", "opens", "closes"))
        if bool(opens) != bool(closes):
            missing = "closes" if opens else "opens"
            said = _("It is not said until when.") if opens else _("It is not said from when.")
            self.add_error(missing, said)
        elif often == ALWAYS and opens:
            self.add_error("opens", _("Day and night has no hours: leave them empty."))
        elif often not in (ALWAYS, ONCE, OTHER) and not typed["days"] and not typed["closed"]:
            self.add_error("days", _("Choose the days."))
        elif often == ONCE and typed["ends"]:
            self.add_error("ends", _("Once is one day: leave this empty, or choose every week."))
        elif wrong := complaint(self._tried(typed)):
            self.add_error(AT.get(wrong, "often"), sentence(f"schedule_{wrong}"))

    def _tried(self, typed: dict[str, Any]) -> Schedule:
        before = asdict(self.part) if self.part else {}
        return Schedule(**{**before, **self.read(typed)})

    @classmethod
    def said(cls, part: Schedule) -> Iterable[str]:
        words = hourwords.rule(replace(part, name={}, notes={}), (get_language() or "en")[:2])
        return words, both(part.name), both(part.notes)


UNBOUND: dict[str, Any] = {
    "freq": "",
    "interval": 1,
    "byday": (),
    "bymonthday": (),
    "dtstart": None,
    "until": None,
    "count": None,
    "valid_from": None,
    "valid_to": None,
    "always": False,
}
# At which field a complaint about the whole stands.
AT = {
    "no_start": "starts",
    "no_day": "starts",
    "byday": "days",
    "clock": "opens",
    "backwards": "ends",
}


def how_often(rule: Schedule) -> str:
    """Which of the choices says it; OTHER where none does."""
    if rule.count or rule.bymonthday:
        return OTHER
    if rule.always:
        return ALWAYS
    if not rule.freq:
        return ONCE
    counted = {each[0] for each in map(weekday_of, rule.byday) if each}
    if rule.freq == "MONTHLY":
        return _of_month(counted) if rule.interval == 1 and len(counted) == 1 else OTHER
    if counted - {0} or rule.interval > 2 or (rule.freq == "DAILY" and rule.interval > 1):
        return OTHER
    return SECOND if rule.interval == 2 else WEEK


def _of_month(counted: set[int]) -> str:
    (which,) = counted
    return next((each for each in OF_MONTH if int(each) == which), OTHER)


def days_of(rule: Schedule) -> list[str]:
    """The days that it names, or that follow from how it begins."""
    if rule.freq == "DAILY" and not rule.byday:
        return list(DAYS)
    if rule.freq == "WEEKLY" and not rule.byday and rule.begins:
        return [DAYS[rule.begins.weekday()]]
    return [each[-2:].upper() for each in rule.byday]
