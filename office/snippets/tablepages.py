"""Snippets as a file: all of them to take away, and many at once to bring in."""

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from office.doorway import Who, administrators, show
from office.rooms import trail
from office.snippets import table
from office.snippets.cells import COLUMNS
from office.snippets.table import Problem, Report


@require_safe
@administrators
def export(request: HttpRequest, who: Who) -> HttpResponse:
    answer = HttpResponse(table.as_file(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="snippets.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@administrators
def bring(request: HttpRequest, who: Who) -> HttpResponse:
    """Look at a file, or take it in: all of it, or nothing if something is wrong with a row."""
    report, stored = None, False
    if request.method == "POST":
        raw = _file(request)
        storing = request.POST.get("do") == "save"
        if raw is None:
            report = Report(problems=[Problem(0, "", _("No file was chosen, or it is too large."))])
        else:
            report = _taken(raw, who) if storing else table.look(raw)
        stored = storing and not report.problems
    where = [*trail(), (_("Snippets"), reverse("office:snippets"))]
    shown = {"report": report, "stored": stored, "columns": COLUMNS, "trail": where}
    return show(request, who, "office/snippets_bring.html", shown)


def _taken(raw: bytes, who: Who) -> Report:
    try:
        return table.take_in(raw, who)
    except IntegrityError:
        # Somebody was quicker with a name of it; now that theirs stands, its row is named.
        return table.take_in(raw, who)


def _file(request: HttpRequest) -> bytes | None:
    sent = request.FILES.get("file")
    return None if sent is None else sent.read()
