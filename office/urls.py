"""The addresses of the settings, under /console/settings/."""

from django.urls import path

from office import agreepages, home, removepages
from office.directory import askpages, listpages, reviewpages
from office.directory import pages as directorypages
from office.directory import removing as directoryremoving
from office.lines import hourspage, linepages, partnerpages
from office.snippets import pages as snippetpages
from office.snippets import tablepages as snippetfilepages
from office.team import people
from office.texts import cardpages, phrasepages, textpages

app_name = "office"
urlpatterns = [
    path("", home.home, name="home"),
    path("changes/", home.history, name="history"),
    path("agree/", agreepages.to_agree, name="agree"),
    path("agree/<int:pk>/", agreepages.answer, name="answer"),
    path("people/", people.everybody, name="people"),
    path("people/new/", people.somebody_new, name="somebody_new"),
    path("people/<uuid:pk>/", people.somebody, name="somebody"),
    path("people/<uuid:pk>/link/", people.link, name="link"),
    path("people/<uuid:pk>/second-step/", people.second_step, name="second_step"),
    path("people/<uuid:pk>/remove/", removepages.somebody, name="somebody_remove"),
    path("snippets/", snippetpages.snippets, name="snippets"),
    path("snippets/new/", snippetpages.snippet, name="snippet_new"),
    path("snippets/file/", snippetfilepages.bring, name="snippets_bring"),
    path("snippets/snippets.csv", snippetfilepages.export, name="snippets_export"),
    path("snippets/<int:pk>/", snippetpages.snippet, name="snippet"),
    path("snippets/<int:pk>/remove/", removepages.snippet, name="snippet_remove"),
    path("phrases/", phrasepages.phrases, name="phrases"),
    path("phrases/new/", phrasepages.phrase, name="phrase_new"),
    path("phrases/<int:pk>/", phrasepages.phrase, name="phrase"),
    path("phrases/<int:pk>/remove/", removepages.phrase, name="phrase_remove"),
    path("guidance/", cardpages.cards, name="cards"),
    path("guidance/new/", cardpages.card, name="card_new"),
    path("guidance/<int:pk>/", cardpages.card, name="card"),
    path("guidance/<int:pk>/remove/", removepages.card, name="card_remove"),
    path("directory/", directorypages.directory, name="directory"),
    path("directory/new/", directorypages.organisation, name="organisation_new"),
    path("directory/lists/", listpages.lists, name="lists"),
    path("directory/lists/<int:pk>/", listpages.of_one, name="list"),
    path("directory/reviews/", reviewpages.reviews, name="reviews"),
    path("directory/reviews/ask/<uuid:pk>/", askpages.ask, name="ask"),
    path("directory/reviews/read/<int:pk>/", askpages.settle, name="settle"),
    path("directory/reviews/<uuid:pk>/", reviewpages.review, name="review"),
    path("directory/<uuid:pk>/", directorypages.organisation, name="organisation"),
    path("directory/<uuid:owner>/places/new/", directorypages.place, name="place_new"),
    path("directory/<uuid:owner>/services/new/", directorypages.service, name="service_new"),
    path("directory/<uuid:pk>/remove/", directoryremoving.organisation, name="organisation_remove"),
    path("directory/<uuid:owner>/programmes/new/", directorypages.programme, name="programme_new"),
    path("directory/programmes/<uuid:pk>/", directorypages.programme, name="programme"),
    path(
        "directory/programmes/<uuid:pk>/remove/",
        directoryremoving.programme,
        name="programme_remove",
    ),
    path("directory/places/<uuid:pk>/remove/", directoryremoving.place, name="place_remove"),
    path("directory/services/<uuid:pk>/remove/", directoryremoving.service, name="service_remove"),
    path("directory/places/<uuid:pk>/", directorypages.place, name="place"),
    path("directory/services/<uuid:pk>/", directorypages.service, name="service"),
    path("lines/new/", linepages.line_new, name="line_new"),
    path("lines/<slug:slug>/", home.line, name="line"),
    path("lines/<slug:slug>/remove/", removepages.line, name="line_remove"),
    path("lines/<slug:slug>/hours/", hourspage.of_line, name="hours"),
    path("lines/<slug:slug>/texts/", textpages.all_texts, name="texts"),
    path("lines/<slug:slug>/texts/<slug:face>/<slug:name>/", textpages.of_line, name="text"),
    path("lines/<slug:slug>/line/", linepages.settings, name="settings"),
    path("lines/<slug:slug>/before/", linepages.questions, name="before"),
    path("lines/<slug:slug>/elsewhere/", linepages.places, name="elsewhere"),
    path("lines/<slug:slug>/checklist/", linepages.checklist, name="checklist"),
    path("lines/<slug:slug>/after/", linepages.after, name="after"),
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
    path("lines/<slug:slug>/numbers/<int:pk>/remove/", removepages.number, name="number_remove"),
    path("lines/<slug:slug>/partners/", partnerpages.partners, name="partners"),
    path("lines/<slug:slug>/partners/new/", partnerpages.partner, name="partner_new"),
    path("lines/<slug:slug>/partners/<int:pk>/", partnerpages.partner, name="partner"),
    path("lines/<slug:slug>/websites/", linepages.sites, name="websites"),
    path("lines/<slug:slug>/websites/new/", linepages.site, name="website_new"),
    path("lines/<slug:slug>/websites/<int:pk>/", linepages.site, name="website"),
    path("lines/<slug:slug>/websites/<int:pk>/remove/", removepages.site, name="website_remove"),
]
