"""What is kept, for whoever wants to know before they write; and the receipts of what is gone.

Open to everybody, without a script or a cookie.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from helpline.models import LOCALES, Line
from routing import pages
from routing.adapters import channels
from routing.entering.openings import policy_of
from routing.upkeep import duties
from transcripts import policies
from transcripts.erasing import receipts, verify
from transcripts.models import Receipt
from transcripts.promised import explained

SHOWN = 60


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """What becomes of words on a line, from the policies that it has just now."""
    line = pages.line_asked(request, pages.asked(request, "line"))
    if line is None:
        return pages.plain(request, _("This chat is not here"), _("There is no such line."), 404)
    locale = pages.language(line.languages, request.GET.get("lang", ""))
    other = next((code for code in line.languages if code != locale), "")
    shown = {
        "line": line,
        "said": _of_channels(line, locale),
        "redacts": policies.of(policy_of(line, "web")).redact,
        "always": list(explained.always(locale, _set())),
        "other": other,
        "other_name": dict(LOCALES).get(other, ""),
        "last": _last(),
    }
    return _show(request, "routing/kept.html", locale, shown)


def _set() -> explained.Set:
    """What this installation has chosen, where it may."""
    silent = {each.live: each.silent_after.total_seconds() for each in channels().values()}
    return explained.Set(
        keys_days=settings.KEYS_BACKUP_DAYS,
        stop_days=settings.OPT_OUT_DAYS,
        chat_minutes=int(silent[True] // 60),
        text_hours=int(silent[False] // 3600),
        unread_days=duties.NOBODY_COMES.days,
    )


def _last() -> dict[str, Any] | None:
    """The latest receipt that counts what is held; a count as of now would tell when one begins."""
    latest = Receipt.objects.order_by("-number").first()
    body = receipts.shown(latest)["receipt"] if latest else {}
    return body if "held" in body else None


def _of_channels(line: Line, locale: str) -> list[tuple[str, str, str]]:
    """Of each channel that the line has: its name, the short sentence, the long one."""
    texted = set(line.numbers.values_list("channel", flat=True))
    used = [each for each in channels().values() if each.live or each.name in texted]
    found = []
    for channel in used:
        policy = policies.of(policy_of(line, channel.name))
        label = channel.labels.get(locale, channel.labels["en"])
        found.append((label, policy.says(locale), explained.of_policy(policy, locale)))
    return found


@require_safe
def all_receipts(request: HttpRequest) -> HttpResponse:
    """The receipts, the latest first, with what is needed to check them without us."""
    locale = pages.language([code for code, _name in LOCALES], request.GET.get("lang", ""))
    latest = list(Receipt.objects.order_by("-number")[:SHOWN])
    rows = [_row(receipts.shown(each)["receipt"]) for each in latest]
    other = next(code for code, _name in LOCALES if code != locale)
    shown = {
        "line": pages.line_asked(request, pages.asked(request, "line")),
        "rows": rows,
        "last": receipts.hash_of(latest[0]) if latest else "",
        "keys": list(dict.fromkeys(row["key"] for row in rows))
        or [receipts.public(receipts.current())],
        "other": other,
        "other_name": dict(LOCALES)[other],
    }
    return _show(request, "routing/receipts.html", locale, shown)


def _row(body: dict[str, Any]) -> dict[str, Any]:
    count = sum(each["conversations"] for each in body["rules"])
    return {**body, "first": body["from"], "count": count}


@require_safe
def chain(request: HttpRequest) -> HttpResponse:
    """Every receipt, as it is to be checked."""
    return HttpResponse(verify.written(receipts.chain()), "application/json")


@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """The program that checks them."""
    return HttpResponse(Path(verify.__file__).read_bytes(), "text/plain; charset=utf-8")


def _show(request: HttpRequest, template: str, locale: str, shown: dict[str, Any]) -> HttpResponse:
    with translation.override(locale):
        response = render(request, template, {"locale": locale, **shown})
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
