"""Categories: which stand on top, all as a tree with how many places, and each alone."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from office.directory.pinsform import PinsForm
from office.directory.termform import TermForm
from office.doorway import Who, administrators
from office.rooms import trail
from office.sheets import Page, Trail, serve
from referrals.directory import CATEGORY
from referrals.models import Term, Vocabulary
from referrals.search.shelf import shelf
from referrals.terms import categories
from referrals.terms.categories import Node
from referrals.wording.texts import said
from routing import pages


@administrators
def all_of_them(request: HttpRequest, who: Who) -> HttpResponse:
    """What stands on top, to be changed; below it the tree."""
    nodes = categories.tree(categories.count(shelf.listings()), whole=True)
    page = Page(
        _("Categories"),
        _("What places are sorted by. What stands on top is what people are offered first."),
        _back(),
        template="office/categories.html",
        more={"tree": _rows(nodes, _called(nodes)), "lists": categories.notices()},
    )
    return serve(request, who, page, _ours(), PinsForm)


def _back() -> Trail:
    return [*trail(), (_("Directory"), reverse("office:directory"))]


def _ours() -> Vocabulary:
    """The vocabulary of categories; it is there before anything was loaded into it."""
    return Vocabulary.objects.get_or_create(code=CATEGORY, defaults={"may_export": True})[0]


def _all(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _all(node.children)


def _called(nodes: list[Node]) -> dict[str, tuple[int, str]]:
    """How each is called, by its code, and where it leads."""
    locale = get_language() or "en"
    return {
        node.code: (node.id, said(node.label, locale).words or node.code) for node in _all(nodes)
    }


def _rows(nodes: Iterable[Node], called: dict[str, tuple[int, str]]) -> list[dict[str, Any]]:
    return [
        {
            "node": node,
            "title": called[node.code][1],
            "near": [called[code] for code in node.see_also if code in called],
            "below": _rows(node.children, called),
        }
        for node in nodes
    ]


@administrators
def one(request: HttpRequest, who: Who, pk: int | None = None) -> HttpResponse:
    """A category of ours; those of others are what their list says."""
    ours = _ours()
    found = Term.objects.filter(pk=pk, vocabulary=ours).first() if pk else Term(vocabulary=ours)
    if found is None:
        return pages.lost(request)
    title = said(found.label, get_language() or "en").words if pk else _("A new category")
    home = reverse("office:categories")
    page = Page(
        title,
        trail=[*_back(), (_("Categories"), home)],
        template="office/wordsheet.html",
        after="" if pk else home,
    )
    return serve(request, who, page, found, TermForm)
