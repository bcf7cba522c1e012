"""The directory for other programs, read only, after the API of HSDS 3; kept for minutes."""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from referrals import editions
from referrals.directory import folded
from referrals.exchange import flattening, sending
from referrals.exchange.names import VERSION
from referrals.models import Organisation, Service, Term, Vocabulary
from referrals.search.shelf import shelf
from referrals.transfer import exporting

OPENAPI = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json"
# So long others may keep an answer without asking again.
MINUTES = 5
MOST_ON_A_PAGE = 100
ON_A_PAGE = 25
LONGEST_SEARCH = 200
Made = tuple[int, bytes, str]
JSON, ZIP = "application/json", "application/zip"


def answer(request: HttpRequest, make: Callable[[], Made]) -> HttpResponse:
    """An answer that is made once for each edition, and known again by its mark."""
    status, body, kind = make()
    mark = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    if request.headers.get("If-None-Match") == mark and status == 200:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(body, status=status, content_type=kind)
    response["ETag"] = mark
    response["Cache-Control"] = f"public, max-age={MINUTES * 60}"
    # Anybody's page may read it: it is the same for all, and asks for no cookie.
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _json(found: Any, status: int = 200) -> Made:
    return status, JsonResponse(found, safe=False).content, JSON


def _lost() -> Made:
    return _json({"error": "not found"}, 404)


def _asked(request: HttpRequest, name: str, usual: int, most: int) -> int:
    said = request.GET.get(name, "")
    return max(1, min(int(said), most)) if said.isdecimal() and len(said) < 7 else usual


def _page(request: HttpRequest, found: QuerySet[Any], made: Callable[[QuerySet[Any]], Any]) -> Made:
    """One page of many, as the API of HSDS 3 describes it."""
    pages = Paginator(found, _asked(request, "per_page", ON_A_PAGE, MOST_ON_A_PAGE))
    page = pages.get_page(_asked(request, "page", 1, 100_000))
    ids = [row.pk for row in page.object_list]
    contents = list(made(found.model._default_manager.filter(pk__in=ids).order_by("pk")))
    return _json(
        {
            "total_items": pages.count,
            "total_pages": pages.num_pages,
            "page_number": page.number,
            "size": len(contents),
            "first_page": page.number == 1,
            "last_page": page.number == pages.num_pages,
            "empty": not contents,
            "contents": contents,
        }
    )


# ---- pages -----------------------------------------------------------------------------------


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """What this is, and under which names it is found."""
    name = urlsplit(settings.PUBLIC_BASE_URL).netloc
    about = {
        "version": VERSION,
        "profile": "https://docs.openreferral.org/en/latest/hsds/",
        "openapi_url": OPENAPI,
        "publisher": name,
        "services": "services",
        "organizations": "organizations",
        "taxonomies": "taxonomies",
        "taxonomy_terms": "taxonomy_terms",
        "package": "package.zip",
        "notices": exporting.notices(),
    }
    return answer(request, lambda: _json(about))


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    return answer(request, lambda: _page(request, _found(request), exporting.trees))


def _found(request: HttpRequest) -> QuerySet[Service]:
    """Those that hold all words of `search`, have the term, are of the organisation."""
    found = exporting.services()
    if search := request.GET.get("search", "")[:LONGEST_SEARCH]:
        words = folded(search).split()
        hits = [each.id for each in shelf.listings() if all(f" {w}" in each.words for w in words)]
        found = found.filter(pk__in=hits)
    if term := request.GET.get("taxonomy_term_id", "")[:80]:
        free = exporting.free_vocabularies()
        found = found.filter(taggings__term__code=term, taggings__term__vocabulary__code__in=free)
    if owner := _uuid(request.GET.get("organization_id", "")):
        found = found.filter(organisation=owner)
    return found.distinct()


def _uuid(said: str) -> UUID | None:
    try:
        return UUID(said) if said else None
    except ValueError:
        return None


@require_safe
def service(request: HttpRequest, pk: UUID) -> HttpResponse:
    def make() -> Made:
        found = exporting.one(pk)
        return _json(found) if found else _lost()

    return answer(request, make)


@require_safe
def organizations(request: HttpRequest) -> HttpResponse:
    return answer(request, lambda: _page(request, exporting.organisations(), _bare))


def _bare(found: QuerySet[Organisation]) -> list[Any]:
    return [sending.organisation(exporting.organisation(row)) for row in found]


@require_safe
def organization(request: HttpRequest, pk: UUID) -> HttpResponse:
    def make() -> Made:
        row = exporting.organisations().filter(pk=pk).first()
        return _json(_bare_of(row)) if row else _lost()

    return answer(request, make)


def _bare_of(row: Organisation) -> Any:
    return sending.organisation(exporting.organisation(row))


@require_safe
def taxonomies(request: HttpRequest) -> HttpResponse:
    found = Vocabulary.objects.filter(may_export=True).order_by("pk")
    return answer(request, lambda: _page(request, found, lambda rows: map(_vocabulary, rows)))


def _vocabulary(row: Vocabulary) -> dict[str, Any]:
    return {"id": row.code, "name": row.code, "description": row.name.get("en", row.code)}


@require_safe
def taxonomy_terms(request: HttpRequest) -> HttpResponse:
    found = Term.objects.filter(vocabulary__may_export=True, active=True).order_by("pk")
    return answer(request, lambda: _page(request, found, lambda rows: map(_term, _whole(rows))))


def _whole(found: QuerySet[Term]) -> QuerySet[Term]:
    return found.select_related("vocabulary", "parent")


def _term(row: Term) -> dict[str, Any]:
    return {
        "id": row.code,
        "code": row.code,
        "name": row.label.get("en", row.code),
        "description": row.definition.get("en", ""),
        "parent_id": row.parent.code if row.parent else None,
        "taxonomy": row.vocabulary.code,
        "x_helpline": {"label": row.label, "definition": row.definition},
    }


@require_safe
def package(request: HttpRequest) -> HttpResponse:
    """Everything as a CSV package. It is made once for each edition of the directory."""
    return answer(request, lambda: (200, _packed(editions.mark()), ZIP))


@lru_cache(maxsize=1)
def _packed(mark: str) -> bytes:
    return flattening.package(exporting.trees(exporting.services()))
