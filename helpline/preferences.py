"""What people have chosen for their desks, kept as they said it, read by what still holds."""

from typing import Any
from uuid import UUID

import msgspec

from helpline.models import Preference
from helpline.protocol import Choices


def of(counsellor: UUID) -> Choices:
    """This person's choices; what an older or newer program has written and this one does not
    know is left out, and the rest holds."""
    row = Preference.objects.filter(counsellor_id=counsellor).first()
    return read(row.choices) if row is not None else Choices()


def keep(counsellor: UUID, choices: Choices) -> None:
    """Keep them all, in the place of what was chosen before."""
    Preference.objects.update_or_create(
        counsellor_id=counsellor, defaults={"choices": msgspec.to_builtins(choices)}
    )


def read(kept: dict[str, Any]) -> Choices:
    found = Choices()
    for name, value in kept.items():
        try:
            one = msgspec.convert({name: value}, Choices)
        except msgspec.ValidationError:
            continue
        found = msgspec.structs.replace(found, **{name: getattr(one, name)})
    return found
