"""Who and what plays in the demo: its lines, their people with their logins, and the phones."""

from dataclasses import dataclass
from typing import Any

from helpline import terms
from helpline.hours import DAYS
from helpline.roles import Role
from helpline.terms import FIRST_NEEDS

LINE_SLUG = "harbourlight"
LINE_NAME = "Harbourlight"
ZONE = "America/Winnipeg"
NUMBER = "+12045550100"
SAID_NUMBER = "204-555-0100"
PHONES = ("+12045550173", "+12045550174", "+12045550175", "+12045550176")
SITE_KEY = "demo"
LOCALHOST_KEY = "demo-localhost"
# What the line offers to whoever comes by the web; names and numbers are invented.
LINE: dict[str, Any] = {
    "name": LINE_NAME,
    "policies": {"web": "at_close", "sms": "day"},
    "zone": ZONE,
    "elsewhere": [
        {
            "name": {"en": "Night bed line", "fr": "Ligne des lits de nuit"},
            "help": {"en": "A place to sleep tonight", "fr": "Un lit pour cette nuit"},
            "call": "204-555-0117",
        },
        {
            "name": {"en": "Larch House", "fr": "Maison Mélèze"},
            "help": {"en": "Open day and night, for anybody", "fr": "Ouverte jour et nuit, à tous"},
            "call": "204-555-0142",
        },
        {
            "name": {"en": "Street clinic", "fr": "Clinique de rue"},
            "help": {"en": "A nurse, without a card", "fr": "Une infirmière, sans carte"},
            "call": "204-555-0168",
        },
    ],
    "questions": {
        "name": True,
        "age": True,
        "topics": {
            "en": ["A bed tonight", "Feeling safe", "Health", "Someone to talk to"],
            "fr": ["Un lit ce soir", "Ma sécurité", "La santé", "Parler à quelqu’un"],
        },
    },
    # What can be noted of a talk: ours, one of its own, and one that it asked for once.
    "needs": [
        *map(terms.written, FIRST_NEEDS),
        {"id": "t5e0f31c9a2", "en": "A safe way home", "fr": "Rentrer sans danger"},
        {
            "id": "t90b7d4e816",
            "en": "Papers",
            "fr": "Les papiers",
            "retired": "2026-09-01",
        },
    ],
    "keep_days": 7,
    "follow_up_days": 30,
    "survey": True,
}
# A line that helps the first one out when somebody waits there too long; it has no website.
OTHER_SLUG = "lakelight"
OTHER_LINE: dict[str, Any] = {
    "name": "Lakelight",
    "policies": {"web": "day", "sms": "day"},
    "zone": ZONE,
    "hours": {
        "zone": ZONE,
        "week": {day: ["07:00-23:00"] for day in DAYS},
    },
    "takes_overflow": True,
}
# A partner of the first line: another organisation, with people of its own.
PARTNER_SLUG = "lanternlaw"
PARTNER_LINE: dict[str, Any] = {
    "name": "Lantern Law",
    "policies": {"web": "at_close", "sms": "day"},
    "zone": ZONE,
}
PARTNER: dict[str, Any] = {
    "kind": "legal",
    "names": {"en": "Lantern Law", "fr": "Droit Lanterne"},
    "answer_seconds": 120,
}
LINES = {LINE_SLUG: LINE, OTHER_SLUG: OTHER_LINE, PARTNER_SLUG: PARTNER_LINE}


@dataclass(frozen=True)
class Person:
    """A demo account; its password is printed, for nothing here is worth a secret."""

    shift_name: str
    email: str
    password: str
    role: Role = Role.COUNSELLOR
    line: str = LINE_SLUG


ROBIN = Person("Robin", "robin@demo.example", "quiet-heron-71")
NOOR = Person("Noor", "noor@demo.example", "paper-lantern-38")
SAMI = Person("Sami", "sami@demo.example", "velvet-lantern-64")
DANA = Person("Dana", "dana@demo.example", "copper-kettle-52", Role.SUPERVISOR)
ALEX = Person("Alex", "alex@demo.example", "maple-ledger-64", Role.ADMINISTRATOR)
KIM = Person("Kim", "kim@demo.example", "silver-abacus-27", Role.EVALUATOR)
ASH = Person("Ash", "ash@demo.example", "amber-compass-83", line=OTHER_SLUG)
JULES = Person("Jules", "jules@demo.example", "cedar-whistle-46", Role.SUPERVISOR, line=OTHER_SLUG)
LEE = Person("Lee", "lee@demo.example", "silver-lantern-29", line=PARTNER_SLUG)
PEOPLE = (ROBIN, NOOR, SAMI, DANA, ALEX, KIM, ASH, JULES, LEE)
