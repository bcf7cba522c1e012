"""A website that may carry the chat: its address, the name in the code, whether it is on."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from helpline.models import Site
from office.fieldsheet import FieldSheet
from office.lines.addresses import Origin
from office.lines.skills import Skill


class SiteForm(FieldSheet):
    section = "site"
    groups = (("", "", ("origin", "key", "skill", "active")),)

    origin = Origin(
        label=later("Address of the website"),
        max_length=200,
        help_text=later(
            "Up to the first single slash: https://www.example.org. With and without "
            "www are two websites."
        ),
    )
    key = forms.SlugField(
        label=later("Its name in the code"),
        error_messages={"invalid": later("Use letters, digits, - and _ only.")},
        max_length=50,
        help_text=later(
            "Small letters, digits and dashes. Everybody can read it; leave it as it "
            "is once the code is in use."
        ),
    )
    skill = Skill()
    active = forms.BooleanField(
        label=later("Switched on"),
        required=False,
        help_text=later("Without it the website shows no chat."),
    )

    def clean(self) -> dict[str, Any]:
        same = Site.objects.filter(key=self.cleaned_data.get("key")).exclude(pk=self.subject.pk)
        if self.subject.line.drill:
            self.add_error(None, _("Nobody real writes to a drill line: it has no websites."))
        if other := same.select_related("line").first():
            said = {"line": other.line.name, "origin": other.origin}
            self.add_error("key", _("This name is taken: by %(origin)s of %(line)s.") % said)
        return self.cleaned_data
