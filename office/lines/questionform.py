"""What may be told before the talk: a name, an age, topics in each language."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from helpline.models import LOCALES, Line
from helpline.pageforms import LONGEST_TOPIC, MOST_TOPICS
from office.sheets import Sheet


class QuestionForm(Sheet):
    """The column `questions`; nothing of it has to be answered."""

    section = "before"
    name = forms.BooleanField(label=later("A name to call them by"), required=False)
    age = forms.BooleanField(label=later("How old they are"), required=False)

    def __init__(self, subject: Line, data: QueryDict | None = None) -> None:
        super().__init__(subject, data)
        asked = subject.questions or {}
        self.initial = {"name": asked.get("name", False), "age": asked.get("age", False)}
        for code, language in LOCALES:
            area = forms.Textarea(attrs={"rows": 6, "lang": code})
            label = _("Topics, one on each line (%s)") % language
            self.fields[f"topics_{code}"] = forms.CharField(
                label=label, required=False, widget=area
            )
            self.initial[f"topics_{code}"] = "\n".join(asked.get("topics", {}).get(code, []))

    def in_groups(self) -> list[Any]:
        names = ["name", "age", *(f"topics_{code}" for code, _language in LOCALES)]
        lead = _("Shown before anybody is asked for. Each question can be skipped.")
        return [("", lead, [self[name] for name in names])]

    def clean(self) -> dict[str, Any]:
        for code, _language in LOCALES:
            name = f"topics_{code}"
            lines = self.cleaned_data.get(name, "").splitlines()
            topics = [" ".join(line.split()) for line in lines if line.strip()]
            self.cleaned_data[name] = topics
            for complaint in _wrong(topics):
                self.add_error(name, complaint)
        return self.cleaned_data

    def apply(self, subject: Line) -> None:
        topics = {code: self.cleaned_data[f"topics_{code}"] for code, _language in LOCALES}
        asked = {
            **(subject.questions or {}),
            "name": self.cleaned_data["name"],
            "age": self.cleaned_data["age"],
            "topics": {code: words for code, words in topics.items() if words},
        }
        subject.questions = {name: said for name, said in asked.items() if said}

    def store(self, subject: Line) -> None:
        subject.save(update_fields=["questions"])

    def state(self, subject: Line) -> dict[str, str]:
        asked = subject.questions or {}
        topics = asked.get("topics", {})
        said = {name: _("yes") if asked.get(name) else _("no") for name in ("name", "age")}
        return said | {
            f"topics_{code}": "; ".join(topics[code])
            for code, _language in LOCALES
            if topics.get(code)
        }

    def preview(self) -> list[tuple[str, str, list[str]]]:
        topics = (self.typed().questions or {}).get("topics", {})
        return [(code, language, topics.get(code, [])) for code, language in LOCALES]

    def doubt(self) -> str:
        """Topics in one language only leave out who speaks the other."""
        topics = (self.typed().questions or {}).get("topics", {})
        counts = {len(topics.get(code, [])) for code in self.subject.languages}
        return _("There are not as many topics in each language.") if len(counts) > 1 else ""


def _wrong(topics: list[str]) -> list[str]:
    found = []
    if len(topics) > MOST_TOPICS:
        found.append(
            _("These are %(n)s topics; %(most)s is the most that fits.")
            % {"n": len(topics), "most": MOST_TOPICS}
        )
    if len({topic.casefold() for topic in topics}) < len(topics):
        found.append(_("The same topic is there twice."))
    found += [
        _("“%(topic)s” is too long: %(most)s letters is the most for a small screen.")
        % {"topic": topic, "most": LONGEST_TOPIC}
        for topic in topics
        if len(topic) > LONGEST_TOPIC
    ]
    return found
