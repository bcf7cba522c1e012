"""What is said is forgotten between two tests with all that hangs on it."""

from django.apps import apps

from tests.wire.store import EVERYTHING_SAID


def test_whatever_hangs_on_what_is_said_is_forgotten_with_it() -> None:
    left = {
        f"{model._meta.db_table}.{each.name}"
        for model in apps.get_models()
        for each in model._meta.fields
        if each.related_model is not None
        and each.related_model._meta.db_table in EVERYTHING_SAID
        and model._meta.db_table not in EVERYTHING_SAID
    }
    assert left == set()
