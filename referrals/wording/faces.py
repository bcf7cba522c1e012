"""The faces of a snippet: which there are, and the braces in them that are filled.

{date}      a blank: whoever inserts it fills it in, and nothing goes before that
{me}        the shift name of whoever inserts it
{place} …   a fact of the service the snippet is about, as it stands now
{{ … }}     words: whatever a template of some other program means by it is sent as it stands
"""

import re
from collections.abc import Mapping

CHAT, TEXT, DISCREET = "chat", "sms", "discreet"
FACES = (CHAT, TEXT, DISCREET)
# Filled where it is inserted; what the desk knows by itself.
OF_THE_DESK = frozenset({"me"})
# Filled from the service that a snippet is about.
OF_A_SERVICE = frozenset({"place", "phone", "address", "email", "web", "next"})

# As in frontend/src/console/blanks.ts: a letter or digit first, no braces beside the braces.
BRACES = re.compile(r"(?<!\{)\{([^\W_](?:[\w ’'.-]{0,38}))\}(?!\})")


def names(words: str) -> list[str]:
    """What stands in braces, in its order."""
    return BRACES.findall(words)


def blanks(words: str) -> list[str]:
    """Those that a person must fill in."""
    return [name for name in names(words) if name not in OF_THE_DESK | OF_A_SERVICE]


def wants(words: str) -> frozenset[str]:
    """The facts of a service that these words need."""
    return OF_A_SERVICE.intersection(names(words))


def filled(words: str, facts: Mapping[str, str]) -> str:
    """The words with the facts in their place; what there is no fact for stays a blank."""
    return BRACES.sub(lambda found: facts.get(found[1]) or found[0], words)
