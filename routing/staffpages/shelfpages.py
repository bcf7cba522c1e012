"""What the desk fetches beside its socket: snippets, places of the directory, cards to read."""

from functools import partial

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import conditional_page, require_POST, require_safe

from helpline import access
from referrals import figures, standing
from referrals import guidance as cards
from referrals.reach import ANYWHERE, finds
from referrals.search import finding, shownplaces
from referrals.showing import freshness
from referrals.snippets import for_console
from routing import pages

# As long as what is typed after a slash.
ASKED = 60


# Asked again before each use, so that nothing is put in that was changed meanwhile: mostly a 304.
@require_safe
@pages.counsellors_only
@conditional_page
def snippets(request: HttpRequest) -> HttpResponse:
    """What the console's palette searches: every snippet for them, without the database's ids."""
    person = access.person_of(request.user)
    return JsonResponse(for_console(person) if person else [], safe=False)


# Posted: what is looked for is a word about somebody, and an address is written down on the way.
@require_POST
@pages.counsellors_only
def found(request: HttpRequest) -> HttpResponse:
    """Places of the directory for these words, in the shape of snippets; nothing is kept of it."""
    now, said = timezone.now(), pages.without_nul(request.POST)
    person = access.person_of(request.user)
    seats = standing.seats(person) if person else {}
    # The talk's line, if they may hold talks of it; else their own.
    seat = seats.get(said.get("line", "")) or next(iter(seats.values()), ANYWHERE)
    show = partial(
        shownplaces.place,
        now=now,
        old=freshness.after(person.line if person else None),
        lands=frozenset(each.country for each in seats.values()),
        country=seat.country,
    )
    if slug := said.get("slug", ""):
        one = figures.place_of(slug)
        known = [show(one)] if one and finds(seat, one.reach) else []
        return JsonResponse({"places": shownplaces.marked(known, now)})
    answer = finding.find(said.get("q", "")[:ASKED], now, seat)
    places = shownplaces.marked(
        [show(each.listing, asked=answer.asked) for each in answer.found], now
    )
    shut_out = [shownplaces.because(name) for name in answer.shut_out]
    return JsonResponse({"places": places, "more": answer.more, "shut_out": shut_out})


@require_safe
@pages.counsellors_only
def guidance(request: HttpRequest) -> HttpResponse:
    """The cards beside the talk: every active one, in their order."""
    return JsonResponse(cards.for_console(), safe=False)
