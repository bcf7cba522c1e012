"""The page `/metrics`: this process's counts and the database's gauges, for whoever may see them.

On this machine it is open; from anywhere else it takes `Authorization: Bearer METRICS_TOKEN`. To
everybody else there is no such page.
"""

import platform
import tomllib

import django
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST, Info, generate_latest

from helpline import metrics
from routing.gauges import Gauges

# Whoever came through a proxy is not on this machine, whatever the connection looks like.
FORWARDED = (
    *("Forwarded", "Via", "X-Real-IP"),
    *("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host"),
)

VERSION: str = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"][
    "version"
]
build = Info("helpline_build", "What runs here.", registry=metrics.registry)
build.info(
    {
        "version": VERSION,
        "python": platform.python_version(),
        "django": django.get_version(),
        "database": str(settings.DATABASES["default"]["ENGINE"]).rpartition(".")[2],
    }
)
metrics.registry.register(Gauges())


def shown(request: HttpRequest) -> HttpResponse:
    """Everything that is counted, in Prometheus's text format."""
    if request.method not in ("GET", "HEAD") or not may_see(request):
        raise Http404
    answer = HttpResponse(generate_latest(metrics.registry), CONTENT_TYPE_LATEST)
    answer["Cache-Control"] = "no-store"
    return answer


def may_see(request: HttpRequest) -> bool:
    """Whether this comes from this machine itself, or brings the token."""
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    if token and constant_time_compare(given, f"Bearer {token}"):
        return True
    through_a_proxy = any(name in request.headers for name in FORWARDED)
    return request.META.get("REMOTE_ADDR") in settings.LOOPBACK and not through_a_proxy
