"""The questions before something is taken away, one for each kind of row."""

from typing import Any
from uuid import UUID

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from helpline.models import Counsellor, Line, Phrase, Site
from office import removing
from office.doorway import Who, administrators, of_a_line
from office.removing import Question
from office.rooms import trail
from referrals.models import Guidance, Snippet
from routing import pages
from routing.entering.phrasebook import phrasebook
from routing.texting.numbers import register
from routing.waiting import doors


@of_a_line
def line(request: HttpRequest, who: Who, line: Line) -> HttpResponse:
    meaning = _("Its hours, texts, numbers and websites go with it.")
    question = Question(
        "line", line.name, meaning, trail(line), reverse("office:home"), heard=_doors
    )
    return removing.ask(request, who, line, question)


def _doors() -> None:
    register.forget()
    doors.forget()


@of_a_line
def number(request: HttpRequest, who: Who, line: Line, pk: int) -> HttpResponse:
    meaning = _(
        "Texts to this number are then turned away. Take it away at the provider first, or write "
        "there where else people can turn."
    )
    return _of_line(
        request, who, line, line.numbers, pk, ("number", "numbers", meaning, _("Numbers"))
    )


@of_a_line
def site(request: HttpRequest, who: Who, line: Line, pk: int) -> HttpResponse:
    meaning = _("The website then shows no chat. Conversations that have begun go on.")
    said = ("site", "websites", meaning, _("Websites"))
    return _of_line(request, who, line, line.sites, pk, said)


def _of_line(
    request: HttpRequest,
    who: Who,
    line: Line,
    rows: Any,
    pk: int,
    said: tuple[str, str, str, str],
) -> HttpResponse:
    section, list_name, meaning, list_title = said
    row: Model | None = rows.filter(pk=pk).first()
    if row is None:
        return pages.lost(request)
    back = reverse(f"office:{list_name}", args=[line.slug])
    switch = "active" if section == "site" else ""
    title = row.origin if isinstance(row, Site) else str(row)
    question = Question(
        section, title, meaning, [*trail(line), (list_title, back)], back, switch, heard=_doors
    )
    return removing.ask(request, who, row, question)


@administrators
def somebody(request: HttpRequest, who: Who, pk: UUID) -> HttpResponse:
    """Who ever held a talk stays in its record; the account is switched off instead."""
    person = Counsellor.objects.select_related("user", "line").filter(pk=pk).first()
    mine = person is not None and (who.user.is_superuser or not person.user.is_superuser)
    if person is None or not mine or person.user_id == who.user.pk:
        return pages.lost(request)
    back = reverse("office:people")
    question = Question(
        "person",
        person.shift_name,
        _("The account goes too. Who is switched off is put out within seconds, and stays named."),
        [*trail(), (_("The team"), back)],
        back,
        "is_active",
        person.user,
        goes=person.user,
    )
    return removing.ask(request, who, person, question)


@administrators
def snippet(request: HttpRequest, who: Who, pk: int) -> HttpResponse:
    meaning = _("Counsellors find it no more. What was sent stays as it was.")
    return _of_all(request, who, _first(Snippet, pk), ("snippet", "snippets", meaning))


@administrators
def card(request: HttpRequest, who: Who, pk: int) -> HttpResponse:
    meaning = _("Counsellors see it no more.")
    return _of_all(request, who, _first(Guidance, pk), ("card", "cards", meaning))


@administrators
def phrase(request: HttpRequest, who: Who, pk: int) -> HttpResponse:
    meaning = _("Nobody moves up by it any more; who stands in the queue stays where they are.")
    return _of_all(request, who, _first(Phrase, pk), ("phrase", "phrases", meaning))


def _first(rows: type[Model], pk: int) -> Model | None:
    return rows._default_manager.filter(pk=pk).first()


TITLES = {"snippets": later("Snippets"), "cards": later("Guidance"), "phrases": later("Phrases")}


def _of_all(request: HttpRequest, who: Who, row: Any, said: tuple[str, str, str]) -> HttpResponse:
    if row is None:
        return pages.lost(request)
    section, list_name, meaning = said
    back = reverse(f"office:{list_name}")
    named = row.phrase if isinstance(row, Phrase) else _titled(row)
    where = [*trail(), (str(TITLES[list_name]), back)]
    heard = phrasebook.forget if section == "phrase" else _nothing
    question = Question(section, named, meaning, where, back, "active", heard=heard)
    return removing.ask(request, who, row, question)


def _titled(row: Any) -> str:
    return str(row.title.get(get_language() or "en") or row.slug)


def _nothing() -> None:
    """Nobody keeps it in memory."""
