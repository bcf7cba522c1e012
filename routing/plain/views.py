"""The pages of /chat/plain/: the first lines, every step after them, and what is new meanwhile.

No script, no cookie. The token travels in a hidden field of forms that are posted, and stands in no
address; what looks by itself has a ticket that opens one look.
"""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from csp.constants import NONE, SELF
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from helpline.errors import Refused
from helpline.models import Line
from helpline.protocol import TEXT_LIMIT
from helpline.seekers import new_token
from routing import linepage, pages
from routing.consoles import lookers, visits
from routing.entering import limits
from routing.plain import copies, forms, scenes, steps, tickets
from routing.plain.forms import Form
from routing.plain.steps import Done
from routing.plain.words import Speech
from routing.quietpages import BARE, away, bare, quiet

LOOK_SECONDS = 15
TOO_BIG = "too_big"
LOOKS = visits.Greetings("look", seconds=60, of_address=1_200, of_token=30)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponseBase:
    """Everything but the part that looks by itself. There is no cookie, so nothing to be forged."""
    fields, form = read(request)
    try:
        line = pages.line_asked(request, fields.get("line", ""))
    except (DatabaseError, InterfaceError):
        return unread(request, fields, form)
    if line is None:
        return pages.plain(request, _("This chat is not here"), _("There is no such line."), 404)
    if form.do == "exit":
        return leave(line, form.token)
    speech = Speech(line, pages.language(line.languages, fields.get("lang", "")))
    # Another site may lead here, but not press a button for somebody.
    pressed = request.method == "POST" and request.headers.get("Sec-Fetch-Site") != "cross-site"
    if not pressed or form.do == "begin_again":
        return first(request, line, speech, Done(Form()))
    if form.do == "look_again":
        return first(request, line, speech, Done(form))
    if form.do == TOO_BIG:
        return first(request, line, speech, Done(Form(), TOO_BIG))
    return step(request, line, speech, form)


def read(request: HttpRequest) -> tuple[QueryDict, Form]:
    """What was posted, or what the address asks for."""
    if request.method != "POST":
        return pages.without_nul(request.GET), Form()
    try:
        posted = request.POST.copy()
    except RequestDataTooBig:
        return pages.without_nul(request.GET), Form(do=TOO_BIG)
    if request.GET.get("do") == copies.PAGE:
        # The widget's button for a copy carries the token, and has no room for more.
        posted.update({"do": copies.PAGE, "lang": pages.asked(request, "lang")})
    return pages.without_nul(posted), forms.read(posted)


def unread(request: HttpRequest, fields: QueryDict, form: Form) -> HttpResponse:
    """Not even the line can be read: what was written is given back all the same."""
    line = Line(slug=fields.get("line", "")[:50])
    if form.do == "exit":
        return bare(away(line), line)
    speech = Speech(line, pages.language(line.languages, fields.get("lang", "")))
    return adrift(request, line, speech, form)


def step(request: HttpRequest, line: Line, speech: Speech, form: Form) -> HttpResponseBase:
    """Do what was pressed, then show how it all stands."""
    try:
        done = steps.take(line, speech.locale, form, limits.whence_asked(request))
        if not steps.is_known(line, done.form.token):
            return first(request, line, speech, done)
        found = visits.visit(f"line:{line.slug}", done.form.token, 0, speech.locale)
    except Refused:
        return anew(request, line, speech, form)
    except (DatabaseError, InterfaceError):
        return adrift(request, line, speech, form)
    scene = scenes.scene_of(found.state, found.door.door, done)
    if scene in ("first", "closed"):
        return first(request, line, speech, done)
    # Before they have said that they are alone no words are shown.
    if form.do in copies.ASKED and scene != "go":
        return copied(request, line, speech, done, found, scene)
    return talk(request, line, speech, done, found, scene)


def talk(
    request: HttpRequest, line: Line, speech: Speech, done: Done, found: visits.Visit, scene: str
) -> HttpResponse:
    """The page of somebody who has a talk."""
    kind = scenes.strip_of(scene, found.state, found.door.door, found.messages)
    who = scenes.name_of(found.state, found.messages, speech)
    look = ""
    if found.conversation and found.seeker:
        lookers.looked_from_a_thread(found.conversation)
        if scene in scenes.LOOKING:
            look = look_at(tickets.give(found.seeker, found.seq), speech, still=done.form.still)
        else:
            tickets.drop(found.seeker)
    about = linepage.of(line, timezone.now())
    shown = {
        **scenes.around(about, speech),
        **scenes.talking(about, found, done, scene, speech),
        "scene": scene,
        "strip": scenes.strip(kind, who, speech),
        "writing": scene in scenes.WRITING,
        "look": look,
    }
    return show(request, line, speech, done, shown)


def copied(
    request: HttpRequest, line: Line, speech: Speech, done: Done, found: visits.Visit, scene: str
) -> HttpResponseBase:
    """A copy of what is left, as a file or to be printed; what was typed goes on with it."""
    if done.form.do == copies.TEXT and found.conversation and found.messages:
        return quiet(copies.as_file(found.conversation, found.seq, line, speech))
    kind = scenes.strip_of(scene, found.state, found.door.door, found.messages)
    who = scenes.name_of(found.state, found.messages, speech)
    shown = {"strip": scenes.strip(kind, who, speech), **copies.shown(found.messages, speech)}
    return show(request, line, speech, done, shown)


