"""Every address for people; probes are in `machines.py`, sockets and webhooks in `asgi.py`."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from routing import embedding, leaving, pages
from routing.plain import views as plain

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # as allauth documents it

handler404 = pages.lost

urlpatterns = [
    path("", pages.home, name="home"),
    path("widget.js", pages.loader, name="loader"),
    path("widget/", pages.widget, name="widget"),
    path("chat/", pages.chat, name="chat"),
    path("chat/exit/", leaving.leave, name="leave"),
    path("chat/plain/", plain.page, name="plain"),
    path("chat/plain/new", plain.new, name="plain_new"),
    path("console/", pages.console, name="console"),
    path("console/snippets/", pages.snippets, name="snippets"),
    path("console/guidance/", pages.guidance, name="guidance"),
    path("console/site/", embedding.sites, name="sites"),
    path("console/site/<slug:key>/", embedding.site, name="site"),
    path("console/pictures/<slug:name>/", pages.picture, name="picture"),
    path("console/settings/", include("office.urls")),
    path("accounts/", include("config.accounts_urls")),
    path("admin/", admin.site.urls),
    *([path("demo/", include("demo.urls"))] if settings.DEMO else []),
]
