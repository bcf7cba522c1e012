"""Who is blocked on a supervisor's line, by whom, why and until when; each can be lifted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from helpline import access
from helpline.models import Counsellor
from routing import pages
from routing.adapters import channels
from routing.models import Block
from routing.texting import blocks
from routing.waiting import doors
from transcripts import audit

MOST = 200


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def blocked(request: HttpRequest) -> HttpResponse:
    """The list, and what is lifted from it."""
    person = access.person_of(request.user)
    if person is None or not access.may(person, "blocks"):
        return pages.lost(request)
    held = Block.objects.filter(line=person.line, ended_at=None, until__gt=timezone.now())
    if request.method == "POST":
        lifted = request.POST.get("block", "")
        block = held.filter(pk=lifted).first() if lifted.isdecimal() else None
        if block is not None:
            _lift(block, person)
            messages.success(request, _("Lifted: what they write is taken in again."))
        return redirect("blocks")
    rows = held.select_related("by").order_by("until", "pk")[:MOST]
    return render(request, "routing/blocks.html", {"blocks": [_shown(row) for row in rows]})


def _shown(block: Block) -> tuple[Block, str, bool]:
    """A block, by what they wrote in the reader's language, and whether that is live."""
    channel = channels()[block.channel]
    labels = channel.labels
    return block, labels.get((get_language() or "en")[:2], labels["en"]), channel.live


def _lift(block: Block, person: Counsellor) -> None:
    blocks.lift(block, by=person, now=timezone.now())
    audit.note(person, "unblock", about=f"block:{block.pk}")
    doors.forget()
