"""How long words are kept, for each channel: what it means, what people are told, what changes."""

from typing import Any

from django import forms
from django.db.models import Count
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from helpline.models import LOCALES, Conversation, Line
from office.sheets import Sheet
from routing.adapters import channels
from routing.openings import policy_of
from transcripts.policies import POLICIES

# In an administrator's words; a policy without any is said as it is to a seeker.
PLAIN = {
    "at_close": later("Erased at the end"),
    "day": later("Erased 24 hours after the last word"),
    "month": later("Erased 30 days after the end"),
}


def plainly(name: str) -> str:
    policy = POLICIES.get(name)
    if name in PLAIN or policy is None:
        return str(PLAIN.get(name, name))
    return policy.says(get_language() or "en")


def named_channels() -> dict[str, str]:
    """Every channel by name, as people call it."""
    locale = get_language() or "en"
    return {
        name: channel.labels.get(locale, channel.labels["en"])
        for name, channel in channels().items()
    }


class KeptForm(Sheet):
    """The column `policies`. It holds for conversations that begin after it; never for others."""

    section = "kept"

    def __init__(self, subject: Line, data: QueryDict | None = None) -> None:
        super().__init__(subject, data)
        self.labels = named_channels()
        choices = [(name, plainly(name)) for name in POLICIES]
        for channel, label in self.labels.items():
            self.fields[channel] = forms.ChoiceField(label=label, choices=choices)
            self.initial[channel] = policy_of(subject, channel)
        self.fields["longer"] = forms.BooleanField(
            label=_("Yes, keep words longer than now"),
            required=False,
            help_text=_("Needed only where you chose more than stands now."),
        )

    def in_groups(self) -> list[Any]:
        return [("", "", [self[channel] for channel in self.labels])]

    def clean(self) -> dict[str, Any]:
        for channel in self.labels:
            chosen = self.cleaned_data.get(channel)
            if chosen and self._longer(channel, chosen) and not self.cleaned_data.get("longer"):
                self.add_error(channel, _("This is longer than now. Tick below that you want it."))
        return self.cleaned_data

    def _longer(self, channel: str, chosen: str) -> bool:
        return POLICIES[chosen].keep > POLICIES[policy_of(self.subject, channel)].keep

    def apply(self, subject: Line) -> None:
        chosen = {channel: self.cleaned_data[channel] for channel in self.labels}
        # What is the channel's own way is not written down; what is of no channel here, stays.
        rest = {name: said for name, said in subject.policies.items() if name not in chosen}
        own = {
            channel: name
            for channel, name in chosen.items()
            if channel in subject.policies or name != channels()[channel].policy
        }
        subject.policies = {**rest, **own}

    def store(self, subject: Line) -> None:
        subject.save(update_fields=["policies"])

    def state(self, subject: Line) -> dict[str, str]:
        return {channel: plainly(policy_of(subject, channel)) for channel in self.labels}

    # ---- beside the fields -----------------------------------------------------------------------

    def told(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """What people are told of each channel, in each language."""
        twin = self.typed()
        return [
            (
                label,
                [(code, POLICIES[policy_of(twin, channel)].says(code)) for code, _l in LOCALES],
            )
            for channel, label in self.labels.items()
        ]

    def begun(self) -> list[tuple[str, str, int]]:
        """How many conversations whose words are still there go by which policy."""
        rows = (
            Conversation.objects.filter(line=self.subject, erased_at=None)
            .values_list("channel", "policy")
            .annotate(Count("pk"))
            .order_by("channel", "policy")
        )
        return [(self.labels.get(channel, channel), plainly(name), n) for channel, name, n in rows]
