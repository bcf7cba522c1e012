"""The pages of the directory: organisations with their services, and one of each to correct."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from helpline.phrases import fold
from office import changes, linkmarks
from office.directory import proposing, reasons, tags
from office.directory.ownerform import OwnerForm, WhereForm
from office.directory.programmeform import ProgrammeForm
from office.directory.serviceform import ServiceForm
from office.doorway import Who, administrators, show
from office.rooms import trail
from office.sheets import Page, Trail, serve
from referrals.directory import CATEGORY, Listing, is_stale
from referrals.models import (
    AnswerChange,
    Feedback,
    Location,
    Organisation,
    Programme,
    Review,
    Service,
)
from referrals.search.shelf import shelf
from referrals.search.shownplaces import PLACE
from referrals.showing import freshness
from referrals.wording.texts import said
from routing import pages

ON_A_PAGE = 40
ASKED = ("q", "only", "category")
SHOWN_ANSWERS = 20


@require_safe
@administrators
def directory(request: HttpRequest, who: Who) -> HttpResponse:
    """Organisations by name, with those of their services that fit what is looked for."""
    asked = {name: request.GET.get(name, "").replace("\0", "").strip() for name in ASKED}
    reviewed = set(Review.objects.filter(outcome="").values_list("service_id", flat=True))
    old = freshness.after()
    found = [each for each in shelf.listings() if _fits(each, asked, reviewed, old)]
    groups = _groups(found, reviewed, old)
    if not [said for said in asked.values() if said]:
        groups |= {row.pk: (_named(row), []) for row in _idle()}
    pages_ = Paginator(sorted(groups.items(), key=lambda each: each[1][0].casefold()), ON_A_PAGE)
    shown = {
        **asked,
        "under": tags.flat(tags.choices(CATEGORY, get_language() or "en", [asked["category"]])),
        "owners": pages_.get_page(request.GET.get("page")),
        "count": len(found),
        "proposals": settings.DIRECTORY_TWO_PEOPLE or proposing.open_ones().exists(),
        "trail": trail(),
    }
    return show(request, who, "office/directory.html", shown)


def _idle() -> Any:
    return Organisation.objects.filter(services=None)


def _groups(
    found: list[Listing], reviewed: set[UUID], old: timedelta
) -> dict[UUID, tuple[str, list[Any]]]:
    owners = dict(Service.objects.values_list("pk", "organisation_id"))
    today, locale = timezone.localdate(), get_language() or "en"
    groups: dict[UUID, tuple[str, list[Any]]] = {}
    for each in sorted(found, key=lambda each: said(each.name, locale).words):
        title = said(each.organisation.name, locale).words
        rows = groups.setdefault(owners[each.id], (title, []))[1]
        rows.append(
            {
                "id": each.id,
                "title": said(each.name, locale),
                "badge": freshness.badge(each.service.verified, locale, today, old),
                "off": each.service.status != "active",
                "inside": not each.public,
                "review": each.id in reviewed,
                "guess": bool([fact for fact in each.facts.values() if fact.to_check]),
            }
        )
    return groups


def _fits(each: Listing, asked: dict[str, str], reviewed: set[UUID], old: timedelta) -> bool:
    if not all(f" {word}" in each.words for word in fold(asked["q"])):
        return False
    only = {
        "stale": is_stale(each.service.verified, timezone.localdate(), old),
        "check": bool([fact for fact in each.facts.values() if fact.to_check]),
        "review": each.id in reviewed,
        "off": each.service.status != "active",
    }
    under = not asked["category"] or asked["category"] in each.terms.get(CATEGORY, ())
    return under and only.get(asked["only"], True)


def _named(row: Any) -> str:
    return said(row.name, get_language() or "en").words or _("Without a name")


def _back(owner: Organisation | None = None) -> Trail:
    home = [*trail(), (_("Directory"), reverse("office:directory"))]
    if owner is None or owner._state.adding:
        return home
    return [*home, (_named(owner), reverse("office:organisation", args=[owner.pk]))]


# ---- one of each -----------------------------------------------------------------------------


@administrators
def organisation(request: HttpRequest, who: Who, pk: UUID | None = None) -> HttpResponse:
    found = Organisation.objects.filter(pk=pk).first() if pk else Organisation()
    if found is None:
        return pages.lost(request)
    title = _named(found) if pk else _("A new organisation")
    more = {
        "owner": found,
        "services": _rows(found.services),
        "places": _rows(found.locations),
        "programmes": _rows(found.programmes),
        "links": linkmarks.of(found),
    }
    page = Page(
        title,
        _origin(found),
        _back(),
        "office/organisation.html",
        more=more if pk else {},
        after="" if pk else reverse("office:directory"),
        remove=reverse("office:organisation_remove", args=[pk]) if pk else "",
        hold=proposing.hold,
        waiting=_waiting(found),
    )
    return serve(request, who, page, found, OwnerForm)


def _rows(found: Any) -> list[tuple[UUID, str]]:
    return sorted(((row.pk, _named(row)) for row in found.all()), key=lambda each: each[1])


def _waiting(row: Any) -> str:
    """Where a change of it waits for somebody else, if one does."""
    waits = proposing.waiting_for(row)
    return reverse("office:proposal", args=[waits.pk]) if waits else ""


def _origin(row: Any) -> str:
    """Where it comes from, and whether the next list may change it."""
    if not row.source:
        return ""
    kept = _("It was corrected here: the next list leaves it as it is.")
    comes = (
        _("It comes from “%s”. Once you save it, the next list leaves it as it is.") % row.source
    )
    return kept if row.corrected_at else comes


@administrators
def place(
    request: HttpRequest, who: Who, owner: UUID | None = None, pk: UUID | None = None
) -> HttpResponse:
    of = Organisation.objects.filter(pk=owner).first() if owner else None
    found = Location.objects.filter(pk=pk).first() if pk else None
    found = Location(organisation=of) if of else found
    if found is None:
        return pages.lost(request)
    title = _named(found) if pk else _("A new place")
    after = reverse("office:organisation", args=[found.organisation_id])
    page = Page(
        title,
        _origin(found),
        _back(found.organisation),
        template="office/wordsheet.html",
        after="" if pk else after,
        remove=reverse("office:place_remove", args=[pk]) if pk else "",
        hold=proposing.hold,
        waiting=_waiting(found),
    )
    return serve(request, who, page, found, WhereForm)


@administrators
def programme(
    request: HttpRequest, who: Who, owner: UUID | None = None, pk: UUID | None = None
) -> HttpResponse:
    of = Organisation.objects.filter(pk=owner).first() if owner else None
    found = Programme.objects.filter(pk=pk).first() if pk else None
    found = Programme(organisation=of) if of else found
    if found is None:
        return pages.lost(request)
    page = Page(
        _named(found) if pk else _("A new programme"),
        _origin(found),
        _back(found.organisation),
        template="office/wordsheet.html",
        after="" if pk else reverse("office:organisation", args=[found.organisation_id]),
        remove=reverse("office:programme_remove", args=[pk]) if pk else "",
        hold=proposing.hold,
        waiting=_waiting(found),
    )
    return serve(request, who, page, found, ProgrammeForm)


@administrators
def service(
    request: HttpRequest, who: Who, owner: UUID | None = None, pk: UUID | None = None
) -> HttpResponse:
    of = Organisation.objects.filter(pk=owner).first() if owner else None
    found = Service.objects.filter(pk=pk).first() if pk else None
    found = Service(organisation=of) if of else found
    if found is None:
        return pages.lost(request)
    title = _named(found) if pk else _("A new service")
    after = reverse("office:organisation", args=[found.organisation_id])
    page = Page(
        title,
        _origin(found),
        _back(found.organisation),
        "office/service.html",
        more=_beside(found) if pk else {},
        after="" if pk else after,
        remove=reverse("office:service_remove", args=[pk]) if pk else "",
        hold=proposing.hold,
        waiting=_waiting(found),
    )

    def make(subject: Service, data: QueryDict | None) -> ServiceForm:
        form = ServiceForm(subject, data)
        form.who = who.name
        return form

    return serve(request, who, page, found, make)


def _beside(row: Service) -> dict[str, Any]:
    """What is known of it beside its fields: how old it is, what was said of it, old answers."""
    answers = AnswerChange.objects.filter(service=row).order_by("-at", "-pk")[:SHOWN_ANSWERS]
    signs = Feedback.objects.filter(review__service=row, review__outcome="").order_by("pk")
    return {
        "answers": answers,
        "badge": _badge(row),
        "by": _made_sure(row),
        "links": linkmarks.of(row),
        "signs": [(reasons.complaint(each.kind), each.day) for each in signs],
        "told": reverse("office:told", args=[f"{PLACE}{row.pk.hex}"]),
    }


def _badge(row: Service) -> freshness.Badge:
    locale = get_language() or "en"
    return freshness.badge(row.verified, locale, timezone.localdate(), freshness.after())


def _made_sure(row: Service) -> str:
    """Who said last that it is true."""
    noted = changes.of("service", row).filter(name="verified")
    return noted.values_list("who", flat=True).first() or ""
