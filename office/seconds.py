"""What an administrator alone may not do: whatever would let them read as a supervisor.

A supervisor says yes first, and was made one in the same way; the first was let in by whoever runs
the installation, who has its keys anyway.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from helpline.models import Counsellor
from helpline.roles import Role
from office import changes
from office.doorway import Who
from office.models import Second

GOOD_FOR = timedelta(days=3)
ROLE, LINK, STEP = "role", "link", "step"
# What each is written down as.
NOTED = {ROLE: "supervisor", LINK: "link", STEP: "second step"}


def alone(who: Who) -> bool:
    """Whether this is somebody who needs a second person."""
    return not who.user.is_superuser


def needed(who: Who, person: Counsellor) -> bool:
    """Whether what lets one sign in as this person must be agreed to."""
    return alone(who) and person.role == Role.SUPERVISOR


def ask(who: Who, person: Counsellor, what: str) -> None:
    """Ask for a yes, unless it is asked for already; it is written down."""
    _lapse()
    _row, made = Second.objects.get_or_create(
        person=person,
        what=what,
        answer__in=("", "yes"),
        defaults={
            "asked_by": who.user,
            "who": who.name,
            "at": timezone.now(),
            "until": timezone.now() + GOOD_FOR,
            "answer": "",
        },
    )
    if made:
        changes.happened(who, "person", person, f"asked: {NOTED[what]}")


def open_ones() -> QuerySet[Second]:
    """What waits for an answer, the oldest first."""
    waiting = Second.objects.filter(answer="", until__gt=timezone.now())
    return waiting.select_related("person__line", "person__user").order_by("at", "pk")


def use(who: Who, person: Counsellor, what: str) -> bool:
    """Make use of a yes that was given, once and by whoever asked; False if there is none."""
    given = Second.objects.filter(
        person=person, what=what, answer="yes", asked_by=who.user, until__gt=timezone.now()
    )
    return bool(given.update(answer="done"))


def given(who: Who, person: Counsellor) -> set[str]:
    """What this administrator may do now for this supervisor."""
    rows = Second.objects.filter(
        person=person, answer="yes", asked_by=who.user, until__gt=timezone.now()
    )
    return set(rows.values_list("what", flat=True))


def may_answer(who: Who, row: Second) -> bool:
    """Supervisors, and whoever runs the installation; not who asked, nor whom it is about."""
    if row.asked_by_id == who.user.pk or row.person.user_id == who.user.pk:
        return False
    return who.user.is_superuser or (who.person is not None and who.person.supervisor)


def answer(who: Who, pk: int, *, yes: bool) -> bool:
    """Say yes or no; a role is given at once. False if it is not there for them any more."""
    with transaction.atomic():
        row = open_ones().select_for_update(of=("self",)).filter(pk=pk).first()
        if row is None or not may_answer(who, row):
            return False
        row.answer = ("done" if row.what == ROLE else "yes") if yes else "no"
        row.answered_by, row.answered_at = who.name, timezone.now()
        row.until = timezone.now() + GOOD_FOR
        row.save()
        said = f"{'agreed' if yes else 'declined'}: {NOTED[row.what]}"
        changes.happened(who, "person", row.person, said)
        if yes and row.what == ROLE:
            _make_supervisor(who, row.person)
    return True


def _make_supervisor(who: Who, person: Counsellor) -> None:
    before, person.role = person.role, Role.SUPERVISOR.value
    person.save(update_fields=["role"])
    changes.note(who, "person", person, {"role": before}, {"role": person.role})


def _lapse() -> None:
    """What nobody answered, or made use of, in time is open no longer."""
    Second.objects.filter(answer__in=("", "yes"), until__lte=timezone.now()).update(answer="no")
