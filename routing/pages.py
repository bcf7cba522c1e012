"""The pages' shells: what a browser gets before its socket opens, and nothing about anyone."""

import json
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from uuid import UUID

import msgspec
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from helpline import access
from helpline.errors import Refused
from helpline.icons import ICONS, NONE
from helpline.models import LOCALES, Line, Site
from helpline.protocol import TEXT_LIMIT
from routing import embedded, linepage
from routing.beside import guests
from routing.consoles import refusals
from routing.entering.openings import texts_of
from routing.quietpages import beside
from transcripts import pictures

LOADER_SECONDS = 300
PACKED = (("br", ".br"), ("gzip", ".gz"))
# As long as the protocol lets it be.
ENTRY = 40
# What a page of its own, which stands on no website, is called instead of its site.
OWN = "line:"

# What somebody may do, and where they are led for it; the first one fits.
HOMES = (("console", "console"), ("settings", "office:home"), ("figures", "figures"))

View = Callable[[HttpRequest], HttpResponse]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where whoever this is works: at the desk, in the settings, with the figures."""
    person = access.person_of(request.user)
    for action, place in HOMES:
        if access.may(person, action):
            return redirect(place)
    return redirect("console")


@require_safe
def loader(request: HttpRequest) -> HttpResponse:
    """The one script that a website embeds; its name never changes, so it is kept only briefly."""
    file = Path(settings.FRONTEND_DIST) / "widget.js"
    if not file.exists():
        return HttpResponse("The front end is not built: run make.", "text/plain", status=503)
    encoding, packed = smallest(file, request.headers.get("Accept-Encoding", ""))
    response = HttpResponse(packed.read_bytes(), "text/javascript; charset=utf-8")
    if encoding:
        response.headers["Content-Encoding"] = encoding
    patch_vary_headers(response, ["Accept-Encoding"])
    response.headers["Cache-Control"] = f"public, max-age={LOADER_SECONDS}"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def smallest(file: Path, accepted: str) -> tuple[str, Path]:
    """The smallest copy of a built file that a browser takes, and how that is encoded."""
    takes = {each.partition(";")[0].strip() for each in accepted.lower().split(",")}
    for encoding, suffix in PACKED:
        packed = file.with_name(file.name + suffix)
        if encoding in takes and packed.exists():
            return encoding, packed
    return "", file


# Nothing secret stands in the seeker's page, so its length may tell what it likes.
@gzip_page
@require_safe
@xframe_options_exempt
def widget(request: HttpRequest) -> HttpResponse:
    """The seeker's page for the frame of one registered site, and for no other site's frame."""
    key = asked(request, "site")
    site = Site.objects.select_related("line").filter(key=key, active=True).first()
    if site is None:
        return plain(request, _("This chat is not here"), _("This site is not registered."), 404)
    embedded.note(site, embedded.asked_from(request.headers), timezone.now())
    response = talk(request, site.line, site)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    setattr(response, "_csp_replace", {"frame-ancestors": [site.origin]})  # noqa: B010 - csp's own
    return response


@gzip_page
@require_safe
def chat(request: HttpRequest) -> HttpResponse:
    """The seeker's page on its own, of this `line` or of the one of this `site`, else of the first.

    A website that could not show its frame leads here: a wrong key must not be a dead end.
    """
    line = line_asked(request, asked(request, "line"))
    if line is None:
        return plain(request, _("This chat is not here"), _("There is no such line."), 404)
    return beside(talk(request, line, None), "same-origin-allow-popups")


def line_asked(request: HttpRequest, slug: str) -> Line | None:
    """The line of this name; without one that of the site the address names, else the first.

    A page of its own names its line where others name their site.
    """
    lines = Line.objects.filter(drill=False).order_by("pk")
    site = asked(request, "site")
    slug = slug or (site.removeprefix(OWN) if site.startswith(OWN) else "")
    if slug:
        return lines.filter(slug=slug).first()
    return lines.filter(sites__key=site).first() or lines.first()


def without_nul(fields: QueryDict) -> QueryDict:
    """The same fields as they may be looked for: databases do not take NUL, not even to compare."""
    clean = fields.copy()
    for name, values in clean.lists():
        clean.setlist(name, [value.replace("\0", "") for value in values])
    return clean


def icon_of(line: Line) -> str:
    return ICONS.get(line.cover_icon, NONE)


def asked(request: HttpRequest, name: str) -> str:
    """A word of the query, without NUL: databases do not take it, not even to look for it."""
    return request.GET.get(name, "").replace("\0", "")


def talk(request: HttpRequest, line: Line, site: Site | None) -> HttpResponse:
    """The shell of the seeker's page; sets no cookie and asks for no session."""
    locale = language(line.languages, request.GET.get("lang", ""))
    shell = {
        "locale": locale,
        "line_slug": line.slug,
        "words": f"src/widget/{locale}.ts",
        "title": line.cover_title,
        "icon": icon_of(line),
        "entry": asked(request, "entry").strip()[:ENTRY],
        "exit_url": line.exit_url,
        "number": line.numbers.filter(channel="sms").values_list("number", flat=True).first() or "",
        "limit": TEXT_LIMIT,
        "site": site.key if site else f"{OWN}{line.slug}",
        "parent_origin": site.origin if site else "",
        "texts": json.dumps(texts_of(line, "web", locale), ensure_ascii=False),
        "line": msgspec.json.encode(linepage.of(line, timezone.now())).decode(),
    }
    with translation.override(locale):
        response = render(request, "routing/talk.html", shell)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def counsellors_only(view: View) -> View:
    """Lets signed-in counsellors in; who works elsewhere is led there, others are told so."""

    @wraps(view)
    def checked(request: HttpRequest) -> HttpResponse:
        person = access.person_of(request.user)
        if not access.may(person, "console"):
            for action, place in HOMES:
                if access.may(person, action):
                    return redirect(place)
            return plain(
                request,
                _("This desk is for counsellors"),
                _("Your account has no shift name yet. Ask the person who made it for you."),
                403,
            )
        return view(request)

    return login_required(checked)


