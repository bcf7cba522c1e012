"""A line, and who runs it."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from helpline.models import Counsellor, Line
from routing.texting.numbers import register
from routing.waiting import doors


@pytest.fixture
def line() -> Line:
    register.forget()
    doors.forget()
    return Line.objects.create(slug="night", name="Night line", cover_title="Notes")


def of_role(line: Line, role: str, name: str = "dana", *, shift_name: str = "") -> Client:
    user = get_user_model().objects.create_user(name, f"{name}@night.example")
    Counsellor.objects.create(
        user=user, line=line, shift_name=shift_name or name.title(), role=role
    )
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def dana(line: Line) -> Client:
    """The administrator of the line."""
    return of_role(line, "administrator")
