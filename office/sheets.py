"""A page with one form about one row: shown, looked at before saving, saved once, written down.

Whoever saves over somebody else's change is shown both versions first. What was typed is kept
whatever happens.
"""

import copy
import hashlib
import json
from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db import IntegrityError, models, transaction
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from office import changes
from office.doorway import Who, show

SHOWN_CHANGES = 20
Trail = Sequence[tuple[str, str]]


class Sheet(forms.Form):
    """A form about one row. `groups` are its headings, each with a sentence and its fields."""

    section: ClassVar[str]
    groups: ClassVar[Sequence[tuple[Any, Any, Sequence[str]]]] = ()

    def __init__(self, subject: Any, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, auto_id="%s", label_suffix="", **options)
        self.subject = subject

    @abstractmethod
    def state(self, subject: Any) -> dict[str, str]:
        """How the row stands, by field, as people read it: what is compared and written down."""

    @abstractmethod
    def apply(self, subject: Any) -> None:
        """Put what was typed, and is valid, into this row; nothing is stored."""

    def store(self, subject: Any) -> None:
        subject.save()

    def afterwards(self, subject: Any) -> None:
        """What others must hear once it is stored."""

    def as_noted(
        self, before: dict[str, str], after: dict[str, str]
    ) -> tuple[dict[str, str], dict[str, str]]:
        """What of a change is written down; some things may not even have been."""
        return before, after

    def answered(self, request: HttpRequest) -> HttpResponse | None:
        """What is shown once it is saved; None for the page again."""
        return None

    def label_of(self, name: str) -> str:
        return str(self.fields[name].label) if name in self.fields else name

    def standing(self) -> dict[str, str]:
        return {} if self.subject._state.adding else self.state(self.subject)

    def version(self) -> str:
        """What tells whether somebody else has changed the row since the page was opened."""
        return hashlib.sha256(json.dumps(self.standing()).encode()).hexdigest()[:20]

    def typed(self) -> Any:
        """The row as it would be, if what was typed can be used; else as it stands."""
        twin = copy.deepcopy(self.subject)
        if self.is_bound and self.is_valid():
            self.apply(twin)
        return twin

    def in_groups(self) -> list[tuple[Any, Any, list[BoundField]]]:
        return [(title, lead, [self[name] for name in names]) for title, lead, names in self.groups]


@dataclass(frozen=True, slots=True)
class Page:
    """Where a sheet stands: its title, one sentence, the way back, and what else it shows.

    `after` is where one goes once it is saved, `remove` where its row can be taken away. `hold`
    takes what was typed before it is stored, if somebody else must agree first; `waiting` says
    where what was typed before waits.
    """

    title: str
    lead: str = ""
    trail: Trail = ()
    template: str = "office/sheet.html"
    more: Mapping[str, Any] = field(default_factory=dict)
    after: str = ""
    remove: str = ""
    hold: Callable[[Who, Sheet], bool] = lambda who, form: False
    waiting: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which two people wrote different things."""

    label: str
    now: str
    yours: str


Make = Callable[[Any, QueryDict | None], Sheet]


def serve(
    request: HttpRequest, who: Who, page: Page, subject: models.Model, make: Make
) -> HttpResponse:
    """Show the sheet, or take what was sent: to look at it, or to save it."""
    if request.method != "POST":
        return shown(request, who, page, make(subject, None))
    with transaction.atomic():
        form = make(_locked(subject), request.POST)
        if request.POST.get("do", "save") != "save":
            return shown(request, who, page, form, looking=True)
        if request.POST.get("version") != form.version():
            return shown(request, who, page, form, clash=differences(form), clashed=True)
        if not form.is_valid():
            return shown(request, who, page, form)
        try:
            with transaction.atomic():
                return _save(request, who, page, form)
        except IntegrityError:
            # Somebody was quicker with a name that only one may have: looked at again, its field
            # says so.
            form = make(_locked(subject), request.POST)
            if form.is_valid():
                raise
            return shown(request, who, page, form)


def _locked(subject: models.Model) -> models.Model:
    """The row as it stands now, kept from others until we are done; they may still refer to it."""
    if subject._state.adding:
        return subject
    rows = type(subject)._default_manager.select_for_update(no_key=True)
    return rows.get(pk=subject.pk)


def _save(request: HttpRequest, who: Who, page: Page, form: Sheet) -> HttpResponse:
    if page.hold(who, form):
        messages.success(request, _("Proposed. It changes once somebody else has agreed."))
        return redirect(page.after or request.path)
    before, subject = form.standing(), form.subject
    form.apply(subject)
    form.store(subject)
    told = form.as_noted(before, form.state(subject))
    changed = changes.note(who, form.section, subject, *told)
    transaction.on_commit(lambda: form.afterwards(subject))
    if answer := form.answered(request):
        return answer
    messages.success(request, _("Saved.") if changed else _("Nothing was different."))
    return redirect(page.after or request.path)


def differences(form: Sheet) -> list[Difference]:
    """What stands now beside what was typed, where the two are not the same."""
    now, yours = form.standing(), form.state(form.typed())
    return [
        Difference(form.label_of(name), now.get(name, ""), yours.get(name, ""))
        for name in dict.fromkeys((*now, *yours))
        if now.get(name, "") != yours.get(name, "")
    ]


def shown(request: HttpRequest, who: Who, page: Page, form: Sheet, **more: Any) -> HttpResponse:
    subject = form.subject
    noted = () if subject._state.adding else changes.of(form.section, subject)[:SHOWN_CHANGES]
    context = {
        **page.more,
        "page": page,
        "trail": page.trail,
        "form": form,
        "noted": [(form.label_of(change.name), change) for change in noted],
        **more,
    }
    return show(request, who, page.template, context)
