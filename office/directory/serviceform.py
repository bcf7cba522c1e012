"""A service of the directory: what it is, when, for whom, and what decides whether it works."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from office import switches
from office.directory import answers, tags
from office.directory.parts import tied
from office.directory.parts.lists import (
    AREAS,
    CONTACTS,
    FUNDING,
    HOURS,
    LICENSED,
    LINKS,
    LISTINGS,
    PHONES,
)
from office.directory.parts.partlist import PartList
from office.directory.servicechoices import (
    COSTS,
    INSIDE,
    INTAKE,
    INVOLVED,
    NOTHING,
    ROOM,
    STATES,
    STUDIES,
    TAGS,
    TEXTS_INSIDE,
    languages,
)
from office.directory.web import Web
from office.directory.wordsheet import WordSheet
from office.lines.clocks import Zone
from referrals import editions
from referrals.models import Programme, Service
from referrals.wording.texts import Texts


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget)


def _number(label: Any, most: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=most)


def _zone_of(subject: Any) -> str:
    """The zone that all of its hours have; "" where they have several, or none."""
    zones = {rule.get("zone", "") for rule in subject.schedules}
    return zones.pop() if len(zones) == 1 else ""


def _in_zone(rule: dict[str, Any], before: str, zone: str) -> dict[str, Any]:
    """A row says no zone: it goes by the one that is chosen for all of them."""
    held = rule.get("zone", "")
    if held == zone or held not in ("", before):
        return rule
    rest = {name: value for name, value in rule.items() if name != "zone"}
    return {"zone": zone, **rest} if zone else rest


class ServiceForm(switches.Switched, WordSheet):
    section = "service"
    texts = {
        "name": (later("Name"), 1),
        "description": (later("What it is"), 3),
        "application": (later("How to come in"), 2),
        "alert": (later("What one must know now"), 1),
        "pickup": (later("Where they meet or fetch somebody"), 1),
        "interpretation": (later("Interpreters"), 1),
        "wording": (later("Who may come, in their own words"), 2),
        "fees": (later("What it costs, in words"), 1),
        "wait": (later("How long one waits"), 1),
        "commitment": (later("What one commits oneself to"), 1),
        "proof_note": (later("What studies say"), 2),
        "source_note": (later("Where this is written"), 1),
        "staff_notes": (later("For the staff alone"), 2),
    }
    lists = {
        "phones": PHONES,
        "schedules": HOURS,
        "contacts": CONTACTS,
        "links": LINKS,
        "areas": AREAS,
        "funding": FUNDING,
        "listings": LISTINGS,
    }

    status = forms.ChoiceField(label=later("How it stands"), choices=STATES)
    public = forms.BooleanField(label=later("Shown to everybody"), required=False)
    url = Web(label=later("Website"), required=False, max_length=400)
    email = forms.EmailField(label=later("E-mail"), required=False, max_length=254)
    proof = forms.ChoiceField(label=later("Whether it was studied"), choices=STUDIES)
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=later("The programme it belongs to"), required=False
    )
    minimum_age = _number(later("From this age"), 150)
    maximum_age = _number(later("Up to this age"), 150)
    involvement = forms.ChoiceField(label=later("For people who"), choices=INVOLVED, required=False)
    intake = forms.ChoiceField(label=later("People"), choices=INTAKE, required=False)
    cost = forms.ChoiceField(label=later("Cost"), choices=COSTS)
    max_stay_days = _number(later("Longest stay, in days"), 100_000)
    duration_months = _number(later("How long it goes on, in months"), 100_000)
    room = forms.ChoiceField(label=later("Room"), choices=ROOM)
    asked = _day(later("On which day that was so"))
    verified = _day(later("When somebody last made sure of it"))

    def __init__(self, subject: Service, data: QueryDict | None = None) -> None:
        self.standing_answers = answers.of(subject)
        self.standing_tags = {name: tags.of(subject, name) for name in TAGS}
        super().__init__(subject, data)
        locale = get_language() or "en"
        self._around(subject)
        # Only where there are such lists.
        self.of_others = tied.lead()
        if self.of_others:
            licensed = PartList("licensed", *LICENSED, self.of_others)
            self.part_lists["licensed"] = licensed.fill(self.kept_list(subject, "licensed"), data)
        for name, (column, part) in INSIDE.items():
            self.initial[name] = getattr(subject, column).get(part)
        for name, field in answers.fields(self.standing_answers, locale).items():
            self.fields[name], self.initial[name] = field, field.initial
        self._spoken_and_zone(subject, locale)
        preferred = tags.preferred(subject)
        self.fields["preferred"] = tags.field("preferred", locale, preferred)
        self.initial["preferred"] = preferred
        for name in TAGS:
            self.fields[name] = tags.field(name, locale, self.standing_tags[name])
            self.initial[name] = list(self.standing_tags[name])
        self.fields.update(switches.switches())
        self.initial.update((name, getattr(subject, name)) for name in switches.SWITCHES)

    def _spoken_and_zone(self, subject: Service, locale: str) -> None:
        self.fields["languages"] = forms.MultipleChoiceField(
            label=_("Languages spoken there"),
            choices=languages(locale, subject.languages),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.initial["languages"] = subject.languages
        zone = Zone(required=False)
        zone.offer(_zone_of(subject), empty=_("that of its place"))
        zone.help_text = _("Without one nobody can say whether it is open.")
        self.fields["zone"], self.initial["zone"] = zone, _zone_of(subject)

    def _around(self, subject: Service) -> None:
        """Its programme and its places are those of its organisation."""
        owner = subject.organisation
        programme: Any = self.fields["programme"]
        programme.queryset, programme.empty_label = owner.programmes.all(), _("none")
        places = {f"{row.pk}": f"{row}" for row in owner.locations.all()}
        self.fields["where"] = forms.MultipleChoiceField(
            label=_("Where it is"),
            choices=list(places.items()),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.initial["where"] = self._where(subject)

    def _where(self, subject: Any) -> list[str]:
        told = getattr(subject, "new_places", None)
        if told is not None or subject._state.adding:
            return sorted(told or [])
        return sorted(f"{pk}" for pk in subject.locations.values_list("pk", flat=True))

    def columns(self) -> list[str]:
        beside = {"where", "zone", "preferred", *INSIDE, *TAGS, *answers.names()}
        return [name for name in super().columns() if name not in beside]

    def in_groups(self) -> list[Any]:
        words = [*self.words_of("name"), *self.words_of("description")]
        words += [*self.words_of("application"), *self.words_of("alert")]
        reach = ["phones", "email", "url", "schedules", "zone", "contacts", "links", "where"]
        reach += [*self.words_of("pickup"), "languages", *self.words_of("interpretation")]
        who = ["minimum_age", "maximum_age", "involvement", "intake", *self.words_of("wording")]
        who += ["gender", "population", "preferred", "areas"]
        known = ["programme", "funding", "proof", *self.words_of("proof_note"), "listings"]
        known += self.words_of("source_note")
        under = ["category", *(["licensed"] if self.of_others else [])]
        facts = ["cost", *self.words_of("fees"), "max_stay_days", "duration_months"]
        facts += ["room", "asked", *self.words_of("wait"), *self.words_of("commitment"), "verified"]
        lead = _("What nobody has asked stays not known; it is never shown as a no.")
        return [
            ("", "", [self[name] for name in (*words, "status", "public")]),
            (_("How to reach it, and when"), "", [self[name] for name in reach]),
            (_("For whom"), "", [self[name] for name in who]),
            (_("What decides"), lead, [self[name] for name in answers.names()]),
            (_("What it costs, and whether there is room"), "", [self[name] for name in facts]),
            (_("Under what it is found"), "", [self[name] for name in under]),
            ("", "", [self[n] for n in ("setting", "attending", "topic", "prevention")]),
            (_("Who stands behind it"), "", [self[name] for name in known]),
            (_("Who finds it"), switches.FOR_PLACES, [self[name] for name in switches.SWITCHES]),
            ("", "", [self[name] for name in self.words_of("staff_notes")]),
        ]

    def clean(self) -> dict[str, Any]:
        super().clean()
        low, high = (self.cleaned_data.get(f"{name}imum_age") for name in ("min", "max"))
        if low is not None and high is not None and low > high:
            self.add_error("maximum_age", _("This is younger than from when on."))
        return self.cleaned_data

    def kept_list(self, subject: Any, name: str) -> list[Any]:
        if name == "listings":
            found: list[Any] = subject.evidence.get("listings", [])
            return found
        if name == "licensed":
            typed: list[Any] | None = getattr(subject, "new_licensed", None)
            return tied.of(subject) if typed is None else typed
        return super().kept_list(subject, name)

    def keep_list(self, subject: Any, name: str, parts: list[Any]) -> None:
        if name == "licensed":
            subject.new_licensed = parts
        elif name != "listings":
            super().keep_list(subject, name, parts)
        elif parts or "listings" in subject.evidence:
            subject.evidence = {**subject.evidence, "listings": parts}

    def kept_text(self, subject: Any, name: str) -> Texts:
        if name not in TEXTS_INSIDE:
            return super().kept_text(subject, name)
        column, part = TEXTS_INSIDE[name]
        found: Texts = getattr(subject, column).get(part, {})
        return found

    def keep_text(self, subject: Any, name: str, said: Texts) -> None:
        if name not in TEXTS_INSIDE:
            super().keep_text(subject, name, said)
        else:
            column, part = TEXTS_INSIDE[name]
            setattr(subject, column, {**getattr(subject, column), part: said})

    # ---- the row -----------------------------------------------------------------------------

    def apply(self, subject: Any) -> None:
        before, zone = _zone_of(subject), self.cleaned_data["zone"]
        super().apply(subject)
        subject.schedules = [_in_zone(rule, before, zone) for rule in subject.schedules]
        for name, (column, part) in INSIDE.items():
            value = self.cleaned_data[name]
            said = value.isoformat() if name == "asked" and value else value
            held = {**getattr(subject, column), part: said}
            setattr(subject, column, {k: v for k, v in held.items() if v not in (None, "", [], {})})
        subject.new_answers = answers.typed(self.cleaned_data)
        subject.new_places = list(self.cleaned_data["where"])
        subject.new_tags = {name: self.cleaned_data[name] for name in TAGS}
        subject.new_preferred = self.cleaned_data["preferred"]
        population = [*subject.new_tags["population"], *subject.new_preferred]
        subject.new_tags["population"] = list(dict.fromkeys(population))

    def state(self, subject: Any) -> dict[str, str]:
        held = {n: getattr(subject, c).get(part) for n, (c, part) in INSIDE.items()}
        set_ = {name: value for name, value in held.items() if value not in NOTHING}
        said = {name: self.spoken(name, value) for name, value in set_.items()}
        told = getattr(subject, "new_answers", None)
        said |= answers.state(told if told is not None else answers.of(subject))
        found = getattr(subject, "new_tags", None) or {n: tags.of(subject, n) for n in TAGS}
        where_field: Any = self.fields["where"]
        places = dict(where_field.choices)
        where = ", ".join(f"{places.get(pk, pk)}" for pk in self._where(subject))
        said |= {"where": where} if where else {}
        chosen = getattr(subject, "new_preferred", None)
        found = {**found, "preferred": tags.preferred(subject) if chosen is None else chosen}
        said |= {name: ", ".join(sorted(codes)) for name, codes in found.items() if codes}
        said |= {"zone": zone} if (zone := _zone_of(subject)) else {}
        return super().state(subject) | said

    def store(self, subject: Any) -> None:
        subject.corrected_at = timezone.now() if subject.source else None
        subject.save()
        answers.keep(subject, subject.new_answers, self.who)
        subject.locations.set(subject.new_places)
        for name, codes in subject.new_tags.items():
            tags.keep(subject, name, codes)
        tags.prefer(subject, subject.new_preferred)
        if self.of_others:
            tied.keep(subject, subject.new_licensed)
        editions.changed([subject.pk])

    who = ""
