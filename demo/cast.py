"""Who and what plays in the demo: one line, its people with their logins, and the phones."""

from dataclasses import dataclass

LINE_SLUG = "harbourlight"
LINE_NAME = "Harbourlight"
ZONE = "America/Winnipeg"
NUMBER = "+12045550100"
SAID_NUMBER = "204-555-0100"
PHONES = ("+12045550173", "+12045550174", "+12045550175", "+12045550176")
SITE_KEY = "demo"
LOCALHOST_KEY = "demo-localhost"


@dataclass(frozen=True)
class Person:
    """A demo account; its password is printed, for nothing here is worth a secret."""

    shift_name: str
    email: str
    password: str
    supervisor: bool = False


ROBIN = Person("Robin", "robin@demo.example", "quiet-heron-71")
NOOR = Person("Noor", "noor@demo.example", "paper-lantern-38")
DANA = Person("Dana", "dana@demo.example", "copper-kettle-52", supervisor=True)
PEOPLE = (ROBIN, NOOR, DANA)
