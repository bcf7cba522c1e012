"""The addresses of the settings, under /console/settings/."""

from django.urls import path

from office import home, hourspage

app_name = "office"
urlpatterns = [
    path("", home.home, name="home"),
    path("changes/", home.history, name="history"),
    path("lines/<slug:slug>/", home.line, name="line"),
    path("lines/<slug:slug>/hours/", hourspage.of_line, name="hours"),
]
