"""Taking something away: a question first, what it means, and why what holds talks stays."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from office import changes, columns, holding
from office.doorway import Who, show
from office.sheets import Trail


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about: its name, what goes with it, where one goes afterwards.

    `switch` is the column that switches it off, if there is one, on `switched` (the row itself, or
    its account), and `to` what stands in it then; `heard` is what others must hear of it.
    `along` is written in the same transaction, `hangs` says what hangs on the row and is no reason.
    `hold` takes the answer ("off" or "delete"), if somebody else must agree first.
    """

    section: str
    title: str
    meaning: str
    trail: Trail
    after: str
    switch: str = ""
    switched: Model | None = None
    off: str = ""
    heard: Callable[[], None] = lambda: None
    goes: Model | None = None
    to: Any = False
    along: Callable[[], None] = lambda: None
    hangs: Sequence[str] = ()
    hold: Callable[[str], bool] = lambda answer: False


def ask(request: HttpRequest, who: Who, row: Model, question: Question) -> HttpResponse:
    """Show the question, or do what was answered; what hangs on the row is looked at once more."""
    if request.method != "POST":
        return _asked(request, who, row, question)
    with transaction.atomic():
        type(row)._default_manager.select_for_update(no_key=True).filter(pk=row.pk).first()
        do = request.POST.get("do", "")
        off = do == "off" and bool(question.switch)
        if not off and (do != "delete" or holding.reasons(row)):
            return _asked(request, who, row, question)
        if question.hold(do):
            messages.success(request, _("Proposed. It changes once somebody else has agreed."))
            return redirect(question.after)
        (_switch_off if off else _delete)(who, row, question)
        question.along()
    question.heard()
    messages.success(request, _("Done."))
    return redirect(question.after)


def _asked(request: HttpRequest, who: Who, row: Model, question: Question) -> HttpResponse:
    stands = getattr(question.switched or row, question.switch) if question.switch else False
    on = bool(stands) and stands != question.to
    shown: dict[str, Any] = {
        "question": question,
        "reasons": holding.reasons(row),
        "may_switch": on,
        "trail": question.trail,
    }
    return show(request, who, "office/remove.html", shown)


def _switch_off(who: Who, row: Model, question: Question) -> None:
    target = question.switched or row
    setattr(target, question.switch, question.to)
    target.save(update_fields=[question.switch])
    changes.note(who, question.section, row, {"active": _("yes")}, {"active": _("no")})


def _delete(who: Who, row: Model, question: Question) -> None:
    changes.note(who, question.section, row, columns.of(row), {})
    (question.goes or row).delete()
