"""The address of the drills, under /console/drill/."""

from django.urls import path

from drill import pages

urlpatterns = [path("", pages.drills, name="drills")]
