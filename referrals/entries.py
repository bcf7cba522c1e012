"""What stands in the directory, as plain data: out of files, into files, kept in rows. Pure.

The shape follows HSDS 3; `source_id` is an entry's name where it comes from. A word that people
read is {"en": …, "fr": …}. An empty field is not known.
"""

from datetime import date
from typing import Literal

import msgspec

from referrals.barriers import Answer
from referrals.hours.schedules import Schedule
from referrals.wording.texts import Texts

Delivery = Literal["", "internal", "partner"]
PlaceKind = Literal["physical", "postal", "virtual"]
Status = Literal["active", "inactive", "defunct", "temporarily closed"]


class Part(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What belongs to one row and is nothing without it."""


class Phone(Part):
    number: str
    extension: str = ""
    kind: Literal["voice", "text", "fax", "tty", "hotline", "cell", "pager"] = "voice"
    note: Texts = {}


class Contact(Part):
    """Somebody to ask for; a `private` one is for the staff alone."""

    name: str = ""
    title: Texts = {}
    email: str = ""
    phones: list[Phone] = []
    private: bool = False


class Link(Part):
    """A page elsewhere, or that one is there; `note` says what that tells about somebody."""

    url: str = ""
    kind: Literal["website", "social", "form", "other"] = "website"
    label: Texts = {}
    note: Texts = {}


class Area(Part):
    """Whom it serves by where they are: a whole country where nothing smaller is named."""

    name: Texts = {}
    country: str = ""
    province: str = ""
    city: str = ""


class Cost(Part):
    kind: Literal["free", "fee", "unknown"] = "unknown"
    amount: str = ""
    currency: str = ""
    note: Texts = {}


class Funding(Part):
    source: Texts
    starts: date | None = None
    ends: date | None = None


class Listed(Part):
    """What a scheme that grades programmes says of it."""

    scheme: str
    status: Literal["listed", "not listed", "not applicable", "unknown"] = "unknown"


class Evidence(Part):
    status: Literal["unknown", "none", "in progress", "done"] = "unknown"
    note: Texts = {}
    listings: list[Listed] = []


class Capacity(Part):
    """How much room there is, and on which day that was so."""

    state: Literal["unknown", "available", "full"] = "unknown"
    available: int | None = None
    maximum: int | None = None
    unit: Texts = {}
    asked: date | None = None


class Document(Part):
    """What must be brought along, as the source words it."""

    words: str


class Eligibility(Part):
    """Who may come; ages are whole years, both ends included."""

    minimum_age: int | None = None
    maximum_age: int | None = None
    wording: Texts = {}
    involvement: Literal["", "current", "past", "either"] = ""
    intake: Literal["", "voluntary", "mandated", "either"] = ""


class Tag(Part):
    """A term of a vocabulary: `preferred` where it is meant for them in particular."""

    vocabulary: str
    code: str
    preferred: bool = False
    delivery: Delivery = ""


class Fact(Part):
    """The answer to one of the questions of `referrals.barriers`."""

    name: str
    answer: Answer
    note: Texts = {}
    to_check: bool = False


class Activity(Part):
    name: Texts
    delivery: Delivery = ""


class Phase(Part):
    """A step of a programme; whether somebody may come to it by themselves is not always known."""

    name: Texts
    description: Texts = {}
    activities: list[Activity] = []
    self_referral: Answer = "unknown"


class Place(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A location. A `confidential` one has no street here: what is not kept is nowhere shown."""

    source_id: str
    name: Texts = {}
    kind: PlaceKind = "physical"
    confidential: bool = False
    attention: str = ""
    address_1: str = ""
    address_2: str = ""
    city: str = ""
    region: str = ""
    province: str = ""
    postal_code: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    zone: str = ""
    transportation: Texts = {}
    accessibility: Texts = {}


class Programme(msgspec.Struct, kw_only=True, omit_defaults=True):
    source_id: str
    name: Texts
    description: Texts = {}
    phases: list[Phase] = []
    staff_notes: Texts = {}


class Service(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What somebody is sent to. One that is not `public` is shown to the staff alone."""

    source_id: str
    name: Texts
    programme: str = ""
    places: list[str] = []
    status: Status = "active"
    public: bool = True
    description: Texts = {}
    application: Texts = {}
    alert: Texts = {}
    interpretation: Texts = {}
    commitment: Texts = {}
    pickup: Texts = {}
    wait: Texts = {}
    url: str = ""
    email: str = ""
    max_stay_days: int | None = None
    duration_months: int | None = None
    languages: list[str] = []
    phones: list[Phone] = []
    contacts: list[Contact] = []
    links: list[Link] = []
    schedules: list[Schedule] = []
    areas: list[Area] = []
    cost: Cost = msgspec.field(default_factory=Cost)
    eligibility: Eligibility = msgspec.field(default_factory=Eligibility)
    funding: list[Funding] = []
    evidence: Evidence = msgspec.field(default_factory=Evidence)
    capacity: Capacity = msgspec.field(default_factory=Capacity)
    documents: list[Document] = []
    tags: list[Tag] = []
    facts: list[Fact] = []
    verified: date | None = None
    source_note: Texts = {}
    staff_notes: Texts = {}


class Organisation(msgspec.Struct, kw_only=True, omit_defaults=True):
    """Who runs services; `kind` says which sort of partner it is."""

    source_id: str
    name: Texts
    kind: str = ""
    public: bool = True
    description: Texts = {}
    url: str = ""
    email: str = ""
    phones: list[Phone] = []
    contacts: list[Contact] = []
    links: list[Link] = []
    funding: list[Funding] = []
    staff_notes: Texts = {}
    places: list[Place] = []
    programmes: list[Programme] = []
    services: list[Service] = []


class Term(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A word to sort by; `parent` and `see_also` are codes of the same vocabulary."""

    code: str
    label: Texts = {}
    parent: str = ""
    definition: Texts = {}
    see_also: list[str] = []
    pin: int | None = None
    external_code: str = ""


class Vocabulary(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A list of terms; without `may_export` none of them leaves the house."""

    code: str
    name: Texts = {}
    owner: str = ""
    licence: str = ""
    notice: Texts = {}
    may_export: bool = False
    terms: list[Term] = []


class Directory(msgspec.Struct, kw_only=True, omit_defaults=True):
    """Everything of one source."""

    vocabularies: list[Vocabulary] = []
    organisations: list[Organisation] = []
