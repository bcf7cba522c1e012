"""The phases of a programme as rows, each with rows for what is done in it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from office.directory.parts.cells import Cells, both
from office.directory.parts.partlist import PartList
from referrals.entries import Activity, Phase

BY_ONESELF = [("unknown", later("not known")), ("yes", later("yes")), ("no", later("no"))]
DONE_BY = [
    ("", later("not known")),
    ("internal", later("the house itself")),
    ("partner", later("a partner")),
]


class ActivityCells(Cells):
    shape = Activity
    texts = {"name": later("What is done")}
    first = ("name_en", "name_fr")

    delivery = forms.ChoiceField(label=later("By whom"), choices=DONE_BY, required=False)

    def complain(self, typed: dict[str, Any]) -> None:
        if not (typed.get("name_en") or typed.get("name_fr")):
            self.add_error("name_en", _("Write what is done, in one language at least."))

    @classmethod
    def said(cls, part: Activity) -> Iterable[str]:
        return both(part.name), f"{dict(DONE_BY)[part.delivery]}" if part.delivery else ""


class PhaseCells(Cells):
    shape = Phase
    texts = {"name": later("Name"), "description": later("What it is")}
    first = ("name_en", "name_fr", "description_en", "description_fr")

    self_referral = forms.ChoiceField(
        label=later("May one come to it by oneself"), choices=BY_ONESELF, initial="unknown"
    )

    def __init__(self, prefix: str, part: Any = None, data: QueryDict | None = None) -> None:
        super().__init__(prefix, part, data)
        for name in ("description_en", "description_fr"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 2, "lang": name[-2:]})
        done = PartList(
            f"{prefix}-activities", ActivityCells, _("What is done in it"), _("One more thing done")
        )
        self.done = done.fill(part.activities if part is not None else [], data)

    @property
    def inner(self) -> list[PartList]:
        return [self.done]

    def is_blank(self) -> bool:
        return super().is_blank() and not [row for row in self.done.rows if not row.is_blank()]

    def has_changed(self) -> bool:
        before = self.part.activities if self.part is not None else []
        return bool(super().has_changed() or self.done.wrong() or list(before) != self.done.parts())

    def complain(self, typed: dict[str, Any]) -> None:
        if not (typed.get("name_en") or typed.get("name_fr")):
            self.add_error(
                "name_en", _("Write what the phase is called, in one language at least.")
            )
        if self.done.wrong():
            self.add_error(None, _("Something that is done in it is not complete: see below."))

    def read(self, typed: dict[str, Any]) -> dict[str, Any]:
        return {"self_referral": typed["self_referral"], "activities": self.done.parts()}

    @classmethod
    def said(cls, part: Phase) -> Iterable[str]:
        may = "" if part.self_referral == "unknown" else f"{dict(BY_ONESELF)[part.self_referral]}"
        done = [ActivityCells.spoken(each) for each in part.activities]
        return both(part.name), may, both(part.description), *done
