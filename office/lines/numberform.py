"""One of our numbers: on which channel, in which language it greets."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from helpline.models import LOCALES, Number
from office.fieldsheet import FieldSheet
from office.lines.addresses import Ours
from office.lines.skills import Skill
from routing.adapters import channels
from routing.texting.numbers import register


def labels() -> dict[str, str]:
    """The text channels by name, as people call them."""
    locale = get_language() or "en"
    return {
        name: channel.labels.get(locale, channel.labels["en"])
        for name, channel in channels().items()
        if not channel.live
    }


class NumberForm(FieldSheet):
    section = "number"
    groups = (("", "", ("channel", "number", "language", "skill")),)

    channel = forms.ChoiceField(label=later("Channel"), choices=lambda: list(labels().items()))
    number = Ours(label=later("Number"), max_length=32, help_text=later("As +12045550100."))
    language = forms.ChoiceField(
        label=later("Language of its texts"),
        choices=[("", later("Guessed from what people write")), *LOCALES],
        required=False,
    )

    skill = Skill()

    def clean(self) -> dict[str, Any]:
        same = Number.objects.filter(
            channel=self.cleaned_data.get("channel"), number=self.cleaned_data.get("number")
        ).exclude(pk=self.subject.pk)
        if self.subject.line.drill:
            self.add_error(None, _("Nobody real writes to a drill line: it has no numbers."))
        if other := same.select_related("line").first():
            self.add_error("number", _("This number is that of %s already.") % other.line.name)
        return self.cleaned_data

    def afterwards(self, subject: Any) -> None:
        register.forget()
