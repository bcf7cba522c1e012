"""The quick exit by a plain request, for a page that goes away and whose socket may be down.

POST /chat/exit/, its body the token as text. It is answered alike whatever it was and whatever came
of it: who left learns nothing from it, and nobody else may.
"""

import contextlib

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from helpline.errors import Refused
from helpline.models import Site
from helpline.seekers import token_hash
from routing import desk

# A token has some sixty letters; nobody has anything longer to say here.
MOST = 256


@csrf_exempt
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Does what the frame `exit` does; what cannot be done is left to the token's idle time."""
    with contextlib.suppress(Refused, DatabaseError, InterfaceError, OSError):
        token = _token(request)
        if token and _may_come(request):
            desk.by_token(token_hash(token), desk.quick_exit)
    return HttpResponse(status=204)


def _token(request: HttpRequest) -> str:
    body = request.read(MOST + 1)
    if len(body) > MOST or not body.isascii():
        return ""
    return body.decode("ascii").strip()


def _may_come(request: HttpRequest) -> bool:
    """Our own pages and registered sites.

    Our page tells nobody where it was, and some browsers call its origin "null" for that; they then
    say by a header of their own whether it is the same site. The token is the secret all the same.
    """
    origin = request.headers.get("Origin", "null")
    if origin == "null":
        return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    return (
        origin in settings.OWN_ORIGINS or Site.objects.filter(origin=origin, active=True).exists()
    )
