"""Every address of the pages; sockets and webhooks are in `asgi.py`."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from config import health, metrics_page
from routing import pages

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # as allauth documents it

handler404 = pages.lost

urlpatterns = [
    path("", pages.home),
    path("widget.js", pages.loader, name="loader"),
    path("widget/", pages.widget, name="widget"),
    path("chat/", pages.chat, name="chat"),
    path("console/", pages.console, name="console"),
    path("console/snippets/", pages.snippets, name="snippets"),
    path("console/pictures/<slug:name>/", pages.picture, name="picture"),
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("metrics", metrics_page.shown),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    *([path("demo/", include("demo.urls"))] if settings.DEMO else []),
]
