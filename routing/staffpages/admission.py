"""Whoever opened a conversation for a reason may go on in it for some minutes without another."""

from uuid import UUID

from django.core import signing

from helpline.models import Counsellor

FIELD = "opened"
SALT = "a conversation was opened"
SECONDS = 15 * 60


def ticket(person: Counsellor, conversation: UUID) -> str:
    """What a page carries on to the next: good for this person, and this conversation."""
    return signing.dumps([person.pk.hex, conversation.hex], salt=SALT)


def holds(given: str, person: Counsellor, conversation: UUID) -> bool:
    """Whether that was given to this person for this conversation, some minutes ago at most."""
    try:
        said = signing.loads(given, salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return False
    return bool(said == [person.pk.hex, conversation.hex])
