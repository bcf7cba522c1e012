"""The questions that decide, as fields: yes, no, not known, and a guess to be checked."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from referrals.barriers import barriers
from referrals.models import AnswerChange, Answered, Service
from referrals.terms.tying import changes
from referrals.wording.texts import said

# A guess of a rule, which stays one until somebody chooses otherwise.
GUESS = "?"
MARK = "ask_"


def names() -> list[str]:
    """The names of the fields, in the order of the questions."""
    return [f"{MARK}{name}" for name in barriers()]


def of(service: Service) -> dict[str, str]:
    """The answers that stand: "yes", "no", and with a mark what is guessed."""
    if service._state.adding:
        return {}
    return {f.name: f.answer + GUESS * f.to_check for f in service.facts.order_by("pk")}


def fields(standing: Mapping[str, str], locale: str) -> dict[str, forms.ChoiceField]:
    made = {}
    for name, barrier in barriers().items():
        told = standing.get(name, "unknown")
        choices = [("unknown", _("not known")), ("yes", _("yes")), ("no", _("no"))]
        if told.endswith(GUESS):
            guess = _("yes, to be checked") if told == f"yes{GUESS}" else _("no, to be checked")
            choices.append((told, guess))
        made[f"{MARK}{name}"] = forms.ChoiceField(
            label=said(barrier.ask, locale).words, choices=choices, initial=told
        )
    return made


def typed(cleaned: Mapping[str, Any]) -> dict[str, str]:
    """What was chosen, without what is not known."""
    chosen = {name: cleaned[f"{MARK}{name}"] for name in barriers()}
    return {name: answer for name, answer in chosen.items() if answer != "unknown"}


def state(answers: Mapping[str, str]) -> dict[str, str]:
    return {f"{MARK}{name}": answer for name, answer in answers.items()}


def keep(service: Service, chosen: Mapping[str, str], who: str) -> None:
    """Write what was chosen, and what became another answer by that."""
    before = {row.name: row for row in service.facts.all()}
    for name, answer in chosen.items():
        plain = answer.removesuffix(GUESS)
        about = {"answer": plain, "to_check": answer.endswith(GUESS)}
        Answered.objects.update_or_create(service=service, name=name, defaults=about)
    service.facts.exclude(name__in=chosen).delete()
    old = {name: row.answer for name, row in before.items()}
    new = {name: answer.removesuffix(GUESS) for name, answer in chosen.items()}
    AnswerChange.objects.bulk_create(changes(service.pk, old, new, who, timezone.now()))