def first(request: HttpRequest, line: Line, speech: Speech, done: Done) -> HttpResponse:
    """The five lines, or that nobody is let in just now."""
    done = (
        done
        if done.form.token
        else replace(done, form=replace(done.form, token=new_token(line.pk)))
    )
    about = linepage.of(line, timezone.now())
    scene = "first" if about.door.state == "open" else "closed"
    kind = "full" if about.door.state == "full" else scene
    shown = {
        **scenes.before(about.door, about, speech),
        "scene": scene,
        "strip": scenes.strip(kind, "", speech),
        "number": line.numbers.filter(channel="sms").values_list("number", flat=True).first() or "",
    }
    return show(request, line, speech, done, shown)


def anew(request: HttpRequest, line: Line, speech: Speech, form: Form) -> HttpResponse:
    """The token opens nothing any more: what was written is kept, and all begins calmly.

    After a quick exit not even that: the words may be sent again by somebody who presses Back.
    """
    words = "" if steps.left(form.token) else form.words
    return first(
        request, line, speech, Done(Form(words=words), "" if words != form.words else "anew")
    )


def adrift(request: HttpRequest, line: Line, speech: Speech, form: Form) -> HttpResponse:
    """Nothing can be read just now: the words are given back, and the way on is the same button."""
    shown = {
        "scene": "adrift",
        "strip": scenes.strip("adrift", "", speech),
        "writing": True,
        "look": "",
    }
    return show(request, line, speech, Done(form, "try_later"), shown)


def leave(line: Line, token: str) -> HttpResponse:
    """The quick exit: the token dies here, and the browser is at another place."""
    steps.leave(token)
    return bare(away(line), line)


# ---- what looks by itself ----------------------------------------------------------------------


@require_GET
@xframe_options_sameorigin
def new(request: HttpRequest) -> HttpResponse:
    """What was said since the page was shown, and who is here; then the same again, by itself."""
    try:
        LOOKS.count(limits.whence_asked(request), "")
        seen = tickets.use(request.GET.get("see", ""))
        found = visits.look(seen.seeker, seen.since)
        line = Line.objects.get(pk=found.line)
    except (Refused, DatabaseError, InterfaceError):
        return over(request)
    speech = Speech(line, pages.language(line.languages, request.GET.get("lang", "")))
    return news(request, speech, found, seen, still=request.GET.get("still") == "1")


def news(
    request: HttpRequest, speech: Speech, found: visits.Visit, seen: tickets.Seen, *, still: bool
) -> HttpResponse:
    if found.conversation:
        lookers.looked_from_a_thread(found.conversation)
    scene = scenes.scene_of(found.state, found.door.door, Done(Form()))
    kind = scenes.strip_of(scene, found.state, found.door.door, found.messages)
    who = scenes.name_of(found.state, found.messages, speech)
    following = look_at(seen.following, speech, still=still)
    shown = {
        "words": speech.words,
        "locale": speech.locale,
        "strip": scenes.strip(kind, who, speech),
        "rows": [] if scene == "go" else [scenes.row(each, speech) for each in found.messages],
        "press": scene not in scenes.LOOKING,
        "look": following,
        "other": look_at(seen.following, speech, still=not still),
        "still": still,
    }
    response = render(request, "routing/plain/new.html", shown)
    if not still and scene in (*scenes.LOOKING, "go"):
        # As a header: a page that a screen reader walks through holds no such thing in itself.
        response.headers["Refresh"] = f"{LOOK_SECONDS}; url={following}"
    return framed(response)


def over(request: HttpRequest) -> HttpResponse:
    """A look that is over, or was never one: nothing is told but how to look."""
    line = Line()
    locale = pages.language(line.languages, request.GET.get("lang", ""))
    shown = {"words": Speech(line, locale).words, "locale": locale, "over": True}
    return framed(render(request, "routing/plain/new.html", shown, status=410))


def look_at(ticket: str, speech: Speech, *, still: bool) -> str:
    """The address of one look."""
    query = {"see": ticket, "lang": speech.locale, **({"still": "1"} if still else {})}
    return f"{reverse('plain_new')}?{urlencode(query)}"


# ---- how it is shown ---------------------------------------------------------------------------


def show(
    request: HttpRequest, line: Line, speech: Speech, done: Done, shown: dict[str, Any]
) -> HttpResponse:
    context = {
        "words": speech.words,
        "locale": speech.locale,
        "other": "fr" if speech.locale == "en" else "en",
        "speaks_other": {"en", "fr"} <= set(line.languages),
        "title": line.cover_title,
        "icon": pages.icon_of(line),
        "line": line.slug,
        "exit_url": line.exit_url,
        "form": done.form,
        "trouble": scenes.trouble(done, TEXT_LIMIT, speech),
        **shown,
    }
    with translation.override(speech.locale):
        return bare(render(request, "routing/plain/page.html", context), line)


def framed(response: HttpResponse) -> HttpResponse:
    policy = {**BARE, "frame-src": [NONE], "form-action": [NONE], "frame-ancestors": [SELF]}
    setattr(response, "_csp_replace", policy)  # noqa: B010 - csp's own
    return quiet(response)
