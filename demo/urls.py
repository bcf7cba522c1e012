"""The one page of the demo that the main server shows."""

from django.urls import path

from demo import views

urlpatterns = [path("", views.demo, name="demo")]
