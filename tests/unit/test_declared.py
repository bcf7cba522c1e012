"""A column in which words could stand is declared, or this fails: nothing is kept by oversight."""

import pytest
from django.apps import apps
from django.db import models

from transcripts.promised.declared import ERASED, FORGOTTEN, FREE, PUBLIC_ROOMS, TABLES, UNREADABLE

ROOMS = ("helpline", "referrals", "transcripts", "routing", "office", "drill")
WORDY = (
    models.CharField,
    models.TextField,
    models.BinaryField,
    models.JSONField,
    models.FileField,
    models.FilePathField,
)


def wordy(model: type[models.Model]) -> set[str]:
    return {each.name for each in model._meta.local_fields if isinstance(each, WORDY)}


TABLES_THERE = {
    model._meta.label: model
    for room in ROOMS
    for model in apps.get_app_config(room).get_models()
    if wordy(model)
}


@pytest.mark.parametrize(
    "label", [label for label in TABLES_THERE if label.partition(".")[0] not in PUBLIC_ROOMS]
)
def test_every_column_for_words_is_declared(label: str) -> None:
    assert label in TABLES, (
        f"{label}: say in transcripts/promised/declared.py what becomes of its words"
    )
    assert set(TABLES[label][1].split()) == wordy(TABLES_THERE[label]), label


def test_nothing_is_declared_that_is_not_there() -> None:
    assert TABLES.keys() <= TABLES_THERE.keys()


@pytest.mark.parametrize("label", TABLES)
def test_what_is_sealed_goes_with_a_key_or_a_time(label: str) -> None:
    """Ciphertext stands only where a key is destroyed, or a record ends."""
    why, columns = TABLES[label]
    if "sealed" in columns.split():
        assert why in (ERASED, UNREADABLE) or "a time of its own" in why


@pytest.mark.parametrize("room", sorted(PUBLIC_ROOMS))
def test_a_public_room_knows_no_seeker(room: str) -> None:
    private = {"Conversation", "Seeker", "Message", "Delivery"}
    for model in apps.get_app_config(room).get_models():
        led = {each.related_model.__name__ for each in model._meta.fields if each.related_model}
        assert not led & private, model


@pytest.mark.parametrize("label", [label for label, (why, _) in TABLES.items() if why == FORGOTTEN])
def test_who_wrote_stands_in_the_tables_of_seekers_only(label: str) -> None:
    assert label.startswith("helpline.")


def test_of_what_is_written_freely_it_is_said_how_it_is_redacted() -> None:
    """`sealed` holds words; a reason in clear does, but for an offer's, which is a code."""
    free = {
        label
        for label, (_why, columns) in TABLES.items()
        if {"sealed", "reason"} & set(columns.split()) and label != "routing.Offer"
    }
    assert FREE.keys() == free
