"""The page behind the link: an organisation says whether what we publish of it is true.

Looking changes nothing, for mail programs open links by themselves. No script, cookie or account.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from office import changes
from office.directory import agreeing, proposing, published
from referrals.keeping import confirming, verifying
from referrals.models import ANSWERS, Confirmation, Service
from referrals.models.confirmations import LONGEST
from referrals.wording.plaintext import plain
from routing import pages
from routing.entering import limits

# So often one place may come in an hour; a whole office may share one.
OFTEN, HOUR = 60, 3600
SAID = [code for code, _words in ANSWERS]


@dataclass(frozen=True, slots=True)
class Outside:
    """Who answered: an organisation, which has no account here."""

    name: str
    user: None = None
    person: None = None


# The link itself is what nobody else has; there is no cookie that a forged form could lean on.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    if not limits.allow("confirm", limits.whence_asked(request), OFTEN, HOUR):
        return _plainly(request, "en", "often", 429)
    row = confirming.find(token, timezone.now())
    if row is None:
        return _plainly(request, translation.get_language() or "en", "over", 404)
    with translation.override(row.locale):
        return _answered(request, row) if request.method == "POST" else _page(request, row)


def _page(request: HttpRequest, row: Confirmation, trouble: str = "") -> HttpResponse:
    found = published.of(row.organisation, row.locale)
    shown = {
        "row": row,
        "found": found,
        "version": published.version(found),
        "trouble": trouble,
        "typed": request.POST.get("words", "")[:LONGEST],
        "longest": LONGEST,
    }
    return _bare(render(request, "office/confirm.html", shown))


def _answered(request: HttpRequest, row: Confirmation) -> HttpResponse:
    typed = pages.without_nul(request.POST)
    said, words = typed.get("do", ""), plain(typed.get("words", ""))[:LONGEST].strip()
    if said not in SAID:
        return pages.lost(request)
    if said == "wrong" and not words:
        return _page(request, row, _("Write what is wrong."))
    found = published.of(row.organisation, row.locale)
    if said == "true" and typed.get("version") != published.version(found):
        return _page(request, row, _("This was changed just now. Please look once more."))
    if not _take(row, said, words, found):
        return _plainly(request, row.locale, "over", 404)
    return _plainly(request, row.locale, "thanks", 200)


def _take(row: Confirmation, said: str, words: str, found: list[published.Seen]) -> bool:
    """The answer, written down as theirs; only "all true" changes something: the day."""
    who = Outside(f"{row.organisation} (link)"[:150])
    with transaction.atomic():
        if not confirming.answer(row, said, words, timezone.now()):
            return False
        changes.happened(who, "organisation", row.organisation, f"answered: {said}")
        if said == "true":
            _made_sure(who, row, [each.id for each in found])
    return True


def _made_sure(who: Outside, row: Confirmation, services: list[UUID]) -> None:
    """All of it is true today; where two people publish, once somebody here agrees."""
    owner = row.organisation
    if proposing.needs_two(owner):
        sent = {
            "services": [f"{each}" for each in services],
            "version": agreeing.published_version(owner),
        }
        # Who sent the link may have it themselves.
        proposing.propose(
            who, "confirmed", "organisation", owner, proposing.TENDS, sent, beside=row.asked_by
        )
        return
    for service in Service.objects.filter(pk__in=services):
        told = verifying.still_true(service.pk, timezone.localdate())
        changes.note(who, "service", service, *told)


def _plainly(request: HttpRequest, locale: str, scene: str, status: int) -> HttpResponse:
    with translation.override(locale):
        return _bare(render(request, "office/confirmed.html", {"scene": scene}, status=status))


def _bare(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    return response
