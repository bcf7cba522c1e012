"""The hours of a line or of a number: a week of rows, days that are different, and a time zone."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from helpline.days import counted
from helpline.hours import DAYS
from helpline.models import Line, Number
from office.lines import timetable
from office.lines.clocks import Clock, Zone
from office.lines.timetable import Pair
from office.sheets import Sheet

# So many empty places are offered beside what is written.
SPANS, SPANS_OF_A_DATE, DATES = 1, 1, 2
CLOSED, OTHER = "closed", "other"
ALWAYS, OWN = "always", "own"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: a weekday, or a date with what is different on it."""

    key: str
    name: str
    spans: list[tuple[BoundField, BoundField]]
    errors: list[str]
    date: BoundField | None = None
    kind: BoundField | None = None
    gone: BoundField | None = None


class HoursForm(Sheet):
    """What `Line.hours` and `Number.hours` hold, as a person fills it in."""

    section: ClassVar[str] = "hours"

    def __init__(self, subject: Line | Number, data: QueryDict | None = None) -> None:
        super().__init__(subject, data)
        written = subject.hours if isinstance(subject.hours, dict) else {}
        self.standing_week = _lists(written.get("week"))
        self.standing_dates = _lists(written.get("dates"))
        self.wanted = data.get("do", "") if data is not None else ""
        if data is not None and self.wanted == "copy":
            self.data = _copied(data)
        self.initial = {"when": OWN if written else ALWAYS, "zone": _zone_of(subject)}
        self._add_choices(subject)
        for day, name in zip(DAYS, WEEKDAYS.values(), strict=True):
            self._add_spans(day, str(name), timetable.pairs(self.standing_week.get(day, [])), SPANS)
        for n, (day, spans) in enumerate(self._dates()):
            self._add_date(n, day, spans)

    # ---- the fields ------------------------------------------------------------------------------

    def _add_choices(self, subject: Line | Number) -> None:
        empty = _("As the line") if isinstance(subject, Number) else _("Day and night, every day")
        self.empty = empty
        choices = [(ALWAYS, empty), (OWN, _("At these hours"))]
        radio = forms.RadioSelect
        self.fields["when"] = forms.ChoiceField(
            label=_("When it is open"), choices=choices, widget=radio
        )
        zone = Zone()
        zone.offer(str(self.initial["zone"]))
        self.fields["zone"] = zone
        days = list(zip(DAYS, map(str, WEEKDAYS.values()), strict=True))
        self.fields["copy_from"] = forms.ChoiceField(
            label=_("Copy the hours of"), choices=days, required=False
        )
        self.fields["copy_to"] = forms.MultipleChoiceField(
            label=_("To these days"),
            choices=days,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def _add_spans(self, key: str, name: str, spans: list[Pair], spare: int) -> None:
        wanted = 1 if self.wanted == f"more:{key}" else 0
        for n in range(max(len(spans) + spare, self._sent(f"{key}_") + wanted)):
            begin, end = spans[n] if n < len(spans) else ("", "")
            which = {"day": name, "n": n + 1}
            self.fields[f"{key}_{n}_from"] = Clock(_("%(day)s, from (%(n)s)") % which)
            self.fields[f"{key}_{n}_until"] = Clock(_("%(day)s, until (%(n)s)") % which)
            self.initial.update({f"{key}_{n}_from": begin, f"{key}_{n}_until": end})

    def _add_date(self, n: int, day: str, spans: list[str]) -> None:
        key, widget = f"date{n}", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        name = spoken_date(day) if day else _("Another date")
        self.fields[key] = forms.DateField(label=_("Date"), required=False, widget=widget)
        kinds = [(CLOSED, _("Closed all day")), (OTHER, _("Other hours"))]
        label = _("What is different")
        self.fields[f"{key}kind"] = forms.ChoiceField(label=label, choices=kinds, required=False)
        self.fields[f"{key}gone"] = forms.BooleanField(label=_("Take away"), required=False)
        self.initial.update({key: day, f"{key}kind": OTHER if spans else CLOSED})
        self._add_spans(key, name, timetable.pairs(spans), SPANS_OF_A_DATE)

    def _dates(self) -> list[tuple[str, list[str]]]:
        """The dates that are different, in order, and the empty rows below them."""
        known = sorted(self.standing_dates.items())
        sent = len([name for name in self.data if name.endswith("kind")])
        wanted = int(self.wanted == "more:dates")
        empty = max(DATES, sent + wanted - len(known))
        return [*known, *((("", []),) * empty)]

    def _sent(self, prefix: str) -> int:
        ends = (name for name in self.data if name.startswith(prefix))
        return len([name for name in ends if name.endswith("_from")])

    # ---- the rows --------------------------------------------------------------------------------

    def week(self) -> list[Row]:
        names = map(str, WEEKDAYS.values())
        return [self._row(day, name) for day, name in zip(DAYS, names, strict=True)]

    def dates(self) -> list[Row]:
        return [self._row(key, str(self[key].value() or "")) for key in self._date_keys()]

    def _date_keys(self) -> list[str]:
        return [name.removesuffix("kind") for name in self.fields if name.endswith("kind")]

    def _row(self, key: str, name: str) -> Row:
        names = [name for name in self.fields if name.startswith(f"{key}_")]
        spans = [
            (self[begin], self[end]) for begin, end in zip(names[::2], names[1::2], strict=True)
        ]
        dated = key in self.fields
        told = [*names, *([key, f"{key}kind"] if dated else [])]
        errors = [str(each) for name in told for each in self.errors.get(name, [])]
        if not dated:
            return Row(key, name, spans, errors)
        title = spoken_date(name) if name else _("Another date")
        return Row(key, title, spans, errors, self[key], self[f"{key}kind"], self[f"{key}gone"])

    # ---- what was typed --------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        week = {day: self._spans(day, self.standing_week.get(day, [])) for day in DAYS}
        dates = self._clean_dates()
        self.cleaned_data["written"] = {}
        if self.cleaned_data.get("when") == OWN:
            if not any(week.values()) and not dates:
                self.add_error("when", _("No hours are written below: it would never open."))
            # A day that stood there without hours stays, so that what is not touched is the same.
            kept = {d: spans for d, spans in week.items() if spans or d in self.standing_week}
            written = {"zone": self.cleaned_data.get("zone"), "week": kept, "dates": dates}
            empty = {"dates"} if not dates and "dates" not in (self.subject.hours or {}) else set()
            self.cleaned_data["written"] = {k: v for k, v in written.items() if k not in empty}
        return self.cleaned_data

    def _spans(self, key: str, before: list[str]) -> list[str]:
        found: list[Pair] = []
        for name in [name for name in self.fields if name.startswith(f"{key}_")][::2]:
            begin, end = name, name.removesuffix("from") + "until"
            if begin in self.errors or end in self.errors:
                continue
            pair = (self.cleaned_data.get(begin, ""), self.cleaned_data.get(end, ""))
            if complaint := _incomplete(pair, before):
                self.add_error(begin if not pair[0] else end, complaint)
            elif any(pair):
                found.append(pair)
        if shared := timetable.overlap(found):
            self.add_error(f"{key}_0_from", _overlapping(*shared))
        return [timetable.span(pair, before) for pair in found]

    def _clean_dates(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key in self._date_keys():
            if self.cleaned_data.get(f"{key}gone") or key in self.errors:
                continue
            day: date | None = self.cleaned_data.get(key)
            before = self.standing_dates.get(day.isoformat(), []) if day else []
            spans = self._spans(key, before)
            if complaint := self._wrong_date(key, day, spans, found):
                self.add_error(key, complaint)
            elif day is not None:
                found[day.isoformat()] = spans
        return found

    def _wrong_date(
        self, key: str, day: date | None, spans: list[str], others: dict[str, list[str]]
    ) -> str:
        closed = self.cleaned_data.get(f"{key}kind") != OTHER
        if day is None:
            return _("Hours are written here, but no date.") if spans or not closed else ""
        if day.isoformat() in others:
            return _("This date is there twice. Write all its hours in one row.")
        if closed and spans:
            return _("“Closed all day” is chosen, but hours are written. Take one of them away.")
        if not closed and not spans:
            return _("“Other hours” is chosen, but none are written.")
        return ""

    # ---- the row it is about ---------------------------------------------------------------------

    def apply(self, subject: Line | Number) -> None:
        subject.hours = self.cleaned_data["written"]

    def store(self, subject: Line | Number) -> None:
        subject.save(update_fields=["hours"])

    def state(self, subject: Line | Number) -> dict[str, str]:
        written = subject.hours if isinstance(subject.hours, dict) else {}
        if not written:
            return {"when": str(self.empty)}
        week, dates = _lists(written.get("week")), _lists(written.get("dates"))
        return {
            "zone": str(written.get("zone", "")),
            **{day: ", ".join(week[day]) for day in DAYS if week.get(day)},
            **{day: ", ".join(spans) or _("closed") for day, spans in sorted(dates.items())},
        }

    def label_of(self, name: str) -> str:
        if name in DAYS:
            return str(WEEKDAYS[DAYS.index(name)])
        return spoken_date(name) if name[:1].isdigit() else super().label_of(name)


def spoken_date(written: str) -> str:
    """A date as people say it; what is none as it stands."""
    try:
        return counted(date_format(date.fromisoformat(written), "l j F Y"))
    except ValueError:
        return written


def _zone_of(subject: Line | Number) -> str:
    """The zone that is written; else that of the line, and of the installation."""
    line = subject.line if isinstance(subject, Number) else subject
    own = subject.hours.get("zone") if isinstance(subject.hours, dict) else None
    return str(own or line.hours.get("zone") or line.zone or settings.TIME_ZONE)


def _lists(written: object) -> dict[str, list[str]]:
    """Lists of spans by day; what cannot be read is left out."""
    if not isinstance(written, dict):
        return {}
    return {
        str(day): [*map(str, spans)] for day, spans in written.items() if isinstance(spans, list)
    }


def _incomplete(pair: Pair, before: list[str]) -> str:
    begin, end = pair
    if bool(begin) != bool(end):
        return _("It is not said from when.") if not begin else _("It is not said until when.")
    whole_day = begin == timetable.MIDNIGHT
    if begin and begin == end and not whole_day and timetable.span(pair, before) not in before:
        return _("From and until are the same. For a whole day write 00:00 and 00:00.")
    return ""


def _overlapping(one: Pair, other: Pair) -> str:
    spans = {"one": "–".join(one), "other": "–".join(other)}
    return _("%(one)s and %(other)s share some time. Make one of the two.") % spans


def _copied(data: QueryDict) -> QueryDict:
    """What was typed, with the hours of one day written over those of others."""
    copied = data.copy()
    source = data.get("copy_from", "")
    for day in set(data.getlist("copy_to")) & set(DAYS) - {source}:
        for name in [name for name in copied if name.startswith(f"{day}_")]:
            copied[name] = ""
        for name in [name for name in data if name.startswith(f"{source}_")]:
            copied[day + name.removeprefix(source)] = data.get(name, "")
    copied.setlist("copy_to", [])
    return copied
