"""The room's entry in Django: has the worker play what is due, and erase it at night."""

from importlib import import_module

from django.apps import AppConfig


class DrillConfig(AppConfig):
    name = "drill"
    default = True

    def ready(self) -> None:
        # By its name: it knows the models, and they are there only now.
        timers = import_module("routing.timers")
        timers.also(import_module("drill.stage").play)
        timers.also(import_module("drill.erasing").at_night)
