"""How long words are kept, for each channel: what it means, what people are told, what changes."""

from typing import Any

from django import forms
from django.db.models import Count
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from helpline.models import LOCALES, Conversation, Line
from office.sheets import Sheet
from routing.adapters import channels
from routing.entering.openings import policy_of
from transcripts import policies
from transcripts.held import times
from transcripts.models import Tightening
from transcripts.policies import POLICIES, BadPolicy
from transcripts.promised import foresight
from transcripts.promised.foresight import Effect

# In an administrator's words.
PLAIN = {
    "never_stored": later("Erased at the very end, without wrap-up"),
    "at_close": later("Erased at the end"),
    "case": later("Erased at the end, unless they agree to a date"),
    "day": later("Erased after the last word"),
    "month": later("Redacted at the end, erased later"),
}
UNITS = {"hours": later("hours"), "days": later("days")}


def plainly(name: str) -> str:
    """A policy as an administrator reads it, with its time."""
    policy = policies.of(name)
    said = str(PLAIN[policy.preset])
    time = policy.time(get_language() or "en")
    return f"{said} ({time})" if time else said


def named_channels() -> dict[str, str]:
    """Every channel by name, as people call it."""
    locale = get_language() or "en"
    return {
        name: channel.labels.get(locale, channel.labels["en"])
        for name, channel in channels().items()
    }


class KeptForm(Sheet):
    """The column `policies`. What is longer holds for conversations that begin after it; what is
    shorter for all that are there, too."""

    section = "kept"

    def __init__(self, subject: Line, data: QueryDict | None = None) -> None:
        super().__init__(subject, data)
        self.labels = named_channels()
        self.stood = {channel: policy_of(subject, channel) for channel in self.labels}
        for channel, label in self.labels.items():
            self._add(channel, label)
        self.fields["longer"] = forms.BooleanField(
            label=_("Yes, keep words longer than now"),
            required=False,
            help_text=_("Needed only where you chose more than stands now."),
        )
        self.fields["sooner"] = forms.BooleanField(
            label=_("Yes, erase what is there sooner than people were told"),
            required=False,
            help_text=_("Needed only where conversations are there that would go sooner."),
        )

    def _add(self, channel: str, label: str) -> None:
        stands = policies.of(self.stood[channel])
        choices = [(name, plainly(name)) for name in POLICIES]
        self.fields[channel] = forms.ChoiceField(label=label, choices=choices)
        self.fields[f"{channel}_count"] = forms.IntegerField(
            label=_("%(channel)s: hours or days") % {"channel": label},
            required=False,
            help_text=_("Empty for the usual: 24 hours, or 30 days."),
        )
        self.initial[channel] = stands.preset
        if stands.name != stands.preset:
            self.initial[f"{channel}_count"] = stands.count

    def in_groups(self) -> list[Any]:
        return [("", "", [self[channel], self[f"{channel}_count"]]) for channel in self.labels]

    # ---- what was typed --------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        for channel in self.labels:
            if channel in self.cleaned_data and f"{channel}_count" in self.cleaned_data:
                self._check(channel)
        return self.cleaned_data

    def _check(self, channel: str) -> None:
        try:
            chosen = self._chosen(channel)
        except BadPolicy as fault:
            self.add_error(f"{channel}_count", _why(fault))
            return
        if policies.of(chosen).asks and (why := self._cannot_ask(channel)):
            self.add_error(channel, why)
        elif self._longer(channel, chosen) and not self.cleaned_data.get("longer"):
            self.add_error(channel, _("This is longer than now. Tick below that you want it."))
        elif self.effect(channel, chosen).touches and not self.cleaned_data.get("sooner"):
            self.add_error(channel, _("Some would go sooner: see below how many, and tick it."))

    def _chosen(self, channel: str) -> str:
        """The policy as it is written down; raises `BadPolicy`."""
        preset = POLICIES[self.cleaned_data[channel]]
        count = self.cleaned_data[f"{channel}_count"]
        return preset.name if count is None else policies.counted(preset, count).name

    def _cannot_ask(self, channel: str) -> str:
        if not channels()[channel].live:
            return _("Whoever texts has no page to agree on: choose another.")
        if not self.subject.follow_up_days:
            return _("The line offers no days to agree to: say under “The line” how many first.")
        return ""

    def _longer(self, channel: str, chosen: str) -> bool:
        return policies.keeps(chosen) > policies.keeps(self.stood[channel])

    def effect(self, channel: str, chosen: str) -> Effect:
        """What it would do to what is there; nothing where nothing was changed."""
        if chosen == self.stood[channel]:
            return Effect()
        return foresight.of(self.subject, channel, chosen, timezone.now())

    # ---- what becomes of it ----------------------------------------------------------------------

    def apply(self, subject: Line) -> None:
        chosen = {channel: self._chosen(channel) for channel in self.labels}
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
        Tightening.objects.bulk_create(
            Tightening(line=subject, channel=channel, policy=chosen, at=timezone.now())
            for channel, stood in self.stood.items()
            if policies.keeps(chosen := policy_of(subject, channel)) < policies.keeps(stood)
        )

    def state(self, subject: Line) -> dict[str, str]:
        return {channel: plainly(policy_of(subject, channel)) for channel in self.labels}

    # ---- beside the fields -----------------------------------------------------------------------

    def told(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """What people are told of each channel, in each language."""
        twin = self.typed()
        return [
            (
                label,
                [(code, policies.of(policy_of(twin, channel)).says(code)) for code, _l in LOCALES],
            )
            for channel, label in self.labels.items()
        ]

    def foreseen(self) -> list[tuple[str, Effect]]:
        """What saving would do to what is there, for each channel where it does anything."""
        if not self.is_bound:
            return []
        found = []
        for channel, label in self.labels.items():
            name, count = self.data.get(channel, ""), self.data.get(f"{channel}_count", "")
            chosen = f"{name}:{count}" if count else name
            if policies.is_one(chosen) and (effect := self.effect(channel, chosen)).touches:
                found.append((label, effect))
        return found

    def begun(self) -> list[tuple[str, str, int]]:
        """How many conversations whose words are still there go by which policy."""
        rows = (
            Conversation.objects.filter(line=self.subject, erased_at=None)
            .values_list("channel", "policy")
            .annotate(Count("pk"))
            .order_by("channel", "policy")
        )
        return [(self.labels.get(channel, channel), plainly(name), n) for channel, name, n in rows]

    def held(self) -> int:
        """How many of them a law has kept."""
        here = Conversation.objects.filter(line=self.subject, erased_at=None)
        return here.filter(times.holding(timezone.now())).count()


def _why(fault: BadPolicy) -> str:
    """What is wrong with a number, as an administrator reads it."""
    policy = fault.policy
    if policy is None or not policy.unit:
        return _("This one takes no number.")
    said = {"count": policy.most, "unit": UNITS[policy.unit]}
    return _("From 1 to %(count)d %(unit)s.") % said
