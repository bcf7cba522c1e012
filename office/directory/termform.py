"""A category: how it is called, where it hangs, and what lies near it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from office.directory import tags
from office.directory.wordsheet import WordSheet
from referrals import editions
from referrals.directory import CATEGORY
from referrals.models import Term
from referrals.models.insertions import LONGEST_CATEGORY
from referrals.wording.texts import said

if TYPE_CHECKING:
    Chosen = forms.ModelChoiceField[Term]
else:
    Chosen = forms.ModelChoiceField


class Above(Chosen):
    """A term at the top, below which another one may hang."""

    def label_from_instance(self, obj: Term) -> str:
        return said(obj.label, get_language() or "en").words or obj.code


class TermForm(WordSheet):
    section = "category"
    named = "label"
    texts = {"label": (later("Name"), 1), "definition": (later("What belongs here"), 2)}

    parent = Above(Term.objects.none(), label=later("It hangs below"), required=False)
    see_also = forms.MultipleChoiceField(
        label=later("See also"), required=False, widget=forms.CheckboxSelectMultiple
    )
    external_code = forms.CharField(
        label=later("Its code in a list of others"),
        required=False,
        max_length=80,
        help_text=later("For yourselves: it is never passed on."),
    )
    active = forms.BooleanField(
        label=later("It can be chosen"),
        required=False,
        help_text=later("Taken off the list, it stays with the services that have it."),
    )

    def __init__(self, subject: Term, data: QueryDict | None = None) -> None:
        super().__init__(subject, data)
        locale = get_language() or "en"
        near: Any = self.fields["see_also"]
        near.choices = [
            each
            for each in tags.flat(tags.choices(CATEGORY, locale, subject.see_also))
            if each[0] != subject.code
        ]
        self._hang(subject)

    def _hang(self, subject: Term) -> None:
        """Two steps deep, no more: what has others below it stays at the top."""
        above: Any = self.fields["parent"]
        above.empty_label = _("nothing: it stands at the top")
        if subject._state.adding or not subject.children.exists():
            tops = Term.objects.filter(vocabulary=subject.vocabulary, parent=None)
            above.queryset = tops.exclude(pk=subject.pk)
        else:
            above.help_text = _("Others hang below it, so it stands at the top.")

    def in_groups(self) -> list[Any]:
        words = [*self.words_of("label"), *self.words_of("definition")]
        return [
            ("", "", [self[name] for name in (*words, "parent", "active", "external_code")]),
            ("", "", [self["see_also"]]),
        ]

    def spoken(self, name: str, value: Any) -> str:
        return ", ".join(value) if name == "see_also" else super().spoken(name, value)

    def apply(self, subject: Any) -> None:
        super().apply(subject)
        if not subject.code:
            subject.code = _free(subject)
            subject.position = subject.vocabulary.terms.count()
        if not subject.active:
            subject.pin = None

    def store(self, subject: Any) -> None:
        subject.save()
        editions.changed()


def _free(term: Term) -> str:
    """A code of its own, made of its name, with room for a number behind it."""
    bare = slugify(said(term.label, "en").words)[: LONGEST_CATEGORY - 5].strip("-") or "category"
    taken = set(term.vocabulary.terms.values_list("code", flat=True))
    numbered = (f"{bare}-{n}" for n in range(2, len(taken) + 3))
    return next(each for each in (bare, *numbered) if each not in taken)
