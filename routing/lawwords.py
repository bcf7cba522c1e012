"""What whoever wrote is told where a law has a copy of their words kept: the same on every page."""

from msgspec import UNSET, UnsetType

from helpline.protocol import Law

# Nothing here says that nobody can read it, and nothing that would not be true after "erase".
SAID = {
    "en": "By law we must keep a locked copy of this chat for a while. What you erase leaves this "
    "page and our desk. Then only two people can open the copy, and must say why. It is erased "
    "{when} at the latest.",
    "fr": "La loi nous oblige à garder un temps une copie de cet échange, sous clé. Ce que vous "
    "effacez quitte cette page et notre poste. Alors deux personnes seulement peuvent ouvrir la "
    "copie, et doivent dire pourquoi. Elle est effacée {when} au plus tard.",
}


def law(until: int, now: int) -> Law | UnsetType:
    """The same as a part of a frame, in milliseconds; nothing when that time is over."""
    return Law(until, SAID) if until > now else UNSET
