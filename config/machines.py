"""What machines ask for: a probe or a collector comes by an address, not by our public name.

So these three are answered before anybody asks by which name we were called.
"""

from collections.abc import Callable
from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse

from config import health, metrics_page

PAGES: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "/healthz": health.alive,
    "/readyz": health.ready,
    "/metrics": metrics_page.shown,
}


class ForMachines:
    """Answers `PAGES`; whoever may not see one finds what stands anywhere else: no such page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        page = PAGES.get(request.path_info)
        if page is not None:
            with suppress(Http404):
                return page(request)
        return self.get_response(request)
