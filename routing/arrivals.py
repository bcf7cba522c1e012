"""A text as the provider brought it, as a message on its way in; the same whoever brought it."""

from helpline.languages import guess
from routing.adapters import Incoming
from routing.conversations import Inbound
from routing.texting.numbers import Ours


def arrived(ours: Ours, text: Incoming) -> Inbound:
    """The message that came to this number of ours."""
    return Inbound(
        channel=ours.channel,
        author="seeker",
        client_id=text.client_id,
        text=text.text,
        line=ours.line,
        locale=ours.language or guess(text.text, ours.languages),
        address=text.sender,
        external_id=text.external_id,
        number=ours.id,
        pictures=text.pictures,
        answered=text.answered,
    )