@require_safe
@counsellors_only
def console(request: HttpRequest) -> HttpResponse:
    shell = {"limit": TEXT_LIMIT, "locale": language([code for code, _name in LOCALES], "")}
    return render(request, "routing/desk.html", shell)


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """A picture of a conversation, for whoever holds it or reads along just now, and kept nowhere
    on the way."""
    person = access.person_of(request.user)
    found = None
    now = timezone.now()
    try:
        found, jpeg = pictures.read(UUID(hex=name), now)
        beside = person is not None and guests.reads_along(found.conversation_id, person.pk, now)
        access.check(person, "picture", found.conversation, beside=beside)
        if found.seq <= found.conversation.words_after:
            raise Refused("not_yours")
    except ValueError:
        return lost(request)
    except Refused as refusal:
        if person is not None and found is not None:
            refusals.note(person.pk, "picture", found.conversation_id, refusal)
        return lost(request)
    response = HttpResponse(jpeg, content_type="image/jpeg")
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def language(spoken: Sequence[str], wanted: str) -> str:
    """The wanted language if it is spoken, else the browser's, else the first that is spoken."""
    known = [code for code in spoken if code in dict(LOCALES)]
    for candidate in (wanted[:2].lower(), (translation.get_language() or "")[:2], *known):
        if candidate in known:
            return candidate
    return LOCALES[0][0]


def lost(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return plain(request, _("Nothing is here"), _("The address may be mistyped."), 404)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent is no request of ours, or more than a page may send."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        words = _("Nothing was saved. Go back: what you wrote may still be there. Send less of it.")
        return plain(request, _("That is too much for one page"), words, 413)
    words = _("Go back, load the page again, and try once more.")
    return plain(request, _("This could not be read"), words, 400)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: the page was open for too long, or another site sent it."""
    return plain(
        request, _("This page is too old"), _("Go back, load it again, and try once more."), 403
    )


def plain(request: HttpRequest, title: str, words: str, status: int) -> HttpResponse:
    """A page of two sentences."""
    return render(request, "routing/plain.html", {"title": title, "words": words}, status=status)
