"""The pages for texts: all of them with whose words count, and one with its preview."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_safe

from helpline.models import LOCALES, Line, Number
from office.doorway import Who, of_a_line, show
from office.rooms import trail
from office.sheets import Page, serve
from office.texts import wording, wordlist
from office.texts.textform import TextForm, own_of
from office.texts.wordlist import Text
from routing import pages
from routing.texting.numbers import register

PHONE = later("Sent to phones by itself")
REST = later("All other words of the page")


class Worded(TextForm):
    """The form, after which texts are sent by the new words at once."""

    def afterwards(self, subject: Any) -> None:
        register.forget()


@require_safe
@of_a_line
def all_texts(request: HttpRequest, who: Who, line: Line) -> HttpResponse:
    """Every text with its purpose, and in each language whether it is the line's own."""
    groups: dict[Any, list[dict[str, Any]]] = {}
    for text in wordlist.PAGE:
        groups.setdefault(text.group, []).append(_row(text, line))
    groups[PHONE] = [_row(text, line) for text in wordlist.PHONE]
    rest = [_row(text, line) for text in wordlist.REST if wording.shipped(text, "en")]
    shown = {"line": line, "groups": groups, "rest": rest, "trail": trail(line)}
    return show(request, who, "office/texts.html", shown)


def _row(text: Text, subject: Line | Number) -> dict[str, Any]:
    own = own_of(text, subject)
    said = [
        (locale, own.get(locale, {}).get(text.name), wording.shipped(text, locale))
        for locale, _language in LOCALES
    ]
    return {"text": text, "said": said, "own": any(words is not None for _l, words, _s in said)}


@of_a_line
def of_line(request: HttpRequest, who: Who, line: Line, face: str, name: str) -> HttpResponse:
    text = wordlist.find(face, name)
    if text is None:
        return pages.lost(request)
    back = (_("Texts"), reverse("office:texts", args=[line.slug]))
    return serve(request, who, _page(text, [*trail(line), back]), line, partial(Worded, text))


@require_safe
@of_a_line
def all_of_number(request: HttpRequest, who: Who, line: Line, pk: int) -> HttpResponse:
    """The texts of one number; what it leaves empty is the line's."""
    number = line.numbers.filter(pk=pk).first()
    if number is None:
        return pages.lost(request)
    rows = [_row(text, number) for text in wordlist.PHONE]
    back = (_("Numbers"), reverse("office:numbers", args=[line.slug]))
    shown = {"line": line, "number": number, "rows": rows, "trail": [*trail(line), back]}
    return show(request, who, "office/number_texts.html", shown)


@of_a_line
def of_number(request: HttpRequest, who: Who, line: Line, pk: int, name: str) -> HttpResponse:
    number, text = line.numbers.filter(pk=pk).first(), wordlist.find("phone", name)
    if number is None or text is None:
        return pages.lost(request)
    texts = (number.number, reverse("office:number_texts", args=[line.slug, pk]))
    back = [*trail(line), (_("Numbers"), reverse("office:numbers", args=[line.slug])), texts]
    return serve(request, who, _page(text, back), number, partial(Worded, text))


def _page(text: Text, back: Any) -> Page:
    lead = _("Empty: the text that stands beside it. Write as you would say it to a person.")
    return Page(str(text.purpose), lead, back, "office/text.html")
