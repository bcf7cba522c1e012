"""What a line is: its name and languages, waiting, its door, the page, what people may choose."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as later

from helpline.countries import COUNTRIES
from helpline.icons import ICONS, NONE
from helpline.models import COVER_ICONS, Line
from office.fieldsheet import FieldSheet
from office.lines.addresses import Secure
from office.lines.clocks import Zone
from office.lines.speech import InOrder

COVERS = {
    "chat": later("A speech bubble"),
    "page": later("A page"),
    "sun": later("A sun"),
    "list": later("A list"),
    "none": later("No picture"),
}
LANDS = {"CA": later("Canada"), "US": later("United States"), "GB": later("United Kingdom")}


def number(label: Any, least: int, most: int, help_text: Any, *, empty: bool = False) -> Any:
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, help_text=help_text, required=not empty
    )


class LineForm(FieldSheet):
    """The columns of a line that are one word, one number or one tick."""

    section = "line"
    groups = (
        (later("Name"), "", ("name", "languages", "zone")),
        (
            later("Waiting"),
            "",
            ("accept_seconds", "wrap_minutes", "risk_weight", "takes_overflow"),
        ),
        (
            later("Hard moments"),
            later("What is done when somebody is in danger, and for those who were with them."),
            (
                "alert_seconds",
                "cool_down_minutes",
                "talk_minutes",
                "answer_target_seconds",
                "appeal",
            ),
        ),
        (
            later("Who is let in"),
            later("The hours close the door by themselves; a supervisor may close it earlier."),
            ("only_staffed", "last_orders_minutes", "most_waiting"),
        ),
        (
            later("The page of who writes"),
            later("It shows no name that somebody looking over a shoulder could know."),
            ("cover_title", "cover_icon", "exit_url", "country", "ready_check", "directory_url"),
        ),
        (
            later("What they may choose"),
            later(
                "What is 0 or not ticked is not offered. Words are kept longer than the line’s "
                "own rule only for who chose so."
            ),
            ("keep_days", "follow_up_days", "return_hours", "hold_minutes", "survey"),
        ),
        (later("Where people can go"), "", ("stale_days",)),
        (
            later("Where redaction is in doubt"),
            later(
                "What is kept redacted may still hold something personal. Then it is listed under "
                "“What is kept”, and kept only so long, unless somebody checks it."
            ),
            ("unchecked_days",),
        ),
        (later("Pictures"), "", ("pictures",)),
    )

    name = forms.CharField(
        label=later("Name"),
        max_length=80,
        help_text=later("For your team; who writes to you sees the neutral title below."),
    )
    languages = InOrder()
    zone = Zone(required=False)
    accept_seconds = number(
        later("An offer rings for so many seconds"),
        5,
        600,
        later("Then the next counsellor is asked."),
    )
    wrap_minutes = number(
        later("Minutes to write up a conversation that is over"),
        0,
        60,
        later("Then it closes by itself."),
    )
    risk_weight = number(
        later("Places that a conversation at high risk takes"),
        1,
        3,
        later("Of those that its counsellor has."),
    )
    alert_seconds = number(
        later("An alert waits so many seconds for a supervisor"),
        5,
        600,
        later("A high risk, or a hand that is up. Then it is heard again, and by more people."),
    )
    cool_down_minutes = number(
        later("Minutes of quiet after a hard one"),
        0,
        120,
        later("Nothing is offered to who closed a conversation at high risk. 0: not."),
    )
    talk_minutes = number(
        later("A talk grows long after so many minutes"),
        0,
        240,
        later("Its counsellor is told so at the desk, and nobody else. 0: not."),
    )
    answer_target_seconds = number(
        later("Somebody should be answered within so many seconds"),
        10,
        3_600,
        later("The wall says when it takes longer."),
    )
    takes_overflow = forms.BooleanField(
        label=later("Answer people of your other lines when they wait too long there"),
        required=False,
        help_text=later("A supervisor of the other line switches it on, for some hours."),
    )
    appeal = forms.CharField(
        label=later("Whom a blocked person may write to"),
        max_length=120,
        required=False,
        help_text=later("An address of yours. It is shown to whoever is blocked."),
    )
    only_staffed = forms.BooleanField(
        label=later("Closed while nobody is on shift, whatever the hours say"), required=False
    )
    last_orders_minutes = number(
        later("Last orders, minutes before closing"),
        0,
        240,
        later("From then on nobody new is let in by the web."),
    )
    most_waiting = number(
        later("The most who may wait"),
        0,
        10_000,
        later("Others are told at once that it is full. Empty: no limit."),
        empty=True,
    )
    cover_title = forms.CharField(
        label=later("Neutral title"),
        max_length=40,
        help_text=later("In the browser’s tab and history. No word of what the line is for."),
    )
    cover_icon = forms.ChoiceField(
        label=later("Small picture in the tab"), choices=[(n, COVERS[n]) for n in COVER_ICONS]
    )
    exit_url = Secure(
        label=later("Quick exit leads to"), help_text=later("A page that anybody might look at.")
    )
    country = forms.ChoiceField(
        label=later("Whose emergency numbers are shown"),
        choices=[(code, LANDS.get(code, name)) for code, name in COUNTRIES],
    )
    ready_check = forms.BooleanField(
        label=later("Ask whether they are alone with the screen before somebody may write"),
        required=False,
    )
    directory_url = Secure(
        label=later("A public page of places to go"),
        required=False,
        help_text=later("Empty: none is shown."),
    )
    keep_days = number(later("Keep my words for so many days"), 0, 365, later("0: not offered."))
    follow_up_days = number(
        later("Keep them for a follow-up, days"), 0, 365, later("0: not offered.")
    )
    unchecked_days = number(
        later("Kept unchecked for so many days"), 1, 90, later("Never longer than the line keeps.")
    )
    return_hours = number(
        later("A number for coming back is good for so many hours"),
        0,
        72,
        later("0: none is given."),
    )
    hold_minutes = number(
        later("A place is held for so many minutes"),
        1,
        240,
        later("For who paused, or left in a hurry with a number for coming back."),
    )
    survey = forms.BooleanField(
        label=later("Two questions at the end, which can be skipped"),
        required=False,
        help_text=later("Only counted; nobody can tell whose answer it was."),
    )
    stale_days = number(
        later("A service of the directory is checked again after so many days"),
        7,
        3_650,
        later("Until then it is shown as overdue, at the desk and in public; it is never hidden."),
    )
    pictures = forms.BooleanField(
        label=later("Take pictures that come with texts"),
        required=False,
        help_text=later(
            "Think of what may be on them, and of who has to look at it. Without this "
            "they are declined, and deleted at the provider unseen."
        ),
    )

    def __init__(self, subject: Line, data: QueryDict | None = None) -> None:
        super().__init__(subject, data)
        zone = Zone(required=False)
        zone.offer(subject.zone, str(later("That of the installation")))
        self.fields["zone"] = zone

    def preview(self) -> dict[str, Any]:
        """The browser's tab, as somebody beside them would see it."""
        twin = self.typed()
        return {"title": twin.cover_title, "icon": ICONS.get(twin.cover_icon, NONE)}
