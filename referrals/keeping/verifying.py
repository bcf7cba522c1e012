"""Somebody has made sure of a service, or takes it out: the row, and what became different."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from referrals import editions
from referrals.models import Service

# What stood there and what stands now, by field.
Told = tuple[dict[str, str], dict[str, str]]


def still_true(pk: UUID, today: date) -> Told:
    """All that we say of it is so today: also what was a guess, and whether there is room."""
    with transaction.atomic():
        row = Service.objects.select_for_update().get(pk=pk)
        before = _state(row)
        row.verified = today
        if row.capacity.get("state", "unknown") != "unknown":
            row.capacity = {**row.capacity, "asked": today.isoformat()}
        row.save(update_fields=["verified", "capacity", "changed_at"])
        guesses = row.facts.filter(to_check=True)
        settled = {f"ask_{each.name}": each.answer for each in guesses}
        guesses.update(to_check=False)
        editions.changed([pk])
    return {**before, **{name: f"{said}?" for name, said in settled.items()}}, {
        **_state(row),
        **settled,
    }


def _state(row: Service) -> dict[str, str]:
    held = {"verified": row.verified or "", "asked": row.capacity.get("asked", "")}
    return {name: f"{value}" for name, value in held.items()}


def take_out(pk: UUID) -> Told:
    """Nobody is sent there any more, and the next list does not undo that."""
    with transaction.atomic():
        row = Service.objects.select_for_update().get(pk=pk)
        before, row.status = row.status, "inactive"
        if row.source:
            row.corrected_at = timezone.now()
        row.save(update_fields=["status", "corrected_at", "changed_at"])
        editions.changed([pk])
    return {"status": before}, {"status": row.status}
