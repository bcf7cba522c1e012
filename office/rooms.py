"""The sections of the settings: those of one line and those of all, with their addresses."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from helpline.models import Line
from office.sheets import Trail


@dataclass(frozen=True, slots=True)
class Room:
    """A section: the name of its page, its title, and what it is for in one sentence."""

    name: str
    title: Any
    lead: Any

    def address(self, line: Line | None = None) -> str:
        return reverse(f"office:{self.name}", args=[line.slug] if line else [])


OF_A_LINE = (
    Room("hours", later("Hours"), later("When somebody answers, holidays, the time zone.")),
    Room("texts", later("Texts"), later("What people read on the page and on their phone.")),
    Room("settings", later("The line"), later("Name, languages, waiting, the door, the page.")),
    Room("before", later("Before the talk"), later("A name, an age, topics: all may be skipped.")),
    Room("after", later("After the talk"), later("What can be noted: needs, how it ended.")),
    Room("elsewhere", later("Where else"), later("Other lines and places to turn to.")),
    Room("checklist", later("At a high risk"), later("The checklist for counsellors.")),
    Room("kept", later("What is kept"), later("How long words are kept, for each channel.")),
    Room("numbers", later("Numbers"), later("Where people text you, and whether it works.")),
    Room("partners", later("Partners"), later("To whom people are passed on, if they want.")),
    Room("websites", later("Websites"), later("Which websites carry the chat, and the code.")),
)
OF_ALL = (
    Room("people", later("The team"), later("Who answers, in which role; somebody new.")),
    Room("snippets", later("Snippets"), later("What counsellors put in with a few letters.")),
    Room("directory", later("Directory"), later("Where people can go: organisations, services.")),
    Room("cards", later("Guidance"), later("What counsellors read beside the talk.")),
    Room("phrases", later("Phrases"), later("Whose words move them up in the queue.")),
    Room("agree", later("A second person"), later("What a supervisor must agree to.")),
    Room("backups", later("Backups"), later("How old the copies are; what waits too long.")),
    Room("history", later("What was changed"), later("Who changed what, and when.")),
)


def trail(line: Line | None = None) -> Trail:
    """The way back from a page: to all settings, and to those of its line."""
    home = [(_("Settings"), reverse("office:home"))]
    return [*home, (line.name, reverse("office:line", args=[line.slug]))] if line else home
