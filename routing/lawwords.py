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
# Where an order forbids to tell them: what is true of their page, no promise, and no date.
HUSHED = {
    "en": "What you erase leaves this page and our desk.",
    "fr": "Ce que vous effacez quitte cette page et notre poste.",
}


def law(until: int, hushed: int, now: int) -> Law | UnsetType:
    """The same as a part of a frame, in milliseconds; nothing when that time is over.

    `until` is what they may be told, `hushed` till when nothing may be said of it, and no promise
    made.
    """
    if until > now:
        return Law(until, SAID)
    return Law(0, HUSHED) if hushed > now else UNSET
