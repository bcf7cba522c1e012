"""The addresses of the settings, under /console/settings/."""

from django.urls import path

from office import (
    cardpages,
    home,
    hourspage,
    linepages,
    people,
    phrasepages,
    snippetpages,
    textpages,
)

app_name = "office"
urlpatterns = [
    path("", home.home, name="home"),
    path("changes/", home.history, name="history"),
    path("people/", people.everybody, name="people"),
    path("people/new/", people.somebody_new, name="somebody_new"),
    path("people/<uuid:pk>/", people.somebody, name="somebody"),
    path("people/<uuid:pk>/link/", people.link, name="link"),
    path("people/<uuid:pk>/second-step/", people.second_step, name="second_step"),
    path("snippets/", snippetpages.snippets, name="snippets"),
    path("snippets/new/", snippetpages.snippet, name="snippet_new"),
    path("snippets/<int:pk>/", snippetpages.snippet, name="snippet"),
    path("phrases/", phrasepages.phrases, name="phrases"),
    path("phrases/new/", phrasepages.phrase, name="phrase_new"),
    path("phrases/<int:pk>/", phrasepages.phrase, name="phrase"),
    path("guidance/", cardpages.cards, name="cards"),
    path("guidance/new/", cardpages.card, name="card_new"),
    path("guidance/<int:pk>/", cardpages.card, name="card"),
    path("lines/<slug:slug>/", home.line, name="line"),
    path("lines/<slug:slug>/hours/", hourspage.of_line, name="hours"),
    path("lines/<slug:slug>/texts/", textpages.all_texts, name="texts"),
    path("lines/<slug:slug>/texts/<slug:face>/<slug:name>/", textpages.of_line, name="text"),
    path("lines/<slug:slug>/line/", linepages.settings, name="settings"),
    path("lines/<slug:slug>/before/", linepages.questions, name="before"),
    path("lines/<slug:slug>/elsewhere/", linepages.places, name="elsewhere"),
    path("lines/<slug:slug>/checklist/", linepages.checklist, name="checklist"),
    path("lines/<slug:slug>/kept/", linepages.kept, name="kept"),
    path("lines/<slug:slug>/numbers/", linepages.numbers, name="numbers"),
    path("lines/<slug:slug>/numbers/new/", linepages.number, name="number_new"),
    path("lines/<slug:slug>/numbers/<int:pk>/", linepages.number, name="number"),
    path("lines/<slug:slug>/numbers/<int:pk>/hours/", hourspage.of_number, name="number_hours"),
    path("lines/<slug:slug>/numbers/<int:pk>/texts/", textpages.all_of_number, name="number_texts"),
    path(
        "lines/<slug:slug>/numbers/<int:pk>/texts/<slug:name>/",
        textpages.of_number,
        name="number_text",
    ),
    path("lines/<slug:slug>/websites/", linepages.sites, name="websites"),
    path("lines/<slug:slug>/websites/new/", linepages.site, name="website_new"),
    path("lines/<slug:slug>/websites/<int:pk>/", linepages.site, name="website"),
]
