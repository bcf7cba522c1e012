"""A programme of the directory: what it is, and the phases that one goes through."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from office.directory.phases import Phases
from office.directory.wordsheet import WordSheet


class ProgrammeForm(WordSheet):
    section = "programme"
    texts = {
        "name": (later("Name"), 1),
        "description": (later("What it is"), 3),
        "staff_notes": (later("For the staff alone"), 3),
    }

    phases = Phases(
        label=later("Phases"),
        help_text=later(
            "A phase begins with #: # name in English | in French | yes, no or nothing: whether "
            "one may come to it by oneself. Below it > what it is | in French, and for each thing "
            "that is done - in English | in French | internal or partner."
        ),
    )

    def __init__(self, subject: Any, data: Any = None) -> None:
        super().__init__(subject, data)
        self.fields["phases"].widget.attrs["rows"] = 16

    def in_groups(self) -> list[Any]:
        what = [*self.words_of("name"), *self.words_of("description")]
        return [
            ("", "", [self[name] for name in what]),
            (_("What one goes through"), "", [self["phases"]]),
            ("", "", [self[name] for name in self.words_of("staff_notes")]),
        ]
