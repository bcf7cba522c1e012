"""A second person says yes or no to what waits; yes does what was proposed, as it was typed."""

from collections.abc import Callable
from typing import Any, Literal

from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from helpline import access
from office import changes, holding
from office.directory import published, removing
from office.directory.proposing import (
    may_answer,
    open_ones,
    sheet_of,
    subject_of,
    version_of,
)
from office.directory.servicechoices import STATES
from office.doorway import Who
from office.models import Proposal
from referrals.keeping import verifying
from referrals.models import Import, Service
from referrals.models.imports import CHECKED
from referrals.pagechecks import deciding
from referrals.transfer import importing
from transcripts.redacted import typed

Outcome = Literal["done", "gone", "clash"]


class Clash(Exception):
    """It cannot be done any more as it was looked at."""


class Proposer:
    """Whoever proposed it, as what then changes is written down: an account, or a name alone."""

    def __init__(self, row: Proposal) -> None:
        self.user = row.asked_by
        self.person = access.person_of(row.asked_by) if row.asked_by else None
        self.name = row.who


def about(row: Proposal) -> Any:
    """What it is about as it stands now, kept from others; None if it is not there any more."""
    if row.what == "list":
        found = Import.objects.defer("data").select_for_update(of=("self",))
        return found.filter(pk=row.subject.partition(":")[2]).first()
    return subject_of(row)


def clashes(row: Proposal, subject: Any) -> bool:
    """Whether what it is about has changed since it was proposed, or is not there any more."""
    if subject is None:
        return True
    if row.what == "list":
        return bool(subject.state != CHECKED)
    if row.what == "confirmed":
        return bool(row.sent.get("version") != published_version(subject))
    return version_of(row.section, subject) != row.version


def published_version(organisation: Any) -> str:
    """What is published of an organisation, as one mark, whoever looks in whichever language."""
    with translation.override("en"):
        return published.version(published.of(organisation, "en"))


def agree(who: Who, pk: int) -> Outcome:
    """Say yes; what was proposed is done at once, or nothing is."""
    try:
        with transaction.atomic():
            row = open_ones().select_for_update(of=("self",)).filter(pk=pk).first()
            if row is None or not may_answer(who, row):
                return "gone"
            subject = about(row)
            if clashes(row, subject):
                return "clash"
            changes.happened(who, row.section, subject, "agreed")
            DOES[row.what](Proposer(row), row, subject)
            _settle(row, who.name, "yes", "")
    except (Clash, IntegrityError):
        return "clash"
    return "done"


def decline(who: Who, pk: int, reason: str) -> bool:
    """Say no, and why; whoever proposed it takes it back. False if it does not wait for them.

    A reason is for a colleague, and may name somebody who told of it: that is not kept.
    """
    reason = typed.reason(None, reason)
    with transaction.atomic():
        row = open_ones().select_for_update(of=("self",)).filter(pk=pk).first()
        mine = row is not None and row.asked_by_id == who.user.pk
        if row is None or not (mine or may_answer(who, row)):
            return False
        subject = about(row)
        if subject is not None:
            changes.happened(who, row.section, subject, "taken back" if mine else "declined")
        _settle(row, who.name, "back" if mine else "no", reason)
    return True


def _settle(row: Proposal, name: str, answer: str, reason: str) -> None:
    row.answer, row.answered_by, row.answered_at = answer, name, timezone.now()
    row.reason, row.sent = reason, {}
    row.save()


# ---- what is done, one function each -------------------------------------------------------


def _save(who: Proposer, row: Proposal, subject: Any) -> None:
    form = sheet_of(row, subject)
    if not form.is_valid():
        raise Clash
    before = form.standing()
    form.apply(subject)
    form.store(subject)
    told = form.as_noted(before, form.state(subject))
    changes.note(who, row.section, subject, *told)
    transaction.on_commit(lambda: form.afterwards(subject))


def _out(who: Proposer, row: Proposal, subject: Any) -> None:
    before, after = verifying.take_out(subject.pk)
    said = ({"status": str(dict(STATES)[each["status"]])} for each in (before, after))
    changes.note(who, row.section, subject, *said)


def _delete(who: Proposer, row: Proposal, subject: Any) -> None:
    if holding.reasons(subject):
        raise Clash
    removing.delete(who, row.section, subject)


def _true(who: Proposer, row: Proposal, subject: Any) -> None:
    changes.note(who, row.section, subject, *verifying.still_true(subject.pk, timezone.localdate()))


def _address(who: Proposer, row: Proposal, subject: Any) -> None:
    told = deciding.exchange(subject.pk, type(subject), row.sent["old"], row.sent["new"])
    changes.note(who, row.section, *told)


def _confirmed(who: Proposer, row: Proposal, subject: Any) -> None:
    for service in Service.objects.filter(organisation=subject, pk__in=row.sent["services"]):
        told = verifying.still_true(service.pk, timezone.localdate())
        changes.note(who, "service", service, *told)


def _list(who: Proposer, row: Proposal, subject: Any) -> None:
    if not importing.want(subject.pk, row.who):
        raise Clash
    changes.happened(who, "list", subject, "wanted")


DOES: dict[str, Callable[[Proposer, Proposal, Any], None]] = {
    "save": _save,
    "out": _out,
    "delete": _delete,
    "true": _true,
    "address": _address,
    "confirmed": _confirmed,
    "list": _list,
}
