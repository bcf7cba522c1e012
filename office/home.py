"""The first pages of the settings: all lines, one line with its sections, backups, and what was
changed."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from helpline.models import Line
from office import backups, standing, told
from office.doorway import Who, administrators, of_a_line, show
from office.models import Change
from office.rooms import trail
from transcripts import ledger

ON_A_PAGE = 50


@require_safe
@administrators
def home(request: HttpRequest, who: Who) -> HttpResponse:
    """Every line with its sections, then what holds for all."""
    lines = [(line, standing.of(line)) for line in Line.objects.order_by("name")]
    shown = {"lines": lines, "sections": standing.of_all()}
    return show(request, who, "office/home.html", shown)


@require_safe
@of_a_line
def line(request: HttpRequest, who: Who, line: Line) -> HttpResponse:
    shown = {"line": line, "sections": standing.of(line), "trail": trail()}
    return show(request, who, "office/line.html", shown)


@require_safe
@administrators
def copies(request: HttpRequest, who: Who) -> HttpResponse:
    """How old the copies of words and keys are, and what waits too long for the worker."""
    now = timezone.now()
    shown = {"copies": backups.shown(now), "undone": backups.undone(now), "trail": trail()}
    return show(request, who, "office/backups.html", shown)


@require_safe
@administrators
def history(request: HttpRequest, who: Who) -> HttpResponse:
    """Everything that was changed on these pages, the latest first."""
    found = Paginator(Change.objects.order_by("-at", "-pk"), ON_A_PAGE)
    number, head = ledger.head()
    changed = found.get_page(request.GET.get("page"))
    shown = {
        "changes": changed,
        "told": told.told(changed),
        "trail": trail(),
        "number": number,
        "head": head,
    }
    return show(request, who, "office/history.html", shown)
