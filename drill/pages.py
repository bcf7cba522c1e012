"""The page on which a supervisor begins a drill, sees how it goes, and erases it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from drill import beginning, erasing, scripts
from drill.models import Drill
from helpline import access
from helpline.errors import Refused
from helpline.models import LOCALES, Counsellor, Line
from office.doorway import comes_in, show
from routing import pages

OVER = {
    "ended": later("It was ended."),
    "left": later("They left."),
    "erased": later("Erased."),
}


class Begin(forms.Form):
    """Which script, in which language, how many, on which of the drill lines."""

    line = forms.ModelChoiceField(
        Line.objects.filter(drill=True).order_by("name"),
        label=later("Drill line"),
        empty_label=None,
    )
    script = forms.MultipleChoiceField(
        label=later("Who writes"), widget=forms.CheckboxSelectMultiple
    )
    locale = forms.ChoiceField(label=later("Language"), choices=LOCALES)
    count = forms.IntegerField(
        label=later("How many of each"),
        min_value=1,
        max_value=beginning.MOST,
        initial=1,
        help_text=later("They come a few seconds apart."),
    )

    def __init__(self, person: Counsellor, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="%s", label_suffix="")
        locale = get_language() or "en"
        script = self.fields["script"]
        if isinstance(script, forms.MultipleChoiceField):
            script.choices = [(each.name, _said(each, locale)) for each in beginning.playable()]
        own = person.line_id if person.line.drill else None
        self.initial = {"line": own, "locale": locale, "count": 1}


def _said(script: scripts.Script, locale: str) -> str:
    code: scripts.Locale = "fr" if locale == "fr" else "en"
    colon = "\u00a0:" if code == "fr" else ":"
    return f"{script.title[code]}{colon} {script.purpose[code]}"


@login_required
def drills(request: HttpRequest) -> HttpResponse:
    """The form, what is being played on each drill line, and the button that erases it."""
    who = comes_in(request, "drill")
    if who is None or who.person is None or not access.may(who.person, "drill"):
        return pages.lost(request)
    if request.method == "POST" and request.POST.get("do") == "erase":
        return _erase(request, who.person)
    form = Begin(who.person, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _begin(form, who.person):
        messages.success(request, _("It begins."))
        return redirect("drills")
    shown = {
        "form": form,
        "lines": _lines(),
        "trail": [(_("Drills"), reverse("drills"))],
    }
    return show(request, who, "drill/drills.html", shown)


def _begin(form: Begin, person: Counsellor) -> bool:
    typed = form.cleaned_data
    try:
        beginning.begin(person, typed["line"], typed["script"], typed["locale"], typed["count"])
    except Refused:
        form.add_error(None, _("This cannot be played here."))
        return False
    return True


def _erase(request: HttpRequest, person: Counsellor) -> HttpResponse:
    typed = request.POST.get("line", "")
    line = Line.objects.filter(drill=True, pk=int(typed)).first() if typed.isdecimal() else None
    if line is None:
        return pages.lost(request)
    erasing.now_all(person, line, timezone.now())
    messages.success(request, _("All of it is erased."))
    return redirect("drills")


def _lines() -> list[dict[str, Any]]:
    """Each drill line with who is on it and what is being played there."""
    rows = []
    for line in Line.objects.filter(drill=True).order_by("name"):
        people = line.counsellors.filter(user__is_active=True).order_by("shift_name")
        found = Drill.objects.filter(line=line).prefetch_related("actors").order_by("began_at")
        playing = [_shown(drill) for drill in found]
        rows.append({"line": line, "people": [p.shift_name for p in people], "drills": playing})
    return rows


def _shown(drill: Drill) -> dict[str, Any]:
    known = scripts.every().get(drill.script)
    code: scripts.Locale = "fr" if get_language() == "fr" else "en"
    stuck = [OVER.get(actor.over, actor.over) for actor in drill.actors.all() if actor.over]
    return {
        "drill": drill,
        "title": known.title[code] if known else drill.script,
        "playing": sum(not actor.over for actor in drill.actors.all()),
        "over": sorted({str(each) for each in stuck}),
    }
