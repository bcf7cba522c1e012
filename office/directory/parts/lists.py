"""The lists that rows of the directory have: their rows, what they are called, what one adds."""

from django.utils.translation import gettext_lazy as later

from office.directory.parts.backing import AreaCells, FundingCells, ListedCells
from office.directory.parts.hours import HoursCells
from office.directory.parts.phases import PhaseCells
from office.directory.parts.reaching import ContactCells, LinkCells, PhoneCells
from office.directory.parts.tied import TiedCells

PHONES = (PhoneCells, later("Phones"), later("One more phone"))
CONTACTS = (ContactCells, later("Whom to ask for"), later("One more person"))
LINKS = (LinkCells, later("Other addresses on the web"), later("One more address"))
HOURS = (HoursCells, later("Hours"), later("More hours"))
AREAS = (AreaCells, later("Whom it serves, by where they are"), later("One more area"))
FUNDING = (FundingCells, later("Who pays for it"), later("One more that pays"))
LISTINGS = (
    ListedCells,
    later("What schemes that grade programmes say"),
    later("One more scheme"),
)
LICENSED = (TiedCells, later("Terms of lists of others"), later("One more term"))
PHASES = (PhaseCells, later("Phases"), later("One more phase"))
