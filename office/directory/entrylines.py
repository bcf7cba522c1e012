"""Phones and hours of the directory as lines that somebody types: one for each."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
from django import forms
from django.utils.translation import gettext as _

from referrals.entries import Phone
from referrals.exchange import cleaning
from referrals.exchange.words import sentence
from referrals.schedules import DAYS, Schedule, complaint
from referrals.texts import Texts

BAR = "|"


class Lines(forms.CharField):
    """A list of parts, a line for each."""

    def __init__(self, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})
        super().__init__(required=False, widget=widget, **options)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return "\n".join(self.line(each) for each in value)

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).splitlines()]
        return [msgspec.to_builtins(self.part(line)) for line in lines if line]

    def line(self, part: dict[str, Any]) -> str:
        raise forms.ValidationError(f"{part}")

    def part(self, line: str) -> Any:
        raise forms.ValidationError(line)


def _labelled(line: str) -> tuple[str, Texts]:
    """What stands before the first bar, and the words after it: English, then French."""
    first, *rest = (each.strip() for each in line.split(BAR))
    return first, {code: words for code, words in zip(("en", "fr"), rest, strict=False) if words}


def _with_label(line: str, label: Texts) -> str:
    said = [label.get("en", ""), label.get("fr", "")]
    return f" {BAR} ".join([line, *said]).rstrip(f" {BAR}") if label else line


class Phones(Lines):
    """As 204-555-0117 x12 | Evenings | Le soir"""

    def line(self, part: dict[str, Any]) -> str:
        phone = msgspec.convert(part, Phone)
        kind = "" if phone.kind == "voice" else f"{phone.kind} "
        extension = f" x{phone.extension}" if phone.extension else ""
        return _with_label(f"{kind}{phone.number}{extension}", phone.note)

    def part(self, line: str) -> Phone:
        said, note = _labelled(line)
        kind, _blank, rest = said.partition(" ")
        known = kind in ("text", "fax", "tty", "hotline", "cell")
        read = cleaning.phone(rest if known else said, "CA")
        if read is None:
            raise forms.ValidationError(f"{sentence('phone')} {line}")
        about = {"number": read[0], "extension": read[1], "kind": kind if known else "voice"}
        return msgspec.convert({**about, "note": note}, Phone)


class Hours(Lines):
    """As FR 14:00-16:30 | Food | Repas, as 2026-12-04 18:00-20:00, always, closed 2026-12-25."""

    def line(self, part: dict[str, Any]) -> str:
        rule = msgspec.convert(part, Schedule)
        said = _plainly(rule)
        # What is more than a line can say stands there as it is kept.
        return said if self._says(said, rule) else msgspec.json.encode(rule).decode()

    def _says(self, line: str, rule: Schedule) -> bool:
        """Whether a line, read again, is all of this rule; one that cannot be read is not."""
        try:
            return self.part(line) == _without_zone(rule)
        except forms.ValidationError:
            return False

    def part(self, line: str) -> Schedule:
        rule = _whole(line) if line.startswith("{") else _read(line)
        wrong = complaint(rule)
        if wrong:
            raise forms.ValidationError(f"{sentence(f'schedule_{wrong}')} {line}")
        return rule


def _without_zone(rule: Schedule) -> Schedule:
    return msgspec.structs.replace(rule, zone="")


def _plainly(rule: Schedule) -> str:
    days = " ".join(rule.byday) if rule.freq else f"{rule.dtstart or ''}"
    hours = f"{rule.opens_at}-{rule.closes_at}" if rule.opens_at or rule.closes_at else ""
    said = "always" if rule.always else " ".join(filter(None, [days, hours]))
    return _with_label(f"closed {said}" if rule.closed else said, rule.name)


def _whole(line: str) -> Schedule:
    try:
        return msgspec.json.decode(line, type=Schedule)
    except msgspec.DecodeError:
        raise forms.ValidationError(_("This line cannot be read: %s") % line) from None


def _read(line: str) -> Schedule:
    said, name = _labelled(line)
    words = said.split()
    closed = words[:1] == ["closed"]
    words = words[1:] if closed else words
    if words == ["always"]:
        return Schedule(always=True, name=name)
    opens, closes = _hours(words)
    days = [word for word in words if "-" not in word or cleaning.day(word)]
    once = cleaning.day(days[0]) if len(days) == 1 else None
    about: dict[str, Any] = {"opens_at": opens, "closes_at": closes, "closed": closed, "name": name}
    if once:
        return Schedule(dtstart=once, **about)
    return Schedule(freq="WEEKLY", byday=_days(days, line), **about)


def _days(words: Sequence[str], line: str) -> tuple[str, ...]:
    read = cleaning.weekdays(" ".join(words))
    if not read or [day for day in read if day not in DAYS]:
        raise forms.ValidationError(_("This line cannot be read: %s") % line)
    return read


def _hours(words: Sequence[str]) -> tuple[str, str]:
    """From when to when, if it is said."""
    for word in words:
        first, dash, last = word.partition("-")
        if dash and not isinstance(cleaning.day(word), date):
            read = cleaning.clock(first), cleaning.clock(last)
            if None in read:
                raise forms.ValidationError(f"{sentence('clock')} {word}")
            return read[0] or "", read[1] or ""
    return "", ""
