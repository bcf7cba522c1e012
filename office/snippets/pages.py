"""The pages for snippets: all of them, searched and narrowed down, and one with its wordings."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from office import linkmarks
from office.doorway import Who, administrators, show
from office.rooms import trail
from office.sheets import Page, serve
from office.snippets.form import SnippetForm
from office.snippets.seen import stale
from referrals import figures
from referrals.models import Snippet
from referrals.snippets import categories
from referrals.standing import due
from routing import pages


@require_safe
@administrators
def snippets(request: HttpRequest, who: Who) -> HttpResponse:
    """Those that fit what is looked for, by category."""
    locale = get_language() or "en"
    asked = {name: request.GET.get(name, "").replace("\0", "").strip() for name in ("q", "only")}
    old = set(stale().values_list("pk", flat=True))
    used = figures.lately(timezone.localdate())
    all_of_them = Snippet.objects.order_by("category", "slug")
    rows = [_row(each, locale, old, used) for each in all_of_them]
    found = [row for row in rows if _fits(row, asked)]
    named = dict(categories(locale))
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in found:
        category = row["snippet"].category
        groups.setdefault(named.get(category, category), []).append(row)
    shown = {**asked, "groups": groups, "count": len(found), "trail": trail()}
    return show(request, who, "office/snippets.html", shown)


def _row(snippet: Snippet, locale: str, old: set[int], used: Mapping[str, int]) -> dict[str, Any]:
    return {
        "snippet": snippet,
        "title": snippet.title.get(locale) or snippet.slug,
        "stale": snippet.pk in old,
        "expired": due(snippet, timezone.localdate()) == "expired",
        "used": used.get(snippet.slug, 0),
    }


def _fits(row: dict[str, Any], asked: dict[str, str]) -> bool:
    snippet: Snippet = row["snippet"]
    if asked["only"] == "stale" and not row["stale"]:
        return False
    if asked["only"] == "off" and snippet.active:
        return False
    words = [snippet.slug, snippet.shortcut, *snippet.tags, *snippet.title.values()]
    words += [said for face in snippet.faces.values() for said in face.values()]
    everything = " ".join(words).casefold()
    return all(word in everything for word in asked["q"].casefold().split())


@administrators
def snippet(request: HttpRequest, who: Who, pk: int = 0) -> HttpResponse:
    found = Snippet.objects.filter(pk=pk).first() if pk else Snippet()
    if found is None:
        return pages.lost(request)
    title = found.title.get(get_language() or "en", found.slug) if pk else _("A new snippet")
    back = reverse("office:snippets")
    gone = reverse("office:snippet_remove", args=[pk]) if pk else ""
    where = [*trail(), (_("Snippets"), back)]
    more = {"links": linkmarks.of(found)} if pk else {}
    page = Page(title, "", where, "office/snippet.html", more=more, remove=gone)
    return serve(request, who, page, found, SnippetForm)
