"""A programme of the directory: what it is, and the phases that one goes through."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from office.directory.parts.lists import PHASES
from office.directory.wordsheet import WordSheet


class ProgrammeForm(WordSheet):
    section = "programme"
    texts = {
        "name": (later("Name"), 1),
        "description": (later("What it is"), 3),
        "staff_notes": (later("For the staff alone"), 3),
    }
    lists = {"phases": PHASES}

    def in_groups(self) -> list[Any]:
        what = [*self.words_of("name"), *self.words_of("description")]
        return [
            ("", "", [self[name] for name in what]),
            (_("What one goes through"), "", [self["phases"]]),
            ("", "", [self[name] for name in self.words_of("staff_notes")]),
        ]
