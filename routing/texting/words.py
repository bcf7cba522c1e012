"""What is texted without a person writing it: the words we bring along, and whose go before them.

Anybody may read them on a phone that lies about. So none of them names the service or what it is
for (`tells` finds what would), and each fits one text of the small alphabet in both languages.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from routing.texting.keywords import fold

Name = Literal[
    "greeting",
    "waiting",
    "closed",
    "handed_back",
    "second",
    "second_left",
    "taken_over",
    "picture",
    "probe",
    "stopped",
    "started",
    "help",
    "neutral_end",
    "turned_away",
    "passed_on",
    "partner_away",
    "held",
]
Words = Mapping[str, Mapping[str, str]]
NAMES: tuple[Name, ...] = get_args(Name)
# Whoever asks for help or wants no more texts must be answered: carriers require it.
REQUIRED: frozenset[Name] = frozenset({"stopped", "started", "help"})
PLACES = frozenset({"kept", "opens", "others", "until", "appeal", "partner"})
# The most that a required answer may take, by the same rule; and what one text holds.
LONGEST = 160

# {kept} is said from the policy, {opens} from the hours, {others} is the line's own sentence.
DEFAULTS: dict[str, dict[Name, str]] = {
    "en": {
        "greeting": "Hello. A person will answer you here. What we keep: {kept} "
        "Text STOP to end this.",
        "waiting": "Your place is kept. A person will answer as soon as they can.",
        "closed": "Hello. No one can answer just now. {opens} What you wrote is kept. {others}",
        "handed_back": "The person who wrote to you had to go. Your place is kept, and someone "
        "else will read on.",
        "second": "A second person is here too now, and may write to you. Both of them read what "
        "you write.",
        "second_left": "The second person is not here any more.",
        "taken_over": "Another person goes on with you from here. They can read what you wrote.",
        "picture": "Pictures do not get through here. It was not looked at and will be erased. "
        "Words get through.",
        "probe": "Hello, is this a good time?",
        "stopped": "You will get no more texts from this number. Text START if you want them "
        "again.",
        "started": "You can get texts from this number again. Text STOP to end this.",
        "help": "A person will answer you here. Text STOP to get no more texts. Your usual rates "
        "apply.",
        "neutral_end": "We end this here now. You can write again at another time.",
        "turned_away": "Nothing more is taken in from here until {until}. {appeal}",
        "passed_on": "{partner} will answer you here from now on. You keep your place.",
        "partner_away": "{partner} cannot answer just now. Your place is kept, and someone here "
        "will read on.",
        "held": "By law we may not erase what was written here before {until}. It stays locked up "
        "until then. You need do nothing.",
    },
    "fr": {
        "greeting": "Bonjour. Une personne vous répondra ici. Ce qui est gardé : {kept} "
        "ARRET pour finir.",
        "waiting": "Vous gardez votre place. Une personne vous répondra dès que possible.",
        "closed": "Bonjour. Personne ne peut répondre maintenant. {opens} Vos mots sont gardés. "
        "{others}",
        "handed_back": "La personne qui vous écrivait doit partir. Vous gardez votre place, une "
        "autre lira la suite.",
        "second": "Une deuxième personne est là aussi et peut vous écrire. Les deux lisent vos "
        "mots.",
        "second_left": "La deuxième personne n'est plus là.",
        "taken_over": "Une autre personne continue avec vous. Elle peut lire ce qui est écrit ici.",
        "picture": "Les photos ne passent pas ici. Elle n'a pas été regardée et sera effacée. "
        "Vos mots passent.",
        "probe": "Bonjour, est-ce un bon moment ?",
        "stopped": "Vous ne recevrez plus de textos de ce numéro. Pour en recevoir encore : START.",
        "started": "Vous pouvez de nouveau recevoir des textos de ce numéro. ARRET pour finir.",
        "help": "Une personne vous répondra ici. ARRET pour ne plus rien recevoir. Vos tarifs "
        "habituels.",
        "neutral_end": "On va en rester là pour le moment. Vous pouvez écrire une autre fois.",
        "turned_away": "Plus rien n'est lu ici avant le {until}. {appeal}",
        "passed_on": "Ici, {partner} vous répondra désormais. Vous gardez votre place.",
        "partner_away": "{partner} ne peut pas répondre maintenant. Vous gardez votre place ici et "
        "quelqu'un lira la suite.",
        "held": "La loi interdit d'effacer avant le {until} ce qui est écrit ici. Tout reste sous "
        "clé d'ici là. Vous n'avez rien à faire.",
    },
}
# What would tell somebody who looks over a shoulder, folded: whole words, and how words begin.
TELLING = frozenset("aids hiv ist rape sex sexe sida std sti trafic traite vih viol".split())
TELLING_STEMS = tuple(
    """
    abus addict avort clini condom conseil counsel crise crisis depist depress detox doct drog drug
    emergenc escort exploit gynec harcel health helpline hepatit hopita hospital hotline infirm
    malad medec medic naloxon nurse overdos pharmac polic pregnan prostitu proxenet psych refuge
    sante sexu shelter suicid surviv therap traffick urgence victim violen
    """.split()
)
_PLACE = re.compile(r"\{(\w*)\}")


def words_of(name: Name, locale: str, *owners: Words, **places: str) -> str:
    """The text of this name in this language, empty if it is not to be sent.

    `owners` are the own words of a number and of its line, by language and name; the first that
    says anything about it counts, and an empty text says "not this one". `places` are filled in.
    """
    said: str = DEFAULTS[locale][name]
    for own in owners:
        if name in own.get(locale, {}):
            said = own[locale][name]
            break
    if not said.strip():
        return DEFAULTS[locale][name] if name in REQUIRED else ""
    filled = _PLACE.sub(lambda place: places.get(place[1], ""), said)
    return " ".join(filled.split())


def tells(text: str, names: Iterable[str] = ()) -> list[str]:
    """The words of a text that say what the service is: telling ones, and those of its names."""
    own = {word for name in names for word in fold(name).split() if len(word) > 2}
    return [
        word
        for word in fold(text).split()
        if word in own or word in TELLING or word.startswith(TELLING_STEMS)
    ]
