"""What follows at once when an account, a role or a line is saved; slower looks catch the rest."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models.signals import post_save

from helpline import access
from helpline.models import Counsellor, Line
from routing import outbound, presence, queue, serving
from routing.models import Shift
from routing.waiting import doors


def connect() -> None:
    """Look at whoever is saved, wherever that is done."""
    post_save.connect(_person_saved, sender=Counsellor, dispatch_uid="staffing")
    post_save.connect(_account_saved, sender=User, dispatch_uid="staffing")
    post_save.connect(_line_saved, sender=Line, dispatch_uid="staffing")


def _person_saved(instance: Counsellor, **_: Any) -> None:
    transaction.on_commit(partial(send_away, instance.pk))
    # Another role, line, language or skill, more room: somebody may be waiting for just that.
    transaction.on_commit(partial(_look, instance.line_id))


def _line_saved(instance: Line, **_: Any) -> None:
    transaction.on_commit(partial(_look, instance.pk))


def _look(line: int) -> None:
    doors.forget()
    queue.assign(line)


def _account_saved(instance: User, update_fields: frozenset[str] | None = None, **_: Any) -> None:
    if update_fields is not None and "is_active" not in update_fields:
        return  # each sign-in saves when it was
    for pk in Counsellor.objects.filter(user=instance).values_list("pk", flat=True):
        transaction.on_commit(partial(send_away, pk))


def send_away(counsellor: UUID) -> None:
    """End the shift of somebody who may not be at the desk any more; what they hold goes back."""
    person = Counsellor.objects.select_related("user").filter(pk=counsellor).first()
    if person is None or access.may(person, "console"):
        return
    if Shift.objects.filter(pk=counsellor).exclude(status="away").exists():
        presence.set_status(counsellor, "away")
        outbound.after_commit(serving.shift_changed, counsellor, person.line_id)
