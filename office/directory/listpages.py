"""Lists of others: sent, looked at, and taken over if that is wanted."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_http_methods

from helpline.models import LOCALES
from office import changes
from office.directory import proposing
from office.doorway import Who, administrators, show
from office.lines.clocks import Zone
from office.rooms import trail
from office.sheets import Trail
from office.uploading import is_too_large, takes
from referrals.exchange.decoding import LARGEST
from referrals.exchange.words import sentence
from referrals.models import Import, Source
from referrals.models.imports import CHECKED
from referrals.transfer import importing
from routing import pages

SHOWN = 20
SHOWN_PROBLEMS = 200
STATES = {
    "sent": later("waits to be looked at"),
    "checked": later("looked at, nothing is written yet"),
    "wanted": later("is being written"),
    "done": later("written"),
    "refused": later("nothing was written"),
}
# As much as `manage.py import_directory` takes.
TOO_LARGE = later("This file is too large: 25 MB is the most. Send it in parts, or as a package.")


class Sending(forms.Form):
    """A file, and what it does not say of itself."""

    file = forms.FileField(
        label=later("File"),
        help_text=later("HSDS as .json or .zip, or our form as .csv; up to 25 MB."),
        error_messages={"required": later("Choose a file.")},
    )
    source = forms.CharField(
        label=later("What this list is called here"),
        max_length=80,
        help_text=later("The same as last time, so that it changes what it brought then."),
    )
    locale = forms.ChoiceField(label=later("Its language"), choices=LOCALES)
    may_export = forms.BooleanField(label=later("We may pass it on to others"), required=False)
    overwrite = forms.BooleanField(label=later("Also undo what was corrected here"), required=False)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="%s", label_suffix="")
        zone = Zone(required=False)
        zone.offer("", empty=_("not known"))
        self.fields["zone"] = zone


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
@takes(LARGEST)
def lists(request: HttpRequest, who: Who) -> HttpResponse:
    """What was sent, the latest first; and the form to send one more."""
    form = Sending(request.POST, request.FILES) if request.method == "POST" else Sending()
    if form.is_bound and is_too_large(request):
        form.errors["file"] = form.error_class([str(TOO_LARGE)])
    if form.is_bound and form.is_valid():
        row = _sent(form.cleaned_data, who)
        return redirect(reverse("office:list", args=[row.pk]))
    rows = Import.objects.defer("data").select_related("source").order_by("-at")[:SHOWN]
    shown = {"form": form, "rows": [(row, STATES[row.state]) for row in rows], "trail": _home()}
    return show(request, who, "office/lists.html", shown)


def _home() -> Trail:
    return [*trail(), (_("Directory"), reverse("office:directory"))]


def _sent(typed: dict[str, Any], who: Who) -> Import:
    source, _new = Source.objects.update_or_create(
        name=typed["source"], defaults={"may_export": typed["may_export"]}
    )
    row = Import.objects.create(
        at=timezone.now(),
        who=who.name,
        source=source,
        name=typed["file"].name[:120],
        data=typed["file"].read(),
        zone=typed["zone"],
        locale=typed["locale"],
        overwrite=typed["overwrite"],
    )
    changes.happened(who, "list", row, "sent")
    return row


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def of_one(request: HttpRequest, who: Who, pk: int) -> HttpResponse:
    """What was found in a file; and the button by which it is written."""
    row = Import.objects.defer("data").select_related("source").filter(pk=pk).first()
    if row is None:
        return pages.lost(request)
    if request.method == "POST":
        _wanted(request, who, row)
        return redirect(request.path)
    problems = [(each, sentence(each["code"])) for each in row.problems[:SHOWN_PROBLEMS]]
    shown = {
        "row": row,
        "state": STATES[row.state],
        "waits": row.state in ("sent", "wanted"),
        "waiting": proposing.waiting_for(row),
        "grave": [each for each in problems if each[0].get("grave", True)],
        "notes": [each for each in problems if not each[0].get("grave", True)],
        "trail": [*_home(), (_("Lists"), reverse("office:lists"))],
    }
    return show(request, who, "office/list.html", shown)


def _wanted(request: HttpRequest, who: Who, row: Import) -> None:
    """It is written, or waits for somebody else; twice pressed it is once."""
    if settings.DIRECTORY_TWO_PEOPLE:
        if row.state == CHECKED and proposing.waiting_for(row) is None:
            proposing.propose(who, "list", "list", row, proposing.CHANGES, title=row.source.name)
            messages.success(request, _("Proposed. It changes once somebody else has agreed."))
    elif importing.want(row.pk, who.name):
        changes.happened(who, "list", row, "wanted")
