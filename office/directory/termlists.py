"""Lists of terms that are somebody's: taken over with owner and notice, and shown with them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_http_methods, require_safe

from office import changes
from office.doorway import Who, administrators, show
from office.rooms import trail
from office.sheets import Trail
from office.uploading import is_too_large, takes
from referrals.exchange.decoding import LARGEST
from referrals.exchange.report import Report
from referrals.exchange.words import sentence
from referrals.models import Vocabulary
from referrals.terms.licensed import Terms, take
from referrals.wording.texts import said
from routing import pages

ON_A_PAGE = 200
SHOWN_PROBLEMS = 200


class Taking(forms.Form):
    """The file, and whose it is."""

    file = forms.FileField(
        label=later("File"),
        help_text=later("A .csv with the columns code and name; name_fr, definition, parent_code."),
        error_messages={"required": later("Choose a file.")},
    )
    code = forms.SlugField(
        max_length=40,
        label=later("What this list is called here"),
        help_text=later("Letters, digits, - and _. The same as last time, if it was taken before."),
        error_messages={"invalid": later("Use letters, digits, - and _ only.")},
    )
    owner = forms.CharField(label=later("Whose list it is"), max_length=120)
    notice = forms.CharField(
        label=later("The notice that must stand beside it"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
    )
    notice_fr = forms.CharField(
        label=later("The notice in French"),
        widget=forms.Textarea(attrs={"rows": 2, "lang": "fr"}),
        max_length=2000,
        required=False,
    )
    licence = forms.CharField(label=later("Licence"), max_length=200, required=False)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="%s", label_suffix="")


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
@takes(LARGEST)
def lists(request: HttpRequest, who: Who) -> HttpResponse:
    """The form; what is wrong with a list; nothing is written unless one says so."""
    form = Taking(request.POST, request.FILES) if request.method == "POST" else Taking()
    if form.is_bound and is_too_large(request):
        form.errors["file"] = form.error_class([sentence("too_large")])
    count, report = 0, None
    if form.is_bound and form.is_valid():
        storing = request.POST.get("do") == "save"
        count, report = _taken(form.cleaned_data, write=storing)
        if storing and not report.graves:
            return _written(request, who, form.cleaned_data["code"], count)
    shown = {
        "form": form,
        "report": report,
        "count": count,
        "problems": _told(report) if report else [],
        "lists": _known(),
        "trail": _back(),
    }
    return show(request, who, "office/term_lists.html", shown)


def _back() -> Trail:
    directory = (_("Directory"), reverse("office:directory"))
    return [*trail(), directory, (_("Categories"), reverse("office:categories"))]


def _taken(typed: dict[str, Any], *, write: bool) -> tuple[int, Report]:
    about = Terms(**{name: typed[name] for name in Terms.__struct_fields__})
    return take(typed["file"].read(), about, write=write)


def _written(request: HttpRequest, who: Who, code: str, count: int) -> HttpResponse:
    row = Vocabulary.objects.get(code=code)
    changes.happened(who, "terms", row, "written")
    told = ngettext("Written: %d term.", "Written: %d terms.", count) % count
    messages.success(request, told if count else _("Nothing was different."))
    return redirect(reverse("office:term_list", args=[code]))


def _told(report: Report) -> list[dict[str, Any]]:
    found = report.problems[:SHOWN_PROBLEMS]
    return [{"said": sentence(each.code), "problem": each} for each in found]


def _known() -> Any:
    found = Vocabulary.objects.exclude(owner="").order_by("code")
    return found.annotate(count=Count("terms"))


@require_safe
@administrators
def one(request: HttpRequest, who: Who, code: str) -> HttpResponse:
    """A list of somebody's: its notice, and its terms with how many places have them."""
    row = Vocabulary.objects.exclude(owner="").filter(code=code).first()
    if row is None:
        return pages.lost(request)
    locale = get_language() or "en"
    used = Count("taggings", filter=Q(taggings__service__status="active"))
    found = row.terms.select_related("parent").annotate(used=used).order_by("position", "code")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "list": row,
        "notice": said(row.notice, locale),
        "page": page,
        "terms": [(each, said(each.label, locale)) for each in page],
        "trail": [*_back(), (_("Lists of terms of others"), reverse("office:term_lists"))],
    }
    return show(request, who, "office/term_list.html", shown)
