"""The scripted conversations of the demo: who says what, how long ago, and how it ended."""

from dataclasses import dataclass
from typing import Literal

from demo.cast import NOOR, ROBIN, Person


@dataclass(frozen=True)
class Turn:
    """Words of the seeker, or of the counsellor; `snippet` is inserted in the channel's face."""

    who: Literal["seeker", "counsellor"]
    words: str = ""
    snippet: str = ""


@dataclass(frozen=True)
class Story:
    """One conversation. `phone` is the texter's number, empty for a web chat; without a counsellor
    it stays in the queue. `minutes` is how long ago the first words came."""

    locale: Literal["en", "fr"]
    minutes: int
    turns: tuple[Turn, ...]
    phone: str = ""
    counsellor: Person | None = None
    kind: str = ""


def seeker(words: str) -> Turn:
    return Turn("seeker", words)


def counsellor(words: str) -> Turn:
    return Turn("counsellor", words)


def inserted(snippet: str) -> Turn:
    return Turn("counsellor", snippet=snippet)


LAUNDRY_PHONE = "+12045550181"
SLEEP_PHONE = "+12045550182"

STORIES = (
    Story(
        locale="en",
        minutes=45,
        counsellor=ROBIN,
        kind="place",
        turns=(
            seeker("hi. do i have to say who i am?"),
            counsellor("Hi, I am Robin. No, you do not. A made-up name is fine, or none."),
            seeker("ok good. my place is gone on friday and i dont know who to ask"),
            counsellor("That is a lot to carry on your own. Thank you for telling me."),
            inserted("ask-before-place"),
            seeker("yes please"),
            inserted("find-211"),
            seeker("i can do that tomorrow morning. thank you"),
            inserted("closing-warm"),
        ),
    ),
    Story(
        locale="fr",
        minutes=30,
        phone=SLEEP_PHONE,
        counsellor=NOOR,
        kind="support",
        turns=(
            seeker("Bonjour, c'est bien ici pour parler un peu ?"),
            counsellor("Bonjour, ici Noor. Oui, c'est bien ici. Prenez votre temps."),
            seeker("je dors mal depuis une semaine, trop de choses dans la tete"),
            inserted("grounding-breath"),
            seeker("ca aide un peu. merci, je vais essayer ce soir"),
            inserted("closing-warm"),
        ),
    ),
    Story(
        locale="en",
        minutes=6,
        phone=LAUNDRY_PHONE,
        turns=(
            seeker("hey are you open? i need somewhere to wash my clothes and charge my phone"),
            seeker("no rush"),
        ),
    ),
    Story(
        locale="fr",
        minutes=3,
        phone=SLEEP_PHONE,
        turns=(seeker("Bonjour, c'est encore moi. Je peux vous demander une adresse ?"),),
    ),
    Story(
        locale="fr",
        minutes=1,
        turns=(
            seeker("bonsoir"),
            seeker("j’aimerais parler à quelqu’un, si vous avez un moment"),
        ),
    ),
)
