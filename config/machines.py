"""What machines ask for: a probe or a collector may come by an address, not by our public name.

A number is no danger as a name is: a website can have its own name lead to this machine, and would
then read what it shows to itself. So any other name must be one that we answer to.
"""

from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address

from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port

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
            if not by_address(request):
                request.get_host()  # raises DisallowedHost unless it is ours
            with suppress(Http404):
                return page(request)
        return self.get_response(request)


def by_address(request: HttpRequest) -> bool:
    """Whether this machine was called by a number, or as the one that asks."""
    name, _ = split_domain_port(request.headers.get("Host", ""))
    if name == "localhost":
        return True
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
