"""The roles in plain words: what each is called here, and what it may do."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as later

from helpline.roles import Role


@dataclass(frozen=True, slots=True)
class Named:
    name: Any
    may: Any


ROLES = {
    Role.COUNSELLOR: Named(later("Counsellor"), later("Talks with whoever writes.")),
    Role.PEER: Named(
        later("Peer"), later("Talks in a queue of their own, and is shown no numbers.")
    ),
    Role.SUPERVISOR: Named(
        later("Supervisor"), later("Also looks after the shift, and may look into a conversation.")
    ),
    Role.ADMINISTRATOR: Named(
        later("Administrator"), later("Changes these settings; reads no words of anybody.")
    ),
    Role.EVALUATOR: Named(later("Evaluator"), later("Sees figures only.")),
}


def name_of(role: str) -> str:
    """A role as people call it; one without a name here as it is written."""
    return str(ROLES[Role(role)].name) if role in set(Role) else role
