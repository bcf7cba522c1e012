"""Somebody of the team: the account and who they are on a line, in one form."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from helpline import access
from helpline.models import Counsellor, Line
from helpline.roles import Role
from office import seconds
from office.doorway import Who
from office.fieldsheet import FieldSheet
from office.lines.skills import Skills
from office.lines.speech import Spoken
from office.team import roles
from routing import queue

MOST_AT_ONCE = 6
WAITS = later(
    "Nobody is made a supervisor by one person alone: another supervisor must agree first. It was "
    "asked for."
)
# What is done for somebody without a field of this form, as it is written down.
DONE = {
    "link": later("A link was made"),
    "second step": later("The second step was taken away"),
    "asked: supervisor": later("Asked for: supervisor"),
    "asked: link": later("Asked for: a link"),
    "asked: second step": later("Asked for: without the second step"),
    "agreed: supervisor": later("Agreed to: supervisor"),
    "agreed: link": later("Agreed to: a link"),
    "agreed: second step": later("Agreed to: without the second step"),
    "declined: supervisor": later("Declined: supervisor"),
    "declined: link": later("Declined: a link"),
    "declined: second step": later("Declined: without the second step"),
}
ACCOUNT = ["username", "email", "is_active"]


def fewer(label: Any) -> forms.IntegerField:
    """A limit within the capacity, if there is one."""
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=MOST_AT_ONCE,
        required=False,
        help_text=later("Empty: as many as in all."),
    )


class PersonForm(FieldSheet):
    """A counsellor with their account; the password is chosen by themselves, behind a link."""

    section = "person"
    groups = (
        ("", "", ("shift_name", "email", "line", "role")),
        (
            later("At the desk"),
            later("For those who talk. Others leave it as it is."),
            ("languages", "capacity", "most_live", "most_texts", "skills"),
        ),
        (
            later("Coming in"),
            later(
                "Who may not sign in is put out within seconds; their conversations go back to "
                "the queue, at their place."
            ),
            ("active",),
        ),
    )

    shift_name = forms.CharField(
        label=later("Shift name"),
        max_length=40,
        help_text=later("The only name that people who write ever see."),
    )
    email = forms.EmailField(
        label=later("E-mail"), help_text=later("To sign in with. Nothing is sent there.")
    )
    line = forms.ModelChoiceField(
        Line.objects.order_by("name"), label=later("Line"), empty_label=None
    )
    role = forms.ChoiceField(
        label=later("Role"),
        choices=[(role.value, named.name) for role, named in roles.ROLES.items()],
        widget=forms.RadioSelect,
    )
    languages = Spoken()
    capacity = forms.IntegerField(
        label=later("Conversations at once"),
        min_value=0,
        max_value=MOST_AT_ONCE,
        help_text=later("Up to 6. With 0 nothing is offered."),
    )
    most_live = fewer(later("Of these, chats at most"))
    most_texts = fewer(later("Of these, conversations by text at most"))
    skills = Skills()
    active = forms.BooleanField(label=later("May sign in"), required=False)

    def __init__(self, who: Who, subject: Counsellor, data: QueryDict | None = None) -> None:
        super().__init__(subject, data)
        self.who = who
        self.asks = False
        adding = subject._state.adding
        user = None if adding else subject.user
        self.initial["line"] = subject.line_id
        self.initial["email"] = user.email if user else ""
        self.initial["active"] = user.is_active if user else True

    def columns(self) -> list[str]:
        return [name for name in self.fields if name not in ("email", "active")]

    # ---- what was typed --------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        self._clean_email(self.cleaned_data.get("email", ""))
        self._clean_name()
        if self._is_myself() and not self.who.user.is_superuser:
            self._clean_myself()
        return self.cleaned_data

    def _clean_email(self, email: str) -> None:
        same = Q(email__iexact=email) | Q(username__iexact=email)
        others = User.objects.exclude(pk=self.subject.user_id).filter(same)
        if email and others.exists():
            self.add_error("email", _("Somebody else signs in with this address."))

    def _clean_name(self) -> None:
        same = Counsellor.objects.filter(
            line=self.cleaned_data.get("line"),
            shift_name__iexact=self.cleaned_data.get("shift_name", ""),
            user__is_active=True,
        )
        if same.exclude(pk=self.subject.pk).exists():
            self.add_error("shift_name", _("Somebody of this line has this name already."))

    def _is_myself(self) -> bool:
        return self.who.person is not None and self.who.person.pk == self.subject.pk

    def _clean_myself(self) -> None:
        """Nobody locks themselves out; somebody else may."""
        if not self.cleaned_data.get("active"):
            self.add_error("active", _("You cannot put yourself out. Ask another administrator."))
        if self.cleaned_data.get("role") not in access.RULES["settings"].roles:
            self.add_error("role", _("You would lose these settings. Ask another administrator."))

    # ---- the row it is about ---------------------------------------------------------------------

    def apply(self, subject: Counsellor) -> None:
        standing = subject.role
        super().apply(subject)
        self.asks = seconds.needed(self.who, subject) and standing != Role.SUPERVISOR
        if self.asks:
            subject.role = standing
        if subject.user_id is None:
            subject.user = User(username=self.cleaned_data["email"].lower())
            subject.user.set_unusable_password()
        if subject.user.username == subject.user.email.lower():
            subject.user.username = self.cleaned_data["email"].lower()
        subject.user.email = self.cleaned_data["email"]
        subject.user.is_active = self.cleaned_data["active"]

    def store(self, subject: Counsellor) -> None:
        # Not the whole account: its password may be changed by its owner at this moment.
        known = subject.user.pk is not None
        subject.user.save(update_fields=ACCOUNT if known else None)
        subject.save()
        if self.asks:
            seconds.ask(self.who, subject, seconds.ROLE)

    def state(self, subject: Counsellor) -> dict[str, str]:
        return {
            **super().state(subject),
            "email": subject.user.email,
            "active": _("yes") if subject.user.is_active else _("no"),
        }

    def spoken(self, name: str, value: Any) -> str:
        return roles.name_of(value) if name == "role" else super().spoken(name, value)

    def answered(self, request: HttpRequest) -> HttpResponse | None:
        if self.asks:
            messages.warning(request, WAITS)
        return None

    def afterwards(self, subject: Counsellor) -> None:
        queue.assign(subject.line_id)

    def label_of(self, name: str) -> str:
        return str(DONE[name]) if name in DONE else super().label_of(name)

    def explained(self) -> list[roles.Named]:
        return list(roles.ROLES.values())
