"""Every address for people; probes are in `machines.py`, sockets and webhooks in `asgi.py`."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from office.directory import confirmpages
from office.team.invites import Welcome
from routing import keptpages, leaving, pages
from routing.help import views as help_pages
from routing.plain import views as plain
from routing.staffpages import (
    blockpages,
    checkpages,
    demandpages,
    disclosurepages,
    embedding,
    figurespage,
    holdpages,
    readings,
    riskpages,
    shelfpages,
    takingout,
    wall,
)

handler400 = pages.unreadable
handler404 = pages.lost

urlpatterns = [
    path("", pages.home, name="home"),
    path("widget.js", pages.loader, name="loader"),
    path("widget/", pages.widget, name="widget"),
    path("chat/", pages.chat, name="chat"),
    path("chat/exit/", leaving.leave, name="leave"),
    path("chat/kept/", keptpages.kept, name="kept"),
    path("help/", help_pages.page, name="help"),
    path("help/<slug:slug>/", help_pages.page, name="help_of_line"),
    path("receipts/", keptpages.all_receipts, name="receipts"),
    path("receipts/receipts.json", keptpages.chain, name="receipts_json"),
    path("receipts/verify.py", keptpages.verifier, name="receipts_verifier"),
    path("chat/plain/", plain.page, name="plain"),
    path("chat/plain/new", plain.new, name="plain_new"),
    path("console/", pages.console, name="console"),
    path("console/snippets/", shelfpages.snippets, name="snippets"),
    path("console/find/", shelfpages.found, name="find"),
    path("console/guidance/", shelfpages.guidance, name="guidance"),
    path("console/site/", embedding.sites, name="sites"),
    path("console/site/<slug:key>/", embedding.site, name="site"),
    path("console/pictures/<slug:name>/", pages.picture, name="picture"),
    path("console/figures/", figurespage.figures, name="figures"),
    path("console/wall/", wall.wall, name="wall"),
    path("console/wall/figures/", wall.figures, name="wall_figures"),
    path("console/transcripts/", readings.latest, name="transcripts"),
    path("console/transcript/<uuid:pk>/", readings.transcript, name="transcript"),
    path("console/transcript/<uuid:pk>/checked/", checkpages.check, name="checked"),
    path("console/transcript/<uuid:pk>/words/<int:seq>/", takingout.words, name="take_out"),
    path("console/copies/<uuid:pk>/", disclosurepages.copies, name="copies"),
    path("console/copies/<uuid:pk>/<uuid:one>/", disclosurepages.copy, name="copy"),
    path(
        "console/copies/<uuid:pk>/<uuid:one>/words/<slug:name>/",
        takingout.of_copy,
        name="take_out_of_copy",
    ),
    path("console/demands/", demandpages.latest, name="demands"),
    path("console/demands/<uuid:pk>/", demandpages.demand, name="demand"),
    path(
        "console/demands/<uuid:pk>/words/<slug:name>/",
        takingout.of_demand,
        name="take_out_of_demand",
    ),
    path("console/holds/", holdpages.latest, name="holds"),
    path("console/holds/<uuid:pk>/", holdpages.hold, name="hold"),
    path("console/holds/<uuid:pk>/words/", holdpages.words, name="held"),
    path("console/hold/<uuid:pk>/", holdpages.ask, name="ask_hold"),
    path("console/drill/", include("drill.urls")),
    path("console/checklist/<uuid:pk>/", riskpages.checklist, name="checklist"),
    path("console/blocks/", blockpages.blocked, name="blocks"),
    path("console/decisions/", riskpages.latest, name="decisions"),
    path("console/decisions/<uuid:pk>/", riskpages.decision, name="decision"),
    path("confirm/<str:token>/", confirmpages.confirm, name="confirm"),
    path("api/directory/", include("referrals.urls")),
    path("console/settings/", include("office.urls")),
    path("accounts/welcome/<uidb64>/<token>/", Welcome.as_view(), name="welcome"),
    path("accounts/", include("config.accounts_urls")),
    path("admin/", admin.site.urls),
    *([path("demo/", include("demo.urls"))] if settings.DEMO else []),
]
