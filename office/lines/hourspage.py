"""The pages for hours: those of a line, and those of a number that has its own."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from helpline import hours
from helpline.hours import Hours
from helpline.models import LOCALES, Line, Number
from office.doorway import Who, of_a_line
from office.lines import opening
from office.lines.hoursform import HoursForm
from office.rooms import trail
from office.sheets import Page, serve
from routing import pages
from routing.texting.numbers import register


class Previewed(HoursForm):
    """The form with what it would mean: now, next, and the next days."""

    def unreadable(self) -> str:
        """What is wrong with what is stored, if it cannot be read."""
        return _read(self.subject)[1]

    def preview(self) -> dict[str, Any]:
        subject, now = self.typed(), timezone.now()
        line = subject.line if isinstance(subject, Number) else subject
        read = _read(subject)[0] or (_read(line)[0] if subject is not line else None)
        return {
            "said": [
                (code, name, opening.now_and_next(line, read, now, code)) for code, name in LOCALES
            ],
            "ahead": opening.ahead(line, read, now) if read else [],
        }

    def afterwards(self, subject: Any) -> None:
        register.forget()


def _read(subject: Line | Number) -> tuple[Hours | None, str]:
    try:
        return hours.read(subject.hours), ""
    except ValueError as complaint:
        return None, str(complaint)


def _make(subject: Any, data: QueryDict | None) -> Previewed:
    return Previewed(subject, data)


@of_a_line
def of_line(request: HttpRequest, who: Who, line: Line) -> HttpResponse:
    page = Page(
        _("Hours"),
        _("When somebody answers. Outside these hours the chat says when you open again."),
        trail(line),
        "office/hours.html",
    )
    return serve(request, who, page, line, _make)


@of_a_line
def of_number(request: HttpRequest, who: Who, line: Line, pk: int) -> HttpResponse:
    number = line.numbers.filter(pk=pk).first()
    if number is None:
        return pages.lost(request)
    back = (_("Numbers"), reverse("office:numbers", args=[line.slug]))
    page = Page(
        _("Hours of %(number)s") % {"number": number.number},
        _("When texts to this number are answered, if that is not when the line is open."),
        [*trail(line), back],
        "office/hours.html",
    )
    return serve(request, who, page, number, _make)
